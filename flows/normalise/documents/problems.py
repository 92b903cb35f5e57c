"""What cannot be read is said in words that the publisher of a source understands."""

from __future__ import annotations


class UnreadableDocument(Exception):  # noqa: N818 - named for what is reported, not for the mechanism
    """Bytes that give no announcement.

    `rule` names the check for the quarantine table; the reasons say what was found and what to do.
    """

    def __init__(self, rule: str, reason_fr: str, reason_en: str) -> None:
        super().__init__(f"{rule}: {reason_en}")
        self.rule = rule
        self.reason_fr = reason_fr
        self.reason_en = reason_en

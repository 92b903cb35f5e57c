"""What percentages are of: "54 % des participants", "91 % d'entre vous viendront", "le taux est de 51 %"."""

from __future__ import annotations

import re

from flows.normalise.mentions.labels import Label, label_after, label_before
from flows.normalise.mentions.model import Quantity

SAME_AGAIN = re.compile(
    r"\b(?:soit|dont|en hausse de|en baisse de|une hausse de|une baisse de|ou) (?:[+-] ?)?\Z"
)
"""Right before a figure that takes up the one before it."""
_PERCENT_OF = re.compile(r" (?:de |des |d'(?!entre )|du )")
_IN_CASES = re.compile(
    r" des (?:cas|situations|dossiers|fois|foyers|familles)\b[^.;:,()\n|]{0,40},"
    r" (?P<words>[^.;:,()\n|]{5,90})"
)
"""What was found or done in a share of the cases: "dans 62 % des cas, la personne avait …"."""
_SHARE_SAID = re.compile(
    r"(?: d'entre (?:eux|elles|nous|vous)(?: qui)?)?"
    r" (?P<words>(?:n'|ne |se |s'|y |en |l'|l[ea] )?(?:ont|sont|[a-z]{2,}(?:[^m]ent|aient))\b"
    r"[^.;:,()\n|]{3,80})"
)
"""What a share of those asked does or says: "71 % jugent que …"."""
_RATE_OF = re.compile(
    r"\b(?:objectif|cible|taux|hausse|baisse|part|proportion|reduction|augmentation)"
    r" (?:minimale? )?d(?:e |'environ )\Z"
)
_ALONE_BEFORE = re.compile(r"(?:^|\n)[ •*–]{0,3}[+-]? ?\Z")
_ALONE_AFTER = re.compile(r" ?(?:\n| : )(?P<next>[^\n]*)")


def percent_label(folded: str, match: re.Match[str], nearby: Quantity | None) -> Label:
    """What a percentage is of: the words behind it, what is said of a share, or the subject before it."""
    if folded.endswith("dans ", 0, match.start()) and (cases := _IN_CASES.match(folded, match.end())):
        return Label(*cases.span("words"), None)
    follows = _PERCENT_OF.match(folded, match.end()) is not None
    label = label_after(folded, match.end()) if follows else None
    if not follows and (said := _SHARE_SAID.match(folded, match.end())) is not None:
        return Label(said.start("words"), said.end("words"), None)
    if label is not None and (rate := _RATE_OF.search(folded, max(0, match.start() - 40), match.start())):
        label = Label(rate.start(), label.end, label.unit)
    if label is None and _ALONE_BEFORE.search(folded, max(0, match.start() - 4), match.start()):
        label = under_number(folded, match)
    if (
        label is None
        and nearby is not None
        and SAME_AGAIN.search(folded[max(0, match.start() - 20) : match.start()])
    ):
        label = Label(nearby.label_start, nearby.label_end, nearby.unit)
    return label or label_before(folded, match.start()) or Label(match.start(), match.end(), None)


def says_again(folded: str, match: re.Match[str], before: Quantity) -> bool:
    """Whether a percentage in brackets says what the count right before it says: "212 résidents (85 %)"."""
    in_brackets = folded.endswith("(", 0, match.start()) and folded.startswith(")", match.end())
    return in_brackets and before.unit != "percent" and match.start() - 2 in (before.end, before.label_end)


def under_number(folded: str, match: re.Match[str]) -> Label | None:
    """The next line, where the number has a line of its own; the words behind it, where it is a label."""
    under = _ALONE_AFTER.match(folded, match.end())
    if under is None or not _ALONE_BEFORE.search(folded, max(0, match.start() - 4), match.start()):
        return None
    return label_after(folded, under.start("next"))

"""`LICENCE.txt`: under which licence a release stands, what that covers and what not."""

from __future__ import annotations

from pathlib import Path
from string import Template

from flows.publish.contents import Contents

FILE_NAME = "LICENCE.txt"

_TEMPLATE = Path(__file__).parent / "templates" / FILE_NAME


def licence(contents: Contents) -> str:
    """The text of the file, in French and in English."""
    settings = contents.settings
    return Template(_TEMPLATE.read_text("utf-8")).substitute(
        operator=settings.operator_name,
        licence_title=settings.licence_title,
        licence_url=settings.licence_url,
        data_date=contents.data_date.isoformat(),
    )

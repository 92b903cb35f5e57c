"""XML as sites send it, mended so that a strict parser reads all of it.

Mended is what stops a parser for nothing: blank lines before the declaration (forbidden by XML 1.0,
section 2.8), characters that XML does not have (section 2.2), the named entities of HTML (section 4.1),
and a bare `&`, as addresses hold it. Entities that a file declares itself are left unresolved, so that
they can neither grow without bounds nor bring in another file.
"""

from __future__ import annotations

import re
from html import escape
from html.entities import html5

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(\w{2,31};)?",
    re.DOTALL,
)
"""A section in which ampersands stand for themselves, or an ampersand that XML cannot read."""


def mended_xml(text: str) -> str:
    """The text of an XML file, without what a parser would stop at for nothing."""
    return _AMPERSAND.sub(_readable, _NOT_XML.sub("", text).lstrip("\ufeff \t\r\n"))


def _readable(match: re.Match[str]) -> str:
    if not match[0].startswith("&"):
        return match[0]
    name = match[1]
    return escape(html5.get(name, f"&{name}"), quote=False) if name else "&amp;"

"""The text of a feed as sites send it, mended so that a strict XML parser reads all of it.

Mended is what stops a parser for nothing: a character set other than the one declared, blank lines before
the declaration (forbidden by XML 1.0, section 2.8), characters that XML does not have (section 2.2), the
named entities of HTML (section 4.1), and a bare `&`, as addresses hold it.
"""

from __future__ import annotations

import re
from html.entities import html5

from flows.fetch.charset import declared_charsets, decoded

_DECLARED = re.compile(rb"\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(\w{2,31};)?",
    re.DOTALL,
)
"""A section in which ampersands stand for themselves, or an ampersand that XML cannot read."""


def feed_text(body: bytes, content_type: str) -> str:
    """The XML of a feed that was sent as `content_type`."""
    in_feed = _DECLARED.match(body)
    declared = [in_feed[1].decode("ascii")] if in_feed else []
    text = decoded(body, [*declared, *declared_charsets(content_type)])
    return _AMPERSAND.sub(_readable, _NOT_XML.sub("", text).lstrip("\ufeff \t\r\n"))


def _readable(match: re.Match[str]) -> str:
    if not match[0].startswith("&"):
        return match[0]
    name = match[1] or ""
    return html5.get(name, f"&amp;{name}")

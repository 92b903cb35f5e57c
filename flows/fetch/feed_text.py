"""The text of a feed as sites send it, mended so that a strict XML parser reads all of it.

Mended is what stops a parser for nothing: a character set other than the one declared, blank lines before
the declaration (forbidden by XML 1.0, section 2.8), characters that XML does not have (section 2.2), the
named entities of HTML (section 4.1), and a bare `&`, as addresses hold it.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from html.entities import html5

from resiliparse.parse.encoding import map_encoding_to_html5

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})")
_CHARSET = re.compile(r"\bcharset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(\w{2,31};)?",
    re.DOTALL,
)
"""A section in which ampersands stand for themselves, or an ampersand that XML cannot read."""


def feed_text(body: bytes, content_type: str) -> str:
    """The XML of a feed that was sent as `content_type`."""
    text = _NOT_XML.sub("", _decoded(body, content_type)).lstrip("\ufeff \t\r\n")
    return _AMPERSAND.sub(_readable, text)


def _decoded(body: bytes, content_type: str) -> str:
    """The bytes as text. A byte order mark is believed first, then valid UTF-8, the feed, the server."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    with suppress(UnicodeDecodeError):
        return body.decode("utf-8")
    in_feed = _DECLARED.match(body)
    names = [in_feed[1].decode("ascii")] if in_feed else []
    for name in [*names, *_CHARSET.findall(content_type)]:
        # As browsers read it: Latin-1 means windows-1252.
        standard = map_encoding_to_html5(name, fallback_utf8=False)
        if standard and not standard.startswith("utf-"):
            with suppress(LookupError):
                return body.decode(standard, "replace")
    return body.decode("windows-1252", "replace")


def _readable(match: re.Match[str]) -> str:
    if not match[0].startswith("&"):
        return match[0]
    name = match[1] or ""
    return html5.get(name, f"&amp;{name}")

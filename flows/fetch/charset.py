"""Bytes of feeds, calendars, sitemaps and pages to text, whatever they say their character set is."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from resiliparse.parse.encoding import map_encoding_to_html5

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_IN_XML = re.compile(rb"\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})")
_IN_HTML = re.compile(rb"<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_IN_HTML_BYTES = 1024
"""Where HTML wants it declared (HTML Standard, section 4.2.5.4)."""
_IN_HEADER = re.compile(rb"\bcharset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


def text_of(body: bytes, content_type: str) -> str:
    """The text of what was sent as `content_type`; bytes that fit nothing become U+FFFD.

    Declarations are wrong often enough that the bytes decide first: a byte order mark, then UTF-8 if
    nearly all of them fit it (those of other encodings practically never do), then what the XML, the
    server or the page's `meta` declares, and in the end windows-1252.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    with suppress(UnicodeDecodeError):
        return body.decode("utf-8")
    text = body.decode("utf-8", "replace")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    if beyond_ascii > 4 * text.count("\ufffd"):
        return text
    declarations = (
        _IN_XML.match(body),
        _IN_HEADER.search(content_type.encode()),
        _IN_HTML.search(body[:_IN_HTML_BYTES]),
    )
    for declaration in declarations:
        # As browsers read it: Latin-1 means windows-1252.
        named = declaration and map_encoding_to_html5(declaration[1].decode("ascii"), fallback_utf8=False)
        if named and not named.startswith("utf-"):
            with suppress(LookupError):
                return body.decode(named, "replace")
    return body.decode("windows-1252", "replace")

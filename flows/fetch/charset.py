"""Bytes of feeds and calendars to text, whatever their character set is said to be.

Declarations are wrong often enough that the bytes decide first: a byte order mark, then valid UTF-8
(which other encodings practically never are), then what is declared, and in the end windows-1252.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from contextlib import suppress

from resiliparse.parse.encoding import map_encoding_to_html5

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(r"\bcharset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


def declared_charsets(content_type: str) -> list[str]:
    """The character sets that a `Content-Type` header names."""
    return _CHARSET.findall(content_type)


def decoded(body: bytes, declared: Iterable[str]) -> str:
    """The text of a body. `declared` names character sets, the most certain first, right or wrong."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    with suppress(UnicodeDecodeError):
        return body.decode("utf-8")
    for name in declared:
        # As browsers read it: Latin-1 means windows-1252.
        standard = map_encoding_to_html5(name, fallback_utf8=False)
        if standard and not standard.startswith("utf-"):
            with suppress(LookupError):
                return body.decode(standard, "replace")
    return body.decode("windows-1252", "replace")

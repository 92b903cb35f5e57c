"""Bytes to text, whatever the page says its character set is.

Declarations are wrong often enough that the bytes decide first: a byte order mark, then valid UTF-8
(which other encodings practically never are), then what is declared, then what the bytes look like.
"""

from __future__ import annotations

import codecs
import re

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_META_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I
)
_META_SEARCHED = 4096
"""Bytes searched for a declaration; HTML asks for it within the first 1,024."""
_SAMPLED = 65_536
"""Bytes looked at to guess a character set, or whether bytes are text at all."""
_STRAY_BYTES = re.compile(r"[\udc80-\udcff]+")


def decode(body: bytes, content_type: str = "", *, html: bool = False) -> str:
    """The text of `body`. Never fails: bytes that fit nothing become U+FFFD."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    if (wide := _wide_encoding(body)) is not None:
        return body.decode(wide, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(body):
        return _STRAY_BYTES.sub(_stray_as_windows, body.decode("utf-8", "surrogateescape"))
    guessed = _declared(body, content_type, html=html) or detect_encoding(body[:_SAMPLED])
    standard = map_encoding_to_html5(guessed, fallback_utf8=False) if guessed else None
    if standard is None or standard.startswith("utf-"):
        standard = "windows-1252"
    return body.decode(standard, "replace")


def _wide_encoding(body: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    sample = body[:_SAMPLED]
    if len(sample) < 8 or sample.count(0) * 3 < len(sample):
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 9 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 9 * odd else None


def _mostly_utf8(body: bytes) -> bool:
    """Whether nearly all bytes outside ASCII form valid UTF-8 (a cut end, a few foreign passages)."""
    text = body[:_SAMPLED].decode("utf-8", "surrogateescape")
    stray = sum(len(run) for run in _STRAY_BYTES.findall(text))
    accented = sum(not character.isascii() for character in text) - stray
    return accented > 2 * stray


def _stray_as_windows(match: re.Match[str]) -> str:
    return match.group().encode("utf-8", "surrogateescape").decode("windows-1252", "replace")


def _declared(body: bytes, content_type: str, *, html: bool) -> str | None:
    """The first declared character set that Python knows, as browsers read it (latin-1: windows-1252)."""
    names: list[str] = _HEADER_CHARSET.findall(content_type)
    if html and (meta := _META_CHARSET.search(body[:_META_SEARCHED])) is not None:
        names.append(meta.group(1).decode("ascii", "ignore"))
    for name in names:
        standard = map_encoding_to_html5(name, fallback_utf8=False)
        if standard is None:
            continue
        try:
            codec = codecs.lookup(standard)
        except LookupError:
            continue
        if codec.name != "utf-8" and codec._is_text_encoding:
            return codec.name
    return None

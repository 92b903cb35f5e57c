"""Two forms of a text: the one people read, tidied, and the one patterns search, folded.

`clean` tidies what was written on a line (composed accents, single spaces, nothing invisible).
`fold` makes spellings comparable without moving a single character: whatever is found at an offset
of the folded text stands at the same offset of the text itself.

    >>> clean("Santé\\u00a0:  l\\u2019au\\u00addition")
    'Santé : l’audition'
    >>> fold("L’ÉTÉ – 2\\u202f000 €")
    "l'ete - 2 000 €"
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from encodings import cp1252

_APOSTROPHES = "’‘ʼ‛′´`＇"
_DASHES = "‐‑‒–—―−﹘﹣－⁃"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

# Latin, Greek and Cyrillic letters with their accents; Latin Extended Additional; full-width forms.
_FOLDED_RANGES = ((0x41, 0x5B), (0xC0, 0x530), (0x1E00, 0x1F00), (0xFF21, 0xFF3B))


def _folding_table() -> dict[int, str]:
    table: dict[int, str] = {}
    for first, last in _FOLDED_RANGES:
        for code in range(first, last):
            base = unicodedata.normalize("NFD", chr(code))[0].lower()
            if len(base) == 1 and base != chr(code):
                table[code] = base
    table |= dict.fromkeys(map(ord, _APOSTROPHES), "'")
    table |= dict.fromkeys(map(ord, _DASHES), "-")
    table |= dict.fromkeys(map(ord, _SPACES), " ")
    return table


_FOLDING = _folding_table()

# Nearly all French text fits one byte a character, where the same table works fifty times faster.
_ONE_BYTE = bytes(range(256)).decode("cp1252", "replace").replace("\ufffd", "?")
_BYTES = _ONE_BYTE.translate(_FOLDING).encode("cp1252", "replace")
_NOT_ONE_BYTE = re.compile(f"[^{re.escape(_ONE_BYTE)}]+")

# Zero-width characters, direction marks, soft hyphen, variation selectors, controls: nothing to read.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\U000e0000-\U000e007f"
)
# Bullets of the Symbol and Wingdings fonts, which PDF and office exports leave as private characters.
_FONT_BULLETS = "\uf02d\uf06e\uf071\uf075\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0e0\uf0e8\uf0f0\uf0fc"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}

_UNREADABLE = re.compile(f"[{_INVISIBLE}{_FONT_BULLETS}{''.join(_LIGATURES)}\ud800-\udfff]")


def _readable(match: re.Match[str]) -> str:
    character = match.group()
    if character in _LIGATURES:
        return _LIGATURES[character]
    if character in _FONT_BULLETS:
        return "•"
    return "\ufffd" if "\ud800" <= character <= "\udfff" else ""


def fold(text: str) -> str:
    """`text` in lower case, without accents, with one kind of apostrophe, dash and space.

    The result has exactly the length of `text`; œ and æ stay one character.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    try:
        one_byte_each, _ = codecs.charmap_encode(text, "strict", cp1252.encoding_table)
        is_wide = False
    except UnicodeEncodeError:
        one_byte_each, _ = codecs.charmap_encode(text, "replace", cp1252.encoding_table)
        is_wide = True
    folded, _ = codecs.charmap_decode(one_byte_each.translate(_BYTES), "strict", cp1252.decoding_table)
    if not is_wide:
        return folded
    pieces: list[str] = []
    last = 0
    for match in _NOT_ONE_BYTE.finditer(text):
        pieces += (folded[last : match.start()], match.group().translate(_FOLDING))
        last = match.end()
    return "".join([*pieces, folded[last:]])


def tidy(text: str) -> str:
    """`text` in NFC, without characters that cannot be read; white space as it is."""
    if not text.isascii():
        return unicodedata.normalize("NFC", _UNREADABLE.sub(_readable, text))
    return text if text.isprintable() else _UNREADABLE.sub("", text)


def clean(text: str) -> str:
    """`text` as one tidy line: NFC, whitespace runs as one space, nothing invisible, no edges."""
    return " ".join(tidy(text).split())

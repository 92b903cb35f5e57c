"""Bullets, numbers and emoji that open a line, and what they say of its place in the text.

A marker is what a reader sees before the words proper: "•", "1.", "2 -", "A.", "1.1", "AXE 1 –", 📍.

    >>> split_marker("AXE 2 – Former").rest
    'Former'
    >>> split_marker("20h10. Le président ouvre la séance") is None
    True
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from flows.normalise.documents.folding import fold
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import any_of


class MarkerKind(StrEnum):
    """What kind of sign opens the line."""

    BULLET = "bullet"
    NUMBER = "number"
    LETTER = "letter"
    SECTION = "section"
    """A word and a number: "Axe 1 –", "Article 3 :"."""
    EMOJI = "emoji"


class Marker(NamedTuple):
    """A line cut in two: its marker as written, and the words after it."""

    kind: MarkerKind
    written: str
    rest: str
    depth: int = 1
    """Numbers: how many levels they count ("1.1": 2)."""
    number: int = 0
    """Numbers: the last count ("2.3": 3); letters: their place in the alphabet."""

    @property
    def opens_item(self) -> bool:
        """Whether it is one that items of lists have."""
        return self.kind in (MarkerKind.BULLET, MarkerKind.NUMBER, MarkerKind.LETTER)


_BULLET = re.compile(
    r"([-–—•‣⁃◦▪▫■□●○◆◇❖►▸▶▷»>➜➔➤➢→⇒*·∙✓✔✅☑✗✘☐👉🔹🔸🔷🔶📌📍]+|[o§ü](?=\s+[A-ZÀ-Ý0-9«])|\+(?=\s+[A-ZÀ-Ý])|\.(?=\s+[A-ZÀ-Ý0-9«]))\s+(?=\S)"
)
_TIGHT_BULLET = re.compile(r"([•‣◦▪■●►▸▶➜➤→✓✔✅👉🔹🔸📌📍])(?=[^\W_])")
_NUMBER = re.compile(
    r"""(
        \(?\d{1,2}\)\s?[-–.]?\s*                # 1)  (1)  1) -
      | (?:\d{1,2}\.){1,4}(?:\d{1,2}\.?)?\s?[-–—)]?\s+ # 1.  1.1  1.1.  1. -
      | \d{1,2}(?:\.\d{1,2}){1,4}\s+            # 1.1
      | \d{1,2}\s?[/°]\s?[-–]?\s*               # 1/  1°
      | \d{1,2}\s?[-–—](?:\s+|(?=[^\W\d_]))     # 1-  1 -
    )(?=[^\d\s%€/])""",
    re.VERBOSE,
)
_ROMAN = re.compile(r"([IVX]{1,5})(?:\s?[.)/]|\s?[-–—])\s*(?=[^\W\d_]|[«\"])(?![a-zà-ÿ])")
_LETTER = re.compile(r"(\(?[A-Ha-h](?:\s?\)\s?[-–.]?|\.\s?[-–]?|\s?/|\s[-–—])\s+)(?=[^\W_]|[«\"])(?!\w\.)")
_EMOJI = re.compile(
    "((?:[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u23e9-\u23fa\u231a\u231b\u24c2\u3030\u2139]"
    "[\ufe0e\ufe0f\u20e3]?)+|(?:[0-9]\ufe0f?\u20e3))\\s*(?=\\S)"
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


_SECTION_WORDS = lexicon("page_parts")["numbered_section_words"]
_SECTION = re.compile(
    rf"(?:{any_of(map(fold, _SECTION_WORDS))})\s(?:strategique\s|prioritaire\s|transversal\s)?(?:n[°o]\s?)?"
    r"(\d{1,2}(?:\.\d{1,2}){0,2}|[ivx]{1,4}|[a-h])(?:\s?[-:.]\s*|\s?[-:.]?$)"
)
_SECTION_STARTS = frozenset(form[:3] for word in _SECTION_WORDS for form in (word, fold(word)))
"""The first letters of these words, in lower case."""


def split_marker(text: str) -> Marker | None:
    """The marker that opens `text` (a cleaned line), or null. The words after it are never empty."""
    if not text:
        return None
    first = text[0]
    if first.isdigit() or first == "(":
        return _number(text) or _letter(text) or _emoji(text)
    if first.isalpha():
        if not text[1:2].isalpha():
            return _letter(text) or _roman(text) or _bullet(text) or _section_number(text)
        return _roman(text) if first in _ROMAN_VALUES and text[1] in _ROMAN_VALUES else _section_number(text)
    return _bullet(text) or _emoji(text)


def _cut(text: str, match: re.Match[str], kind: MarkerKind, depth: int = 1, number: int = 0) -> Marker | None:
    rest = text[match.end() :]
    return Marker(kind, match.group().strip(), rest, depth, number) if rest else None


def _number(text: str) -> Marker | None:
    match = _NUMBER.match(text)
    if match is None:
        return None
    counts = re.findall(r"\d+", match.group())
    return _cut(text, match, MarkerKind.NUMBER, len(counts), int(counts[-1]))


def _letter(text: str) -> Marker | None:
    match = _LETTER.match(text)
    if match is None:
        return None
    letter = match.group().strip("( ")[0].lower()
    return _cut(text, match, MarkerKind.LETTER, 1, ord(letter) - ord("a") + 1)


def _roman(text: str) -> Marker | None:
    match = _ROMAN.match(text)
    if match is None:
        return None
    values = [_ROMAN_VALUES[digit] for digit in match.group(1)]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return _cut(text, match, MarkerKind.NUMBER, 1, sum(-a if a < b else a for a, b in pairs))


def _section_number(text: str) -> Marker | None:
    if text[:3].lower() not in _SECTION_STARTS:
        return None
    match = _SECTION.match(fold(text[:60]))
    if match is None or match.end() >= len(text):
        return None
    number = match.group(1).split(".")
    count = int(number[-1]) if number[-1].isdigit() else 0
    written, rest = text[: match.end()].strip(), text[match.end() :]
    return Marker(MarkerKind.SECTION, written, rest, len(number), count)


def is_section_number(text: str) -> bool:
    """Whether a line is a numbered section's opening and nothing more ("AXE 1")."""
    return (
        len(text) <= 40 and text[:3].lower() in _SECTION_STARTS and _SECTION.fullmatch(fold(text)) is not None
    )


def _bullet(text: str) -> Marker | None:
    match = _BULLET.match(text) or _TIGHT_BULLET.match(text)
    return None if match is None else _cut(text, match, MarkerKind.BULLET)


def _emoji(text: str) -> Marker | None:
    match = _EMOJI.match(text)
    return None if match is None else _cut(text, match, MarkerKind.EMOJI)


class Numbering:
    """Tells numbers that count on ("2." after "1.") from numbers that only open a line ("14. Juillet")."""

    def __init__(self) -> None:
        self._seen: set[tuple[int, int]] = set()
        """Depth (0 for letters) and number of the markers so far."""

    def accepts(self, marker: Marker) -> bool:
        """Whether the count starts here or goes on from one seen before."""
        if marker.kind not in (MarkerKind.NUMBER, MarkerKind.LETTER):
            return True
        key = (marker.depth if marker.kind is MarkerKind.NUMBER else 0, marker.number)
        accepted = marker.number <= 1 or (key[0], marker.number - 1) in self._seen or marker.depth > 1
        if accepted:
            self._seen.add(key)
        return accepted

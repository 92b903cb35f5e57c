"""Lines as they stand on a page of plain text or PDF, before anyone says what they are.

Here lines that belong to the site or the sheet are taken out, and lines that were only broken to
fit the width of the page are put together again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from flows.normalise.documents import wide_space
from flows.normalise.documents.folding import fold, tidy
from flows.normalise.documents.hyphens import is_cut, mended, words_of
from flows.normalise.documents.markers import MarkerKind, split_marker
from flows.normalise.documents.page_parts import is_debris, is_menu
from flows.normalise.documents.shapes import is_figure
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import any_of

_NARROWEST_WRAP, _WIDEST_WRAP = 50, 130
_TRAILING_NUMBER = re.compile(
    r"(?<![\s|/–-])[\s|/–-]{0,4}(?:page |p\. ?)?(?<!\d)\d{1,3}(?: ?(?:/|sur) ?\d{1,3})?(?: ?[–-])?$", re.I
)
_FOOTER_SIGN = re.compile(r"\d\d/\d\d|\s[|–—•·-]|page", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page |p\. ?)?[-– ]*\d{1,3}[-– ]*(?:(?:/|sur) ?\d{1,3})?", re.I)
_LEFT_OPEN = re.compile(rf" (?:{any_of(lexicon('page_parts')['left_open'])})$")
"""An article or a preposition at a line's end: the sentence goes on, whatever the next line begins with."""
_OPEN_END = re.compile(r"[.!?:;…»\"”)\]|]$")
_WEEKDAYS = tuple(f" {name}" for name in lexicon("calendar")["weekdays"] if name.endswith(("di", "che")))
_RUNNING = 50
"""Characters of a line that ends with a comma from which it is running text."""
_STARTS_LOW = re.compile(r"[a-zà-öø-ÿœæ(&]|\d+\s?%")
_HOUR_FIRST = re.compile(
    r"(?:de |des |a |vers |entre )?\d{1,2} ?(?:h|:\d\d)(?: ?\d\d)?(?P<slot>.{0,14}?[:–—|]| ?- ?\d{1,2} ?h)?"
)
"""How a line of a timetable opens; in low letters ("de 9h à 10h : …") as well."""
_DAY_FIRST = re.compile(
    rf"(?:(?:{any_of(lexicon('calendar')['weekdays'])})s? )?\d{{1,2}}(?:er)? "
    rf"(?:{any_of(lexicon('calendar')['months'])})\b"
)
"""How a line of a calendar opens."""
# A rule drawn with signs ("- - - -", "****"), or a field to fill in by hand ("Nom : ........").
_DRAWN = re.compile(r"[\W_]+")
_FIELD = re.compile(r"[._…](?:(?<=…)…{2,}|(?<!…)(?:[._]{5,}| (?:[._] ){5,}))[^.]{0,40}$")
# Dots that lead from a label to its value ("État .......... 145 000 €").
_LEADER = re.compile(r"(?<![\s.:…])[ \t]*(?:\.{3,}|…{2,}|(?:\. ){4,}\.?)[ \t]*(?=\d)")
_SUM_LEADER = re.compile(
    r"(?:\.{3,}|…{2,}|·{3,}|_{3,})[ \t]*"
    r"(?=[+-]?(?:\d[\d .,]*\d{3}|\d[\d .,]*(?:[kKM]?€|euros?|%))[€ \w]{0,12}?(?:\s{2}|\s*$))",
    re.MULTILINE,
)
"""Those that lead to a sum: the lines are rows of a table."""
_WRITTEN_TAG = re.compile(r"</?(?:b|br|em|i|p|span|strong)\b ?/?>", re.I)
"""A tag of HTML that was not meant to be read."""
_JAMMED_DATE = re.compile(r"\d(?=[A-ZÀ-Ý][a-zà-ÿ])(?:(?<=[a-zéû] (?:19|20)\d\d)|(?<=\d/(?:19|20)\d\d))")
"""Where a day and the words that stood below it were run together ("5 mars 2020Le centre")."""
_LEADER_DOTS = ("...", "……", ". . . . ")


@dataclass(slots=True)
class Line:
    """One line, cleaned, and the same folded."""

    text: str
    folded: str
    gap: bool = True
    """Whether a blank line comes before it."""
    indent: int = 0
    """Columns of white space before it."""
    page: int = 0
    size: float = 1.0
    """PDF: height of its letters, that of the running text being 1."""
    bold: bool = False
    is_full: bool | None = None
    """PDF: whether the next word had no room left on it; null where only the length can tell."""
    columns: tuple[str, ...] = ()
    """Plain text: the pieces that wide white space sets apart, where there are several."""
    is_figure: bool = False
    """A number on a line of its own, with the words under it."""


def split_lines(text: str) -> list[Line]:
    """The lines of a plain text that have words, with the blank lines between them noted."""
    text = _WRITTEN_TAG.sub(" ", _JAMMED_DATE.sub(r"\g<0>\n", tidy(text)))
    if any(dots in text for dots in _LEADER_DOTS):
        text = _LEADER.sub(" : ", _SUM_LEADER.sub("   ", text))
    rows = text.splitlines()
    words = [" ".join(row.split()) for row in rows]
    folded = fold("\n".join(words)).split("\n") if rows else []
    lines: list[Line] = []
    gap = True
    for row, words_of_row, folded_row in zip(rows, words, folded, strict=True):
        is_wide = row.strip() != words_of_row
        if not words_of_row or is_menu(row, is_wide=is_wide):
            gap = True
            continue
        line = Line(words_of_row, folded_row, gap, wide_space.indent(row) if row[0].isspace() else 0)
        if is_wide:
            line.columns = wide_space.columns(row)
        lines.append(line)
        gap = False
    return lines


def without_debris(lines: list[Line]) -> list[Line]:
    """The lines without buttons, empty labels, repeated headers and footers, and page numbers."""
    repeated = _repeated(lines)
    kept: list[Line] = []
    gap = False
    for line, following in zip_longest(lines, lines[1:]):
        isolated = line.gap and (following is None or following.gap)
        if (repeated and _furniture_key(line.text) in repeated) or (
            isolated and _PAGE_NUMBER.fullmatch(line.text) is not None
        ):
            gap = gap or line.gap
        elif _is_debris(line.folded):
            gap = True
        else:
            line.gap = line.gap or gap
            gap = False
            kept.append(line)
    return kept


def _is_debris(folded: str) -> bool:
    return _DRAWN.fullmatch(folded) is not None or _FIELD.search(folded) is not None or is_debris(folded)


def _furniture_key(text: str) -> str:
    return _TRAILING_NUMBER.sub("", text) if _ends_in_number(text) else text


def _ends_in_number(text: str) -> bool:
    return text[-1].isdigit() or text[-1] in "-–"


def _repeated(lines: Iterable[Line]) -> set[str]:
    """Footers that a text kept from its pages: lines that come back three times and more, with a date or
    a dash in them, and end in a number that counts on. (Those of a PDF are found by their place.)"""
    numbers: dict[str, list[int]] = {}
    for line in lines:
        text = line.text
        if _ends_in_number(text) and 15 < len(text) <= 150 and not line.page:
            key = _TRAILING_NUMBER.sub("", text)
            if 15 <= len(key) < len(text) and _FOOTER_SIGN.search(key):
                numbers.setdefault(key, []).append(int(_DIGITS.findall(text[len(key) :])[0]))
    return {
        key
        for key, seen in numbers.items()
        if len(seen) >= 3 and all(0 < after - before <= 2 for before, after in pairwise(seen))
    }


def unwrapped(lines: list[Line]) -> list[Line]:
    """The lines with those put together that only the width of the page had parted."""
    width = _wrap_width(lines)
    paragraphs: list[list[Line]] = []
    for line in lines:
        if paragraphs and not line.gap and _goes_on(paragraphs[-1], line, width):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    cuts = any(is_cut(above.text, below.text) for pieces in paragraphs for above, below in pairwise(pieces))
    words = words_of(line.text for line in lines) if cuts else frozenset[str]()
    return [pieces[0] if len(pieces) == 1 else _joined(pieces, words) for pieces in paragraphs]


def _joined(pieces: list[Line], words: frozenset[str]) -> Line:
    parts = [pieces[0].text]
    for piece in pieces[1:]:
        text = piece.text
        if is_cut(parts[-1], text):
            parts[-1], text = mended(parts[-1], text, words)
        if text:
            parts.append(text)
    text = " ".join(parts)
    return replace(pieces[0], text=text, folded=fold(text), columns=(), is_figure=is_figure(pieces[0].text))


def _wrap_width(lines: list[Line]) -> int:
    """The width at which the text was broken into lines, or 0 if each paragraph is one line."""
    lengths = [line.indent + len(line.text) for line in lines]
    # A paragraph of one line may be longer than those that were broken: only they tell the width.
    broken = (
        length
        for length, following in zip(lengths, lines[1:], strict=False)
        if not following.gap and _STARTS_LOW.match(following.text)
    )
    longest = max(broken, default=0)
    if not _NARROWEST_WRAP <= longest <= _WIDEST_WRAP:
        return 0
    nearly_full = sum(1 for length in lengths if length > 0.8 * longest)
    followed = sum(1 for line in lines if not line.gap)
    return longest if nearly_full >= 4 and followed >= 3 else 0


def _goes_on(paragraph: list[Line], line: Line, width: int) -> bool:
    """Whether `line` goes on with the sentence of the lines of `paragraph`."""
    text, first, last = line.text, paragraph[0], paragraph[-1]
    if line.columns:
        return False
    starts_low = _STARTS_LOW.match(text) is not None
    if abs(line.size - last.size) > 0.05 or (line.bold != last.bold and not starts_low):
        return False
    if is_figure(first.text):
        return starts_low and (len(paragraph) == 1 or text[0] == "(")
    hour = _HOUR_FIRST.match(line.folded)
    if hour is not None and (hour["slot"] or _HOUR_FIRST.match(first.folded)):
        return False
    if not starts_low and _DAY_FIRST.match(line.folded) and _DAY_FIRST.match(first.folded):
        return False
    full = _is_full(last, line, width) or (width > 0 and _LEFT_OPEN.search(last.folded) is not None)
    full = full or _breaks_off(last)
    if not starts_low and not full:
        return False
    marker = split_marker(text)
    if marker is not None and (marker.kind is not MarkerKind.LETTER or not width):
        return False
    if starts_low:
        ended = _OPEN_END.search(last.text) is not None and not last.text.endswith((")", "»"))
        is_set_tight = last.is_full is not None
        return not ended and (
            full or is_set_tight or len(last.text) >= 40 or split_marker(first.text) is not None
        )
    return not _looks_set_apart(text)


def _is_full(line: Line, following: Line, width: int) -> bool:
    if line.is_full is not None:
        return line.is_full
    first_word = following.text.split(" ", 1)[0]
    return width > 0 and line.indent + len(line.text) + 1 + len(first_word) >= width - 2


def _breaks_off(line: Line) -> bool:
    """Whether a line ends with a weekday, or with a comma of running text."""
    return line.folded.endswith(_WEEKDAYS) or (len(line.folded) >= _RUNNING and line.folded.endswith(","))


def _looks_set_apart(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text)) > 3

"""What the shape of a line says: heading or running text, dated or not, set in capitals.

A heading in plain text is short, does not end like a sentence, stands apart or opens what follows,
and is written in capitals, with a number, or like a title.
"""

from __future__ import annotations

import re

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import any_of

_MONTHS = any_of(lexicon("calendar")["months"])
# Each of these begins with a class of characters and looks back for the border of its word: `re` finds a
# class several times faster than a border.
_DAY = rf"(?:er)?\s(?:{_MONTHS})\b|[/.]\d{{1,2}}[/.]\d{{2,4}}\b"
_DATED = re.compile(rf"\d(?<!\w.)\d?(?:{_DAY})")
_DAY_OR_HOUR = re.compile(rf"\d(?<!\w.)\d?(?:{_DAY}|\s?h(?:\s?\d\d)?\b)")
_PUT_ONLINE = re.compile(
    r"[amp](?<!\w.)(?:ctualise|is en ligne|ise? a jour|odifie|ublie|oste)e?s? (?:le|par|il y a)\b"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_LETTER = re.compile(r"[^\W\d_]")
_UPPER = re.compile(r"[A-ZÀ-ÖØ-ÞŒŸ]")
_FIGURE = re.compile(r"[+±≈~<>]?\s?\d[\d .,]*\s?(?:%|€|[kM]€|M)?")
_WITHIN_SENTENCES = re.compile(r"[.!?] [A-ZÀ-Ý].*\w$")
_FIRST = re.compile(r"[^\W_]")
_LONGEST_HEADING = 130
_SENTENCE_END = (".", ",", ";", "…", ":")


def is_upper(text: str) -> bool:
    """Whether a text is set in capitals, small exceptions aside."""
    if text[1:3].islower() or text[2:4].islower():
        return False
    letters = _IN_BRACKETS.sub("", text) if "(" in text else text
    upper = len(_UPPER.findall(letters))
    return upper >= 3 and upper > 5 * (len(_LETTER.findall(letters)) - upper)


def is_dated(folded: str) -> bool:
    """Whether a folded line tells a day, or when something was put online."""
    return _DATED.search(folded) is not None or _PUT_ONLINE.search(folded) is not None


def tells_when(folded: str) -> bool:
    """Whether a folded line is about a day or an hour: an item of a calendar rather than a heading."""
    return _DAY_OR_HOUR.search(folded) is not None or _PUT_ONLINE.search(folded) is not None


def is_figure(text: str) -> bool:
    """Whether a line is a number and nothing more, such as one set large over what it counts."""
    return _FIGURE.fullmatch(text) is not None


def could_be_heading(text: str) -> bool:
    """Whether a line has the length and the end of a heading."""
    if not 2 < len(text) <= _LONGEST_HEADING:
        return False
    if text.endswith(_SENTENCE_END) and not (text.endswith("...") or (text.endswith("…") and is_upper(text))):
        return False
    first = _FIRST.search(text)
    if first is None or first.group().islower() or not any(map(str.isalpha, text)):
        return False
    if " | " in text or text.count(",") > 2 or _WITHIN_SENTENCES.search(text):
        return False
    return text[0] not in "(/*+=@" and "@" not in text and "•" not in text

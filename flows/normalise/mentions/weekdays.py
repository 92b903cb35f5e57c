"""A weekday told alone that means one day: "aura lieu samedi", "Mardi soir, les élus ont …".

"Le mardi" and "du lundi au vendredi" say what comes back each week; without an article, beside a verb that
tells of one time, a weekday is the nearest one, before or after the day of reading as the verb is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, any_of

_LEXICON = lexicon("calendar")
_NAMES = any_of(name for name in _LEXICON["weekdays"] if len(name) > 3)
_PART = r"(?: (?:matin|midi|soir|apres-midi))?"
_VERB = re.compile(
    rf"\b(?:(?P<past>{alternatives(_LEXICON['once']['past'])})"
    rf"|(?P<future>{alternatives(_LEXICON['once']['future'])})|{alternatives(_LEXICON['once']['present'])})\b"
)
_STOP = re.compile(r"[.;:!?|\n](?!\d)")
_NOT_ONE = re.compile(
    r"(?:(?<!\w)(?:le|la|les|du|des|au|aux|un|une|tous|chaque|ou|et|meme|d'un|par|premiers?|derniers?|seconds?"
    rf"|\w+iemes?|\d ?e(?:me)?s?)|(?:{_NAMES}){_PART},?|[(|:–-]) ?\Z"
)
"""Right before a weekday that comes back, or is one of a list."""
_LISTED = re.compile(
    rf"{_PART}(?: ?[:,/&–-] ?| (?:et|ou|au|a) (?:le )?)(?:(?:{_NAMES})\b|\d)|{_PART}-|s?{_PART} ?[:|)]"
)
_RANGE = re.compile(rf"{_PART} a (?:{_NAMES})\b")
_CLOSES = re.compile(rf"\bde (?:{_NAMES}){_PART} a \Z")
_OPENS = re.compile(r"(?:\A|\n|[.!?»…] )\Z")
_GOES_ON = re.compile(rf"{_PART}, (?!\d|de \d|a \d|des \d|a partir)[^\n]{{30}}")
_REACH = 140
_NEAR = 70
"""Characters between a verb and the weekday behind it."""


def one_weekday(folded: str, start: int, end: int) -> str | None:
    """ "past", "future" or "near" where a weekday without an article means one day, else null."""
    before = folded[max(0, start - _REACH) : start]
    ranges = before.endswith(" de ") and _RANGE.match(folded, end) is not None
    if not (ranges or _CLOSES.search(before)) and (_NOT_ONE.search(before) or _LISTED.match(folded, end)):
        return None
    if _OPENS.search(before) and _GOES_ON.match(folded, end):
        return _tense(list(_VERB.finditer(folded, end, end + _REACH))[:1])
    stops = [stop.end() for stop in _STOP.finditer(before)]
    verbs = list(_VERB.finditer(before, stops[-1] if stops else 0))
    return _tense(verbs) if verbs and len(before) - verbs[-1].end() <= _NEAR else None


def _tense(verbs: Sequence[re.Match[str]]) -> str | None:
    """The tense of the last of some verbs that tells one."""
    told = (verb.lastgroup for verb in reversed(verbs) if verb.lastgroup)
    return next(told, "near") if verbs else None

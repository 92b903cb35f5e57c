"""Where persons' names stand in a text, and where they end.

A name is a title and capitalised words, a first name and a surname, or capitalised words that a
function or a verb of speech beside them makes a person. Names of streets, rooms and laws are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.names import UPPER, is_adjective
from flows.normalise.mentions.organisation_types import word_list
from flows.normalise.mentions.person_words import alternatives, functions, is_first_name, words

_INITIALS = rf"(?:[{UPPER}][a-z]?\.[ -]?)+(?=[{UPPER}])"
_TOKEN = rf"(?:{_INITIALS}|[{UPPER}]\w*(?:['’][{UPPER}]\w*)?(?:-\w+)*)"
_PARTICLE = (
    r"(?:de la |de l['’]|de |du |des |d['’]|le |la |van |von |der |den |di |da |dos "
    r"|el |al |ben |ould |bint )"
)
_RUN = re.compile(rf"(?<![\w-]){_TOKEN}(?: ?{_PARTICLE}?{_PARTICLE}?{_TOKEN})*")
_PART = re.compile(rf" ?(?P<link>{_PARTICLE}{{0,2}})(?P<word>{_TOKEN})")
_INITIAL = re.compile(rf"(?:[{UPPER}][a-z]?\.[ -]?)+$")
_PARTICLES = frozenset(
    ["le", "la", "les", "de", "du", "des", "d", "el", "al", "ben", "van", "von", "di", "da", "dos"]
)


class Name(NamedTuple):
    """A person's name: offsets of title and name, and the title as written."""

    start: int
    end: int
    name_start: int
    title: str | None


class _Token(NamedTuple):
    start: int
    end: int
    link: str
    word: str
    """Folded, without a final point."""
    is_taken: bool
    """Whether an organisation's name covers it."""


class NameFinder:
    """Names in one text."""

    def __init__(self, text: str, folded: str, organisations: Sequence[Organisation]) -> None:
        self.text = text
        self.folded = folded
        self._spans = [(o.start, o.end) for o in organisations]
        self._span_starts = [start for start, _ in self._spans]

    def names(self) -> Iterator[Name]:
        """Every name, in order."""
        free = 0
        for run in _RUN.finditer(self.text):
            tokens = [self._token(part) for part in _PART.finditer(self.text, run.start(), run.end())]
            for name in self._in_run(tokens):
                if name.start >= free:
                    free = name.end
                    yield name

    def _token(self, part: re.Match[str]) -> _Token:
        start, end = part.span("word")
        return _Token(start, end, part["link"], self.folded[start:end].strip(" .-"), self._taken(start))

    def _in_run(self, tokens: Sequence[_Token]) -> Iterator[Name]:
        i = 0
        title = self._title_before(tokens[0].start)
        while i < len(tokens):
            token = tokens[i]
            if token.is_taken:
                title = None
            elif i + 1 < len(tokens) and self._is_title(token):
                title = (title[0] if title else token.start, self.text[token.start : token.end].strip())
            elif (end := self._name_at(tokens, i, titled=title is not None)) is not None:
                start = title[0] if title else token.start
                last = tokens[end]
                if not self._of_place(start):
                    yield Name(start, last.end, token.start, title[1] if title else None)
                title, i = None, end
            else:
                title = None
            i += 1

    def _is_title(self, token: _Token) -> bool:
        if token.word in ("m", "mm"):
            return self.text[token.start : token.end].rstrip().endswith(".")
        return token.word in words("titles")

    def _title_before(self, position: int) -> tuple[int, str] | None:
        if not self.folded.endswith(" ", 0, position):
            return None
        found = _lower_title().search(self.folded, max(0, position - 30), position)
        return (found.start(1), self.text[found.start(1) : found.end(1)]) if found else None

    def _taken(self, position: int) -> bool:
        """Whether an organisation's name covers a place in the text."""
        i = bisect_right(self._span_starts, position) - 1
        return i >= 0 and position < self._spans[i][1]

    def _of_place(self, position: int) -> bool:
        """Whether the words before make it the name of a street, a room, a law …"""
        return _place_before().search(self.folded, max(0, position - 40), position) is not None

    def _name_at(self, tokens: Sequence[_Token], i: int, *, titled: bool) -> int | None:
        """Index of the last token of the name that begins at `tokens[i]`, if one does."""
        if not titled and i and tokens[i - 1].word in ("saint", "sainte", "st", "ste"):
            return None
        given = i
        while given < len(tokens) and self._given(tokens[given], first=given == i):
            given += 1
        if given == i:
            return self._without_first_name(tokens, i, titled=titled)
        surname = self._surname(tokens, given)
        if surname is None and given - i > 1:
            given, surname = given - 1, given - 1
        if surname is None:
            return i if titled or self._called_by_first_name(tokens, i) else None
        if titled or self._speaks_for_itself(tokens, i, given, surname):
            return surname
        return surname if self._has_company(tokens[i].start, tokens[surname].end) else None

    def _given(self, token: _Token, *, first: bool) -> bool:
        if not first and (token.link or token.is_taken):
            return False
        return is_first_name(token.word) or self._is_initial(token)

    def _is_initial(self, token: _Token) -> bool:
        has_point = self.text.find(".", token.start, token.start + 3) >= 0
        return has_point and _INITIAL.fullmatch(self.text, token.start, token.end) is not None

    def _surname(self, tokens: Sequence[_Token], i: int) -> int | None:
        """Index of the last token of the surname that begins at `tokens[i]`."""
        while i + 1 < len(tokens) and tokens[i].word in _PARTICLES and not tokens[i + 1].link:
            i += 1  # "Le Guen", "Ben Ali"
        if i >= len(tokens) or not self._may_be_surname(tokens[i]):
            return None
        end = i
        capitals = self._in_capitals(tokens[i])
        while end + 1 < len(tokens) and end - i < 3 and self._may_be_surname(tokens[end + 1]):
            following = tokens[end + 1]
            if capitals != self._in_capitals(following) or (following.link and not capitals):
                break
            if not capitals and following.word in _PARTICLES and end + 3 == len(tokens):
                end += 2
                break
            if not capitals and (end + 2 != len(tokens) or end > i or is_first_name(following.word)):
                break
            end += 1
        return end

    def _may_be_surname(self, token: _Token) -> bool:
        word = token.word
        return not (
            token.is_taken
            or self._is_initial(token)
            or word in _not_surnames()
            or (word in word_list("openers") and not token.link)
        )

    def _in_capitals(self, token: _Token) -> bool:
        return token.end - token.start > 1 and self.text[token.start : token.end].isupper()

    def _speaks_for_itself(self, tokens: Sequence[_Token], i: int, given: int, last: int) -> bool:
        """Whether first name and surname alone make a person, whatever stands around."""
        first, surname = tokens[i], tokens[given]
        if self._is_initial(first):
            return False
        if self._in_capitals(surname) and not self._in_capitals(first):
            return first.word not in words("ambiguous") or len(surname.word) > 3
        certain = first.word not in words("ambiguous") and not (surname.link and self._in_capitals(first))
        return certain and (last == len(tokens) - 1 or not is_adjective(surname.word))

    def _without_first_name(self, tokens: Sequence[_Token], i: int, *, titled: bool) -> int | None:
        """Names whose first word is no known first name: a title or their company must tell."""
        if not self._may_be_surname(tokens[i]) or tokens[i].word in ("le", "la", "les", "l"):
            return None
        end = i
        while (
            end + 1 < len(tokens)
            and end - i < 2
            and self._may_be_surname(tokens[end + 1])
            and (not tokens[end + 1].link or self._in_capitals(tokens[end + 1]))
        ):
            end += 1
        if titled:
            return end
        if end > i:
            if any(is_first_name(token.word) for token in tokens[i : end + 1]):
                return None
            whole_run = i == 0 and end == len(tokens) - 1
            return end if whole_run and self._has_company(tokens[i].start, tokens[end].end) else None
        return (
            i if _office_before().search(self.folded, max(0, tokens[i].start - 40), tokens[i].start) else None
        )

    def _has_company(self, start: int, end: int) -> bool:
        """Whether a function, a verb of speech or a cue of an agenda stands right beside."""
        return (
            _function_behind().match(self.folded, end) is not None
            or _cue_before().search(self.folded, max(0, start - 60), start) is not None
        )

    def _called_by_first_name(self, tokens: Sequence[_Token], i: int) -> bool:
        """A first name alone: "Appelez Lucie", "Julie (infirmière)"."""
        token = tokens[i]
        if len(tokens) > 1 or self._is_initial(token):
            return False
        behind = _function_behind().match(self.folded, token.end)
        if behind is not None and behind.group().lstrip().startswith("("):
            return token.word not in words("ambiguous")
        return _contact_before().search(self.folded, max(0, token.start - 80), token.start) is not None


@cache
def _not_surnames() -> frozenset[str]:
    """Words that are no surname: titles, functions in the singular or plural, and those of the lexicon."""
    return words("not_surnames") | words("titles") | functions() | {f"{word}s" for word in functions()}


@cache
def _lower_title() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])({alternatives('titles')}|m)\.?(?: le | la | )$")


@cache
def _place_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w])(?:{alternatives('places')})(?: (?:du|de la|des|de l'))?"
        r"(?: (?:docteur|dr|professeur|pr|general|marechal|commandant|president|abbe|pere|capitaine))?[ -]*$"
    )


@cache
def _office_before() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:le|la|du|au|par) (?:vice-)?(?:president|presidente|ministre|maire|prefet|prefete|"
        r"senateur|senatrice|depute|deputee|directeur|directrice|doyen|doyenne) $"
    )


@cache
def _function_behind() -> re.Pattern[str]:
    functions = alternatives("functions", "offices", plural=True)
    return re.compile(
        rf" ?[,(:–-] ?(?:l'|la |le |un |une |actuelle? |ancienne? )?(?:vice-|co-|ex-)?(?:{functions})(?!\w)"
    )


@cache
def _cue_before() -> re.Pattern[str]:
    functions = alternatives("functions", "offices")
    return re.compile(
        rf"(?:(?<!\w)(?:{alternatives('quotes')}|selon"
        r"|(?:anime|animee|animes|animees|presente|presentee|modere|moderee) par"
        r"|(?:interventions?|prise de parole|temoignage|conference|mot d'accueil|presence|allocution"
        r"|discours) (?:de |d')?"
        rf"|(?:{functions})(?: adjointe?| generale?| experte?| regionale?| departementale?)?)"
        rf" ?(?:: ?|de |d'|l')?|(?:{alternatives('contacts')}) ?: ?)$"
    )


@cache
def _contact_before() -> re.Pattern[str]:
    cues = alternatives("contacts")
    return re.compile(rf"(?<!\w)(?:{cues})(?: ?:? ?|(?!\w)[^.;!?\n]{{0,60}}(?: de | d'| ou | et | a |: ))$")

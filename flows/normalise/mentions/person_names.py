"""Where persons' names stand in a text, and where they end.

A name is a title and capitalised words, a first name and a surname, or capitalised words that a
function or a verb of speech beside them makes a person. Names of streets, rooms and laws are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flows.normalise.lexicon.phrases import PhraseFinder
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.name_complements import is_adjective
from flows.normalise.mentions.names import UPPER
from flows.normalise.mentions.organisation_types import word_list
from flows.normalise.mentions.person_words import (
    AMBIGUOUS,
    FUNCTIONS,
    TITLES,
    alternatives,
    is_first_name,
    words,
)

INITIALS = rf"(?:[{UPPER}][a-z]?\.[ -]?)+(?=[{UPPER}])"
TOKEN = rf"(?:{INITIALS}|[{UPPER}]\w*(?:['’][{UPPER}]\w*)?(?:-\w+)*)"
PARTICLE = (
    r"(?:de la |de l['’]|de |du |des |d['’]|le |la |van |von |der |den |di |da |dos "
    r"|el |al |ben |ould |bint )"
)
_RUN = re.compile(
    rf"[{UPPER}](?<![\w-].)"
    rf"(?:[a-z]?\.[ -]?(?:[{UPPER}][a-z]?\.[ -]?)*(?=[{UPPER}])|\w*(?:['’][{UPPER}]\w*)?(?:-\w+)*)"
    rf"(?: ?{PARTICLE}{{0,2}}{TOKEN})*"
)
"""A token and what follows it; the capital comes first, so that other characters are passed at once."""
_PART = re.compile(rf" ?(?P<link>{PARTICLE}{{0,2}})(?P<word>{TOKEN})")
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


PLACE_BEFORE = re.compile(
    rf"(?<![\w])(?:{alternatives('places')})(?: (?:du|de la|des|de l'))?"
    r"(?: (?:docteur|dr|professeur|pr|general|marechal|commandant|president|abbe|pere|capitaine))?[ -]*$"
)
_FUNCTION_BEHIND = re.compile(
    r" ?[,(:–-] ?(?:l'|la |le |un |une |actuelle? |ancienne? )?(?:vice-|co-|ex-)?"
    rf"(?:{alternatives('functions', 'offices', plural=True)})(?!\w)"
)
_JOINT = r" ?(?:: ?|de |d'|l')?"
_CUES: PhraseFinder[re.Pattern[str]] = PhraseFinder(
    dict.fromkeys(words("contacts"), re.compile(r" ?: ?"))
    | dict.fromkeys(words("speeches"), re.compile(rf" (?:de |d')?{_JOINT}"))
    | dict.fromkeys(words("heard") | words("quotes"), re.compile(_JOINT))
    | dict.fromkeys(
        FUNCTIONS,
        re.compile(rf"(?: adjointe?| generale?| experte?| regionale?| departementale?)?{_JOINT}"),
    )
)
"""Words before a name that make it a person's, with what may stand between them."""
_CONTACT_BEFORE = re.compile(
    rf"(?<!\w)(?:{alternatives('contacts')})"
    r"(?: ?:? ?|(?!\w)[^.;!?\n]{0,60}(?: de | d'| ou | et | a |: ))$"
)
_TITLE, _OFFICE = "title", "office"
_LEADS = PhraseFinder(dict.fromkeys([*TITLES, "m."], _TITLE) | dict.fromkeys(words("named_offices"), _OFFICE))
"""Words in lower case that make what follows a name: titles, and offices behind an article."""
_NO_TITLE_BEHIND = re.compile(r"(?:-|\d ?)\Z")
"""Before a title it makes something else of it: "900 m."."""
_OFFICE_OPENS = re.compile(r"(?<!\w)(?:le|la|du|au|par) (?:vice-)?\Z")
NOT_SURNAMES = words("not_surnames") | TITLES | FUNCTIONS | {f"{word}s" for word in FUNCTIONS}
"""Words that are no surname: titles, functions in the singular or plural, and those of the lexicon."""
_OPENERS = word_list("openers")


class NameFinder:
    """Names in one text."""

    def __init__(self, text: str, folded: str, organisations: Sequence[Organisation]) -> None:
        self.text = text
        self.folded = folded
        self._taken = bytearray(len(text))
        """A mark for each character that an organisation's name covers."""
        for organisation in organisations:
            length = organisation.end - organisation.start
            self._taken[organisation.start : organisation.end] = b"\1" * length
        self._titles: dict[int, tuple[int, str]] = {}
        """Where a title in lower case begins and its words, by where the name behind it begins."""
        self._behind_office: set[int] = set()
        self._read_leads()

    def _read_leads(self) -> None:
        folded = self.folded
        for start, end, kind in _LEADS.find(folded):
            blank = end + (kind is _TITLE and folded.startswith(".", end))
            if not folded.startswith(" ", blank):
                continue
            if kind is _OFFICE:
                if _OFFICE_OPENS.search(folded, max(0, start - 9), start):
                    self._behind_office.add(blank + 1)
            elif not _NO_TITLE_BEHIND.search(folded, max(0, start - 2), start):
                title = start, self.text[start:end].rstrip(".")
                self._titles[blank + 1] = title
                if folded.startswith(("le ", "la "), blank + 1):
                    self._titles[blank + 4] = title

    def names(self) -> Iterator[Name]:
        """Every name, in order."""
        free = 0
        for run in _RUN.finditer(self.text):
            start, end = run.span()
            if not self._may_hold_name(start, end):
                continue
            tokens = [self._token(part) for part in _PART.finditer(self.text, start, end)]
            for name in self._in_run(tokens):
                if name.start >= free:
                    free = name.end
                    yield name

    def _may_hold_name(self, start: int, end: int) -> bool:
        """False for the many single words that are no first name and follow neither title nor office."""
        word = self.folded[start:end]
        return (
            not word.isalpha() or start in self._titles or start in self._behind_office or is_first_name(word)
        )

    def _token(self, part: re.Match[str]) -> _Token:
        start, end = part.span("word")
        return _Token(start, end, part["link"], self.folded[start:end].strip(" .-"), self._taken[start] == 1)

    def _in_run(self, tokens: Sequence[_Token]) -> Iterator[Name]:
        i = 0
        title = self._titles.get(tokens[0].start)
        while i < len(tokens):
            token = tokens[i]
            if token.is_taken:
                title = None
            elif i + 1 < len(tokens) and self._is_title(token, tokens[i + 1]):
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

    def _is_title(self, token: _Token, following: _Token) -> bool:
        if token.word.startswith("professeur") and following.link:
            return False  # of what is taught: "Professeure d'Histoire"
        if token.word in ("m", "mm"):
            return self.text[token.start : token.end].rstrip().endswith(".")
        return token.word in TITLES

    def _of_place(self, position: int) -> bool:
        """Whether the words before make it the name of a street, a room, a law …"""
        return PLACE_BEFORE.search(self.folded, max(0, position - 40), position) is not None

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
        if surname is None and self._is_named_like_a_function(tokens, i, given, titled=titled):
            surname = given
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
            or word in NOT_SURNAMES
            or (word in _OPENERS and not token.link)
        )

    def _is_named_like_a_function(
        self, tokens: Sequence[_Token], i: int, given: int, *, titled: bool
    ) -> bool:
        """Whether a word that names a function is a surname: "Camille Maire, présidente", "Pr Zoé Témoin",
        "Zoé Témoin (collectif Exemple)". Behind a first name that is a word too, only a function tells."""
        if given >= len(tokens) or tokens[given].link or tokens[given].is_taken:
            return False
        end = tokens[given].end
        if _FUNCTION_BEHIND.match(self.folded, end) is not None:
            return True
        return tokens[i].word not in AMBIGUOUS and (titled or self.text.startswith(" (", end))

    def _in_capitals(self, token: _Token) -> bool:
        return token.end - token.start > 1 and self.text[token.start : token.end].isupper()

    def _speaks_for_itself(self, tokens: Sequence[_Token], i: int, given: int, last: int) -> bool:
        """Whether first name and surname alone make a person, whatever stands around."""
        first, surname = tokens[i], tokens[given]
        if self._is_initial(first):
            return False
        if self._in_capitals(surname) and not self._in_capitals(first):
            return first.word not in AMBIGUOUS or len(surname.word) > 3
        certain = first.word not in AMBIGUOUS and not (surname.link and self._in_capitals(first))
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
            if i > 0 or end + 1 < len(tokens):
                return None
            start, stop = tokens[i].start, tokens[end].end
            return end if self._has_company(start, stop) or self._stands_for_a_body(start, stop) else None
        return i if tokens[i].start in self._behind_office else None

    def _has_company(self, start: int, end: int) -> bool:
        """Whether a function, a verb of speech or a cue of an agenda stands right beside."""
        return _FUNCTION_BEHIND.match(self.folded, end) is not None or self._is_cued(start)

    def _stands_for_a_body(self, start: int, end: int) -> bool:
        """Whether it stands in brackets before a body, as behind the title of a talk: "(X Y, CHU de …)"."""
        is_followed = self.text.startswith(", ", end) and any(self._taken[end + 2 : end + 3])
        return is_followed and self.text.endswith("(", 0, start)

    def _is_cued(self, position: int) -> bool:
        reach = max(0, position - 60)
        return any(
            joint.fullmatch(self.folded, reach + end, position)
            for _, end, joint in _CUES.find(self.folded[reach:position])
        )

    def _called_by_first_name(self, tokens: Sequence[_Token], i: int) -> bool:
        """A first name alone: "Appelez Lucie", "Julie (infirmière)"."""
        token = tokens[i]
        if len(tokens) > 1 or self._is_initial(token):
            return False
        behind = _FUNCTION_BEHIND.match(self.folded, token.end)
        if behind is not None and behind.group().lstrip().startswith("("):
            return token.word not in AMBIGUOUS
        return _CONTACT_BEFORE.search(self.folded, max(0, token.start - 80), token.start) is not None

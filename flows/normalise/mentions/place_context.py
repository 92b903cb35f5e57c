"""What stands around a capitalised name, and how far it speaks for a place.

The words that decide are in `lexicon/place_words.yaml`; the patterns here say where they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from flows.normalise.reference.gazetteer import departments, departments_by_name
from flows.normalise.reference.name_index import words
from flows.normalise.reference.names import name_key

REACH = 70
"""Characters looked at on either side, never past the line."""

_OF = r"(?:de\s+la\s+|de\s+l'\s?|des\s+|du\s+|de\s+|d'\s?)"


class Strength(IntEnum):
    """How far the words around a name speak for a place."""

    BARE = 0
    SAID_OF = 1
    """After "de", or between the separators of a line."""
    LOCATED = 2
    """After "à", or at the head of an agenda line."""
    INSTITUTION = 3
    """After "CHU de", "mairie de"."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """The compiled patterns that hold words of the lexicon."""

    institution: re.Pattern[str]
    street: re.Pattern[str]
    landscape: re.Pattern[str]
    department: re.Pattern[str]


def _any(entries: list[str]) -> str:
    return "|".join(
        re.escape(entry).replace(r"\ ", r"\s+") for entry in sorted(entries, key=len, reverse=True)
    )


@cache
def patterns() -> Patterns:
    """Compiled when first needed."""
    lexicon = words()
    link = rf"(?:{_OF}|a\s+(?:la\s+)?)?"
    return Patterns(
        re.compile(rf"(?<![\w-])(?:{_any(lexicon['institutions'])})\s+{link}$"),
        re.compile(
            rf"(?<![\w-])(?:{_any(lexicon['streets'])})\.?\s+(?:{_OF})?(?:(?!(?:a|au|aux)\s)[\w'.-]+\s+{_OF}){{0,2}}$"
        ),
        re.compile(rf"(?<![\w-])(?:{_any(lexicon['landscapes'])})\s+{_OF}?$"),
        re.compile(rf"(?<![\w-])(?:{_any(lexicon['department_heads'])})\s*:?\s*(?:-\s*)?{_OF}?$"),
    )


_LOCATED = re.compile(r"(?<![\w'-])(?:a|au|aux)\s+$")
_SAID_OF = re.compile(rf"(?<![\w-]){_OF}$|(?<![\w-])(?:sur|vers|entre|pres\s+de|depuis)\s+$")
_ARTICLE = re.compile(
    r"(?<![\w-])(?:de\s+la\s+|de\s+l'\s?|des\s+|du\s+|en\s+|(?:\w+\s+)?(?:l'|la\s+|le\s+|les\s+))$"
)
_CONTRACTED = re.compile(r"(?<![\w-])(?:(au|du)|(aux|des))\s+$")
_LONGEST_ARTICLE = 8
"""Characters that "aux " takes at most, with blanks more."""
_HEAD = re.compile(r"^\W*$|^.{0,40}[|]\s*$")
_AFTER_HEAD = re.compile(
    r"\s*(?:$|[,:|–-]|\(|(?:le\s+)?(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)?\s*\d)"
)
_SEPARATED_BEFORE = re.compile(r"(?:[,;|:(/•>]|\s-)\s*$")
_SEPARATED_AFTER = re.compile(r"\s*(?:$|[,;|:)./]|\s-\s|\((?!\w*e\)))")
_LISTED = re.compile(
    r"\s*(?:\([^)\n]{1,30}\)\s*)?(?:,|;|/|&|\bet\b|\bou\b|\bpuis\b|,\s*et\b|-)\s*(?:a\s+|au\s+|de\s+|d'|la\s+|le\s+)?"
)
_TITLED = re.compile(
    r"(?<![\w-])(?:dr|drs|pr|m|mm|mme|mmes|mlle|monsieur|madame|docteur|professeur|me|lt|abbe|general|marechal|president|saint|sainte)\.?\s+(?:[\w-]+\s+)?$"
)
_NAME_BEFORE = re.compile(r"(?:^|[^\w])([A-ZÀ-ÖØ-ÞŸŒ][\w’'-]+)\s$")
_NAME_AFTER = re.compile(r" (?:[A-ZÀ-ÖØ-ÞŸŒ][a-zà-ÿ]{2,}|[A-ZÀ-ÖØ-ÞŸŒ]{3,})\b")
_OPENERS = frozenset(
    {"a", "au", "aux", "le", "la", "les", "en", "dans", "de", "du", "des", "pour", "sur", "apres", "avant"}
    | {"depuis", "et", "chez", "par", "entre", "vers", "l", "d", "ce", "cette"}
)
"""Words that begin a sentence with a capital and are no part of a name."""
_MEETING = re.compile(
    r"\s+(?:du|de|des|d'|publique|annuelle|mensuelle|pleniere|prevue|aura|se\s+ti|est\s+(?:prevue|annulee|reportee|ouverte|fixee)|debut|a\s+\d|initialement|s'est|sera|avec|suivante|prochaine)"
)
_BRACKETS = re.compile(r"\s*,?\s*\(\s*([^()\n]{2,30}?)\s*\)")


@dataclass(frozen=True, slots=True)
class Context:
    """The line around one name, read once for all questions."""

    text: str
    folded: str
    start: int
    end: int
    before: str
    after: str
    strength: Strength
    is_street: bool

    @property
    def is_landscape(self) -> bool:
        """A river, a valley, mountains."""
        return bool(patterns().landscape.search(self.before))

    @property
    def is_department(self) -> bool:
        """Said to be a department ("CPAM de l'Aude")."""
        return bool(patterns().department.search(self.before)) or self._is_bracketed

    @property
    def _is_bracketed(self) -> bool:
        return self.before.endswith("(") and self.after.startswith(")")

    @property
    def has_article(self) -> bool:
        """After an article or "en", in lower case or at the start of a sentence."""
        return bool(_ARTICLE.search(self.before))

    @property
    def is_in_table(self) -> bool:
        """Between the separators of a table or a list of figures."""
        return bool(_HEAD.match(self.before) or self.before.rstrip().endswith("|")) and bool(
            re.match(r"\s*[:|]", self.after)
        )

    @property
    def is_the_island(self) -> bool:
        """For "La Réunion": the island, not a meeting."""
        written = self.text[self.start : self.end]
        if written.isupper() and not self.strength and _MEETING.match(self.after):
            return False
        return not _MEETING.match(self.after) or self.strength >= Strength.LOCATED

    @property
    def is_acronym(self) -> bool:
        """In capitals, or in mixed ones that stand for a region only ("Paca", "ARS IdF")."""
        written = self.text[self.start : self.end]
        return written.isupper() or written in ("Paca", "AuRA") or self.before.endswith("ars ")

    @property
    def contracted_article(self) -> str | None:
        """The article within "du", "au" ("le ") or "des", "aux" ("les ")."""
        found = _CONTRACTED.search(self.before, max(0, len(self.before) - _LONGEST_ARTICLE))
        if found:
            return "le " if found[1] else "les "
        return None

    @property
    def is_joined(self) -> bool:
        """A part of a longer hyphenated name, an address of the web, a word with an apostrophe."""
        before, after = self.before[-1:], self.after[:2]
        return (
            before in ("-", "@", "_", ".")
            or (after[:1] in ("-", "@", "_") and after[1:].isalnum())
            or (after[:1] in (".", "'") and after[1:].isalnum())
        )

    @property
    def has_capital_article(self) -> bool:
        """Written with the capital of its article ("Le Marin"), as places are and things are not."""
        return self.text[self.start].isupper()

    @property
    def is_in_name(self) -> bool:
        """Beside another capitalised word, as in a person's or an organisation's name."""
        near = self.text[max(0, self.start - 25) : self.start]
        previous = _NAME_BEFORE.search(near.rpartition("\n")[2])
        if previous and name_key(previous[1]) not in _OPENERS:
            return True
        following = _NAME_AFTER.match(self.text, self.end)
        return bool(following) and not self.strength

    @property
    def is_rejected(self) -> bool:
        """Certainly no commune: a street, a person, a part of another name."""
        if self.is_joined or _TITLED.search(self.before):
            return True
        if self.strength >= Strength.LOCATED:
            return False
        return self.is_street or self.is_landscape

    @property
    def is_capitals(self) -> bool:
        """In a line all in capitals, where a capital letter says nothing."""
        first = _line_start(self.text, self.start)
        last = self.text.find("\n", self.end, self.end + REACH)
        line = self.text[first : last if last >= 0 else self.end + REACH]
        return line.isupper()

    @property
    def is_separated(self) -> bool:
        """Between commas, dashes, bars or the ends of the line."""
        return bool(_SEPARATED_BEFORE.search(self.before) or _HEAD.match(self.before)) and bool(
            _SEPARATED_AFTER.match(self.after)
        )

    @property
    def department_in_brackets(self) -> str | None:
        """The department of a number or name in brackets after the name."""
        found = _BRACKETS.match(self.after)
        return department_written(found[1]) if found else None

    def continues_list(self, previous_end: int) -> bool:
        """Whether only a comma, "et" and the like part the name from the place before."""
        return self.start - previous_end < 40 and bool(
            _LISTED.fullmatch(self.folded, previous_end, self.start)
        )


def department_written(words_in_brackets: str) -> str | None:
    """The department of "24", "2A", "974", "Calvados", "24 - Dordogne"."""
    key = name_key(words_in_brackets)
    number = key.split(" ")[0].upper()
    if number.isdigit():
        number = number.zfill(2)
    if number in departments() and len(key) <= 3:
        return number
    found = departments_by_name().get(key) or departments_by_name().get(key.partition(" ")[2])
    return found.code if found else None


def _line_start(text: str, position: int) -> int:
    """Where the line of a position begins, as far as `REACH` shows."""
    reach = max(0, position - REACH)
    return text.rfind("\n", reach, position) + 1 or reach


def context_of(text: str, folded: str, start: int, end: int) -> Context:
    """Reads the line around `text[start:end]`."""
    first = _line_start(folded, start)
    last = folded.find("\n", end, end + REACH)
    before, after = folded[first:start], folded[end : last if last >= 0 else end + REACH]
    known = patterns()
    has_words = before[-1:].isspace() or before.endswith("'")
    street = has_words and known.street.search(before) is not None
    if has_words and known.institution.search(before):
        strength = Strength.INSTITUTION
    elif (has_words and _LOCATED.search(before)) or (_HEAD.match(before) and _AFTER_HEAD.match(after)):
        strength = Strength.LOCATED
    elif (has_words and _SAID_OF.search(before)) or (
        _SEPARATED_BEFORE.search(before) and _SEPARATED_AFTER.match(after)
    ):
        strength = Strength.SAID_OF
    else:
        strength = Strength.BARE
    return Context(text, folded, start, end, before, after, strength, street)

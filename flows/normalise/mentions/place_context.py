"""What stands around a capitalised name, and how far it speaks for a place.

The words that decide are in `lexicon/place_words.yaml`; the patterns here say where they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, any_of
from flows.normalise.mentions.place_cues import OF, UP_TO_NAME, Cue, Cues
from flows.normalise.reference.name_index import words
from flows.normalise.reference.names import name_key

REACH = 70
"""Characters looked at on either side, never past the line."""


class Strength(IntEnum):
    """How far the words around a name speak for a place."""

    BARE = 0
    SAID_OF = 1
    """After "de", or between the separators of a line."""
    LOCATED = 2
    """After "à", at the head of an agenda line, right behind its day or hour, or a sentence of its own."""
    INSTITUTION = 3
    """After "CHU de", "mairie de"."""


_HALLS = tuple(words()["named_halls"])
_NAMED = re.compile(r" [A-ZÀ-ÖØ-ÞŸŒ][\w’'-]+ d(?:e |u |es |['’])")


_NEAR = 10
"""Characters that the small words right before a name take at most ("pres de ")."""
_LOCATED = re.compile(r"(?<![\w'-])(?:a|au|aux)\s+$")
_SAID_OF = re.compile(rf"(?<![\w-]){OF}$|(?<![\w-])(?:sur|vers|entre|pres\s+de|depuis)\s+$")
_ARTICLE = re.compile(r"(?<![\w-])(?:de\s+la\s+|de\s+l'\s?|des\s+|du\s+|en\s+|l'|la\s+|le\s+|les\s+)$")
_CONTRACTED = re.compile(r"(?<![\w-])(?:(au|du)|(aux|des))\s+$")
_HEAD = re.compile(r"^\W*$|^.*[|]\s*$")
_AFTER_HEAD = re.compile(
    r"\s*(?:$|[,:|–-]|\(|(?:le\s+)?(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)?\s*\d)"
)
_BEHIND_DAY = re.compile(
    r"(?:(?<!\d)\d{1,2} ?(?:h|heures)(?: ?\d\d)?|\b\d\d/\d\d(?:/\d{2,4})?"
    r"|\b(?:[a-z]{3,5}di|dimanche) \d{1,2}(?:er)?"
    rf"|\d{{1,2}}(?:er)? (?:{any_of(lexicon('calendar')['months'])})(?: \d{{4}})?)"
    r" ?(?:[:,|]|[–—-](?= )) ?$"
)
_NEW_SENTENCE = re.compile(r"(?:^|[.!?»] )$")
"""Before a name that is a sentence of its own, as at the head of short news: "Bellac. Un forum …"."""
_SEPARATED_BEFORE = re.compile(r"(?:[,;|:(/•>]|\s-)\s*$")
_SEPARATED_AFTER = re.compile(r"\s*(?:$|[,;|:)./]|\s-\s|\((?!\w*e\)))")
_LISTED = re.compile(
    r"\s*(?:\([^)\n]{1,30}\)\s*)?(?:,|;|/|&|\bet\b|\bou\b|\bpuis\b|,\s*et\b|-)\s*(?:a\s+|au\s+|de\s+|d'|la\s+|le\s+)?"
)
_NAME_BEFORE = re.compile(r"(?:^|[^\w])([A-ZÀ-ÖØ-ÞŸŒ][\w’'-]+)\s$")
_NAME_AFTER = re.compile(r" (?:[A-ZÀ-ÖØ-ÞŸŒ][a-zà-ÿ]{2,}|[A-ZÀ-ÖØ-ÞŸŒ]{3,})\b")
_OPENERS = frozenset(words()["sentence_openers"])
"""Words that begin a sentence with a capital and are no part of a name."""
_MEETING = re.compile(rf"\s+(?:{alternatives(words()['of_a_meeting'])})")
_TOWN_OF_ISLAND = re.compile(r"\bsaint(?:e|s)?-[a-z]+,? (?:de |a |\()?$")
_JOINED_BEHIND = re.compile(r"[-@_.'][^\W_]")


@dataclass(slots=True)
class Context:
    """The line around one name, read once for all questions."""

    text: str
    folded: str
    start: int
    end: int
    before: str
    after: str
    cues: list[Cue]
    """Those of the line before the name."""
    strength: Strength = Strength.BARE

    def is_behind(self, list_name: str) -> bool:
        """Whether a word of a list of the lexicon speaks of the name."""
        for cue in self.cues:
            if list_name not in cue.lists or (list_name == "streets" and self._is_named_hall(cue)):
                continue
            if UP_TO_NAME[list_name].fullmatch(self.folded, cue.end, self.start):
                return not self.folded.endswith("-", 0, cue.start)
        return False

    def _is_named_hall(self, cue: Cue) -> bool:
        """Whether a hall bears a name before "de" and this one: "salle Poirel de Nancy" is in Nancy."""
        return self.folded.startswith(_HALLS, cue.start) and _NAMED.match(self.text, cue.end) is not None

    @property
    def is_street(self) -> bool:
        """A street, a square, a hall."""
        return self.is_behind("streets")

    @property
    def is_landscape(self) -> bool:
        """A river, a valley, mountains."""
        return self.is_behind("landscapes")

    @property
    def is_department(self) -> bool:
        """Said to be a department ("CPAM Aude"), or in brackets."""
        return self.is_behind("department_heads") or self._is_bracketed

    @property
    def _is_bracketed(self) -> bool:
        return self.before.endswith("(") and self.after.startswith(")")

    @property
    def has_article(self) -> bool:
        """After an article or "en", in lower case or at the start of a sentence."""
        return self._follows(_ARTICLE) is not None

    def _follows(self, small_words: re.Pattern[str]) -> re.Match[str] | None:
        """The small words right before the name."""
        return small_words.search(self.before, max(0, len(self.before) - _NEAR))

    @property
    def is_meeting(self) -> bool:
        """For "La Réunion": a meeting, not the island, which a town may stand before."""
        if self.strength >= Strength.LOCATED or _TOWN_OF_ISLAND.search(self.before):
            return False
        return _MEETING.match(self.after) is not None

    @property
    def is_acronym(self) -> bool:
        """In capitals, or in mixed ones that stand for a region only ("Paca", "ARS IdF")."""
        written = self.text[self.start : self.end]
        return written.isupper() or written in ("Paca", "AuRA")

    @property
    def contracted_article(self) -> str | None:
        """The article within "du", "au" ("le ") or "des", "aux" ("les ")."""
        found = self._follows(_CONTRACTED)
        if found:
            return "le " if found[1] else "les "
        return None

    @property
    def is_joined(self) -> bool:
        """A part of a longer hyphenated name, an address of the web, a word with an apostrophe."""
        return self.before.endswith(("-", "@", "_", ".")) or _JOINED_BEHIND.match(self.after) is not None

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
        return not self.strength and _NAME_AFTER.match(self.text, self.end) is not None

    @property
    def is_rejected(self) -> bool:
        """Certainly no commune: a street, a person, a part of another name, a body ("l'ARS")."""
        if self.is_joined or (self.is_acronym and self.before.endswith("l'")):
            return True
        return self.strength < Strength.LOCATED and (self.is_street or self.is_landscape)

    def read_strength(self) -> Strength:
        """How far the words right beside the name speak for a place."""
        if self.is_behind("institutions"):
            return Strength.INSTITUTION
        if self._follows(_LOCATED) or (_HEAD.match(self.before) and _AFTER_HEAD.match(self.after)):
            return Strength.LOCATED
        is_behind_separator = self._follows(_SEPARATED_BEFORE) is not None
        if is_behind_separator and _BEHIND_DAY.search(self.before):
            return Strength.LOCATED
        if _NEW_SENTENCE.search(self.before) and self.after.startswith(". "):
            return Strength.LOCATED
        if self._follows(_SAID_OF) or (is_behind_separator and _SEPARATED_AFTER.match(self.after)):
            return Strength.SAID_OF
        return Strength.BARE

    def continues_list(self, previous_end: int) -> bool:
        """Whether only a comma, "et" and the like part the name from the place before."""
        return self.start - previous_end < 40 and bool(
            _LISTED.fullmatch(self.folded, previous_end, self.start)
        )


def _line_start(text: str, position: int) -> int:
    """Where the line of a position begins, as far as `REACH` shows."""
    reach = max(0, position - REACH)
    return text.rfind("\n", reach, position) + 1 or reach


def context_of(text: str, folded: str, cues: Cues, start: int, end: int) -> Context:
    """Reads the line around `text[start:end]`; `cues` are those of the whole text."""
    first = _line_start(folded, start)
    last = folded.find("\n", end, end + REACH)
    after = folded[end : last if last >= 0 else end + REACH]
    context = Context(text, folded, start, end, folded[first:start], after, cues.within(first, start))
    context.strength = context.read_strength()
    return context

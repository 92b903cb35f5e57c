"""Names of persons in a text, as people write them.

Found are the full name in either order ("Camille Exemple", "EXEMPLE Camille"), with initials
("C. Exemple"), and the surname alone after a title ("Dr Exemple", "Mmes Exemple et Modèle");
capitals, accents and hyphens make no difference, and only whole words count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from flows.normalise.documents.folding import fold
from schemas.evidence import LONGEST_EVIDENCE

WITHHELD_NAME = "[nom]"

_TITLES = (
    "dr|drs|docteur|docteure|docteurs|pr|prs|prof|professeur|professeure|professeurs"
    "|m|mr|mm|mme|mmes|mlle|mlles|monsieur|messieurs|madame|mesdames|mademoiselle|me|maitre"
)
_TITLE_BEFORE = re.compile(rf"^(?:(?:{_TITLES})\b\.?\s*)+")
_MORE = re.compile(r"\s*(?:,|&|\bet\b)\s*")
# Words that open a surname without being one: "de La Roche".
_PARTICLES = frozenset(
    "al bel ben d da de del della den der des di dos du el l la le les van von".split(" ")  # noqa: SIM905
)

_GAP = r"[\s\-'.]+"
# "Camille B. Exemple", "Camille Modèle-Exemple"
_BETWEEN = r"(?:[^\W\d_]+-|[^\W\d_]\.?[\s\-]+)?"
_WORD = re.compile(r"[^\W\d_]+")
# Between texts: neither part of a word nor of what may stand within a name.
_BOUNDARY = "\x00"
_OPENS = r"(?<!\w)"
_NOTHING = r"(?!)"
_CLOSES = r"(?:-[^\W\d_]+)*(?!\w)"


def _at_word_start(patterns: Iterable[str]) -> str:
    """One of the patterns where a word begins; each opens with a letter.

    Sorted by that letter they are found in half the time: `re` then skips to the letters that open one.
    """
    rests: dict[str, list[str]] = {}
    for pattern in patterns:
        rests.setdefault(pattern[0], []).append(pattern[1:])
    opened = (rf"{letter}(?<!\w.)(?:{'|'.join(found)})" for letter, found in rests.items())
    return "|".join(opened) or _NOTHING


_TITLE = re.compile(rf"(?:{_at_word_start(_TITLES.split('|'))})\b\.?\s+")


class Redactor:
    """Replaces the names of some persons wherever they stand in a text.

    >>> Redactor(["Camille Exemple"]).redact("Échange avec le Dr EXEMPLE, puis Camille Exemple.")
    'Échange avec le Dr [nom], puis [nom].'
    """

    def __init__(self, names: Iterable[str]) -> None:
        """`names` as written, with or without a title before them."""
        full: set[str] = set()
        surnames: set[str] = set()
        cut: set[str] = set()
        hints: set[str] = set()
        for name in names:
            given, surname = name_parts(name)
            if not surname:
                continue
            hints.add(max(surname, key=len))
            surnames.add(_surname_pattern(surname))
            if given:
                full.update(_full_patterns(given, surname))
                cut.add(_GAP.join(given))
            elif len(surname[0]) > 3:
                full.add(_GAP.join(surname))
        self._hints = tuple(sorted(hints))
        self._names = _longest_first(full)
        self._given, self._surnames = _alternatives(cut), _alternatives(surnames)

    # Compiling takes longer than searching, and most texts of an announcement name nobody: each
    # pattern is made when a text first asks for it.

    @cached_property
    def _full(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{_at_word_start(self._names)}){_CLOSES}")

    @cached_property
    def _surname(self) -> re.Pattern[str]:
        return re.compile(rf"{_OPENS}(?:{self._surnames}){_CLOSES}")

    @cached_property
    def _cut(self) -> re.Pattern[str]:
        """The given name and at most a stump after it, at the end: "… présenté par Camille Exem"."""
        return re.compile(rf"{_OPENS}(?:{self._given})(?:{_GAP}[^\W\d_]*)?\W*\Z")

    def redact(self, text: str) -> str:
        """The text with every name replaced by `[nom]`."""
        folded = fold(text)
        spans = self._spans(folded)
        # Only evidence of full length may have been cut within a name.
        if len(text) >= LONGEST_EVIDENCE and (cut := self._cut.search(folded, len(folded) - 80)):
            spans.append(cut.span())
        return _without(text, spans)

    def redact_all(self, texts: Sequence[str]) -> list[str]:
        """Each of the texts so, in less time than one by one."""
        together = [text for text in texts if not _stands_alone(text)]
        whole = _BOUNDARY.join(together)
        redacted = iter(_without(whole, self._spans(fold(whole))).split(_BOUNDARY))
        return [self.redact(text) if _stands_alone(text) else next(redacted) for text in texts]

    def _spans(self, folded: str) -> list[tuple[int, int]]:
        """Where names stand; some may overlap."""
        if not any(hint in folded for hint in self._hints):
            return []
        spans = [found.span() for found in self._full.finditer(folded)]
        for title in _TITLE.finditer(folded):
            spans += self._titled(folded, title.end())
        return spans

    def _titled(self, folded: str, start: int) -> Iterator[tuple[int, int]]:
        """Surnames after a title, which may stand before several ("Drs Exemple et Modèle")."""
        while surname := self._surname.match(folded, start):
            yield surname.span()
            if not (more := _MORE.match(folded, surname.end())):
                return
            start = more.end()


def _stands_alone(text: str) -> bool:
    return len(text) >= LONGEST_EVIDENCE or _BOUNDARY in text


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with `[nom]` in the place of each of its spans."""
    kept: list[str] = []
    done = 0
    for start, end in sorted(spans):
        if start >= done:
            kept.append(text[done:start])
        done = max(done, end)
    return WITHHELD_NAME.join([*kept, text[done:]])


def hints(names: Iterable[str]) -> frozenset[str]:
    """Words, folded, of which one stands in every text that `Redactor` changes for these names."""
    both = [name_parts(name) for name in names]
    return frozenset(max(words, key=len) for parts in both if parts[1] for words in parts if words)


def without_title(name: str) -> str:
    """A name as written, without the titles before it."""
    return name[title.end() :] if (title := _TITLE_BEFORE.match(fold(name))) else name


def name_parts(name: str) -> tuple[list[str], list[str]]:
    """Given name and surname of a person, as folded words."""
    chunks = without_title(name).split()
    capitals = [chunk for chunk in chunks if chunk.isupper() and len(chunk.strip(".-")) > 1]
    if 0 < len(capitals) < len(chunks):  # "Camille EXEMPLE", "EXEMPLE Camille"
        given = [chunk for chunk in chunks if chunk not in capitals]
        surname = capitals
    elif len(chunks) > 1:
        given, surname = chunks[:1], chunks[1:]
    else:
        given, surname = [], chunks
    return _WORD.findall(fold(" ".join(given))), _WORD.findall(fold(" ".join(surname)))


def _full_patterns(given: Sequence[str], surname: Sequence[str]) -> Iterable[str]:
    first, last = _GAP.join(given), _GAP.join(surname)
    yield rf"{first}{_GAP}{_BETWEEN}{last}"
    yield rf"{last}(?:{_GAP}|,\s*|\s*\(){first}"
    if len(given) == 1:
        yield rf"{given[0][0]}\.\s*{last}"
        yield rf"{last},?\s{given[0][0]}\."
    else:
        yield rf"{given[0][0]}\.?[\s\-]*{given[1][0]}(?:\.\s*|\s+){last}"


def _surname_pattern(words: Sequence[str]) -> str:
    """A surname after a title; of a double one the first half is enough."""
    opening = next((i for i, word in enumerate(words) if word not in _PARTICLES), len(words) - 1) + 1
    pattern = _GAP.join(words[:opening])
    if rest := words[opening:]:
        pattern += rf"(?:{_GAP}{_GAP.join(rest)})?"
    return pattern


def _longest_first(patterns: Iterable[str]) -> list[str]:
    """So that a longer name is not cut short by one it begins with."""
    return sorted(patterns, key=lambda pattern: (-len(pattern), pattern))


def _alternatives(patterns: Iterable[str]) -> str:
    return "|".join(_longest_first(patterns)) or _NOTHING

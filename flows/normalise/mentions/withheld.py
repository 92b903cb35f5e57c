"""Whom a text may name besides the persons read in it: for a release that must leave out every name.

Reading takes for a person what surely is one. Here doubt counts the other way: words too many that are
withheld do less harm than a name that is told. Names of streets, rooms and hospitals stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from flows.normalise.documents.folding import fold
from flows.normalise.lexicon.phrases import PhraseFinder
from flows.normalise.mentions.model import Mention, Person
from flows.normalise.mentions.name_complements import is_adjective
from flows.normalise.mentions.names import UPPER
from flows.normalise.mentions.person_names import (
    INITIALS,
    NOT_SURNAMES,
    PARTICLE,
    PLACE_BEFORE,
    TOKEN,
)
from flows.normalise.mentions.person_words import (
    AMBIGUOUS,
    TITLES,
    alternatives,
    is_first_name,
    words,
)

_NAME = re.compile(rf"(?:{INITIALS})?{TOKEN}(?: (?:{PARTICLE}){{0,2}}{TOKEN}){{0,3}}")
_PARTICLES = re.compile(rf"(?:{PARTICLE}){{1,2}}")
_SEVERAL = ("mm", "mmes", "drs", "prs", "docteurs", "docteures", "professeurs", "messieurs", "mesdames")
_NOBLE = ("m", "mme", "mlle", "dr", "pr", "me", "monsieur", "madame", *_SEVERAL)
"""Titles before names that begin with a particle; a "professeur d'université" is none."""
_OFFICES = alternatives("functions", "offices", "titles")
_TITLES = PhraseFinder({title: title for title in {*TITLES, *_SEVERAL, "m", "mr", "me", "sr"}})
_BEHIND_TITLE = re.compile(
    rf"(?:\. ?| )(?P<office>(?:le |la |l')?(?:{_OFFICES}|emerite) (?:(?:emerite|general|generale) )?)?"
)
_METRES = re.compile(r"m |(?<=\d )m\.")
_MORE = re.compile(r"(?:,| et| &|, et) ")
_PRACTICE = re.compile(r"cabinet (?<!\w.{8})(?:(?:medical|dentaire|infirmier|de [\w-]+) )?(?:de |d')?")
# "EXEMPLE Camille": no acronym, and nothing that goes on.
_INVERTED = re.compile(
    rf"([{UPPER}](?<![\w-].)[{UPPER}]{{3,}}(?:[-'’ ][{UPPER}]{{2,}})*) "
    rf"([{UPPER}][a-zà-ÿ]\w*(?:-\w+)*)(?![\w-]| [{UPPER}])"
)
_FURTHER = re.compile(rf" (?:de |du |d['’]){TOKEN}")
"""What a name with a particle may go on with ("Camille de Modèle d’Exemple")."""
_PLACES = words("places")
_SHORTEST = 4
"""Letters of a surname that is told alone: shorter ones are words too often."""


def names_to_withhold(
    text: str, folded: str, persons: Sequence[Person], others: Iterable[Mention]
) -> Iterator[str]:
    """Names as written, some of them more than once.

    `others` are organisations, places and addresses: a surname that stands in one of them, too, is
    withheld only beside its first name or a title.
    """
    for person in persons:
        yield person.name
        if " de " in person.name and (further := _FURTHER.match(text, person.end)):
            yield person.name + further.group()
    yield from _titled(text, folded)
    yield from _of_practices(text, folded)
    yield from _inverted(text, folded)
    yield from _surnames_alone(text, folded, persons, others)


def _titled(text: str, folded: str) -> Iterator[str]:
    """Names behind titles, of which one may stand before several ("MM. Exemple et Modèle")."""
    for begin, end, title in _TITLES.find(folded):
        behind = _BEHIND_TITLE.match(folded, end)
        if behind is None or folded.endswith("-", 0, begin) or _METRES.match(folded, begin):
            continue
        if PLACE_BEFORE.search(folded, max(0, begin - 40), begin):
            continue
        start = behind.end()
        is_noble = title in _NOBLE and not behind["office"]
        while name := _NAME.match(text, _behind_particles(text, start) if is_noble else start):
            if not (found := _without_functions(name.group())):
                break
            yield found
            more = _MORE.match(folded, name.end()) if title in _SEVERAL else None
            if more is None:
                break
            start = more.end()


def _behind_particles(text: str, start: int) -> int:
    particles = _PARTICLES.match(text, start)
    return particles.end() if particles else start


def _of_practices(text: str, folded: str) -> Iterator[str]:
    """Practices bear the names of those who work there ("cabinet Camille Exemple")."""
    for practice in _PRACTICE.finditer(folded):
        name = _NAME.match(text, practice.end())
        if name and " " in name.group() and is_first_name(fold(name.group().split()[0])):
            yield name.group()


def _without_functions(name: str) -> str:
    """The words of a name up to the first that is no part of one ("Exemple Présidente")."""
    kept: list[str] = []
    for word in name.split():
        folded = fold(word).strip(".-")
        if folded in NOT_SURNAMES or (not kept and is_adjective(folded) and not is_first_name(folded)):
            break
        kept.append(word)
    return " ".join(kept) if any(len(word) > 2 for word in kept) else ""


def _inverted(text: str, folded: str) -> Iterator[str]:
    for name in _INVERTED.finditer(text):
        given = folded[slice(*name.span(2))]
        surname = folded[slice(*name.span(1))]
        if is_first_name(given) and given not in AMBIGUOUS and not {surname, *surname.split()} & _PLACES:
            yield name.group()


def _surnames_alone(
    text: str, folded: str, persons: Sequence[Person], others: Iterable[Mention]
) -> Iterator[str]:
    """Surnames that also stand without first name and title, and never for anything else."""
    surnames = {fold(person.name.split()[-1]) for person in persons if " " in person.name}
    if not surnames:
        return
    finder = PhraseFinder({s: s for s in surnames if len(s) >= _SHORTEST and not is_first_name(s)})
    in_names, in_others = _covered(text, persons), _covered(text, others)
    alone, ambiguous = set[str](), set[str]()
    for start, end, surname in finder.find(folded):
        if not any(in_names[start:end]):
            is_other = _is_a_word(text, start) or any(in_others[start:end])
            (ambiguous if is_other else alone).add(surname)
    yield from sorted(alone - ambiguous)


def _covered(text: str, mentions: Iterable[Mention]) -> bytearray:
    """A mark for each character that one of the mentions holds."""
    marks = bytearray(len(text))
    for one in mentions:
        marks[one.start : one.end] = b"\1" * (one.end - one.start)
    return marks


def _is_a_word(text: str, start: int) -> bool:
    return not text[start].isupper() or text.endswith("-", 0, start)

"""Persons: who is named, with title, function and organisation.

A name is a title and capitalised words ("le Dr Fabrègue"), a first name and a surname ("Clotilde
Warembourg"), or capitalised words that a function or a verb of speech beside them makes a person
("Zoran Exemple, président de …"). Names that belong to streets, rooms, bodies and laws are none.
Everyone named is found, speakers or not: publication may have to leave their names out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.mentions.model import Organisation, Person
from flows.normalise.mentions.person_names import Name, NameFinder
from flows.normalise.mentions.person_roles import Surroundings, role_after, role_before
from flows.normalise.mentions.person_words import alternatives

_COORDINATION = re.compile(r" ?(?:,|et|&|,? et|/) ?(?:d'|de |du |avec )?$")


def find_persons(
    text: str, folded: str, organisations: Sequence[Organisation], full_names: Mapping[Organisation, str]
) -> list[Person]:
    """The persons that a text names, by position, without overlaps.

    `organisations` are those of `find_organisations` for the same text, `full_names` what
    `fullest_names` gives for them.
    """
    names = list(NameFinder(text, folded, organisations).names())
    around = Surroundings(text, folded, organisations, full_names, [name.start for name in names])
    return _with_full_names(_with_roles(around, names))


def _with_roles(around: Surroundings, names: Sequence[Name]) -> list[Person]:
    persons: list[Person] = []
    groups = list(_groups(around.folded, names))
    floor = 0
    for group in groups:
        before = role_before(around, group[0].start, floor)
        after = [role_after(around, name.end) for name in group]
        shared_after = after[-1] if after[-1] and (after[-1].plural or not after[-1].function) else None
        for i, (name, own) in enumerate(zip(group, after, strict=True)):
            role = own or shared_after
            function = role.function if role else None
            body = role.organisation_name if role else None
            if function is None and before is not None and (i == 0 or before.plural):
                function, body = before.function, body or before.organisation_name
            end = own.end if own else name.end
            persons.append(
                Person(
                    name.start,
                    name.end,
                    " ".join(around.text[name.name_start : name.end].split()),
                    name.title,
                    function,
                    body,
                    max(name.end, end),
                )
            )
            floor = max(name.end, end)
    return persons


def _groups(folded: str, names: Sequence[Name]) -> Iterator[list[Name]]:
    """Names that follow each other with nothing but "et" or a comma between."""
    group: list[Name] = []
    for name in names:
        if group and not (
            name.start - group[-1].end < 20 and _COORDINATION.fullmatch(folded, group[-1].end, name.start)
        ):
            yield group
            group = []
        group.append(name)
    if group:
        yield group


def _with_full_names(persons: list[Person]) -> list[Person]:
    """Surnames alone completed from the one person on the page who bears them."""
    if all(" " in person.name for person in persons):
        return persons
    full: dict[str, set[str]] = {}
    for person in persons:
        parts = person.name.split(" ")
        if len(parts) > 1:
            full.setdefault(fold(parts[-1]), set()).add(person.name)
    return [
        replace(person, name=next(iter(known)))
        if " " not in person.name and len(known := full.get(fold(person.name), set())) == 1
        else person
        for person in persons
    ]


def role_or_title(person: Person) -> str | None:
    """The function; else a title that tells one (Dr, Pr, Lt …, not Mme or M.)."""
    if person.role is not None or person.title is None:
        return person.role
    return person.title if fold(person.title).strip(" .") not in _CIVILITIES else None


_CIVILITIES = frozenset(
    [
        "m",
        "mme",
        "mlle",
        "mm",
        "mmes",
        "monsieur",
        "madame",
        "mademoiselle",
        "messieurs",
        "mesdames",
        "maitre",
    ]
)


def is_quoted(folded: str, person: Person) -> bool:
    """Whether the text gives this person's words ("rappelle Hélène …", "selon …", "…, maire, explique")."""
    said_before = _said_before().search(folded, max(0, person.start - 70), person.start)
    return said_before is not None or _said_after().match(folded, person.span_end) is not None


@cache
def _said_before() -> re.Pattern[str]:
    quotes = alternatives("quotes")
    return re.compile(
        rf"(?:(?<!\w)(?:{quotes})(?:-t-(?:il|elle))?"
        r"(?: (?:en|a|pour sa part|ainsi|encore|aussi)(?: \w+)?)?,? "
        r"|(?<!\w)(?:selon|d'apres|aux yeux de|citation de) )"
        r"(?:(?:l'|le |la |notre |son |sa |m\. |monsieur |madame |mme )?(?:[\w-]+ ){0,2})$"
    )


@cache
def _said_after() -> re.Pattern[str]:
    return re.compile(rf"[ ,)]*(?:{alternatives('quotes')})(?!\w)| ?: ?[«\"“]")


def is_contact(folded: str, person: Person) -> bool:
    """Whether the text names this person as one to turn to, or as its editor."""
    line = folded.rfind("\n", max(0, person.start - 160), person.start)
    start = max(line + 1, person.start - 160)
    if _contact_cue().search(folded, start, person.start):
        return True
    previous = folded.rfind("\n", max(0, line - 120), max(line, 0)) + 1
    if line > 0 and _contact_line().match(folded, previous, line):
        return True
    return person.role is not None and _press_role().search(fold(person.role)) is not None


@cache
def _contact_cue() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives('contacts')})(?!\w)[^.;!?]{{0,60}}$")


@cache
def _contact_line() -> re.Pattern[str]:
    return re.compile(
        r"(?:vos |votre |nos |les )?(?:contacts?|renseignements|interlocut\w+|redaction)(?!\w)[^\n]{0,80}$"
    )


@cache
def _press_role() -> re.Pattern[str]:
    return re.compile(
        r"(?:attachee?|relations?) (?:de )?presse|charge\w* de (?:la )?communication|publication"
    )

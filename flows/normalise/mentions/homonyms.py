"""Which commune is meant where several bear the name, or none bears it as written.

A code written beside the name decides: a postal code ("33500 Libourne", "Toulon (83000)"), the number
or name of a department in brackets ("Point de Roide (25)", "Lisieux (Calvados)"). Within that
department another spelling is forgiven. Without a code it is the department told after the name, the
publisher's territory, the departments of the places around, the size of a well-known town.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from flows.normalise.mentions.model import Place
from flows.normalise.reference.gazetteer import (
    Commune,
    commune,
    commune_named,
    communes_by_name,
    communes_of_postal_code,
    department_written,
    departments_of_postal_code,
)
from flows.normalise.reference.name_index import PlaceName
from flows.normalise.reference.names import expand_abbreviations, name_key
from flows.normalise.reference.territory import Territory

FAR_LARGER = 5
"""A town so many times larger than its namesakes is meant where nothing else tells."""
KNOWN_TOWN = 20_000
"""People from which a town's bare name is taken for the town."""

_BRACKETS = re.compile(r"\(\s*([^()\n]{2,30}?)\s*\)")
_POSTAL_CODE = re.compile(r"([0-9](?<![\d,.].)\d{4})(?![\d,.]\d|\d)(?:\s+cedex)?\s{1,2}(?:[-–,]\s)?")
_WORD = r"(?:[A-ZÀ-ÖØ-ÞŸŒ][\w’'.]*)"
_LINK = r"(?:sur|sous|en|de|du|des|la|le|les|lès|lez|et|à|au|aux|près|s/|[dl]['’])"
_NAME = rf"{_WORD}(?:(?:[ -]+|(?<=['’]))(?:{_LINK}(?:[ -]+|(?<=['’/])[ ]?))*{_WORD})*"
_NAME_BEFORE = re.compile(rf"(?:[LlDd]['’]|\b[Ll](?:e|a|es) )?{_NAME},?\s*$")
_NAME_AFTER = re.compile(rf"(?:[Ll]['’]|[Ll](?:e|a|es) )?{_NAME}")
_BREAK = re.compile(r"[ -]+|(?<=['’])")


def places_with_code(text: str, folded: str) -> list[Place]:
    """Communes with a postal code or a department beside their name."""
    found = list(_with_postal_code(text, folded))
    ends = {place.end for place in found}
    found.extend(p for p in _with_department(text, folded) if p.end not in ends)
    return found


def _with_postal_code(text: str, folded: str) -> Iterator[Place]:
    for code in _POSTAL_CODE.finditer(folded):
        name = _NAME_AFTER.match(text, code.end(), code.end() + 60)
        if name:
            hit = _at_postal_code(name[0], code[1])
            if hit:
                entry, length = hit
                yield place_of(entry, name.start(), name.start() + length, postal_code=code[1])


def _at_postal_code(written: str, postal_code: str) -> tuple[Commune, int] | None:
    """The commune that the words after a postal code name, and how many characters of them do."""
    served = {c.search_name: c for c in communes_of_postal_code(postal_code)}
    keys = [(expand_abbreviations(name_key(written[:end])), end) for end in _ends(written)]
    for key, end in keys:
        if key in served:
            return served[key], end
    departments = departments_of_postal_code(postal_code)
    for key, end in keys:
        for entry in communes_by_name().get(key, ()):
            if entry.department_code in departments and (today := commune(entry.current_code)):
                return today, end
    return None


def _ends(written: str) -> list[int]:
    """Ends of the words of a name, longest stretch first."""
    return [len(written), *reversed([m.start() for m in _BREAK.finditer(written)])]


def _with_department(text: str, folded: str) -> Iterator[Place]:
    for brackets in _BRACKETS.finditer(folded):
        inside = brackets[1]
        is_postal = len(inside) == 5 and inside.isdigit()
        department = None if is_postal else department_written(inside)
        if not (department or is_postal):
            continue
        reach = max(0, brackets.start() - 60)
        first = text.rfind("\n", reach, brackets.start()) + 1 or reach
        name = _NAME_BEFORE.search(text, first, brackets.start())
        if not name:
            continue
        written = name[0].rstrip(" ,")
        starts = [0, *(m.end() for m in _BREAK.finditer(written))]
        if is_postal:
            served = {c.search_name: c for c in communes_of_postal_code(inside)}
            hits = (
                (served[key], start)
                for start in starts
                if (key := expand_abbreviations(name_key(written[start:]))) in served
            )
            hit = next(hits, None)
        else:
            hit = _in_department(written, starts, str(department))
        if hit:
            entry, start = hit
            yield place_of(
                entry,
                name.start() + start,
                name.start() + len(written),
                postal_code=inside if is_postal else None,
            )


def _in_department(written: str, starts: Sequence[int], department: str) -> tuple[Commune, int] | None:
    """The commune that the words before "(58)" name, and where in them its name starts."""
    keys = [(expand_abbreviations(name_key(written[start:])), start) for start in starts]
    for key, start in keys:
        for entry in communes_by_name().get(key, ()):
            if entry.department_code == department and (today := commune(entry.current_code)):
                return today, start
    for key, start in keys:
        if len(key) > 3 and written[start].isupper() and (like := commune_named(key, department)):
            return like, start
    return None


def place_of(
    entry: Commune, start: int, end: int, *, postal_code: str | None = None, certain: bool = True
) -> Place:
    """The mention of a commune of today."""
    return Place(
        start, end, "commune", entry.name, entry.code, entry.department_code, entry.region_code,
        postal_code, certain,
    )  # fmt: skip


def choose(
    candidates: Sequence[Commune],
    name: PlaceName,
    territory: Territory,
    hint: str | None,
    nearby: Set[str | None],
) -> tuple[Commune, bool]:
    """Today's commune that is meant, and whether that is settled.

    `candidates` bear the name exactly or, in the territory, a longer one; `hint` is a department told
    beside the name; `nearby` are the departments of places already read.
    """
    if len(candidates) == 1:
        return _largest(candidates)
    exact = [c for c in candidates if c in name.communes or c in name.without_article] or list(candidates)
    steps = (
        [c for c in candidates if c.department_code == hint] if hint else [],
        [c for c in exact if c.department_code == territory.department_code],
        [c for c in candidates if c.department_code == territory.department_code],
        _in_region(candidates, exact, territory),
        [c for c in exact if c.department_code in nearby],
    )
    for step in steps:
        if step:
            return _largest(step)
    return _largest(exact, everywhere=True)


def _in_region(
    candidates: Sequence[Commune], exact: Sequence[Commune], territory: Territory
) -> list[Commune]:
    """Those of the publisher's region: "Clermont" is the city there, not a village of just that name."""
    if not territory.region_code:
        return []
    here = [c for c in candidates if c.region_code == territory.region_code]
    is_city = any((c.population or 0) >= KNOWN_TOWN for c in here)
    return here if is_city else [c for c in here if c in exact]


def _largest(found: Sequence[Commune], *, everywhere: bool = False) -> tuple[Commune, bool]:
    """The most populous commune of today among `found`, and whether the others hardly count."""
    today = {c.current_code for c in found if c.kind == "current"} or {c.current_code for c in found}
    ranked = sorted(filter(None, map(commune, today)), key=lambda c: (-(c.population or 0), c.code))
    if len(ranked) == 1:
        return ranked[0], True
    first, second = ranked[0].population or 0, ranked[1].population or 0
    least = FAR_LARGER * second
    return ranked[0], first >= (max(KNOWN_TOWN, least) if everywhere else least)

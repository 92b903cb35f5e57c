"""What a person is: the function and the organisation written beside a name.

French puts them behind the name, after a comma, a colon or in brackets ("Anne Durand, présidente de la
CPTS"), or before it ("la directrice de la délégation, Anne Durand"; "le maire Anne Durand"). The
organisation is taken out of the words of the function, save for offices of voters and the State
("maire de Dax").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from flows.normalise.documents.folding import fold
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.person_words import alternatives, is_function


class Role(NamedTuple):
    """A function and an organisation, and where the words that tell them end."""

    function: str | None
    organisation_name: str | None
    end: int
    plural: bool = False


class Surroundings:
    """A text with its organisations and the places of its persons' names."""

    def __init__(
        self,
        text: str,
        folded: str,
        organisations: Sequence[Organisation],
        fullest: Mapping[Organisation, str],
        name_starts: Sequence[int],
    ) -> None:
        self.text = text
        self.folded = folded
        self.organisations = organisations
        self.fullest = fullest
        self._starts = [organisation.start for organisation in organisations]
        self._name_starts = name_starts

    def next_name(self, position: int) -> int:
        """Where the next person's name begins; the end of the text if none follows."""
        i = bisect_left(self._name_starts, position)
        return self._name_starts[i] if i < len(self._name_starts) else len(self.text)

    def organisations_in(self, start: int, end: int) -> list[Organisation]:
        """Bodies that begin in a stretch of text, but for those that an office stands for ("ministre")."""
        i, j = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [o for o in self.organisations[i:j] if not _OFFICE_HOLDER.match(self.folded, o.start)]

    @cached_property
    def _by_noun(self) -> dict[str, dict[str, str]]:
        """The full names that begin with each noun, by their folded words."""
        names: dict[str, dict[str, str]] = {}
        for organisation in self.organisations:
            name = self.fullest[organisation]
            noun, _, complement = fold(name).partition(" ")
            if complement:
                names.setdefault(noun, {})[complement] = name
        return names

    def known_by_noun(self, start: int, end: int) -> tuple[int, int, str] | None:
        """The body that a role names by its noun or letters alone ("présidente de l'Union", "à la DGESIP"):
        where the preposition begins, where the noun ends, and the only such name on the page."""
        noun = _NOUN_ALONE.search(self.folded, start, end)
        if noun is not None:
            names = self._by_noun.get(noun["noun"], {})
            return (noun.start(), noun.end(), next(iter(names.values()))) if len(names) == 1 else None
        written = _LETTERS.search(self.text, start, end)
        if written is None and _GOVERNS.match(self.folded, start):
            written = _PROPER.search(self.text, start, end)
        return None if written is None else (written.start(), written.end(), written["name"])


_OFFICE_HOLDER = re.compile(r"(?:sous-)?prefete?\b|(?:premiere? )?ministre\b|secretaire d'etat\b")
_NOUN_ALONE = re.compile(
    rf" (?:de la |de l'|du |de notre |de |a la |a l'|au )(?P<noun>{alternatives('bodies')})(?= et | ?,| ?$)"
)
_LETTERS = re.compile(
    r" (?:à la |au |à l['’]|de la |de l['’]|du )(?P<name>(?=[A-Z]{3})[A-Z][A-Z-]+)(?=$|,| et )"
)
_PROPER = re.compile(
    r" (?:de |d['’])(?P<name>[A-ZÀ-Ü][\w'’-]+(?:(?: (?:et|de|du|des|la|le|les|en|&))* [A-ZÀ-Ü][\w'’-]+)+) ?$"
)
_GOVERNS = re.compile(rf"(?:vice-|co-?|ex-)?(?:{alternatives('leads')})\b")
_STOP = re.compile(r"[\n.;:!?()«»•|,]")
_ARTICLE = r"(?:l'|la |le |les |un |une |notre |nos |son |sa |actuelle? |ancienne? |ex-)*"
_NOUNS = alternatives("functions", "offices", plural=True)
_FUNCTION = re.compile(rf"{_ARTICLE}(?P<noun>(?:vice-|co-|ex-|neuro|pedo)?(?:{_NOUNS}))(?!\w)")
_BEFORE = re.compile(
    rf"(?:^|(?<={_STOP.pattern})\s*|(?<!\w)(?:l'|la |le |les |notre |nos |son |sa |ses |du |au |des |aux "
    r"|une |un |deux |trois |quatre |cinq |- ))(?P<role>(?:vice-|co-|ex-)?"
    rf"(?:{_NOUNS})(?!\w)[^\n.;:!?()«»•|,]{{0,120}}?)(?P<joint> ?, | ?: | )(?:avec |par )?$"
)
_OFFICE = re.compile(rf"(?:ancienne? )?(?:{alternatives('offices', plural=True)})(?!\w)")
_END = re.compile(rf" (?:{alternatives('ends')})(?!\w)")
"""Verbs and clauses that end the words of a function."""
_PREPOSITION = re.compile(
    r"(?:[\s,:–-]|(?<!\w)(?:au sein|aupres|pour le compte|de la part|dans le cadre)(?!\w))*"
    r"(?:(?<!\w)(?:de la|de l'|du|des|de|d'|a la|a l'|au|aux|a|chez|en|pour la|pour l'|pour le))?\s*"
    r"(?:(?<!\w)(?:l'|la |le |les ))?\s*$"
)
_SEGMENT = re.compile(r"(?:(?! ?[–—-] )[^,.;:()«»\"“”\n•|!?/]|\.(?=\w))+")
_BRACKETS = re.compile(r" ?\((?P<inside>[^()\n]{2,240}(?:\([^()\n]*\)[^()\n]{0,120})?)\)")
_SEPARATOR = re.compile(r" ?[,:–—|-] ?| ?\n ?(?=[a-zA-Zà-ÿ])")
_BETWEEN = re.compile(r" ?(?:, ?|[–—-] )")
_CONNECTOR_AT_END = re.compile(
    r"(?:[\s,&]|(?<!\w)(?:et|puis|ainsi que|avec|de|du|d'|des|par|le|la|l'|M|Mme))+$"
)


def role_after(around: Surroundings, position: int) -> Role | None:
    """The role written behind a name that ends at `position`, if there is one."""
    brackets = _BRACKETS.match(around.text, position)
    if brackets is not None:
        role = _read(around, brackets.start("inside"), brackets.end("inside"))
        return None if role is None else role._replace(end=brackets.end())
    separator = _SEPARATOR.match(around.text, position)
    limit = around.next_name(position)
    if separator is not None:
        return _in_brackets(around, _read(around, separator.end(), limit))
    if around.text.startswith(" ", position) and _function_at(around, position + 1):
        return _read(around, position + 1, limit)
    return None


def _in_brackets(around: Surroundings, role: Role | None) -> Role | None:
    """A role with the body that brackets name behind it: "chirurgien (CHU de Lille)"."""
    if role is None or role.organisation_name is not None:
        return role
    brackets = _BRACKETS.match(around.text, role.end)
    bodies = around.organisations_in(brackets.start("inside"), brackets.end("inside")) if brackets else []
    if brackets is None or not bodies or bodies[0].start != brackets.start("inside"):
        return role
    return role._replace(organisation_name=around.fullest[bodies[0]], end=brackets.end())


def role_before(around: Surroundings, position: int, floor: int) -> Role | None:
    """The role written before a name (its title included) that begins at `position`.

    Words before `floor` belong to somebody else.
    """
    start = max(floor, position - 160)
    line = around.text.rfind("\n", start, position)
    start = max(start, line + 1)
    stops = [stop.end() for stop in _STOP.finditer(around.folded, start, position)]
    # No role goes on over a stop, save for the one that may part it from the name.
    start = stops[-2] if len(stops) > 1 else start
    before = _BEFORE.search(around.folded, start, position)
    if before is None:
        return None
    role = _take_apart(around, before.start("role"), before.end("role"), plural=_is_plural(before["role"]))
    if role is None or (not before["joint"].strip() and not is_function(fold(role.function or ""))):
        return None
    return role._replace(end=position)


def _function_at(around: Surroundings, position: int) -> bool:
    return _FUNCTION.match(around.folded, position) is not None


_NO_PART = re.compile(r"\(\s*\)| +(?=,)|(?:,| et) représentante?s?\W*$")
_JOINT = 12
"""Characters of "pour la " and the like, before a body."""
_LONGEST = 300
"""Characters a role may have; what goes on longer is a sentence."""


_HALL = re.compile(r"(?:mediatheque|bibliotheque|cinema|theatre|musee|maison de quartier|centre culturel)\b")
"""Behind a comma it is where one speaks, not whom one works for."""


def _read(around: Surroundings, start: int, limit: int) -> Role | None:
    """Function and organisation from `start` on, segment by segment between commas."""
    first = _FUNCTION.match(around.folded, start)
    begin = first.start("noun") if first else start
    position, end = start, start
    limit = min(limit, start + _LONGEST)
    while segment := _SEGMENT.match(around.text, position, limit):
        if _function_at(around, position):
            end = segment.end()
        elif _HALL.match(around.folded, position):
            break
        elif bodies := around.organisations_in(position, position + _JOINT):
            end = bodies[0].end
        else:
            break
        verbs = (v.start() for v in _END.finditer(around.folded, position, end))
        if (verb := next((v for v in verbs if around.text[v + 1] != "à"), None)) is not None:
            end = verb
            break
        if end == limit and (joint := _CONNECTOR_AT_END.search(around.folded, position, end)):
            end = joint.start()
        comma = _BETWEEN.match(around.text, end)
        if comma is None:
            break
        position = comma.end()
    if end <= start:
        return None
    return _take_apart(around, begin, end, plural=first is not None and _is_plural(first["noun"]))


def _is_plural(words: str) -> bool:
    return words.partition(" ")[0].endswith("s")


def _take_apart(around: Surroundings, start: int, end: int, *, plural: bool) -> Role | None:
    """The words of a role as function and first organisation."""
    text = around.text
    if _OFFICE.match(around.folded, start):
        return Role(_tidy(text[start:end]), None, end, plural)
    bodies = around.organisations_in(start, end)
    if not bodies:
        if known := around.known_by_noun(start, end):
            cut, stop, name = known
            return Role(_tidy(text[start:cut] + text[stop:end]), name, end, plural)
        return Role(_tidy(text[start:end]), None, end, plural)
    body = bodies[0]
    preposition = _PREPOSITION.search(around.folded, start, body.start)
    cut = preposition.start() if preposition else body.start
    rest = text[body.end : max(end, body.end)]
    function = _tidy(text[start:cut] + rest)
    return Role(function, around.fullest[body], max(end, body.end), plural)


def _tidy(words: str) -> str | None:
    return _NO_PART.sub("", " ".join(words.split())).strip(" ,;:–—-") or None

"""Bodies told to run a programme beside the sentence that names it, or by what they get for it.

"Le CH de Vire en assure la gestion", "Son gestionnaire, X", "L'un et l'autre seront confiés à X"; "X obtient
40 000 € pour l'extension de…", "une subvention de 40 000 € à X pour acheter…".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, partial

from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programmes.model import Mention, Told
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, entry_pattern
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.organisation_bodies import OrganisationClass


def named_bodies(page: Page, start: int, end: int) -> list[Organisation]:
    """The bodies of a stretch that are named, not told as a class; a commune is one, as such ("la commune de
    Sées")."""
    bodies = [o for o in within(page.organisations, start, end) if not isinstance(o, OrganisationClass)]
    communes = [
        Organisation(match.start(), place.end, page.text[match.start() : place.end], None, "municipality")
        for place in within(page.places, start, end)
        if place.kind == "commune"
        and (match := _COMMUNE_OF.search(page.folded, max(start, place.start - _LABEL), place.start))
        and not any(body.start <= match.start() < body.end for body in bodies)
    ]
    return sorted([*bodies, *communes], key=lambda body: body.start) if communes else bodies


_COMMUNE_OF = re.compile(
    r"(?<=la )(?:commune|ville|municipalite|mairie) (?:de la |de |du |des |d')(?:la |le |les |l')?$"
)
_LABEL = 24
"""Characters before the name of a commune that say that the body is meant."""


_takes_up_both = partial(entry_pattern, "programme_bodies", "takes_up_both")


@cache
def runs_before() -> re.Pattern[str]:
    """What stands right before the body that runs a thing: "porté par", "confiée à", "son gestionnaire,"."""
    entry = lexicon("programme_bodies")
    done, other = alternatives(entry["lead_by"]), alternatives(entry["lead_before"])
    part_of_it = r"(?:(?:l'|la |le |les )?(?:\w+ ){1,3}(?:de|du|des|d') ?)?"
    return re.compile(
        rf"(?<!\w)(?:(?:{done})(?: [\w'-]+){{0,5}}? par|{other}) ?{part_of_it}(?:la |le |les |l')?$"
        r"|(?<!\w)que (?:la |le |les |l')$"
    )


@cache
def _runs_it() -> re.Pattern[str]:
    """What stands behind the body that runs what was told before."""
    words = {name: alternatives(lexicon("programme_bodies")[name]) for name in _RUNNING}
    return re.compile(
        r"(?:,? qui|,? (?:et|avec) [^.;:,]{2,60},?)? (?:"
        rf"(?:l'|le |la |les )(?:{words['runs']})\b|"
        rf"en (?:{words['has_charge']}) (?:aussi |egalement )?(?:l'|le |la |les )?(?:{words['charges']})\b|"
        rf"(?:{words['runs']}) (?:(?:la|le|l')? ?(?:{words['charges']}) (?:du |de la |de l'|des ))?"
        rf"(?:l'|le |la |les |ce |cet |cette )(?:{words['the_whole']})\b(?! d))"
    )


_RUNNING = ("runs", "has_charge", "charges", "the_whole")


def runs_after(page: Page, body: Organisation, end: int) -> bool:
    """Whether a body is told to run what was told before ("X en assure la gestion", "X le coordonne")."""
    return _runs_it().match(page.folded, body.end, end) is not None


_BEFORE = 60
"""Characters before a body in which it is told what it does."""


def told_next(page: Page, told: Told, others: Sequence[Told]) -> Organisation | None:
    """The body that the sentences behind those on a programme tell to run it."""
    named = sorted(m.start for other in others if other is not told for m in other.mentions)
    for mention in told.mentions:
        if mention.passing:
            continue
        for start, end in _behind(page, mention, named):
            for body in named_bodies(page, start, end):
                head = page.folded[max(start, body.start - _BEFORE) : body.start]
                if runs_after(page, body, end) or runs_before().search(head):
                    return body
    return None


_FOLLOWING = 300
"""Characters behind a sentence in which the next ones are still about the same thing."""


def _behind(page: Page, mention: Mention, named: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The sentences of a block behind one that names a programme, up to one that names another (`named`:
    where others are); behind that, those that take up all ("L'un et l'autre…")."""
    first = mention.sentence[1]
    behind = [(s, e) for s, e in page.document.units(mention.block) if first <= s < first + _FOLLOWING]
    alone = True
    for start, end in behind:
        alone = alone and bisect_left(named, start) == bisect_left(named, end)
        if alone or _takes_up_both().match(page.folded, start, end):
            yield start, end


_gets = partial(entry_pattern, "programme_bodies", "gets")
_FOR = re.compile(r"[^.;:]{0,120}?\b(?:pour|afin d[e']|destinee?s? a|dans|en vue d[e'])\b")
_GIVEN = ("investment", "service", "project")
"""Types of programmes that a body gets money for."""


def receiver(page: Page, told: Told) -> Organisation | None:
    """The body that gets a sum or help for a programme of its own."""
    if told.programme_type not in _GIVEN:
        return None
    for mention in told.mentions:
        start = mention.sentence[0]
        for body in reversed(named_bodies(page, start, mention.start)):
            for_it = _FOR.match(page.folded, body.end, mention.start)
            if for_it is not None and _is_given(page, start, body, mention):
                return body
    return None


@cache
def _right_before(entry: str, tie: str) -> re.Pattern[str]:
    """An entry of the lexicon as what stands right before a body, with what ties it to that."""
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon('programme_bodies')[entry])}){tie}$")


_TO = r"(?: [^.;:]{0,40})? (?:a|au|aux|a la|a l')(?: ?l'| la| les?)? ?"
_OBJECT = r" (?:la |le |l'|les )?"


def _is_given(page: Page, start: int, body: Organisation, mention: Mention) -> bool:
    """Whether a sentence says that a body gets money, or is helped."""
    told = bool(within(page.sums, start, mention.sentence[1]))
    if told and _gets().match(page.folded, body.end + 1, mention.start):
        return True
    before = page.folded[max(start, body.start - _BEFORE) : body.start]
    return bool(
        (told and _right_before("given", _TO).search(before))
        or _right_before("helps", _OBJECT).search(before)
    )

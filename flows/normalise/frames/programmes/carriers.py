"""Bodies told to run a programme by the words before them, or by what they get for it.

"porté par X", "Son gestionnaire, X"; "X obtient 40 000 € pour l'extension de…", "une subvention de 40 000 €
à X pour acheter…".
"""

from __future__ import annotations

import re
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


_gets = partial(entry_pattern, "programme_bodies", "gets")
_FOR = re.compile(r"[^.;:]{0,120}?\b(?:pour|afin d[e']|destinee?s? a|dans|en vue d[e'])\b")
_GIVEN = ("investment", "service", "project")
"""Types of programmes that a body gets money for."""


def receiver(page: Page, told: Told) -> Organisation | None:
    """The body that gets a sum or help for a programme of its own."""
    if told.programme_type not in _GIVEN:
        return None
    for mention in told.mentions:
        start, end = mention.sentence
        if not within(page.sums, start, end):
            continue
        for body in reversed(named_bodies(page, start, mention.start)):
            for_it = _FOR.match(page.folded, body.end, mention.start)
            if for_it is not None and _is_given(page, start, body, mention):
                return body
    return None


@cache
def _given_to() -> re.Pattern[str]:
    """What stands right before the body that a sum is given to."""
    verbs = alternatives(lexicon("programme_bodies")["given"])
    return re.compile(rf"(?<!\w)(?:{verbs})(?: [^.;:]{{0,40}})? (?:a|au|aux|a la|a l')(?: ?l'| la| les?)? ?$")


_BEFORE = 60
"""Characters before a body in which it is told what it gets."""


def _is_given(page: Page, start: int, body: Organisation, mention: Mention) -> bool:
    """Whether a sentence says that a body gets money."""
    if _gets().match(page.folded, body.end + 1, mention.start):
        return True
    return _given_to().search(page.folded, max(start, body.start - _BEFORE), body.start) is not None

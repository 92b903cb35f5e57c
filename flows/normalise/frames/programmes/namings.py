"""Which of the namings of a programme it is called by, and what they add to one another."""

from __future__ import annotations

import re

from flows.normalise.documents.folding import fold
from flows.normalise.frames.programmes.model import Told, word_set
from flows.normalise.frames.programmes.titles import Naming

_YEARS = re.compile(r"[ (]+(?:19|20)\d\d[ ()\d/-]*")


def only_years(named: Naming) -> bool:
    return _YEARS.fullmatch(named.name, named.noun.end - named.noun.start) is not None


def short_form(told: Told, named: Naming) -> str | None:
    """The acronym that a later naming gives a scheme ("le CLS 2")."""
    both = told.naming.noun.kind == "schemes" and named.noun.kind == "acronyms"
    return named.name if both and not named.quoted and len(named.name) <= 12 else None


def rank_of(named: Naming) -> tuple[bool, bool, bool, bool]:
    """Which naming a programme is called by: a title in quotation marks, a proper name, more than years."""
    written_out = named.noun.kind != "acronyms"
    return named.quoted, named.strong and written_out, written_out, not only_years(named)


def says_more(known: Naming, named: Naming) -> bool:
    """Whether a naming of equal rank is the same in ordinary letters, or completes a bare noun."""
    mine, theirs = word_set(named.name), word_set(known.name)
    if known.name.isupper():
        return theirs <= mine
    bare = known.end - known.start == known.noun.end - known.noun.start
    goes_on = fold(named.name).startswith(f"{fold(known.name)} ") and not named.noun.plural
    return theirs < mine and len(mine - theirs) <= (_COMPLEMENT if goes_on else _FEW if bare else 0)


_FEW = 2
"""Words beside a bare noun that tell a thing apart ("hôpital de jour gériatrique")."""
_COMPLEMENT = 5
"""Words of a complement right behind what a thing is called elsewhere."""

LOOSE = ("service", "project", "other")
"""Types of nouns that any title may follow ("parcours « X »"): another noun with the title is more exact."""

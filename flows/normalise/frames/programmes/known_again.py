"""Which of the programmes found before a naming stands for: "le plan", its acronym, the same words again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.documents.folding import fold
from flows.normalise.frames.page import Page
from flows.normalise.frames.programmes.callings import heading_as_title, named_by
from flows.normalise.frames.programmes.headlines import title_over, title_quoted_before
from flows.normalise.frames.programmes.model import Told, aliases_of
from flows.normalise.frames.programmes.namings import only_years
from flows.normalise.frames.programmes.titles import Naming
from flows.normalise.frames.programmes.words import THINGS, words, years_in

DEFINITE = re.compile(
    r"(?:\b(?:il s'agit d'une?|c'est une?|le|la|ce|cet|cette|ledit|ladite|du|au|son|sa|notre) |l'|d'un tel )$"
)
_DEMONSTRATIVE = re.compile(r"\b(?:ce|cet|cette) (?:grande? |nouve(?:au|lle) )?$")


_NEW = re.compile(r"^(?:nouve(?:au|l|lle)|futur|future) ")


def referred(page: Page, found: Sequence[Told], named: Naming) -> Told | None:
    """The programme that "le plan", "cette formation" stand for: the last one of that type."""
    bare_thing = named.noun.kind in THINGS and " " not in _NEW.sub("", fold(named.name))
    if named.strong or not (bare_thing or named.noun.kind in ("nouns", "schemes")):
        return None
    before = page.folded[max(named.block.start, named.start - 20) : named.start]
    if not DEFINITE.search(before):
        return None
    exact = same(page, found, named)
    if exact is not None:
        return exact
    if named.noun.kind == "schemes":
        return None
    if bare_thing:
        return next((t for t in reversed(found) if t.programme_type in ("service", "investment")), None)
    kind, title = named.noun.programme_type, page.document.title_block
    return next(
        (
            t
            for t in reversed(found)
            if t.programme_type == kind and (t.naming.strong or t.naming.block is title)
        ),
        None,
    )


def same(page: Page, found: Sequence[Told], named: Naming) -> Told | None:
    """The programme that this naming names once more."""
    mine = aliases_of(named)
    period = years_in(fold(named.name))
    bare = not named.strong and named.noun.kind == "nouns"
    thing = not named.strong and named.noun.kind in THINGS
    for told in reversed(found):
        other = years_in(fold(told.name)) if period else None
        if period and period != other and (other or period[1] < page.reference.year):
            continue
        if bare and told.programme_type != named.noun.programme_type:
            continue
        if thing and told.programme_type not in ("service", "investment", "project"):
            continue
        if {told.naming.noun.kind, named.noun.kind} == {"services", "works"}:
            continue
        if any(a <= b or b <= a for a in mine for b in told.aliases) or _is_noun_alone(told.naming, named):
            return told
        if is_short_for(told.naming, named) or is_short_for(named, told.naming):
            return told
    return None


def _is_noun_alone(one: Naming, other: Naming) -> bool:
    """Whether one of two namings of a type is only noun and years ("la feuille de route 2022-2025")."""
    if one.noun.programme_type != other.noun.programme_type:
        return False
    return any(not n.quoted and n.strong and only_years(n) for n in (one, other))


def is_short_for(one: Naming, other: Naming) -> bool:
    """Whether a short form is made of the first letters of a scheme's noun ("PRS 3")."""
    if one.noun.kind != "acronyms" or other.noun.kind != "schemes":
        return False
    words_of = (word for word in re.findall(r"\w+", other.noun.word) if word not in words()["small_words"])
    return "".join(word[0] for word in words_of) == one.noun.word


def taken_up(page: Page, named: Naming) -> Naming:
    """What "cette formation" stands for: a title before it, or the heading over it."""
    before = page.folded[max(named.block.start, named.start - 20) : named.start]
    if named.strong or not _DEMONSTRATIVE.search(before):
        return named
    if titled := title_quoted_before(page, named) or title_over(page, named):
        return titled
    title = heading_as_title(page, named.block)
    return named_by(named.noun, named.block, title) if title else named

"""Givers told without their name: by a common noun, an adjective or their territory."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.frames.fundings.told_sums import ToldSum
from flows.normalise.frames.fundings.words import giving_verbs, last_match, next_in_turn, words
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives


def implied_giver(page: Page, told: ToldSum) -> str | None:
    """The body that gives a sum where words that are not its name say so."""
    return (
        _told_next(page, told)
        or _paying_the_rest(page, told)
        or _by_adjective(page, told)
        or _by_territory(page, told)
        or _territory_acting(page, told)
    )


def _told_next(page: Page, told: ToldSum) -> str | None:
    """The body that the next sentence says the money comes from: "Les crédits, délégués par l'ARS, …"."""
    match = _the_money_by().match(page.folded, told.end, told.block.end)
    body = next(iter(within(page.organisations, match.end(), match.end() + 1)), None) if match else None
    return page.name_of(body) if body is not None else None


@cache
def _the_money_by() -> re.Pattern[str]:
    listed = lexicon("fundings")
    return re.compile(
        rf"\s*(?:{alternatives(listed['the_money'])}),? [^.;:€%]{{0,40}}?"
        rf"(?:{alternatives(listed['comes_from'])}) ?(?:la |le |les |l'|du |de la |de l'|des )?"
    )


def _by_territory(page: Page, told: ToldSum) -> str | None:
    """The one of several councils that has the territory behind a sum: "250 € en Creuse, 200 en Corrèze"."""
    where = _WHERE.match(page.folded, told.money.end, told.until)
    if where is None:
        return None
    told_there = page.folded[where.end() : told.until]
    for name, kind in page.bodies.items():
        place = _TERRITORY_OF.sub("", fold(name)) if kind == "council" else ""
        if place and told_there.startswith(place):
            return name
    return None


_WHERE = re.compile(r" ?(?:par an |par mois )?\(?(?:en |dans (?:le |la |l'|les )|pour (?:le |la |l'|les ))")
_TERRITORY_OF = re.compile(
    r"\A(?:conseil )?(?:departement\w*|region\w*|collectivite\w*)(?: de la| de l'| du| des| de| d')? ?"
)


def _territory_acting(page: Page, told: ToldSum) -> str | None:
    """The council of a territory that gives as a body does: "la Creuse verse 700 €, le Gers | 400 €"."""
    for place in reversed(within(page.places, told.since, told.money.start)):
        article = _SUBJECT.search(page.folded, place.start - len("les "), place.start)
        in_turn = told.since > told.start and next_in_turn().fullmatch(
            page.folded, place.end, told.money.start
        )
        gives = in_turn or giving_verbs().match(page.folded, place.end + 1, told.money.start)
        if article is None or not gives or place.kind == "commune":
            continue
        own = fold(place.name)
        named = (name for name, kind in page.bodies.items() if kind == "council" and fold(name).endswith(own))
        kind = "Région " if place.kind == "region" else f"Département {_OF[article[1]]}"
        return next(named, kind + place.name)
    return None


_SUBJECT = re.compile(r"(?<![a-z] )(?<!\w)(la |le |l'|les )$")
_OF = {"la ": "de la ", "le ": "du ", "l'": "de l'", "les ": "des "}


def _paying_the_rest(page: Page, told: ToldSum) -> str | None:
    """The body that a page is of, by a common noun: "le solde est payé par l'établissement"."""
    if not words("of_the_rest").search(page.folded, told.since, told.until):
        return None
    return page.publisher.name if _own_body().search(page.folded, told.since, told.until) else None


@cache
def _own_body() -> re.Pattern[str]:
    """A common noun as the one who pays: "par l'établissement", "le Parc apportant le solde"."""
    listed = lexicon("fundings")
    bodies = alternatives(listed["own_bodies"])
    return re.compile(
        rf"\b(?:par|a la charge d[eu]|(?:fonds|ressources|budget) (?:propres )?d[eu]) ?(?:la |le |l')?"
        rf"(?:{bodies})\b"
        rf"|(?<!\w)(?:la |le |l')(?:{bodies}) (?:\w+ )?(?:{giving_verbs().pattern})"
    )


def _by_adjective(page: Page, told: ToldSum) -> str | None:
    """The body that an adjective of the aid names: "une subvention régionale de 60 000 €"."""
    match = last_match(_aid_of(), page.folded, told.since, told.money.start)
    if match is None or match.lastindex is None:
        return None
    names = [page.publisher.name or "", *page.bodies]
    begins = _adjectives()[match.lastindex - 1]
    return next((name for name in names if begins.match(fold(name))), None)


@cache
def _aid_of() -> re.Pattern[str]:
    listed = lexicon("fundings")
    return re.compile(
        rf"\b(?:{alternatives(listed['named_by_adjective'])}) "
        rf"(?:{'|'.join(f'({adjective})' for adjective in listed['giver_adjectives'])})\b"
    )


@cache
def _adjectives() -> list[re.Pattern[str]]:
    names = lexicon("fundings")["giver_adjectives"].values()
    return [re.compile(rf"(?:{alternatives(begins)})\b") for begins in names]

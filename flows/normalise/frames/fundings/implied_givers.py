"""Givers told without their name: by a pronoun, a common noun, an adjective or their territory."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.frames.fundings.told_sums import ToldSum
from flows.normalise.frames.fundings.words import Spot, giving_verbs, last_match, words
from flows.normalise.frames.model import Programme
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.organisation_bodies import OrganisationClass


def implied_giver(page: Page, told: ToldSum, programme: Programme | None) -> str | None:
    """The body that gives a sum where words that are not its name say so."""
    return (
        _told_next(page, told)
        or _paying_the_rest(page, told, programme)
        or _by_noun(page, told)
        or _by_adjective(page, told)
        or _by_territory(page, told)
    )


def _told_next(page: Page, told: ToldSum) -> str | None:
    """The body that the next sentence says the money comes from: "Les crédits, délégués par l'ARS, …"."""
    match = _the_money_by().match(page.folded, told.end, told.block.end)
    if match is None:
        return None
    body = next(iter(within(page.organisations, match.end(), match.end() + 2)), None)
    return page.name_of(body) if body is not None and body.start == match.end() else None


@cache
def _the_money_by() -> re.Pattern[str]:
    listed = lexicon("fundings")
    return re.compile(
        rf"\s*(?:{alternatives(listed['the_money'])}),? [^.;:€%]{{0,40}}?"
        rf"(?:{alternatives(listed['comes_from'])}) ?(?:la |le |les |l'|du |de la |de l'|des )?"
    )


def giver_named_before(page: Page, spot: Spot) -> Organisation | None:
    """The body that "elle nous octroie 24 000 €" speaks of: the last one named before the sentence."""
    if not _pronoun_gives().search(page.folded, spot.start, spot.mention.start):
        return None
    section = page.outline.section_of(spot.block)
    named = within(page.organisations, section.start, spot.start)
    return named[-1] if named and not isinstance(named[-1], OrganisationClass) else None


@cache
def _pronoun_gives() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{lexicon('fundings')['pronoun']}),? (?:nous |vous |leur |lui |y )?(?:\w+ment )?"
        rf"(?:{giving_verbs().pattern})"
    )


def _by_noun(page: Page, told: ToldSum) -> str | None:
    """The publisher by what it is: "l'établissement a investi 1,2 M€", "3 M€ de l'Institut"."""
    publisher = page.publisher
    if publisher.name is None:
        return None
    is_quoted = "«" in page.text[told.start : told.end]
    if not is_quoted and _we_give().search(page.folded, told.since, told.money.start):
        return publisher.name
    match = last_match(_noun_gives(), page.folded, told.since, told.money.start)
    match = match or _of_noun().match(page.folded, told.money.end, told.until)
    if match is None:
        return None
    kinds = lexicon("fundings")["bodies_of_type"].get(publisher.organisation_type, "")
    is_own = f" {match['noun']} " in f" {fold(publisher.name)} " or match["noun"] in kinds.split("|")
    return publisher.name if is_own else None


@cache
def _we_give() -> re.Pattern[str]:
    """ "Nous avons consacré", "nous y ajoutons": those who write."""
    given = alternatives(lexicon("fundings")["gives_participle"])
    return re.compile(
        rf"\bnous (?:y |en |lui |leur )?(?:avons (?:\w+ )?(?:{given})"
        r"|(?:vers|consacr|financ|apport|ajout)ons)\b"
    )


@cache
def _noun_gives() -> re.Pattern[str]:
    bodies = alternatives(lexicon("fundings")["own_bodies"])
    return re.compile(
        rf"(?<!\w)(?:la |le |l'|notre )(?P<noun>{bodies}),? (?:en |y |lui |leur |nous )?"
        rf"(?:{giving_verbs().pattern})"
    )


@cache
def _of_noun() -> re.Pattern[str]:
    bodies = alternatives(lexicon("fundings")["own_bodies"])
    return re.compile(
        r" (?:(?:verse|apporte|finance|attribue|accorde|offert)e?s? par|de|du) ?"
        rf"(?:la |l'|le )?(?P<noun>{bodies})(?= et |[.,;:)]| \d)"
    )


def _by_territory(page: Page, told: ToldSum) -> str | None:
    """The one of several councils that has the territory behind a sum: "250 € en Creuse, 200 en Corrèze"."""
    where = _WHERE.match(page.folded, told.money.end, told.until)
    if where is None:
        return None
    councils = [name for name, kind in page.bodies.items() if kind == "council" and " " in name]
    names = {name: _TERRITORY_OF.sub("", fold(name)) for name in councils}
    told_there = page.folded[where.end() : told.until]
    return next((n for n, place in names.items() if place and told_there.startswith(place)), None)


_WHERE = re.compile(r" ?(?:par an |par mois )?\(?(?:en |dans (?:le |la |l'|les )|pour (?:le |la |l'|les ))")
_TERRITORY_OF = re.compile(
    r"\A(?:conseil )?(?:departement\w*|region\w*|collectivite\w*)(?: de la| de l'| du| des| de| d')? ?"
)


def _paying_the_rest(page: Page, told: ToldSum, programme: Programme | None) -> str | None:
    """The body that a page is of, by a common noun: "le solde est payé par l'établissement"."""
    if words("of_the_rest").search(page.folded, told.since, told.until) is None:
        return None
    lead = programme.lead_organisation_name if programme is not None else None
    named = _own_body().search(page.folded, told.since, told.until)
    return lead or page.publisher.name if named is not None else None


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
    if match is None:
        return None
    publisher = page.publisher.name
    names = [publisher] if publisher is not None else []
    names += [name for name in page.bodies if " " in name]
    begins = _adjectives()[match.lastindex - 1 if match.lastindex else 0]
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

"""Who receives a sum by where it stands: in a line that begins with them, under a heading that names them."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.fundings.givers import giving_or_passive
from flows.normalise.frames.fundings.receiver_names import NUMBER, Receiver, count_of, receiver_nouns
from flows.normalise.frames.fundings.words import Spot, last_match, stands_alone, words
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.organisation_bodies import OrganisationClass

_NEVER_RECEIVE = frozenset({"regional_health_agency", "ministry", "health_insurance"})
"""Bodies that a line begins with as the one who speaks or gives ("ARS Normandie : appel à projets …")."""


def named_behind(page: Page, spot: Spot) -> Receiver | None:
    """Who stands behind a sum and a colon: "Premier prix (8 000 €) : le CHU de Reims"."""
    behind = _BEHIND.match(page.folded, spot.mention.end, spot.until)
    if behind is None:
        return None
    body = next(iter(within(page.organisations, behind.end(), spot.until)), None)
    if body is None or body.start != behind.end() or isinstance(body, OrganisationClass):
        return None
    return Receiver(page.words(body.start, body.end))


_BEHIND = re.compile(r"\)? ?(?::|–|-|=>?|→) ?(?:a |pour )?(?:la |le |les |l')?")


def before_bracket(page: Page, spot: Spot) -> Receiver | None:
    """One of those chosen, with its sum in brackets: "Parmi eux : Carhaix (2 000 €), Loudéac (900 €)"."""
    listed = _NAME_AND_BRACKET.search(page.folded, spot.since, spot.mention.start)
    if listed is None or not page.text[listed.start("name")].isupper():
        return None
    chosen = last_match(words("some_of_them"), page.folded, spot.start, listed.start("name"))
    if chosen is None or last_match(giving_or_passive(), page.folded, chosen.end(), listed.start("name")):
        return None
    return Receiver(page.words(*listed.span("name")))


_NAME_AND_BRACKET = re.compile(
    r"(?:^|[,;:] ?| et |\b(?:aux?|a la|le|la|les|des|du|dont) |l')(?P<name>[^,;:()€\d]{3,60}?) ?\($"
)


def of_heading(page: Page, spot: Spot) -> Receiver | None:
    """The people whom the heading over an offer names: "Quelles aides pour les élèves ?"."""
    if not words("offers").search(page.folded, spot.start, spot.end):
        return None
    for head in (page.outline.lead_of(spot.block), page.outline.section_of(spot.block).heading):
        if head is None or head.kind is not BlockKind.HEADING or within(page.sums, head.start, head.end):
            continue
        if match := _offer_to().search(page.folded, head.start, head.end):
            return Receiver(page.words(match.start("noun"), match.end()).rstrip(" ?!:."))
    return None


@cache
def _offer_to() -> re.Pattern[str]:
    offers = alternatives(lexicon("fundings")["offers"])
    return re.compile(
        rf"\b(?:{offers})\b(?: [a-z]+)? (?:pour les|aux) (?P<noun>(?:{receiver_nouns()})\b)[^.:;?!,]{{0,40}}"
    )


_LABEL_PEOPLE_LEAD = r"(?:\bdes|\baux|\bpour les|\bd'|\bde) (?P<noun>(?:{nouns})[^:]*)$"


def of_label(page: Page, spot: Spot) -> Receiver | None:
    """The receiver that a line's label names: "Château-Renault (37) : …", "Logement des internes : …"."""
    if listed := _of_line(page, spot):
        return listed
    label = page.outline.label_value(spot.block)
    if label is None or not spot.block.start < label.start <= spot.mention.start:
        return None
    colon = page.folded.rfind(":", spot.block.start, label.start)
    if colon < 0:
        return None
    named = page.words(spot.block.start, colon).strip(" :–-")
    folded = page.folded[spot.block.start : spot.block.start + len(named)]
    people = _label_people().search(folded)
    if people is not None:
        return Receiver(named[people.start("noun") :])
    if (named_people := _people().match(folded)) and words("not_receivers").match(folded) is None:
        number = named_people["number"]
        return Receiver(named[named_people.start("noun") :] if number else named, count_of(number))
    place = next(iter(within(page.places, spot.block.start, colon)), None)
    body = next(iter(within(page.organisations, spot.block.start, colon)), None)
    if body is not None and body.organisation_type in _NEVER_RECEIVE:
        return None
    begins = min((m.start for m in (place, body) if m is not None), default=None)
    return Receiver(named) if begins is not None and begins - spot.block.start < 4 else None


def _of_line(page: Page, spot: Spot) -> Receiver | None:
    """Who a line of a list begins with: "Petits Pas (Brest) – 30 000 €", "Treignac | travaux | 900 €"."""
    line = _line_of_sum().match(page.folded, spot.block.start, spot.mention.start)
    if line is None or line.end() != spot.mention.start:
        return None
    start, end = line.span("name")
    if page.text[line.start("article")].isupper():
        start = line.start("article")
    body = next(iter(within(page.organisations, start, line.end())), None)
    if "|" in line.group() and body is not None:
        return Receiver(page.words(body.start, body.end))
    lead = page.outline.lead_of(spot.block)
    bracket = page.folded.endswith("(", 0, line.end())
    if bracket and (lead is None or not words("list_of_receivers").search(page.folded, lead.start, lead.end)):
        return None
    if body is not None and body.start == start:
        return Receiver(_without_project(page, start, end))
    if words("not_receivers").match(page.folded, start):
        return None
    if _people().match(page.folded, start):
        return Receiver(page.words(start, end))
    if lead is None or not page.text[start].isupper():
        return None
    listed = words("list_of_receivers").search(page.folded, lead.start, lead.end)
    return Receiver(_without_project(page, start, end)) if listed else None


def _without_project(page: Page, start: int, end: int) -> str:
    """A name without the town or the project behind it: "CPTS du Faou, Le Faou (29) – Taxi-docteur"."""
    town = next(
        (p.start for p in within(page.places, start, end) if page.text.endswith(", ", start, p.start)), end
    )
    project = _PROJECT.search(page.folded, start, town)
    return page.words(start, project.start() if project else town).rstrip(" ,(")


_PROJECT = re.compile(r" [–—-] ")


def of_card(page: Page, spot: Spot) -> Receiver | None:
    """Who won by the heading over the one sum of its section, one of a list of winners: "CPTS Modèle –
    Abbeville", below it the project, below that "42 000 €"."""
    section = page.outline.section_of(spot.block)
    if len(within(page.sums, section.start, section.end)) > 1 and not stands_alone(page, spot):
        return None
    above = section.parent.heading if section.parent is not None else None
    if section.heading is None or above is None or not _is_name(page, section.heading):
        return None
    if not words("winners").search(page.folded, above.start, above.end):
        return None
    end = _BRACKETED.search(page.text, section.heading.start, section.heading.end)
    name = _without_project(page, section.heading.start, end.start() if end else section.heading.end)
    return Receiver(_NUMBERED.sub("", name))


def _is_name(page: Page, heading: Block) -> bool:
    """Whether a heading may be a name: no question, no call, no sentence."""
    return page.text[heading.start].isupper() and page.text[heading.end - 1] not in "?!.:…"


_BRACKETED = re.compile(r" ?\([^()]*\)$")
_NUMBERED = re.compile(r"\A\d{1,2}[.)°] ?|\A(?:Lauréate?|Projet)(?: n° ?\d+)? ?: ")


def of_prize(page: Page, spot: Spot) -> Receiver | None:
    """Who has won the prize that the heading names: "Premier prix : le CHU de Reims", or below "Grand prix"
    the body that its paragraph begins with."""
    head = page.outline.section_of(spot.block).heading
    if head is None or (prize := words("prize_heading").match(page.folded, head.start)) is None:
        return None
    if words("in_all").search(page.folded, spot.start, spot.end):
        return None
    if head is not spot.block and (named := _AFTER_COLON.search(page.folded, prize.end(), head.end)):
        start = named.start("article") if page.text[named.start("article")].isupper() else named.end()
        if page.text[start].isupper() or _starts_with_body(page, start) is not None:
            return Receiver(_BRACKET.sub("", _without_project(page, start, head.end)))
        return None
    below = spot.block if head is not spot.block else next(iter(page.outline.section_of(head).blocks), None)
    body = _starts_with_body(page, below.start) if below is not None else None
    if body is None or page.name_of(body) == page.publisher.name:
        return None
    return Receiver(page.words(body.start, body.end))


def _starts_with_body(page: Page, start: int) -> Organisation | None:
    """The body that a line begins with, behind its article at most."""
    body = next(iter(within(page.organisations, start, start + 4)), None)
    if body is None or isinstance(body, OrganisationClass):
        return None
    return body if page.folded[start : body.start].strip() in ("", "la", "le", "les", "l'") else None


_AFTER_COLON = re.compile(r"[^:\d]*? ?: (?P<article>(?:la |le |les |l')?)")
_BRACKET = re.compile(r" ?\([^()]*\)$")


@cache
def _line_of_sum() -> re.Pattern[str]:
    return re.compile(
        r"(?:\d{1,2}[.)] ?)?(?P<article>(?:la |le |les |l')?)(?P<name>(?:[^:|\n.]|\.(?! )){3,140}?)"
        r"(?: ?:| -|,| (?=\()| \|(?:[^|\n]{1,90}\|)?) ?\(?"
        rf"(?:(?:{alternatives(lexicon('fundings')['about'])}) )?$"
    )


@cache
def _people() -> re.Pattern[str]:
    """What a label begins with: "Étudiants infirmiers : 650 € par mois"."""
    return re.compile(rf"(?:pour )?(?:les |l')?{NUMBER}(?P<noun>(?:{receiver_nouns()})\b)")


@cache
def _label_people() -> re.Pattern[str]:
    return re.compile(_LABEL_PEOPLE_LEAD.format(nouns=receiver_nouns()))

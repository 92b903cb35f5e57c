"""Who receives a sum, as written: people, practices, communes, bodies."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.documents.model import BlockKind
from flows.normalise.frames.fundings.offers import is_taken
from flows.normalise.frames.fundings.receiver_names import (
    NUMBER,
    Receiver,
    count_of,
    receiver_at,
    receiver_nouns,
)
from flows.normalise.frames.fundings.words import (
    Spot,
    each_by_label,
    giving_or_receiving_verbs,
    last_match,
    next_in_turn,
    received_from,
    words,
)
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.numbers import WORDS
from flows.normalise.mentions.organisation_bodies import OrganisationClass

_NEVER_RECEIVE = frozenset({"regional_health_agency", "ministry", "health_insurance"})
"""Bodies that a line begins with as the one who speaks or gives ("ARS Normandie : appel à projets …")."""
_SUBJECT_REACH = 30
"""Characters between a body and the verb that it is the subject of."""


def receiver_of(page: Page, spot: Spot) -> Receiver | None:
    """Who a sum is for, as written: after it, else before it, else in the label of its line."""
    folded, money = page.folded, spot.mention
    if body := _receiving_subject(page, spot) or _receiving_body(page, spot):
        return body
    after = _to_receiver().match(folded, money.end, spot.until) or _to_receiver_later().match(
        folded, money.end, spot.until
    )
    if after is not None and _PER_HEAD.match(after.group()):
        after = _to_receiver_later().match(folded, after.end(), spot.until) or after
    if after is not None and (receiver := receiver_at(page, after, spot.until)):
        return receiver
    if named := _named_behind(page, spot):
        return named
    each = _each_before().search(folded, money.end, min(spot.until, money.end + 90))
    if each is not None and (receiver := receiver_at(page, each, spot.until)):
        return receiver
    for expression in (_counted_before(), _each_before(), _subject_before(), _to_before()):
        since = spot.start if expression is _each_before() else spot.since
        before = last_match(expression, folded, max(since, money.start - 140), money.start)
        if before is not None and (receiver := receiver_at(page, before, money.start)):
            return receiver
    if each := each_by_label(page, spot):
        return Receiver(page.words(each.start("noun"), each.end("noun")))
    return _of_label(page, spot) or _addressed(page, spot) or _of_heading(page, spot)


def _addressed(page: Page, spot: Spot) -> Receiver | None:
    """Those whom an offer speaks to: "20 000 € si vous êtes généraliste", "Vous êtes médecin ? Recevez …",
    "Pour qui ? Les internes", "la commune recherche un médecin"."""
    folded = page.folded
    if match := _if_you_are().match(folded, spot.mention.end, spot.until):
        return receiver_at(page, match, spot.until)
    if not is_taken(page, spot.block, spot.start, spot.end) and not words("particular_offers").search(
        folded, spot.start, spot.end
    ):
        return None
    section = page.outline.section_of(spot.block)
    match = last_match(_you_are(), folded, section.start, spot.mention.start)
    return receiver_at(page, match, match.end() + 40) if match is not None else None


@cache
def _if_you_are() -> re.Pattern[str]:
    return re.compile(rf" ?,? ?(?:si|lorsque) vous etes (?:une? )?{NUMBER}(?P<noun>(?:{receiver_nouns()})\b)")


@cache
def _you_are() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{alternatives(lexicon('fundings')['addressed'])}) ?"
        r"(?:les |la |le |l'|des |une? |aux? )?"
        rf"{NUMBER}(?P<noun>(?:futurs? |jeunes? |nouve\w+ )?(?:{receiver_nouns()})\b)"
    )


_PER_HEAD = re.compile(r"[^a-z]*par ")
""" "500 € par interne accueilli aux maîtres de stage": the last are paid."""


def _named_behind(page: Page, spot: Spot) -> Receiver | None:
    """Who stands behind a sum and a colon: "Premier prix (8 000 €) : le CHU de Reims"."""
    behind = _BEHIND.match(page.folded, spot.mention.end, spot.until)
    if behind is None:
        return None
    body = next(iter(within(page.organisations, behind.end(), spot.until)), None)
    if body is None or body.start != behind.end() or isinstance(body, OrganisationClass):
        return None
    return Receiver(page.words(body.start, body.end))


_BEHIND = re.compile(r"\)? ?(?::|–|-|=>?|→) ?(?:a |pour )?(?:la |le |les |l')?")


def _of_heading(page: Page, spot: Spot) -> Receiver | None:
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


def _receiving_subject(page: Page, spot: Spot) -> Receiver | None:
    """The body that is told to receive: "le CHU recevra 12 M€, l'hôpital de Thann 6 M€"."""
    before = within(page.organisations, spot.since, spot.mention.start)
    if not before or isinstance(before[-1], OrganisationClass):
        return None
    body, folded = before[-1], page.folded
    if _BY.search(folded, max(spot.start, body.start - 10), body.start):
        return None
    if received_from().search(folded, max(spot.start, body.start - 40), body.start):
        return None
    between = folded[body.end : spot.mention.start]
    received = words("receives").search(between)
    if received is None and next_in_turn().fullmatch(between):
        verb = last_match(giving_or_receiving_verbs(), folded, spot.start, body.start)
        received = words("receives").fullmatch(verb.group()) if verb is not None else None
    elif received is not None and received.start() > _SUBJECT_REACH:
        received = None
    return Receiver(page.words(body.start, body.end)) if received is not None else None


_BY = re.compile(r"\bpar (?:la |le |les |l')?$")


def _receiving_body(page: Page, spot: Spot) -> Receiver | None:
    """The body right after the sum and "to": "3 500 € à la Croix-Rouge"."""
    body = next(iter(within(page.organisations, spot.mention.end, spot.until)), None)
    if body is None or not _to_body().fullmatch(page.folded, spot.mention.end, body.start):
        return None
    return Receiver(page.words(body.start, body.end)) if not isinstance(body, OrganisationClass) else None


@cache
def _to_body() -> re.Pattern[str]:
    return re.compile(rf" (?:par an |par mois )?(?:(?:\w+ )?{_to()}|a l'|a la )(?:la |le |l'|les )?")


@cache
def _to() -> str:
    return rf"(?<!appel )(?<!appels )(?:{alternatives(lexicon('fundings')['to'])})(?: |(?<='))"


@cache
def _to_receiver() -> re.Pattern[str]:
    """Right after the sum: "€ par stagiaire", "€ pour les sages-femmes", "€ à chaque cabinet"."""
    return re.compile(
        rf"\)? ?(?:/ ?(?:an|mois) ?,? ?|par (?:an|mois) ?,? ?|et (?=par )|ht |ttc |max\w* |\([^)]*\) )*,? ?"
        rf"(?:(?:par|/) ?(?:nouve\w+ |jeune )?|{_to()}){NUMBER}"
        rf"(?P<noun>(?:nouve\w+ |jeunes? )?(?:{receiver_nouns()})\b)"
    )


@cache
def _to_receiver_later() -> re.Pattern[str]:
    """A little after it: "€ versés en deux fois aux internes"."""
    return re.compile(rf"[^.;:()]{{0,60}}?\b{_to()}{NUMBER}(?P<noun>(?:{receiver_nouns()})\b)")


@cache
def _each_before() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:chaque|toute?|chacune? des) {NUMBER}"
        rf"(?P<noun>(?:{receiver_nouns()})\b(?: d(?:e |')\w+)?)"
    )


@cache
def _subject_before() -> re.Pattern[str]:
    """ "les internes recevront une aide de 300 €"."""
    receives = alternatives(lexicon("fundings")["receives"])
    return re.compile(
        rf"(?<!dans )(?<!sur )\b(?:les |la |le |l'){NUMBER}(?P<noun>(?:{receiver_nouns()})\b)"
        rf"(?P<rest>[^.;:,]{{0,50}}?(?:, [^.;:,]{{1,50}},)?) (?:{receives})\b"
    )


@cache
def _to_before() -> re.Pattern[str]:
    """ "accorde aux internes une aide de 300 €"."""
    return re.compile(rf"\b{_to()}{NUMBER}(?P<noun>(?:{receiver_nouns()})\b)")


@cache
def _counted_before() -> re.Pattern[str]:
    """ "64 maisons de santé soutenues, pour 7 M€", "8 structures seront retenues ; …"."""
    listed = lexicon("fundings")
    helped = f"{alternatives(listed['helped'])}|{alternatives(listed['receives'])}"
    return re.compile(
        rf"(?<![\w,.])(?P<number>\d[\d ]*|{WORDS}) (?P<noun>(?:{receiver_nouns()})\b)"
        rf"(?=[^.;:]{{0,40}}? (?:{helped})\b)"
    )


_LABEL_PEOPLE_LEAD = r"(?:\bdes|\baux|\bpour les|\bd'|\bde) (?P<noun>(?:{nouns})[^:]*)$"


def _of_label(page: Page, spot: Spot) -> Receiver | None:
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
    line = _LINE.match(page.folded, spot.block.start, spot.mention.start)
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
        return Receiver(page.words(start, end))
    if lead is None or words("not_receivers").match(page.folded, start):
        return None
    listed = words("list_of_receivers").search(page.folded, lead.start, lead.end)
    return Receiver(page.words(start, end)) if listed and page.text[start].isupper() else None


_LINE = re.compile(
    r"(?:\d{1,2}[.)] ?)?(?P<article>(?:la |le |les |l')?)(?P<name>[^:|\n]{3,90}?)"
    r"(?: ?:| -|,| (?=\()| \|(?:[^|\n]{1,90}\|)?) ?\(?"
    r"(?:environ |pres de |plus de |jusqu'a )?$"
)


@cache
def _people() -> re.Pattern[str]:
    """What a label begins with: "Étudiants infirmiers : 650 € par mois"."""
    return re.compile(rf"(?:pour )?(?:les |l')?{NUMBER}(?P<noun>(?:{receiver_nouns()})\b)")


@cache
def _label_people() -> re.Pattern[str]:
    return re.compile(_LABEL_PEOPLE_LEAD.format(nouns=receiver_nouns()))

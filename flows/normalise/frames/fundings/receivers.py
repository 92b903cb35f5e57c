"""Who receives a sum, as written: people, practices, communes, bodies."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.documents.model import BlockKind
from flows.normalise.documents.sentences import LONGEST_REACH
from flows.normalise.frames.fundings.receiver_lines import (
    before_bracket,
    named_behind,
    of_card,
    of_label,
    of_prize,
)
from flows.normalise.frames.fundings.receiver_names import NUMBER, Receiver, receiver_at, receiver_nouns
from flows.normalise.frames.fundings.receivers_before import those_before, winner_before
from flows.normalise.frames.fundings.words import Spot, giving_verbs, last_match, surroundings, words
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.numbers import WORDS
from flows.normalise.mentions.organisation_bodies import OrganisationClass

_BEFORE_REACH = 220
"""Characters before a sum in which its receivers stand."""


def receiver_of(page: Page, spot: Spot) -> Receiver | None:
    """Who a sum is for, as written: after it, else before it, else in the label of its line."""
    for look in (
        _receiving_body,
        named_behind,
        winner_before,
        of_prize,
        before_bracket,
        _told_after,
        _told_before,
        _in_turn,
        those_before,
        _owner_of_things,
        of_label,
        of_card,
        _addressed,
    ):
        if receiver := look(page, spot):
            return receiver
    return None


def _told_after(page: Page, spot: Spot) -> Receiver | None:
    """Those whom the words behind a sum name: "€ pour les sages-femmes", "€ versés aux internes"."""
    after = _to_receiver().match(page.folded, spot.mention.end, spot.until)
    after = after or _to_receiver_later().match(page.folded, spot.mention.end, spot.until)
    return receiver_at(page, after, spot.until) if after is not None else None


def _told_before(page: Page, spot: Spot) -> Receiver | None:
    """Those whom the sentence names before a sum: those counted, else its subject or its object."""
    end = spot.mention.start
    first = max(spot.start, end - _BEFORE_REACH)
    if not _noun().search(page.folded, first, end):
        return None
    for expression in (_counted_before(), _helped_before(), _each_before(), _subject_before(), _to_before()):
        since = first if expression is _each_before() else max(first, spot.since)
        before = last_match(expression, page.folded, since, end)
        if before is not None and (receiver := receiver_at(page, before, end)):
            return receiver
    return None


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{receiver_nouns()})\b")


def _addressed(page: Page, spot: Spot) -> Receiver | None:
    """Those whom a page speaks to: "20 000 € si vous êtes médecin", "Vous êtes médecin ? Une prime de"."""
    behind = _you_are().search(page.folded, spot.mention.end, spot.until)
    first = max(spot.block.start, spot.mention.start - _BEFORE_REACH)
    before = list(_you_are().finditer(page.folded, first, spot.mention.start))
    told = behind or (before[0] if len(before) == 1 else None)
    return receiver_at(page, told, spot.block.end) if told is not None else None


@cache
def _you_are() -> re.Pattern[str]:
    return re.compile(rf"\bvous etes (?:une? )?{NUMBER}(?P<noun>(?:{receiver_nouns()})\b)")


def _in_turn(page: Page, spot: Spot) -> Receiver | None:
    """The next who receive, the verb being told before: "les généralistes toucheront 25 000 €, les
    sages-femmes | 12 000 €"."""
    if spot.since == spot.start:
        return None
    match = _next_receiver().fullmatch(page.folded, spot.since, spot.mention.start)
    if match is None or not words("receives").search(page.folded, spot.start, spot.since):
        return None
    return receiver_at(page, match, spot.mention.start)


@cache
def _next_receiver() -> re.Pattern[str]:
    about = alternatives(lexicon("fundings")["about"])
    return re.compile(
        r"[^.;:€]{0,40}?(?:[,;]|,? et|,? puis) (?:les |la |le |l')"
        rf"{NUMBER}(?P<noun>(?:{receiver_nouns()})\b)(?P<rest>[^.;:,€\d]{{0,60}}?),? (?:{about})? ?"
    )


def _owner_of_things(page: Page, spot: Spot) -> Receiver | None:
    """Whose things are paid for: "prend en charge le logement des internes, dans la limite de 300 €"."""
    thing = _things_of().search(page.folded, spot.since, spot.until)
    return receiver_at(page, thing, spot.until) if thing is not None else None


@cache
def _things_of() -> re.Pattern[str]:
    listed = lexicon("fundings")
    paid = "|".join(alternatives(listed[name]) for name in ("pays_for", "pays"))
    return re.compile(
        rf"(?<!\w)(?:{paid}) (?:\d+ ?% )?(?:[\w-]+[ ']){{0,4}}?(?:{alternatives(listed['things_paid'])})"
        rf"(?: d(?:e |')\w+)? des {NUMBER}(?P<noun>(?:{receiver_nouns()})\b)"
    )


def _receiving_body(page: Page, spot: Spot) -> Receiver | None:
    """The body that a sum goes to: "3 500 € à la Croix-Rouge", "attribue au CHU Exemple une aide de | 900 €",
    or told next: "3 500 € ont été récoltés. La somme sera reversée à …"."""
    start, end = spot.mention.start, spot.mention.end
    body = next(iter(within(page.organisations, end, spot.until)), None)
    if body is None or not _to_body().fullmatch(page.folded, end, body.start):
        before = reversed(within(page.organisations, max(spot.since, start - _BEFORE_REACH), start))
        body = next((b for b in before if _given_to().search(page.folded, spot.since, b.start)), None)
        body = body or _told_next(page, spot)
    if body is None or isinstance(body, OrganisationClass):
        return None
    return Receiver(page.words(body.start, body.end))


def _told_next(page: Page, spot: Spot) -> Organisation | None:
    """The body that the words behind a sum, or below the heading that tells it, say the money goes to."""
    is_heading = spot.block.kind is BlockKind.HEADING
    for block in surroundings(page, spot.block) if is_heading else (spot.block,):
        start = block.start if is_heading else spot.end
        goes = _goes_to().search(page.folded, start, min(block.end, start + LONGEST_REACH))
        if goes is not None:
            return next(iter(within(page.organisations, goes.end(), goes.end() + _KIND_OF_BODY)), None)
    return None


@cache
def _goes_to() -> re.Pattern[str]:
    listed = lexicon("fundings")
    money, goes = alternatives(listed["the_money"]), alternatives(listed["goes_to"])
    return re.compile(
        rf"\b(?:{money}),? [^.;:€%]{{0,60}}?\b(?:{goes}) (?:[^.;:€%]{{0,40}}? )??(?:aux? |a (?:la |l'|les )?)"
    )


_KIND_OF_BODY = len("association les ") + 1
"""Characters between an article and a body's name, at most."""


@cache
def _given_to() -> re.Pattern[str]:
    """Right before a body that receives: "il est attribué au | CHU Exemple"."""
    given = alternatives(lexicon("fundings")["gives_participle"])
    return re.compile(
        rf"(?:{giving_verbs().pattern}|\b(?:est|sont|sera|seront|ete) (?:\w+ )?(?:{given})e?s?) "
        r"(?:aux? |a (?:la |l'|les )?)$"
    )


@cache
def _to_body() -> re.Pattern[str]:
    goes = rf"[^.;:()]{{0,60}}?\b(?:{alternatives(lexicon('fundings')['goes_to'])}) "
    return re.compile(
        rf" (?:par (?:an|mois) )?(?:(?:\w+ )?{_to()}|(?:{goes})?a (?=l'|la )|{goes}aux? )(?:la |le |l'|les )?"
    )


@cache
def _to() -> str:
    return rf"(?<!appel )(?<!appels )(?:{alternatives(lexicon('fundings')['to'])})(?: |(?<='))"


@cache
def _to_receiver() -> re.Pattern[str]:
    """Right after the sum: "€ par stagiaire", "€ pour les sages-femmes", "€ à chaque cabinet"."""
    return re.compile(
        r"\)? ?(?:/ ?(?:an|mois) ?,? ?|par (?:an|mois) ?,? ?|et (?=par )|ht |ttc |(?:au )?max\w* "
        r"|\([^)]*\) )*,? ?"
        rf"(?:(?:par|/) ?(?:nouve\w+ |jeune )?|{_to()}){NUMBER}"
        rf"(?P<noun>(?:nouve\w+ |jeunes? )?(?:{receiver_nouns()})\b)"
    )


@cache
def _to_receiver_later() -> re.Pattern[str]:
    """A little after it: "€ versés en deux fois aux internes"."""
    return re.compile(rf"\)?[^.;:()]{{0,60}}?\b{_to()}{NUMBER}(?P<noun>(?:{receiver_nouns()})\b)")


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
        rf"(?P<rest>[^.;:,]{{0,100}}?(?:, [^.;:,]{{1,50}},)?) (?:{receives})\b"
    )


@cache
def _to_before() -> re.Pattern[str]:
    """ "accorde aux internes une aide de 300 €"."""
    return re.compile(rf"\b{_to()}{NUMBER}(?P<noun>(?:{receiver_nouns()})\b)")


@cache
def _helped_before() -> re.Pattern[str]:
    """ "a aidé 46 internes, pour un montant de 82 000 €"."""
    listed = lexicon("fundings")
    return re.compile(
        rf"\b(?:a|ont|avons) (?:\w+ )?(?:{alternatives(listed['helped_verbs'])}) "
        rf"(?P<number>\d[\d ]*|{WORDS}) (?P<noun>(?:{receiver_nouns()})\b)"
    )


@cache
def _counted_before() -> re.Pattern[str]:
    """ "64 maisons de santé soutenues, pour 7 M€", "8 structures seront retenues ; …"."""
    listed = lexicon("fundings")
    helped = f"{alternatives(listed['helped'])}|{alternatives(listed['receives'])}"
    return re.compile(
        rf"(?<![\w,.])(?P<number>\d[\d ]*|{WORDS}) (?P<noun>(?:{receiver_nouns()})\b)"
        rf"(?=[^.;:]{{0,90}}? (?:{helped})\b)"
    )

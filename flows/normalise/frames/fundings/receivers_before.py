"""Who receives a sum by words told before it: a pronoun, those counted, a winner."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.frames.fundings.receiver_names import Receiver, receiver_at, receiver_nouns
from flows.normalise.frames.fundings.words import Spot, giving_verbs, last_match, words
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Mention
from flows.normalise.mentions.numbers import WORDS
from flows.normalise.mentions.organisation_bodies import OrganisationClass


def those_before(page: Page, spot: Spot) -> Receiver | None:
    """Those whom the sentences before a sum name as the ones it is for."""
    return _each_of_those(page, spot) or _by_pronoun(page, spot)


def _each_of_those(page: Page, spot: Spot) -> Receiver | None:
    """Those whom the sentence before counts: "Six territoires seront accompagnés. Chacun recevra …", "La CNSA
    leur consacre …"."""
    each = words("each_of_them").search(page.folded, spot.since, spot.mention.start)
    if each is None and _to_them().search(page.folded, spot.since, spot.mention.start) is None:
        return None
    counted = last_match(_counted(), page.folded, spot.block.start, spot.start)
    return receiver_at(page, counted, spot.start) if counted is not None else None


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w,.])(?P<number>\d[\d ]*|{WORDS}) (?P<noun>(?:{receiver_nouns()})\b)")


@cache
def _to_them() -> re.Pattern[str]:
    return re.compile(rf"\bleur (?:en )?(?:{giving_verbs().pattern})")


def _by_pronoun(page: Page, spot: Spot) -> Receiver | None:
    """The person or body that "le conseil lui alloue 8 000 €" speaks of: the last one named before."""
    if _to_one().search(page.folded, spot.since, spot.mention.start) is None:
        return None
    named = _named(page, spot.block.start, spot.start)
    return Receiver(page.words(named[-1].start, named[-1].end)) if named else None


@cache
def _to_one() -> re.Pattern[str]:
    return re.compile(rf"\blui (?:en )?(?:{giving_verbs().pattern})")


def winner_before(page: Page, spot: Spot) -> Receiver | None:
    """Who has won a prize, between its name and its sum: "Prix du poster : Noé Modèle, 400 €"."""
    named = _named(page, spot.since, spot.mention.start)
    if not named or _AND_SUM.fullmatch(page.folded, named[-1].end, spot.mention.start) is None:
        return None
    prize = last_match(_prize(), page.folded, spot.since, named[-1].start)
    return Receiver(page.words(named[-1].start, named[-1].end)) if prize is not None else None


_AND_SUM = re.compile(r" ?[,(–-] ?(?:avec |pour |dotee? de )?")


@cache
def _prize() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{alternatives(lexicon('fundings')['prize_heading'])})[^:.;€]{{0,70}}: ?(?:la |le |les |l')?$"
    )


def _named(page: Page, start: int, end: int) -> list[Mention]:
    """The persons and bodies that a stretch names, in order."""
    bodies = (o for o in within(page.organisations, start, end) if not isinstance(o, OrganisationClass))
    return sorted([*bodies, *within(page.persons, start, end)], key=lambda mention: mention.start)

"""Who receives a sum by words told before it: a pronoun, those counted, one who asks, a winner."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.frames.fundings.receiver_names import NUMBER, Receiver, receiver_at, receiver_nouns
from flows.normalise.frames.fundings.words import Spot, giving_verbs, last_match, words
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Mention
from flows.normalise.mentions.numbers import WORDS
from flows.normalise.mentions.organisation_bodies import OrganisationClass


def told_before(page: Page, spot: Spot) -> Receiver | None:
    """Those whom the sentences before a sum name as the ones it is for."""
    return _each_of_those(page, spot) or _by_pronoun(page, spot) or _asking(page, spot)


def _each_of_those(page: Page, spot: Spot) -> Receiver | None:
    """Those whom the sentence before counts: "Six territoires seront accompagnés. Chacun recevra …",
    "Ensemble, ils se partagent …"."""
    each = words("each_of_them").search(page.folded, spot.since, spot.mention.start)
    each = each or words("all_of_them").match(page.folded, spot.start, spot.mention.start)
    if each is None and _to_them().search(page.folded, spot.since, spot.mention.start) is None:
        return None
    counted = _counted().finditer(page.folded, spot.block.start, spot.start)
    named = [receiver for match in counted if (receiver := receiver_at(page, match, spot.start))]
    return named[-1] if named else None


@cache
def _to_them() -> re.Pattern[str]:
    return re.compile(rf"\bleur (?:{giving_verbs().pattern})")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w,.])(?P<number>\d[\d ]*|{WORDS}) (?P<noun>(?:{receiver_nouns()})\b)")


def _by_pronoun(page: Page, spot: Spot) -> Receiver | None:
    """The person or body that "le conseil lui alloue 8 000 €" speaks of: the last one named before."""
    if _to_one().search(page.folded, spot.since, spot.mention.start) is None:
        return None
    named = _named(page, spot.block.start, spot.start)
    return Receiver(page.words(named[-1].start, named[-1].end)) if named else None


@cache
def _to_one() -> re.Pattern[str]:
    return re.compile(rf"\blui (?:en )?(?:{giving_verbs().pattern})")


def _asking(page: Page, spot: Spot) -> Receiver | None:
    """The body that asked, in the sentence before a sum that is granted: "L'association X sollicite la
    commune. Une subvention de 1 500 € est votée."."""
    asked = last_match(words("asks_for"), page.folded, spot.block.start, spot.start)
    if asked is None:
        return None
    bodies = [b for b in within(page.organisations, spot.block.start, asked.start()) if _is_named(b)]
    if not bodies or asked.start() - bodies[-1].end > _VERB_REACH:
        return None
    return Receiver(page.words(bodies[-1].start, bodies[-1].end))


_VERB_REACH = 12
"""Characters between a body and its verb."""


def winner_before(page: Page, spot: Spot) -> Receiver | None:
    """Who has won a prize, between its name and its sum: "Prix du poster : Noé Modèle, 400 €"."""
    named = _named(page, spot.since, spot.mention.start)
    if not named or _AND_SUM.fullmatch(page.folded, named[-1].end, spot.mention.start) is None:
        return None
    prize = last_match(_prize(), page.folded, spot.since, named[-1].start)
    if prize is None or prize.end() != named[-1].start:
        return None
    return Receiver(page.words(named[-1].start, named[-1].end))


_AND_SUM = re.compile(r" ?[,(–-] ?(?:avec |pour |dotee? de )?")


@cache
def _prize() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{alternatives(lexicon('fundings')['prize_heading'])})[^:.;€]{{0,70}}: ?(?:la |le |les |l')?$"
    )


def fuller(page: Page, spot: Spot, receiver: Receiver) -> Receiver:
    """The full words for those of whom one is named by a noun alone: "500 € par étudiant", said before to be
    offered "aux étudiants en orthophonie"."""
    if " " in receiver.name or not receiver.name.islower():
        return receiver
    section, noun = page.outline.section_of(spot.block), fold(receiver.name).rstrip("sx")
    for several in _to_several().finditer(page.folded, section.start, spot.since):
        if several["noun"].rstrip("sx") == noun:
            named = receiver_at(page, several, spot.since)
            if named is not None and " " in named.name and len(named.name) < _LONGEST_FULL_NAME:
                return Receiver(named.name, receiver.count)
    return receiver


_LONGEST_FULL_NAME = 50
"""Characters of the words for a class of people; longer ones say on what terms they receive."""


@cache
def _to_several() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:aux|a des|(?:pour|a tous|de tous) les) {NUMBER}(?P<noun>(?:{receiver_nouns()})\b)"
    )


def _named(page: Page, start: int, end: int) -> list[Mention]:
    """The persons and bodies that a stretch names, in order."""
    bodies = [body for body in within(page.organisations, start, end) if _is_named(body)]
    return sorted([*bodies, *within(page.persons, start, end)], key=lambda mention: mention.start)


def _is_named(body: Mention) -> bool:
    return not isinstance(body, OrganisationClass)

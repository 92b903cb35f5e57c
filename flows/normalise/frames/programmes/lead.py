"""Who leads a programme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, partial

from flows.normalise.documents.folding import fold
from flows.normalise.frames.events.organisers import is_newsletter
from flows.normalise.frames.page import Page, block_at
from flows.normalise.frames.programmes.carriers import (
    named_bodies,
    receiver,
    runs_after,
    runs_before,
    told_next,
)
from flows.normalise.frames.programmes.model import Told, word_set
from flows.normalise.frames.programmes.stretches import stretches
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, entry_pattern
from flows.normalise.mentions.model import Organisation


@cache
def _after() -> re.Pattern[str]:
    verbs = alternatives(lexicon("programme_bodies")["lead_after"])
    return re.compile(rf"(?:(?! que )[^.;:]){{0,140}}?(?<!\w)(?:{verbs})(?!\w)")


_OF = re.compile(r" (?:de |du |de la |de l'|des |d')")


def read_lead(page: Page, told: Told, others: Sequence[Told]) -> str | None:
    """The body that launches, adopts or carries a programme; the publisher for what is its own initiative."""
    spans = stretches(page, told)
    if told.programme_type == "contract":
        return _carrier(page, spans) or _contractor(page, spans)
    stated = _labelled(page, told) or _stated(page, told, others, spans)
    if stated is not None and any(word_set(stated) < word_set(other.name) for other in others):
        stated = None
    if stated is not None:
        return page.publisher.name if _is_publisher(page, stated) else stated
    if told.programme_type == "call_for_projects":
        return page.publisher.name
    if _is_overseer(page) and (is_newsletter(page) or told.programme_type == "training"):
        return None
    if told.programme_type == "aid_scheme" or told.in_title or len(others) == 1 or not _is_overseer(page):
        return page.publisher.name
    return page.publisher.name if _names_no_other(page, spans) else None


_OVERSEERS = ("regional_health_agency", "ministry", "council", "health_insurance")
"""Types of bodies that announce the courses of others."""


def _is_overseer(page: Page) -> bool:
    return page.publisher.organisation_type in _OVERSEERS


def _names_no_other(page: Page, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the sentences on a programme name no other body that could run it."""
    named = (page.name_of(body) for start, end in spans for body in named_bodies(page, start, end))
    return all(_is_publisher(page, name) for name in named)


def _is_publisher(page: Page, name: str) -> bool:
    """Whether a body is the publisher, in a shorter form ("ARS Normandie")."""
    own, other = (
        fold(n).replace("agence regionale de sante", "ars") for n in (page.publisher.name or "", name)
    )
    if " " not in other and len(other) >= _STEM:
        return any(word.startswith(other) for word in own.split())
    return bool(other) and word_set(other) <= word_set(own)


_STEM = 5
"""Letters of a bare noun that stands for the publisher: "le Département" for a conseil départemental."""


def _is_itself(page: Page, told: Told, body: Organisation) -> bool:
    """Whether a body's name is the programme's own ("le centre municipal de santé de Commentry")."""
    return word_set(told.name) <= word_set(page.name_of(body))


_label = partial(entry_pattern, "programme_bodies", "lead_labels")


def _labelled(page: Page, told: Told) -> str | None:
    """The body of a line "Pilote : …" in the sections that a programme is named in."""
    for mention in told.mentions:
        section = page.outline.section_of(mention.block)
        if mention.passing or (section.level <= 1 and not told.in_title):
            continue
        for block in section.blocks:
            pair = page.outline.label_value(block)
            if pair is None or not _label().fullmatch(pair.label):
                continue
            bodies = named_bodies(page, pair.start, pair.end)
            if bodies:
                return page.name_of(bodies[0])
    return None


def _stated(page: Page, told: Told, others: Sequence[Told], spans: Sequence[tuple[int, int]]) -> str | None:
    """The body that gets money for a programme, or that a sentence on it ties to it by a verb, or by "du",
    right behind its name."""
    if given := receiver(page, told):
        return page.name_of(given)
    for mention in told.mentions:
        if mention.passing:
            continue
        start, end = mention.sentence
        behind = next(iter(named_bodies(page, mention.end, min(end, mention.end + 20))), None)
        if (
            behind is not None
            and not _is_itself(page, told, behind)
            and _OF.fullmatch(page.folded, mention.end, behind.start)
        ):
            return page.name_of(behind)
    if owner := _owner(page, told):
        return owner
    for start, end in spans:
        for body in named_bodies(page, start, end):
            if _is_itself(page, told, body):
                continue
            head = page.folded[max(start, body.start - 60) : body.start]
            if (
                runs_before().search(head)
                or runs_after(page, body, end)
                or _leads(page, told, body, end)
                or _speaks(page, body)
            ):
                return page.publisher.name if _with_itself().search(head) else page.name_of(body)
    running = told_next(page, told, others)
    return page.name_of(running) if running is not None else None


@cache
def _with_itself() -> re.Pattern[str]:
    """Before a body: the publisher is named first ("La faculté et le rectorat ouvrent")."""
    nouns = alternatives(lexicon("programme_bodies")["itself"])
    return re.compile(
        rf"(?:(?:^|[.!?:] |, )(?:la |le |l')|\bnotre )(?:{nouns}),? "
        r"(?:et|avec|ainsi que) (?:la |le |l'|les )?$"
    )


_ITS = re.compile(r"\b(?:son|sa|ses|leur) (?:[\w-]+ ){0,2}$")
_SPEAKS = re.compile(r" ?: ")


def _owner(page: Page, told: Told) -> str | None:
    """The body that a sentence calls the programme its own ("le CH de Laon ouvre son hôpital de jour")."""
    for mention in told.mentions:
        start = mention.sentence[0]
        bodies = [b for b in named_bodies(page, start, mention.start) if not _is_itself(page, told, b)]
        if (
            bodies
            and not mention.passing
            and _ITS.search(page.folded, max(start, mention.start - 30), mention.start)
        ):
            return page.name_of(bodies[-1])
    return None


def _speaks(page: Page, body: Organisation) -> bool:
    """Whether a block of news opens with the body it comes from ("ARS Bretagne : l'appel … est ouvert")."""
    block = block_at(page.document, body.start)
    return block is not None and block.start == body.start and bool(_SPEAKS.match(page.folded, body.end))


_THE_WHOLE = re.compile(
    r" (?:le (?:projet|dispositif|service)|l'(?:ensemble|operation|initiative)|la demarche)\b(?! d)"
)


_GOVERNED = re.compile(r"(?:^|[\s,(])(?:par|avec|de|aux?|pour|chez|dans|a) (?:la |le |les |l')?$")


def _leads(page: Page, told: Told, body: Organisation, end: int) -> bool:
    """Whether a body is the subject of a verb that has the programme as its object."""
    follows = _after().match(page.folded, body.end, min(end, body.end + 200))
    if follows is None or _GOVERNED.search(page.folded[max(0, body.start - 12) : body.start]):
        return False
    if _THE_WHOLE.match(page.folded, follows.end()):
        return True
    return any(follows.end() <= m.start + 30 and m.start < follows.end() + 160 for m in told.mentions)


_not_contractors = partial(entry_pattern, "programme_bodies", "not_contractors")


_CARRIED = re.compile(r"\b(?:co)?(?:pilotee?|portee?|coordonnee?) (?:\w+ )?par (?:la |le |les |l')?$")


def _carrier(page: Page, spans: Sequence[tuple[int, int]]) -> str | None:
    """The body that a contract is told to be carried or steered by."""
    for start, end in spans:
        for body in named_bodies(page, start, end):
            if _CARRIED.search(page.folded, max(start, body.start - 40), body.start):
                return page.name_of(body)
    return None


def _contractor(page: Page, spans: Sequence[tuple[int, int]]) -> str | None:
    """The body that carries a contract out: the first named with it that does not fund or oversee."""
    for start, end in [*spans, (0, len(page.text))]:
        for body in named_bodies(page, start, end):
            name = page.name_of(body)
            if not _not_contractors().search(fold(name)):
                return name
    return page.publisher.name

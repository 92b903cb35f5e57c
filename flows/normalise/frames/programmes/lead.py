"""Who leads a programme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, partial

from flows.normalise.documents.folding import fold
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.frames.programmes.carriers import named_bodies, receiver, runs_before
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


def read_lead(page: Page, told: Told) -> str | None:
    """The body that launches, adopts or carries a programme; the publisher for what is its own initiative."""
    spans = stretches(page, told)
    if told.programme_type == "contract":
        return _contractor(page, spans)
    stated = _labelled(page, told) or _stated(page, told, spans)
    return page.publisher.name if stated is None or _is_publisher(page, stated) else stated


def _is_publisher(page: Page, name: str) -> bool:
    """Whether a body is the publisher, in a shorter form ("ARS Normandie")."""
    own, other = (
        fold(n).replace("agence regionale de sante", "ars") for n in (page.publisher.name or "", name)
    )
    return word_set(other) <= word_set(own)


def _is_itself(page: Page, told: Told, body: Organisation) -> bool:
    """Whether a body's name is the programme's own ("le centre municipal de santé de Commentry")."""
    return word_set(told.name) <= word_set(page.name_of(body))


_label = partial(entry_pattern, "programme_bodies", "lead_labels")


def _labelled(page: Page, told: Told) -> str | None:
    """The body of a line "Pilote : …" in the sections that a programme is named in."""
    for mention in told.mentions:
        section = page.outline.section_of(mention.block)
        if section.level <= 1 and not told.in_title:
            continue
        for block in section.blocks:
            pair = page.outline.label_value(block)
            if pair is None or not _label().fullmatch(pair.label):
                continue
            if bodies := named_bodies(page, pair.start, pair.end):
                return page.name_of(bodies[0])
    return None


def _stated(page: Page, told: Told, spans: Sequence[tuple[int, int]]) -> str | None:
    """The body that gets money for a programme, or that a sentence on it ties to it by a verb, or by "du",
    right behind its name."""
    if given := receiver(page, told):
        return page.name_of(given)
    for mention in told.mentions:
        end = min(mention.sentence[1], mention.end + 20)
        behind = next(iter(named_bodies(page, mention.end, end)), None)
        if behind is not None and _OF.fullmatch(page.folded, mention.end, behind.start):
            return page.name_of(behind)
    for start, end in spans:
        for body in named_bodies(page, start, end):
            if _is_itself(page, told, body):
                continue
            head = page.folded[max(start, body.start - 60) : body.start]
            if runs_before().search(head) or _leads(page, told, body, end) or _speaks(page, body):
                return page.name_of(body)
    return None


_SPEAKS = re.compile(r" ?: ")


def _speaks(page: Page, body: Organisation) -> bool:
    """Whether a block of news opens with the body it comes from ("ARS Bretagne : l'appel … est ouvert")."""
    block = block_at(page.document, body.start)
    return block is not None and block.start == body.start and bool(_SPEAKS.match(page.folded, body.end))


_GOVERNED = re.compile(r"(?:^|[\s,(])(?:par|avec|de|aux?|pour|chez|dans|a) (?:la |le |les |l')?$")


def _leads(page: Page, told: Told, body: Organisation, end: int) -> bool:
    """Whether a body is the subject of a verb that has the programme as its object."""
    follows = _after().match(page.folded, body.end, min(end, body.end + 200))
    if follows is None or _GOVERNED.search(page.folded[max(0, body.start - 12) : body.start]):
        return False
    return any(follows.end() <= m.start + 30 and m.start < follows.end() + 160 for m in told.mentions)


_not_contractors = partial(entry_pattern, "programme_bodies", "not_contractors")


def _contractor(page: Page, spans: Sequence[tuple[int, int]]) -> str | None:
    """The body that carries a contract out: the first named with it that does not fund or oversee, else the
    first on the page that may sign one."""
    with_it = [body for start, end in spans for body in named_bodies(page, start, end)]
    on_page = [b for b in named_bodies(page, 0, len(page.text)) if b.organisation_type not in _NO_CONTRACTORS]
    names = (page.name_of(body) for body in (*with_it, *on_page) if not _is_house(page, body))
    return next((n for n in names if not _not_contractors().search(fold(n))), page.publisher.name)


_AT = re.compile(r"\b(?:a la|a l'|au|dans la|en) ?$")


def _is_house(page: Page, body: Organisation) -> bool:
    """Whether a body is only where it was signed: "à la mairie de Modane"."""
    is_venue = any(venue.start == body.start for venue in within(page.venues, body.start, body.end))
    return is_venue and _AT.search(page.folded, max(0, body.start - 12), body.start) is not None


_NO_CONTRACTORS = ("company",)
"""Types of bodies that are named beside contracts, newspapers among them, and sign none."""

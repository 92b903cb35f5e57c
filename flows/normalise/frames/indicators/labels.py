"""What a figure counts, in the words of the page, and figures broken down by place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.indicators.words import act_of
from flows.normalise.frames.page import Page, within
from flows.normalise.mentions.model import Quantity

Reason = Literal["done", "target", "listed"]
"""Why a figure counts: told as done, told as a target, or in a list of figures."""


@dataclass(slots=True)
class Figure:
    """A figure that counts, why it counts, and the sentence it stands in."""

    quantity: Quantity
    reason: Reason
    label: str
    block: Block
    start: int
    end: int


_RELATIVE = re.compile(r" qui (?:n'|ne |s'|se |y )?[a-z]+\b[^,;:.()\n]{3,60}")
_PREDICATE = re.compile(
    r" (?:n'|ne |se |s'|y |en |l')?(?:ont|sont|etaient|[a-z]{2,}(?:[^m]ent|aient))\b"
    r" (?:(?! et \d)[^.;:,()\n|]){3,80}"
)
"""What is said of a share of those reached: "58 % des bénéficiaires | continuent de bouger"."""
_SPAN = re.compile(r" (?P<time>(?:en|sur) (?:une?|deux|trois|\w{1,6}) (?:an|mois)s?)\b")
"""The time of a change: "les appels ont augmenté de 12 % | en un an"."""
_BRACKET = re.compile(r" ?\((?!dont |sur \d|\d[\d ]* )(?P<words>[^():\n/€%]{2,40})\)")


_LEFT_OPEN = re.compile(r"(?: (?:aux?|à|de|du|des|d['’]|les?|la|en|par|pour|avec|sur|et|ou|que|dans))+$")
"""Little words that what follows the label would go on from: "une dose au | moins"."""


def label_of(page: Page, quantity: Quantity, block: Block) -> str:
    """The words that say what is counted, with what a bracket or the sentence adds to them."""
    label = page.words(quantity.label_start, quantity.label_end)
    if quantity.out_of is not None:
        label = " ".join(_OUT_OF.sub(" ", label).split())
    else:
        label = _TOLD_OF_IT.sub("", label)
    label = _LEFT_OPEN.sub("", _IN_YEAR.sub("", label))
    after = quantity.label_end if quantity.label_start >= quantity.end else quantity.end
    if (
        (block.kind is BlockKind.LIST_ITEM or page.text[block.end - 1].isalnum())
        and _OPENS_ITEM.fullmatch(page.folded, block.start, quantity.start)
        and (rest := _REST_OF_ITEM.match(page.text, after, block.end))
    ):
        label += rest.group()
        after = rest.end()
    if quantity.unit == "percent" and (said := _PREDICATE.match(page.folded, after)) is not None:
        return f"{label} {page.words(said.start(), said.end())}"
    if (act := act_of(page, quantity)) is not None and not any(c.isdecimal() for c in act.group()):
        return f"{label} {page.words(act.start(), act.end())}"
    relative = _RELATIVE.match(page.folded, after)
    if relative is not None:
        label = f"{label} {page.words(relative.start(), relative.end())}"
    if quantity.label_start < quantity.end and (span := _SPAN.match(page.folded, quantity.end)) is not None:
        label = f"{label}, {page.words(*span.span('time'))}"
    if (bracket := _BRACKET.match(page.text, after)) is not None:
        label = f"{label} ({bracket['words']})"
    if (place := _PLACE_BEFORE.fullmatch(page.text, block.start, quantity.start)) and within(
        page.places, *place.span("place")
    ):
        return f"{label}, {place['place']}"
    if page.folded[quantity.start - 1 : quantity.start] == "(":
        named = page.outline.label_value(block)
        if named is not None:
            label = f"{label} ({page.words(block.start, block.start + len(named.label)).lower()})"
    return label


_OPENS_ITEM = re.compile(r"[ •*+~≈>-]*(?:plus de |pres de |environ |quelque )?")
_REST_OF_ITEM = re.compile(r" [^\d.;:,()|\n]{3,60}(?=[.;!]?\Z|[.;!]?\n)")
"""All of a list's item behind its figure tells what is counted: "415 personnes suivies | par le service"."""
_PLACE_BEFORE = re.compile(r"[ •*-]*(?P<place>[^,:(|\n]{2,60})(?:[,(][^:|\n]{2,80})? ?[:|] ?")
"""All of a line before its figure: "Saint-Aubin, antenne du port : 12 places"."""
_TOLD_OF_IT = re.compile(
    r"(?: y| en| lui| leur)? (?:(?:s'est|se sont|s'y sont|est) (?:déjà )?\w+(?:é|i|u|is|it)e?s?\b"
    r"|(?:a|ont|avait|avaient|aura|auront) (?:\w+ )?été (?:fait|effectu|réalis|organis|enregistr|recens)\w*"
    r"|(?:ont|a) (?:\w+ )?(?:rassemblé|réuni|permis|accueilli|touché|mobilisé)).*$"
)
"""Behind a noun, the passive or the verb that only says that it took place: "trajets | ont été effectués"."""
_IN_YEAR = re.compile(r" en (?:19|20)\d\d$")
_OUT_OF = re.compile(
    r" sur (?:les |un total de |nos |ses )?(?:\d[\d ]*"
    r"|(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|cent)(?= |$))"
)


def figures_by_place(page: Page, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The figures of a line "Paris : 3 112 | Yvelines : 2 951": at least two, each after its place."""
    found = [
        q
        for q in quantities
        if q.label_end <= q.start and within(page.places, q.label_start, q.label_start + 1)
    ]
    return found if len(found) > 1 else []


def broken_down(
    page: Page, block: Block, quantities: Sequence[Quantity], earlier: Sequence[Figure]
) -> list[Figure]:
    """Figures by place: their label is that of the figure they break down, found by the heading."""
    heading = page.outline.section_of(block).heading
    bracket = _BRACKET.search(page.text, heading.start, heading.end) if heading is not None else None
    whole = next((f for f in earlier if bracket and f"({bracket['words']})" in f.label), None)
    if whole is None:
        return []
    return [
        Figure(
            replace(q, unit=whole.quantity.unit),
            "listed",
            f"{whole.label}, {page.words(q.label_start, q.label_end)}",
            block,
            block.start,
            block.end,
        )
        for q in quantities
    ]

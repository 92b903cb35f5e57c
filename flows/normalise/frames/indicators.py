"""Indicators: the figures by which an announcement reports results, reach and stated targets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.date_roles import units
from flows.normalise.frames.funding_words import last_match
from flows.normalise.frames.model import Event, Evidence, Funding, Indicator, Programme
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.subjects import Subjects
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, pattern
from flows.normalise.mentions.model import Place, Quantity

_Reason = Literal["done", "target", "listed"]
_LONGEST_LABEL = 110


@dataclass(slots=True)
class _Figure:
    """A figure that counts, why it counts, and the sentence it stands in."""

    quantity: Quantity
    reason: _Reason
    label: str
    block: Block
    start: int
    end: int


def read_indicators(
    page: Page, events: Sequence[Event], programmes: Sequence[Programme], fundings: Sequence[Funding]
) -> list[Indicator]:
    """All indicators of a page, in reading order, each figure once."""
    subjects = Subjects(page, events, programmes)
    aims = [(o.evidence.start, o.evidence.end) for p in programmes for o in p.objectives]
    figures: list[_Figure] = []
    for block in page.document.blocks:
        quantities = [
            q
            for q in within(page.quantities, block.start, block.end)
            if not any(start <= q.start < end for start, end in aims)
        ]
        if not quantities:
            continue
        if places := _by_place(page, block, quantities):
            figures += _broken_down(page, block, places, figures)
            continue
        for start, end in units(page.document, block):
            here = [q for q in quantities if start <= q.start < end]
            if here and not _is_elsewhere(page.folded, start, end):
                figures += _of_sentence(page, subjects, block, start, end, here, figures)
    figures = [f for f in figures if not _told_elsewhere(f, events, fundings)]
    figures = [f for f in figures if not _counts_rows(page, f, events, programmes, fundings)]
    return [_indicator(page, subjects, f) for f in _once(figures)]


@cache
def _words(name: str) -> re.Pattern[str]:
    return pattern(lexicon("indicators")[name])


@cache
def _starts(name: str) -> re.Pattern[str]:
    """Words that a stretch of text begins with."""
    return re.compile(rf"[ ,(]*(?:{alternatives(lexicon('indicators')[name])})(?!\w)")


def _is_elsewhere(folded: str, start: int, end: int) -> bool:
    """Whether a sentence tells of the country, of the situation or of a former edition."""
    if _words("not_reported").search(folded, start, end):
        return True
    return _words("former").search(folded, start, end) is not None


def _of_sentence(
    page: Page,
    subjects: Subjects,
    block: Block,
    start: int,
    end: int,
    quantities: Sequence[Quantity],
    earlier: Sequence[_Figure],
) -> list[_Figure]:
    """The figures of one sentence or list item that count."""
    found: list[_Figure] = []
    in_list = _in_figures(page, block, start)
    for index, quantity in enumerate(quantities):
        since = quantities[index - 1].end if index else start
        until = quantities[index + 1].start if index + 1 < len(quantities) else end
        if not _may_count(page, quantity, since, quantities):
            continue
        reason = _reason(page, quantity, since, until, in_list=in_list)
        if reason is None and index and found and found[-1].quantity is quantities[index - 1]:
            reason = found[-1].reason if _goes_on(page.folded, since, quantity.start) else None
        if quantity.unit == "places" and reason != "listed":
            reason = "target" if _is_capacity(page, subjects, quantity, block) else None
        if reason is None and _is_part_of_target(page, quantity, [*earlier, *found]):
            reason = "target"
        if reason is not None:
            label = _label(page, quantity, block)
            found.append(_Figure(quantity, reason, label, block, start, end))
    return found


def _may_count(page: Page, quantity: Quantity, since: int, beside: Sequence[Quantity]) -> bool:
    """Whether a figure is no length, norm, population, share of care paid, or another's percentage."""
    folded = page.folded
    label = folded[quantity.label_start : quantity.label_end]
    after = (
        folded[max(quantity.end, quantity.label_end) :][:60] if quantity.label_start >= quantity.end else ""
    )
    if quantity.unit == "percent":
        lead = folded[since : quantity.start].rstrip(" +-(")
        if _same_again().search(lead) and folded[quantity.start - 1 : quantity.start] not in "+-":
            return False
        if _words("reimbursed").search(folded, since, quantity.start):
            return False
        same = (quantity.label_start, quantity.label_end)
        return not any(
            q.out_of and q is not quantity and (q.label_start, q.label_end) == same for q in beside
        )
    if quantity.label_start >= quantity.end and _starts("not_counted").match(label):
        return False
    return not (
        _starts("norm").match(after) or _starts("before").match(after) or _words("before").search(label)
    )


@cache
def _same_again() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon('indicators')['same_again'])})$")


def _reason(page: Page, quantity: Quantity, since: int, until: int, *, in_list: bool) -> _Reason | None:
    """Why a figure counts: told as done, as a target, or in a list of figures."""
    folded = page.folded
    until = (
        max(until, min(quantity.label_end, until + _LONGEST_LABEL)) if quantity.label_end > until else until
    )
    clause = _CLAUSE_END.search(folded, quantity.end, until)
    stop = clause.start() if clause is not None else until
    if _words("target").search(folded, quantity.end, stop):
        return "target"
    if _done(page, quantity.end, stop) is not None:
        return "done"
    aimed = last_match(_words("target"), folded, since, quantity.start)
    done = _done(page, since, quantity.start)
    if aimed is not None and (done is None or aimed.start() > done):
        return None if _words("aims").search(folded, since, quantity.start) else "target"
    if done is not None:
        return "done"
    return "listed" if in_list else None


_CLAUSE_END = re.compile(r"[,;:.](?!\d)")


def _done(page: Page, start: int, end: int) -> int | None:
    """Where a stretch tells last that something was done or reached; null if it does not."""
    found = [match.start() for match in _results().finditer(page.folded, start, end)]
    for match in _participles().finditer(page.folded, start, end):
        word = page.text[match.start() : match.end()]
        if word.isupper() or _ends_accented(word):
            found.append(match.start())
    return max(found, default=None)


@cache
def _results() -> re.Pattern[str]:
    words = lexicon("indicators")
    return re.compile(
        r"(?<!\w)(?:(?:a|ont|aura|auront)(?: (?:deja|ainsi|notamment|egalement|d'ores et deja|pu))* "
        rf"(?:{alternatives(words['done_participle'])})|{alternatives(words['done'])}"
        rf"|{alternatives(words['participles'])})(?!\w)"
    )


@cache
def _participles() -> re.Pattern[str]:
    """Participles in -é; folded, they look like other words ("équipes"), so `_ends_accented` follows."""
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon('indicators')['participle_stems'])})ee?s?(?!\w)")


def _ends_accented(word: str) -> bool:
    """Whether a word ends in -é, -ée, -és, -ées: "équipées", not "équipes"."""
    return word.casefold().rstrip("s").rstrip("e").endswith("é")


@cache
def _link() -> re.Pattern[str]:
    verb = lexicon("indicators")["goes_on"]
    return re.compile(
        r"[^.;:]{0,90}?(?:,| et| de| dans| aupres d\w*| pour| dont| ou \w+| sur| par)"
        rf"(?: {verb}(?: lieu)?(?: a| de| d')?)?(?: plus de| pres de| environ)? ?\(?"
    )


def _goes_on(folded: str, start: int, end: int) -> bool:
    """Whether a figure follows on the one before it ("84 salariés de 19 établissements")."""
    return _link().fullmatch(folded, start, end) is not None


def _in_figures(page: Page, block: Block, start: int) -> bool:
    """Whether a block stands under "Les chiffres clés", "Bilan" and the like, or begins so."""
    folded = page.folded
    opening = folded[start : start + 70]
    if _words("describing").search(opening):
        return False
    if _starts("opening").match(opening):
        return True
    heads: list[Block] = []
    lead = page.outline.lead_of(block)
    heading = page.outline.section_of(block).heading
    heads += [b for b in (lead, heading) if b is not None and b is not block]
    for head in heads:
        if head.kind is BlockKind.HEADING and head.level == 1:
            continue
        if _words("describing").search(folded, head.start, head.end):
            return False
        if _words("figures").search(folded, head.start, head.end):
            return block.kind is not BlockKind.PARAGRAPH or block.end - block.start < 160
    return False


def _is_capacity(page: Page, subjects: Subjects, quantity: Quantity, block: Block) -> bool:
    """Places that a programme offers; those of an event are no indicator."""
    label = page.folded[quantity.label_start : quantity.label_end]
    if not re.match(lexicon("indicators")["capacity"], label) or not subjects.programmes:
        return False
    return quantity.unit == "places" and not any(
        block.start <= event.evidence.start < block.end for event in subjects.events
    )


def _is_part_of_target(page: Page, quantity: Quantity, earlier: Sequence[_Figure]) -> bool:
    """A part, in brackets, of what an earlier target counts ("(30 équipes)" of 100 équipes mobiles)."""
    if page.folded[quantity.start - 1 : quantity.start] != "(":
        return False
    noun = page.folded[quantity.label_start : quantity.label_end].split(" ")[0]
    return any(
        f.reason == "target"
        and f.quantity.value > quantity.value
        and page.folded.startswith(noun, f.quantity.label_start)
        for f in earlier
    )


# --- Labels --------------------------------------------------------------------------------------

_BRACKET = re.compile(r" ?\((?P<words>[^()\n]{2,40})\)")


def _label(page: Page, quantity: Quantity, block: Block) -> str:
    """The words that say what is counted, with what a bracket or the sentence adds to them."""
    label = page.words(quantity.label_start, quantity.label_end)
    if quantity.out_of is not None:
        label = _OUT_OF.sub(" ", label)
    after = quantity.label_end if quantity.label_start >= quantity.end else quantity.end
    bracket = _BRACKET.match(page.text, quantity.end) or _BRACKET.match(page.text, after)
    if bracket is not None and not any(c in bracket["words"] for c in "/€%"):
        label = f"{label} ({bracket['words']})"
    elif goes_on := _label_goes_on().match(page.folded, quantity.end):
        label = f"{label}, {page.words(goes_on.start('words'), goes_on.end('words'))}"
    if page.folded[quantity.start - 1 : quantity.start] == "(":
        named = page.outline.label_value(block)
        if named is not None and named.start < quantity.start:
            label = f"{label} ({page.words(block.start, block.start + len(named.label)).lower()})"
    return label


_OUT_OF = re.compile(r" sur (?:les |un total de |nos |ses )?\d[\d ]*")


@cache
def _label_goes_on() -> re.Pattern[str]:
    return re.compile(rf" (?P<words>{alternatives(lexicon('indicators')['label_goes_on'])})(?!\w)")


# --- Breakdowns ----------------------------------------------------------------------------------


def _by_place(page: Page, block: Block, quantities: Sequence[Quantity]) -> list[tuple[Quantity, Place]]:
    """The figures of a line "Paris : 3 112 | Yvelines : 2 951": at least two, each after its place."""
    found = []
    for quantity in quantities:
        if quantity.label_end > quantity.start:
            continue
        place = next(iter(within(page.places, quantity.label_start, quantity.label_start + 1)), None)
        if place is not None:
            found.append((quantity, place))
    return found if len(found) > 1 else []


def _broken_down(
    page: Page, block: Block, places: Sequence[tuple[Quantity, Place]], earlier: Sequence[_Figure]
) -> list[_Figure]:
    """Figures by place: their label is that of the figure they break down, found by the heading."""
    heading = page.outline.lead_of(block) or page.outline.section_of(block).heading
    whole = None
    if heading is not None and earlier:
        bracket = _BRACKET.search(page.text, heading.start, heading.end)
        if bracket is not None:
            whole = next((f for f in earlier if f"({bracket['words']})" in f.label), None)
        whole = whole or (
            earlier[-1] if _words("breakdown").search(page.folded, heading.start, heading.end) else None
        )
    if whole is None:
        return []
    return [
        _Figure(
            Quantity(
                q.start,
                q.end,
                q.value,
                q.qualifier,
                whole.quantity.unit,
                q.label_start,
                q.label_end,
                q.out_of,
            ),
            "listed",
            f"{whole.label}, {page.words(q.label_start, q.label_end)}",
            block,
            block.start,
            block.end,
        )
        for q, _ in places
    ]


# --- The whole -----------------------------------------------------------------------------------


def _told_elsewhere(figure: _Figure, events: Sequence[Event], fundings: Sequence[Funding]) -> bool:
    """Whether a figure is already an event's attendance, or a funding's count or rate."""
    quantity = figure.quantity
    if any(event.attendance_count == quantity.value for event in events) and quantity.unit in (
        "people",
        "professionals",
        None,
    ):
        return True
    for funding in fundings:
        if funding.beneficiary_count == quantity.value and quantity.unit != "percent":
            return True
        inside = funding.evidence.start <= quantity.start < funding.evidence.end
        if inside and funding.rate_percent == quantity.value and quantity.unit == "percent":
            return True
    return False


def _counts_rows(
    page: Page,
    figure: _Figure,
    events: Sequence[Event],
    programmes: Sequence[Programme],
    fundings: Sequence[Funding],
) -> bool:
    """Whether a figure only says how many sites, sessions or projects the page lists."""
    if not _starts("listed").match(page.folded, figure.quantity.label_start):
        return False
    rows = {len({f.beneficiary for f in fundings if f.beneficiary}), len(events)}
    for programme in programmes:
        rows |= {len(programme.sites), len(programme.objectives)}
    return figure.quantity.value > 1 and figure.quantity.value in rows


def _once(figures: Sequence[_Figure]) -> list[_Figure]:
    """Each figure once; a target whose part is told goes, as the part states it as its whole."""
    kept: list[_Figure] = []
    wholes = {(f.quantity.out_of, f.start // 400) for f in figures if f.quantity.out_of is not None}
    for figure in figures:
        quantity = figure.quantity
        if figure.reason == "target" and (quantity.value, figure.start // 400) in wholes:
            continue
        noun = figure.label.casefold().split(" ")[0]
        if any(
            k.quantity.value == quantity.value
            and k.quantity.unit == quantity.unit
            and k.label.casefold().startswith(noun)
            for k in kept
            if not (k.start == figure.start and k.label != figure.label)
        ):
            continue
        kept.append(figure)
    return kept


def _indicator(page: Page, subjects: Subjects, figure: _Figure) -> Indicator:
    quantity = figure.quantity
    subject = subjects.programme_at(figure.start, figure.end) or subjects.event_at(figure.start, figure.end)
    start, end = _period(page, figure)
    return Indicator(
        Evidence(figure.start, figure.end),
        figure.label,
        quantity.value,
        quantity.qualifier,
        quantity.unit or "other",
        subject,
        quantity.out_of,
        start,
        end,
    )


_YEAR_LEAD = re.compile(r"(?:en|pour|sur|au cours de|de l'annee|de|durant) ?$")


def _period(page: Page, figure: _Figure) -> tuple[date | None, date | None]:
    """The year that a figure is for: the sentence's only one, written "en 2025"."""
    years = [
        d for d in within(page.dates, figure.start, figure.end) if d.precision == "year" and d.year_stated
    ]
    if len(years) != 1 or not _YEAR_LEAD.search(page.folded, max(0, years[0].start - 20), years[0].start):
        return None, None
    return years[0].first, years[0].last

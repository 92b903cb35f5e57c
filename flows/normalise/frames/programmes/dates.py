"""When a programme begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.sentences import sentences
from flows.normalise.frames.date_roles import DateRole, PlacedDate
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programmes.call_dates import WINDOW_DAYS, call_period, date_words, is_window
from flows.normalise.frames.programmes.model import Period, Told
from flows.normalise.frames.programmes.news import SINCE, is_long_ago
from flows.normalise.frames.programmes.stretches import naming_blocks, own_blocks, stretches
from flows.normalise.frames.programmes.words import years_in
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import DateMention
from flows.normalise.mentions.numbers import read_words


def read_period(page: Page, told: Told, others: Sequence[Told], placed: Sequence[PlacedDate]) -> Period:
    """From when to when a programme runs, as far as the page says."""
    spans = stretches(page, told)
    if told.programme_type == "call_for_projects":
        near = Period() if told.in_title else call_period(page, naming_blocks(page, told), placed)
        return near if near.end else call_period(page, own_blocks(page, told, others), placed)
    named = years_in(fold(told.name))
    if named:
        return Period(date(named[0], 1, 1), date(named[1], 12, 31), "year")
    period = _range(page, told, spans)
    if period is None and told.programme_type == "training":
        period = _course(page, own_blocks(page, told, others), _THREE_WEEKS)
    if period is None and told.programme_type == "consultation":
        period = _course(page, naming_blocks(page, told), WINDOW_DAYS)
    if period is not None:
        return period
    start = _start(page, told, spans)
    end = _until(page, spans)
    if told.programme_type == "service":
        around = _own_section(page, told, others)
        if start is None or is_long_ago(page, start[0]):
            start = _start(page, told, around, least=2) or start
        end = end or _until(page, around)
    if told.programme_type == "training" and start is None:
        around = [span for block in own_blocks(page, told, others) for span in page.document.units(block)]
        start = _start(page, told, around, least=_SINCE)
        end = end or _until(page, around)
    if told.programme_type == "training" and (start is None or start[1] in ("season", "year")):
        sessions = _sessions(page, own_blocks(page, told, others), placed)
        if sessions is not None:
            return sessions
    if start is None and told.programme_type != "training":
        start = _start(page, told, _under_title(page, told, others), least=_SINCE)
    if start is None:
        return Period(None, end, None)
    first, precision = start
    return Period(first, end or _lasting(page, spans, first, precision), precision)


_SINCE = 4
"""The rank of a date from which on something is there."""
_LEAD = 600
"""Characters under a page's title in which it tells what its title brings."""


def _under_title(page: Page, told: Told, others: Sequence[Told]) -> list[tuple[int, int]]:
    """The sentences right under the page's title, if the title names this programme alone."""
    title = page.document.title_block
    if title is None or not told.in_title or any(t.in_title for t in others if t is not told):
        return []
    return list(sentences(page.text, title.end, min(len(page.text), title.end + _LEAD)))


def _own_section(page: Page, told: Told, others: Sequence[Told]) -> list[tuple[int, int]]:
    """The blocks of the sections that name a service and nothing else that the page tells of."""
    blocks = naming_blocks(page, told)
    taken = [m.block for other in others if other is not told for m in other.mentions]
    return [] if any(b in taken for b in blocks) else [(b.start, b.end) for b in blocks]


def _dates(page: Page, spans: Sequence[tuple[int, int]]) -> Iterator[DateMention]:
    for start, end in spans:
        yield from within(page.dates, start, end)


def is_aside(page: Page, mention: DateMention, start: int) -> bool:
    """Whether the words before a date speak of something else: enrolment, a survey, a law."""
    return date_words("aside").search(page.folded, max(start, mention.start - 45), mention.start) is not None


def _range(page: Page, told: Told, spans: Sequence[tuple[int, int]]) -> Period | None:
    """A period told in one go: "2024-2028", "du 1er janvier au 31 décembre", "de novembre à janvier"."""
    for mention in _dates(page, [m.sentence for m in told.mentions if not m.passing]):
        if is_window(mention) and mention.precision == "day" and not is_aside(page, mention, 0):
            return Period(mention.first, mention.last, "day")
    for start, end in spans:
        years = years_in(page.folded[start:end])
        if years and not date_words("aside").search(
            page.folded, max(start, page.folded.find(str(years[0]), start) - 30), end
        ):
            return Period(date(years[0], 1, 1), date(years[1], 12, 31), "year")
    for mention in _dates(page, spans):
        over = mention.last is not None and mention.last < page.reference
        if _is_of_sum(page, mention) or (over and _DONE.match(page.folded, mention.end)):
            continue
        if mention.first and mention.last and not mention.days and not is_aside(page, mention, 0):
            longer = {"day": 1, "month": 31, "season": 93, "year": 366}[mention.precision]
            if (mention.last - mention.first).days >= longer:
                return Period(mention.first, mention.last, mention.precision)
    return _near_title(page, told)


_DONE = re.compile(
    r"\W{1,3}(?:elle|il|nous|on|ils|elles|(?:l'|la |les? |une? |des |cette |ce |ces )[\w'-]+"
    r"(?: [\w'-]+){0,4}) (?:a|ont|avons) (?:ete |deja |ainsi )?\w+(?:e|i|u|is|it)e?s?\b"
)
"""Behind a time at the head of a sentence: what somebody did in it ("Entre mai et juin, elle a réuni…")."""


def _is_of_sum(page: Page, mention: DateMention) -> bool:
    """Whether the years of a range are those of a sum right before it ("9 000 € pour 2027 à 2029")."""
    return mention.precision == "year" and bool(within(page.sums, mention.start - 40, mention.start))


_ONE_MONTH = 31


def _near_title(page: Page, told: Told) -> Period | None:
    """For a consultation in the page's title: the months under it in which it runs."""
    title = page.document.title_block
    if told.programme_type != "consultation" or not told.in_title or title is None:
        return None
    blocks = page.document.blocks
    index = blocks.index(title)
    for block in blocks[index + 1 : index + 3]:
        for mention in within(page.dates, block.start, block.end):
            if mention.first and mention.last and (mention.last - mention.first).days > _ONE_MONTH:
                return Period(mention.first, mention.last, mention.precision)
    return None


_THREE_WEEKS = 20
"""Days from the first to the last that a course lasts at least."""


def _course(page: Page, blocks: Sequence[Block], least: int) -> Period | None:
    """The dates of a course or a survey: a range of some days that is not said of enrolment."""
    for block in blocks:
        if _is_enrolment(page, block):
            continue
        for mention in within(page.dates, block.start, block.end):
            if not (mention.first and mention.last) or mention.days or is_aside(page, mention, block.start):
                continue
            if (mention.last - mention.first).days >= least and mention.precision == "day":
                return Period(mention.first, mention.last, "day")
    return None


def _is_enrolment(page: Page, block: Block) -> bool:
    """Whether a block stands under a heading about enrolment ("Candidature")."""
    heading = page.outline.section_of(block).heading
    return heading is not None and bool(date_words("aside").search(page.folded, heading.start, heading.end))


_SESSION_LINE = 160
"""Characters of a line or table row that tells of one session at most."""


def _sessions(page: Page, blocks: Sequence[Block], placed: Sequence[PlacedDate]) -> Period | None:
    """From the first to the last session of a course, where lines or rows give several."""
    lines = {block.start for block in blocks if block.end - block.start <= _SESSION_LINE}
    sessions = {
        entry.block.start: entry.mention
        for entry in reversed(placed)
        if entry.block.start in lines
        and entry.block.kind is not BlockKind.HEADING
        and entry.role is DateRole.OPEN
        and entry.mention.precision == "day"
        and not entry.mention.bound
        and not _is_enrolment(page, entry.block)
    }
    firsts = [m.first for m in sessions.values() if m.first is not None]
    lasts = [m.last for m in sessions.values() if m.last is not None]
    return Period(min(firsts), max(lasts), "day") if len(firsts) > 1 and len(lasts) > 1 else None


@cache
def _right_before(name: str) -> re.Pattern[str]:
    """An entry of the lexicon as what stands right before a date, with a few words between."""
    body = alternatives(lexicon("programme_dates")[name])
    return re.compile(rf"(?:{body})(?: \w+){{0,4}} (?:en|le|au|a|des|depuis|du|ce|cette|la|l')?(?: |')*$")


def _start(
    page: Page, told: Told, spans: Sequence[tuple[int, int]], least: int = 1
) -> tuple[date, str] | None:
    """The first date that the sentences tie to a beginning, the strongest words first; the day of a month
    told elsewhere before the month."""
    best: tuple[int, date, str] | None = None
    days: list[date] = []
    for start, end in spans:
        for mention in within(page.dates, start, end):
            if (
                mention.first is None
                or mention.bound in ("until", "before")
                or is_aside(page, mention, start)
            ):
                continue
            rank = _start_rank(page, told, mention, start, end)
            if rank and told.programme_type == "service" and is_long_ago(page, mention.first):
                rank = 1
            if rank and mention.precision == "day":
                days.append(mention.first)
            if rank >= least and (best is None or rank > best[0]):
                best = (rank, mention.first, mention.precision)
    if best is None:
        return None
    if best[2] == "month" and told.programme_type == "service":
        exact = next((d for d in days if (d.year, d.month) == (best[1].year, best[1].month)), None)
        return (exact, "day") if exact else best[1:]
    return best[1:]


def _start_rank(page: Page, told: Told, mention: DateMention, start: int, end: int) -> int:
    """How surely a date is a beginning: in force from it, or begun on it, or only near such a word."""
    folded = page.folded
    before = folded[max(start, mention.start - 60) : mention.start]
    if told.programme_type in ("service", "investment") and date_words("opens").search(before[-45:]):
        enlarged = told.naming.noun.kind == "works" and mention.precision == "year"
        return 0 if enlarged and mention.last and mention.last < page.reference else 6
    if date_words("in_force").search(before[-40:]):
        return 5
    if mention.bound in ("since", "from") or SINCE.search(before):
        return 4
    if _right_before("starting").search(before):
        return 4
    near = folded[max(start, mention.start - 90) : min(end, mention.end + 110)]
    if date_words("starting").search(near):
        return 2
    return 1 if date_words("starting").search(folded, start, end) and mention.precision != "year" else 0


def _until(page: Page, spans: Sequence[tuple[int, int]]) -> date | None:
    """The last day of something told to go on until then, or to be finished by then."""
    for start, end in spans:
        for mention in within(page.dates, start, end):
            if mention.last is None or mention.precision == "season":
                continue
            before = page.folded[max(start, mention.start - 40) : mention.end]
            of_money = bool(within(page.sums, start, mention.start))
            if date_words("until").search(before) and not of_money and not is_aside(page, mention, start):
                return mention.last
    return None


@cache
def _years_of() -> re.Pattern[str]:
    before = alternatives(lexicon("programme_dates")["lasting"])
    return re.compile(rf"\b(?:{before}) ?(?:une (?:duree|periode) de )?([\w-]+) an(?:s|nees)?\b")


def _lasting(page: Page, spans: Sequence[tuple[int, int]], first: date, precision: str) -> date | None:
    """The end of a programme that lasts a stated number of years from an exact day."""
    if precision not in ("day", "month"):
        return None
    for start, end in spans:
        if match := _years_of().search(page.folded, start, end):
            number = int(match[1]) if match[1].isdigit() else read_words(match[1])
            if number is not None and 0 < number <= 20:
                last_year = first.year + number
                day = min(first.day, 28) if first.month == 2 else first.day
                return date(last_year, first.month, day) - timedelta(days=1)
    return None

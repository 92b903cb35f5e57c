"""Programmes that the shape of a page names: rows of a table of calls, items under "Appels à projets", a
label "Intitulé : …", cards whose heading is the title and whose text opens with the noun."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.events.words import EventNoun
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.frames.programmes.call_dates import date_words
from flows.normalise.frames.programmes.headlines import headline_name
from flows.normalise.frames.programmes.model import Mention, Told, happens_in
from flows.normalise.frames.programmes.titles import Naming
from flows.normalise.frames.programmes.words import ProgrammeNoun, word_pattern

_ENTERED = ("call_for_projects", "aid_scheme", "training", "consultation")
"""Types that pages list with their days."""
_LONGEST = 140
"""Characters of a title at most."""
_FEWEST_ROWS = 2


def entered_programmes(page: Page, nouns: Sequence[ProgrammeNoun], events: Sequence[EventNoun]) -> list[Told]:
    """The programmes that rows, labels and cards name; `nouns` and `events` are all those of the page."""
    found = [*_of_tables(page, nouns), *_of_labels(page, nouns), *_of_cards(page, nouns, events)]
    known = {id(told.naming.block) for told in found}
    found += [told for told in _of_lists(page, nouns) if id(told.naming.block) not in known]
    if not found:
        found += [*_of_headline(page, nouns)] or [*_of_sheet(page, nouns, events)]
    return sorted(found, key=lambda told: told.naming.start)


def _entry(page: Page, noun: ProgrammeNoun, block: Block, start: int, end: int) -> Told:
    name = page.words(start, end).rstrip(" .,;:").strip('«»“”" ')
    naming = Naming(start, end, noun, block, name, None, strong=True, quoted=True)
    mention = Mention(start, end, block, (block.start, block.end), passing=False)
    return Told(naming, noun.programme_type, [], mentions=[mention], is_entry=True)


def _nouns_in(nouns: Sequence[ProgrammeNoun], start: int, end: int) -> Sequence[ProgrammeNoun]:
    first = bisect_left(nouns, start, key=lambda noun: noun.start)
    return nouns[first : bisect_left(nouns, end, lo=first, key=lambda noun: noun.start)]


def _of_tables(page: Page, nouns: Sequence[ProgrammeNoun]) -> Iterator[Told]:
    """The rows of each table of calls or aids that gives their days."""
    for table in page.outline.tables:
        if table.header is not None and len(table.rows) >= _FEWEST_ROWS:
            yield from _of_rows(page, table.header, table.rows, nouns)


def _of_rows(
    page: Page, header: Block, rows: Sequence[Block], nouns: Sequence[ProgrammeNoun]
) -> Iterator[Told]:
    titles = [page.folded[start:end].strip() for start, end in header.cells]
    column = next((i for i, title in enumerate(titles) if word_pattern("title_columns").match(title)), None)
    if column is None or not any(word_pattern("closing_columns").search(title) for title in titles):
        return
    lead, heading = page.outline.lead_of(header), page.outline.section_of(header).heading
    above = [(block.start, block.end) for block in (lead, heading) if block is not None]
    for start, end in (header.cells[column], *above):
        noun = next((n for n in _nouns_in(nouns, start, end) if n.programme_type in _ENTERED), None)
        if noun is None:
            continue
        for row in rows:
            if column < len(row.cells) and 4 < row.cells[column][1] - row.cells[column][0] < _LONGEST:
                yield _entry(page, noun, row, *row.cells[column])
        return


_BARE = re.compile(r"[ :–-]*(?:(?:19|20)\d\d)?[ :]*")
_ARTICLE = re.compile(
    r"(?:(?:fiche|le|la|les|un|une|notre|nos|deux|trois|quatre|cinq|nouvel|nouvelle) |l'|fiche d')*"
)


def _of_labels(page: Page, nouns: Sequence[ProgrammeNoun]) -> Iterator[Told]:
    """The values of labels that give a title ("Intitulé : …"), of what the label or the heading says."""
    for block in page.document.blocks:
        pair = page.outline.label_value(block)
        if pair is None or not word_pattern("title_labels").match(pair.label):
            continue
        if not 4 < pair.end - pair.start < _LONGEST:
            continue
        noun = next(iter(_nouns_in(nouns, block.start, pair.start)), None)
        heading = page.outline.section_of(block).heading
        if noun is None and heading is not None:
            noun = next((n for n in _nouns_in(nouns, heading.start, heading.end)), None)
            if noun is not None and not (
                _ARTICLE.fullmatch(page.folded, heading.start, noun.start)
                and _BARE.fullmatch(page.folded, noun.end, heading.end)
            ):
                noun = None
        if noun is not None and noun.kind in ("nouns", "schemes", "acronyms"):
            yield _entry(page, noun, block, pair.start, pair.end)


_TELLS = re.compile(
    r" ?(?:[–—|·•]|$)| (?:(?:regional|departemental|national|citoyen|pilote)e? )?"
    r"(?:mene|porte|pilote|conduit|lance|finance|cofinance|soutenu|termine|acheve|ouvert|clos|organise|propose|"
    r"dispense|experimente|deploye|engage|cree|retenu|anime|coordonne|signe|conclu|realise|initie|elabore)e?\b"
)
"""Behind the noun that the text of a card opens with: what is told of the heading's thing."""


def _of_cards(page: Page, nouns: Sequence[ProgrammeNoun], events: Sequence[EventNoun]) -> Iterator[Told]:
    """The headings that are titles of what the text under them opens with ("Projet mené par…")."""
    starts = {noun.start: noun for noun in nouns if noun.kind == "nouns" and not noun.plural}
    blocks = page.document.blocks
    for heading, block in pairwise(blocks):
        noun = starts.get(block.start)
        if noun is None or heading.kind is not BlockKind.HEADING or block.kind is not BlockKind.PARAGRAPH:
            continue
        if (
            heading.level < 2
            or heading.end - heading.start > _LONGEST
            or not _TELLS.match(page.folded, noun.end)
        ):
            continue
        if not happens_in(heading, events) and not _nouns_in(nouns, heading.start, heading.end):
            told = _entry(page, noun, heading, heading.start, heading.end)
            told.mentions.append(
                Mention(noun.start, noun.end, block, (block.start, block.end), passing=False)
            )
            yield told


_LISTED = ("call_for_projects", "aid_scheme", "consultation")
"""Types whose plural stands as a heading over items that are titles."""
_ONLY = re.compile(
    r"[ :–-]*(?:(?:en cours|en ligne|ouverte?s?|lancee?s?|du moment|a venir|nouveaux|close?s?|"
    r"(?:pour |en )?(?:19|20)\d\d)[ ,]*(?:et )?)*[ :]*"
)
_AFTER_TITLE = re.compile(
    r" ?[:|(]| [–—-] |\.(?: |$)|, (?=jusqu|avant|du \d|dossier|date|clotur|clos|ouvert|dot)"
)


def _of_lists(page: Page, nouns: Sequence[ProgrammeNoun]) -> Iterator[Told]:
    """The items under a line that is nothing but the plural of a noun, which tell a day, a sum or that it is
    over ("Appels à projets", « X » : jusqu'au 30 avril)."""
    blocks = page.document.blocks
    for noun in nouns:
        if not noun.plural or noun.programme_type not in _LISTED:
            continue
        index = bisect_left(blocks, noun.end, key=lambda b: b.start)
        lead = blocks[index - 1]
        opens = _ARTICLE.fullmatch(page.folded, lead.start, noun.start)
        if opens is None or not _ONLY.fullmatch(page.folded, noun.end, lead.end):
            continue
        for block, following in pairwise([*_listed_under(page, lead, blocks[index:]), lead]):
            span = _item_title(page, block)
            if span is None or not _is_told(page, block, following):
                continue
            own = _nouns_in(nouns, block.start, block.end)
            if any(n.programme_type in _LISTED and n.kind != "services" for n in own):
                continue
            yield _entry(page, noun, block, *span)


def _listed_under(page: Page, lead: Block, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks under a line down to the next line of its kind."""
    shouted = page.text[lead.start : lead.end].isupper()
    for block in blocks:
        if block.kind is BlockKind.HEADING and (
            lead.kind is not BlockKind.HEADING or block.level <= lead.level
        ):
            return
        if shouted and page.text[block.start : block.end].isupper():
            return
        yield block


def _item_title(page: Page, block: Block) -> tuple[int, int] | None:
    """Where the title stands that an item or a heading of a list opens with."""
    if block.kind not in (BlockKind.LIST_ITEM, BlockKind.HEADING):
        return None
    stop = _AFTER_TITLE.search(page.folded, block.start, block.end)
    end = stop.start() if stop else block.end
    return (block.start, end) if 4 < end - block.start < _LONGEST else None


def _is_told(page: Page, block: Block, following: Block) -> bool:
    """Whether an item, or the paragraph under it, tells a day, a sum or that it is over."""
    below = following.kind is BlockKind.PARAGRAPH and following.start > block.start
    end = following.end if below else block.end
    told = any(within(values, block.start, end) for values in (page.dates, page.sums))
    return told or date_words("over").search(page.folded, block.start, end) is not None


_LEAD = 600
"""Characters under the page's title in which it tells what it is about."""
_LABELLED = re.compile(r" ?(?:[|·•:–—]|$)|(?: en \w+)? ?[|·•–—]")
_SPOKEN_OF = re.compile(r"(?<!\w)(?:cette|la|une?|notre|sa) (?:nouvelle |premiere )?$")
_UNNAMED = re.compile(
    r" (?!d'|en |aux? |a |[«“\"]|(?:de|du|des|pour|sur) "
    r"(?!\d|deux|trois|quatre|cinq|six|sept|huit|dix|quelques|ce|cette|la journee))|[,.]"
)
"""Behind a noun: no complement that would name it follows."""


def _of_headline(page: Page, nouns: Sequence[ProgrammeNoun]) -> Iterator[Told]:
    """The page's title where the text under it calls that a course ("Formation | 2 jours", "Cette
    formation…")."""
    span, title = headline_name(page), page.document.title_block
    if span is None or title is None or _nouns_in(nouns, title.start, title.end):
        return
    first = next((n for n in nouns if n.start >= title.end), None)
    if first is None or first.programme_type != "training" or first.start > title.end + _LEAD:
        return
    block = block_at(page.document, first.start)
    if block is None or first.plural:
        return
    labelled = first.start <= block.start + 1 and _LABELLED.match(page.folded, first.end, block.end)
    before = (max(block.start, first.start - 20), first.start)
    spoken = _SPOKEN_OF.search(page.folded, *before) and _UNNAMED.match(page.folded, first.end)
    if labelled or spoken:
        yield _entry(page, first, title, *span)


_SHEET = 3
"""Labels of an aid or a course that make a sheet of a page."""


def _of_sheet(page: Page, nouns: Sequence[ProgrammeNoun], events: Sequence[EventNoun]) -> Iterator[Told]:
    """The page's title where lines of label and value under it describe an aid or a course, or say of what
    kind it is ("Nature : aide régionale")."""
    title = page.document.title_block
    if title is None or title.end - title.start > _LONGEST or _nouns_in(nouns, title.start, title.end):
        return
    if happens_in(title, events):
        return
    pairs = [pair for block in page.document.blocks if (pair := page.outline.label_value(block)) is not None]
    for pair in pairs:
        noun = next(iter(_nouns_in(nouns, pair.start, pair.end)), None)
        opens = noun is not None and _ARTICLE.fullmatch(page.folded, pair.start, noun.start)
        if noun is not None and opens and word_pattern("kind_labels").match(pair.label):
            yield _entry(page, noun, title, title.start, title.end)
            return
    for labels, programme_type in (("aid_labels", "aid_scheme"), ("course_labels", "training")):
        if sum(word_pattern(labels).match(pair.label) is not None for pair in pairs) >= _SHEET:
            noun = ProgrammeNoun(title.start, title.end, programme_type, "nouns", plural=False)
            yield _entry(page, noun, title, title.start, title.end)
            return

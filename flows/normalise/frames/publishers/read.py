"""Who publishes a page, as a reader knows it: by the names around the text, the host, or the text itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind, Document
from flows.normalise.frames.page import block_at, within
from flows.normalise.frames.publishers.hosts import known_host, named_after_host
from flows.normalise.frames.publishers.site_body import site_body
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.initials import abbreviates
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.organisation_bodies import OrganisationClass

_HEAD_BLOCKS = 8
"""A page's publisher is told in its first lines."""
_SHORT = 90


def read_publisher(
    document: Document,
    url: str,
    organisations: Sequence[Organisation],
    full_names: dict[Organisation, str],
    declared: str | None,
) -> str | None:
    """Who publishes a page.

    In this order: the body that the names around the text tell; the one that stands alone on the first
    line; the health agency or national body whose host it is; a body named alone in the first lines; a body
    of the text that the host is named after; the publisher that the source declares; the body that a heading
    or a line at the head begins with.
    """
    if (site := site_body(document, organisations)) is not None:
        return _fullest(site, organisations, full_names)
    if first_line := _first_line(document, organisations, full_names):
        return first_line
    if known := known_host(url, organisations, full_names):
        return _fullest(known, organisations, full_names)
    in_head = _in_head(document, organisations)
    if (alone := _alone_in_head(document, in_head)) is not None:
        return _fullest(full_names.get(alone, alone.name), organisations, full_names)
    named_after = named_after_host(url, organisations, full_names)
    if named_after or declared:
        return named_after or declared
    told = document.folded
    tells = _telling().search
    telling = [body for body in in_head if tells(told, max(0, body.start - 50), body.start)]
    is_release = _release().search(told, 0, _RELEASE_REACH) is not None
    named = next((body for body in telling if is_release or not _is_prose(document, body)), None)
    return full_names.get(named, named.name) if named is not None else document.metadata.site_name


_RELEASE_REACH = 200
"""Characters at the head in which a press release says that it is one."""


def _in_head(document: Document, organisations: Sequence[Organisation]) -> list[Organisation]:
    """The bodies that the first lines name, before the first entry of a list."""
    head = document.blocks[:_HEAD_BLOCKS]
    head_end = min(head[-1].end if head else 0, _first_entry(document))
    return [
        organisation
        for organisation in within(organisations, 0, head_end)
        if not isinstance(organisation, OrganisationClass)
    ]


def _alone_in_head(document: Document, in_head: Sequence[Organisation]) -> Organisation | None:
    """The body that stands alone in the first lines; a commune under its department is the one meant."""
    alone = [body for body in in_head if _is_alone(document, body, block_at(document, body.start))]
    if alone and alone[0].organisation_type == "council":
        return next((body for body in alone if body.organisation_type == "municipality"), alone[0])
    return alone[0] if alone else None


@cache
def _release() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(lexicon('publishers')['releases'])})\b")


def _is_prose(document: Document, body: Organisation) -> bool:
    """Whether a body is told of in a running sentence, as the press does, or in a table, as those of
    speakers are: it need not be whose page it is."""
    block = block_at(document, body.start)
    if block is None or block.kind is BlockKind.HEADING or block is document.title_block:
        return False
    is_long = block.end - block.start > _SHORT or block.kind is BlockKind.TABLE_ROW
    return is_long or document.text[block.end - 1] in '.!?;,…»”"'


@cache
def _telling() -> re.Pattern[str]:
    """What stands before a body that tells the news rather than is told of: the begin of a line or
    sentence, or what it writes ("Lettre de la CPTS")."""
    writings = alternatives(lexicon("publishers")["writings"])
    opening = r"(?:^|\n|[.,:;!?–-] ?)(?:l'|la |le )?"
    written = rf"\b(?:{writings})(?: \w+)? (?:de la |de l'|du |des |de |d')"
    return re.compile(rf"(?:{opening}|{written})$")


def _first_entry(document: Document) -> int:
    """Where the first of several events that a page or a calendar lists by their names begins: a body there
    is told of by that event, and is not whose the list is."""
    names = {event.get("name") for event in document.metadata.events}
    if len(names) < 2:
        return len(document.text)
    listed = (block.start for block in document.blocks if document.of(block) in names)
    return next(listed, len(document.text))


def _fullest(name: str, organisations: Sequence[Organisation], full_names: dict[Organisation, str]) -> str:
    """The fullest form in which the page writes the body of a name: its acronym or short form resolved."""
    short = fold(name)
    best = name
    for organisation in organisations:
        full = full_names.get(organisation, organisation.name)
        if len(full) <= len(best):
            continue
        long = fold(full)
        is_tail = long.endswith(f" {short}") and len(long) - len(short) < _LONGEST_KIND
        same = is_tail or short in (fold(organisation.name), fold(organisation.acronym or ""))
        if same or abbreviates(name, full):
            best = full
    return best


_LONGEST_KIND = 30
"""Characters of the words that say what kind of body a name is of: "Association ", "Syndicat "."""


def _first_line(
    document: Document, organisations: Sequence[Organisation], full_names: dict[Organisation, str]
) -> str | None:
    """The body that stands alone on a page's very first line, before the title."""
    block = document.blocks[0] if document.blocks else None
    if block is None or block is document.title_block:
        return None
    found = within(organisations, block.start, block.end)
    if len(found) != 1 or not _is_alone(document, found[0], block):
        return None
    return full_names.get(found[0], found[0].name)


@cache
def _beside() -> re.Pattern[str]:
    """What may stand beside a publisher's name on its line: a date, "presse"."""
    return re.compile(rf"[\W\d_]*(?:(?:{alternatives(lexicon('publishers')['beside'])})[\W\d_]*)*")


def _is_alone(document: Document, organisation: Organisation, block: Block | None) -> bool:
    """Whether nothing else is told on the line of a body."""
    beside, told = _beside(), document.folded
    return (
        block is not None
        and beside.fullmatch(told, block.start, organisation.start) is not None
        and beside.fullmatch(told, organisation.end, block.end) is not None
    )

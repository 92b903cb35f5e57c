"""Who takes part in all dates of a list: "Les deux soirées sont animées par …", "Intervenants : …"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from flows.normalise.documents.model import Block
from flows.normalise.frames.model import Event
from flows.normalise.frames.page import Page
from flows.normalise.lexicon.phrases import entry_pattern

_words = partial(entry_pattern, "speakers")


def events_of_all(
    page: Page, events: Sequence[Event], block: Block, sentence: tuple[int, int], *, takes_part: bool
) -> Sequence[Event]:
    """The events that a person takes part in of whom a sentence, or the label before it, says that they are
    there each time: those told in the section, else all; none where nothing says so."""
    if not _words("of_each").search(page.folded, *sentence) and not (
        takes_part and (_words("of_all").search(page.folded, *sentence) or _is_labelled(page, block))
    ):
        return ()
    section = page.outline.section_of(block)
    return [e for e in events if section.start <= e.evidence.start < section.end] or events


def _is_labelled(page: Page, block: Block) -> bool:
    """Whether a block has the only label of its section that says that it names who leads all dates:
    "Formatrices : …"."""
    section = page.outline.section_of(block)
    return [b for b in section.blocks if _names_leaders(page, b)] == [block]


def _names_leaders(page: Page, block: Block) -> bool:
    pair = page.outline.label_value(block)
    return pair is not None and _words("leaders").fullmatch(pair.label) is not None

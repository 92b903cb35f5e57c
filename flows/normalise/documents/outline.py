"""The shape of a document: its sections as a tree, its tables, what introduces a list, lines that are label
and value.

Everything is worked out once, in one pass over the blocks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from flows.normalise.documents.model import Block, BlockKind, Document
from flows.normalise.documents.page_parts import is_known_label

_LONGEST_LABEL = 48
_LABELLED = re.compile(r"(?P<label>[^\n:?|•]{2,48}?)(?P<sign> ?:(?= |$)| ?\?(?= )| -(?= )| \|(?= )| ?➜) *")
_SIGN = re.compile(r"[:?|➜-](?:(?= |$)|(?<=➜))")
"""What most lines are without that are no label and value."""
_HOUR = re.compile(r"\d{1,2} ?h")


@dataclass(eq=False, slots=True)
class Section:
    """A heading and what stands under it, down to the next heading of its level or above."""

    heading: Block | None
    """Null for the document as a whole."""
    level: int
    """Of its heading; 0 for the document as a whole."""
    parent: Section | None
    start: int
    """Offset of its heading's first character, or of the text."""
    end: int
    """Offset after its last character, its subsections included."""
    blocks: list[Block] = field(default_factory=list)
    """The blocks right under its heading, those of its subsections not included."""
    children: list[Section] = field(default_factory=list)


class LabelValue(NamedTuple):
    """A line like "Lieu : salle des fêtes", by offsets into the text."""

    label: str
    """The label's words, folded, without sign: "lieu"."""
    is_known: bool
    """Whether it is one of the labels announcements use; others may be any words before a colon."""
    start: int
    """Where the value starts."""
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table, in order."""

    header: Block | None
    """The row whose cells name the columns, if one does."""
    rows: list[Block] = field(default_factory=list)


class Outline:
    """The sections of a document, and what its blocks are to each other."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sections: dict[int, Section] = {}
        self._leads: dict[int, Block | None] = {}
        self.root = Section(None, 0, None, 0, len(document.text))
        self._build()

    def _build(self) -> None:
        current = self.root
        lead: Block | None = None
        for block in self._document.blocks:
            if block.kind is BlockKind.HEADING:
                while current.parent is not None and current.level >= block.level:
                    current = current.parent
                section = Section(block, block.level, current, block.start, block.end)
                current.children.append(section)
                current = section
            else:
                current.blocks.append(block)
            is_led = block.kind is BlockKind.LIST_ITEM or block.kind is BlockKind.TABLE_ROW
            self._leads[block.start] = lead if is_led else None
            if block.kind is BlockKind.HEADING or (block.kind is BlockKind.PARAGRAPH and block.level == 0):
                lead = block
            self._sections[block.start] = current
        self._close()

    def _close(self) -> None:
        """Let each section end where its last block or subsection ends."""
        for section in reversed(self.sections):
            last = section.blocks[-1].end if section.blocks else section.end
            inner = section.children[-1].end if section.children else 0
            section.end = max(section.end, last, inner)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All sections in reading order, the document as a whole first."""
        found: list[Section] = []
        waiting = [self.root]
        while waiting:
            section = waiting.pop()
            found.append(section)
            waiting.extend(reversed(section.children))
        return tuple(found)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """All tables that have rows, in reading order; a further header in a table opens another one."""
        found: list[Table] = []
        table: Table | None = None
        for block in self._document.blocks:
            if block.kind is not BlockKind.TABLE_ROW:
                table = None
            elif table is None or block.is_header:
                table = Table(block) if block.is_header else Table(None, [block])
                found.append(table)
            else:
                table.rows.append(block)
        return tuple(table for table in found if table.rows)

    def section_of(self, block: Block) -> Section:
        """The innermost section that a block stands in; of a heading, the section it opens."""
        return self._sections[block.start]

    def lead_of(self, block: Block) -> Block | None:
        """What introduces the list or table that a block belongs to: the paragraph right before it, or
        the heading; null for other blocks and where nothing stands before."""
        return self._leads[block.start]

    def label_value(self, block: Block) -> LabelValue | None:
        """The label and the value of a block written as such; null for any other block."""
        return self._label_values[block.start]

    def values_in(self, section: Section, labels: tuple[str, ...]) -> tuple[LabelValue, ...]:
        """The labels and values right under a heading whose label begins with one of `labels`, found once."""
        known = self._values_in.get((id(section), labels))
        if known is None:
            pairs = map(self.label_value, section.blocks)
            known = tuple(pair for pair in pairs if pair is not None and pair.label.startswith(labels))
            self._values_in[id(section), labels] = known
        return known

    @cached_property
    def _values_in(self) -> dict[tuple[int, tuple[str, ...]], tuple[LabelValue, ...]]:
        return {}

    @cached_property
    def _label_values(self) -> dict[int, LabelValue | None]:
        return {block.start: self._read_label(block) for block in self._document.blocks}

    def _read_label(self, block: Block) -> LabelValue | None:
        folded = self._document.folded
        if block.kind is BlockKind.HEADING:
            return None
        if block.kind is BlockKind.TABLE_ROW:
            if len(block.cells) != 2 or block.is_header:
                return None
            (first, last), (start, end) = block.cells
            label = folded[first:last].strip(" :?")
            if not label or len(label) > _LONGEST_LABEL or start == end:
                return None
            return LabelValue(label, is_known_label(label), start, end)
        if _SIGN.search(folded, block.start, min(block.end, block.start + _LONGEST_LABEL + 2)) is None:
            return None
        match = _LABELLED.match(folded, block.start, block.end)
        if match is None or match.end() >= block.end:
            return None
        label = match["label"].strip()
        is_whole = label.count("(") == label.count(")") and label.count("«") == label.count("»")
        if not is_whole or _HOUR.match(label):
            return None
        is_known = is_known_label(label)
        # Other signs are as often part of a sentence or a title: only known labels are believed before them.
        if not is_known and (match["sign"].strip() != ":" or len(label.split()) > 6):
            return None
        return LabelValue(label, is_known, match.end(), block.end)

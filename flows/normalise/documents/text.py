"""Plain text to drafts of blocks, by the shape of its lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flows.normalise.documents.drafts import Draft, table_row
from flows.normalise.documents.folding import fold
from flows.normalise.documents.lines import Line, split_lines, unwrapped, without_debris
from flows.normalise.documents.markers import Marker, MarkerKind, Numbering, is_section_number, split_marker
from flows.normalise.documents.model import BlockKind
from flows.normalise.documents.page_parts import is_known_label, is_rubric
from flows.normalise.documents.shapes import could_be_heading, is_upper, tells_when
from flows.normalise.documents.text_tables import find_tables
from flows.normalise.documents.titles import find_title

_SHORT = 70
"""Characters of a heading that nothing but its place tells from a sentence."""
_LONG = 90
"""Characters from which a line is running text."""
_LARGE = 1.12
"""Letters this much larger than the running text make a heading."""


def read_text(text: str) -> list[Draft]:
    """The drafts of a plain text."""
    return drafts_of(unwrapped(without_debris(split_lines(text))))


def drafts_of(lines: Sequence[Line]) -> list[Draft]:
    """The drafts that lines make: title, headings, list items, table rows, paragraphs."""
    tables = find_tables(
        [line.text for line in lines], [line.gap for line in lines], [line.columns for line in lines]
    )
    title = find_title(lines, tables)
    reader = _Reader(lines)
    drafts: list[Draft] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if title is not None and index == title[0]:
            drafts.append(_title(lines[index : title[1]], title[2]))
            index = title[1]
            continue
        if index in tables:
            cells, is_header = tables[index]
            drafts.append(table_row(cells, is_header=is_header, gap=line.gap, page=line.page))
        else:
            drafts.append(reader.draft(index, before_title=title is not None and index < title[0]))
        index += 1
    _drop_lines_over_capitals(drafts)
    _set_levels(drafts)
    return drafts


def _title(lines: Sequence[Line], start: int) -> Draft:
    text = " ".join(line.text for line in lines)
    marker = text[:start].strip()
    split = split_marker(text[start:])
    if split is not None and split.kind in (MarkerKind.EMOJI, MarkerKind.BULLET):
        marker, text = f"{marker} {split.written}".strip(), split.rest
    else:
        text = text[start:]
    return Draft(BlockKind.HEADING, text.rstrip(" :|"), 1, marker, gap=lines[0].gap, page=lines[0].page)


class _Reader:
    """Says of each line in turn what it is, knowing the lines around it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._markers: list[Marker | None] = [split_marker(line.text) for line in lines]
        numbering = Numbering()
        for index, marker in enumerate(self._markers):
            if marker is not None and not numbering.accepts(marker):
                self._markers[index] = None
        self._indents: list[int] = []
        self._outermost_depth = 1
        self._in_list = False

    def draft(self, index: int, *, before_title: bool) -> Draft:
        """The draft of one line."""
        line, marker = self._lines[index], self._markers[index]
        rest = line.text if marker is None else marker.rest
        setting = None if before_title else self._heading_setting(index, rest)
        if setting is not None and not is_rubric(rest):
            draft = Draft(BlockKind.HEADING, rest, 2, setting=setting)
        elif marker is not None and (marker.opens_item or self._is_bullet_emoji(index)):
            draft = Draft(BlockKind.LIST_ITEM, rest, self._list_level(line, marker))
        else:
            draft = Draft(BlockKind.PARAGRAPH, rest)
        self._in_list = draft.kind is BlockKind.LIST_ITEM
        draft.marker = marker.written if marker is not None else ""
        draft.gap, draft.page = line.gap, line.page
        return draft

    def _list_level(self, line: Line, marker: Marker) -> int:
        depth = marker.depth if marker.kind is MarkerKind.NUMBER else 1
        if not self._in_list:
            self._indents.clear()
            self._outermost_depth = depth
        while self._indents and self._indents[-1] > line.indent:
            self._indents.pop()
        if not self._indents or self._indents[-1] < line.indent:
            self._indents.append(line.indent)
        return len(self._indents) + max(0, depth - self._outermost_depth)

    def _is_bullet_emoji(self, index: int) -> bool:
        """Whether an emoji opens the line next to this one as well."""
        marker = self._markers[index]
        neighbours = (self._markers[i] for i in (index - 1, index + 1) if 0 <= i < len(self._lines))
        return marker is not None and any(n is not None and n.written == marker.written for n in neighbours)

    def _heading_setting(self, index: int, rest: str) -> str | None:
        line, marker = self._lines[index], self._markers[index]
        following = self._lines[index + 1] if index + 1 < len(self._lines) else None
        if following is None or not could_be_heading(rest):
            return None
        gap_after = following.gap
        kind = marker.kind if marker is not None else None
        if line.size >= _LARGE:
            return f"size {line.size:.2f}"
        if kind is MarkerKind.SECTION or is_section_number(line.text):
            return "section"
        if line.is_figure:
            return None
        if kind in (MarkerKind.BULLET, MarkerKind.LETTER) and not (line.gap and gap_after and is_upper(rest)):
            return None  # no heading decorated with a bullet
        if ": " in rest and is_known_label(fold(rest.partition(":")[0]).strip()):
            return None
        if is_upper(rest):
            if line.gap or len(rest.split()) > 1 or self._opens(index):
                return "number" if kind is MarkerKind.NUMBER else "upper"
        elif tells_when(line.folded):
            return None
        if kind is MarkerKind.NUMBER:
            return "number" if line.gap and gap_after else None
        if line.bold and not following.bold and len(rest) <= _LONG and kind is None and " : " not in rest:
            return "title"
        if line.gap and not gap_after and kind is None and rest.endswith("?") and len(rest) <= _LONG:
            return "title"  # with its answer under it
        if line.gap and gap_after:
            if len(rest) > _LONG + 20:
                return None
            return "emoji" if kind is MarkerKind.EMOJI else "title"
        if self._opens(index) and len(rest) <= _SHORT and " : " not in rest[:-2]:
            return "title"
        return "title" if line.gap and self._opens(index) and len(rest) <= _SHORT else None

    def _opens(self, index: int) -> bool:
        """Whether a line stands after a break and right before running text or a list."""
        line, following = self._lines[index], self._lines[index + 1]
        after_break = line.gap or (self._markers[index - 1] is not None if index else True)
        next_marker = self._markers[index + 1]
        opens_list = next_marker is not None and next_marker.opens_item
        opens_text = len(following.text) > max(2.5 * len(line.text), _SHORT) or (
            len(following.text) >= _LONG and len(following.text) > 1.5 * len(line.text)
        )
        return after_break and (opens_list or opens_text)


def _drop_lines_over_capitals(drafts: Sequence[Draft]) -> None:
    """Headings with nothing before a heading in capitals are none."""
    for draft, following in pairwise(drafts):
        if draft.setting == "title" and following.setting == "upper":
            draft.kind, draft.level, draft.setting = BlockKind.PARAGRAPH, 0, ""


def _set_levels(drafts: Sequence[Draft]) -> None:
    """Levels by how headings are set: by size, then capitals, an emoji before it, nothing; numbered
    sections under the heading that announces them, if one does."""
    settings = {draft.setting for draft in drafts}
    sizes = sorted((setting for setting in settings if setting.startswith("size")), reverse=True)
    plain = {size: min(4, 2 + rank) for rank, size in enumerate(sizes)}
    first = 2 + min(2, len(sizes))
    others = [setting for setting in ("upper", "emoji", "title") if setting in settings]
    plain |= {setting: first + rank for rank, setting in enumerate(others)}
    numbered: dict[str, int] = {}
    last_plain = 0
    previous = ""
    for draft in drafts:
        setting = draft.setting
        if setting in plain:
            draft.level = last_plain = plain[setting]
        elif setting:
            announced = last_plain + 1 if previous and last_plain else first
            draft.level = min(6, numbered.setdefault(setting, announced))
        previous = setting

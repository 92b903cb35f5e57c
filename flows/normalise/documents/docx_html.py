"""The pieces of a DOCX as a page in HTML with the same headings, lists and tables.

So both are read by the same rules. Page headers and footers become those of the page: not the announcement,
but where the body behind it writes its name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby, takewhile

from flows.normalise.documents.docx_lists import ListMark
from flows.normalise.documents.docx_walk import Paragraph, Piece, Table
from flows.normalise.documents.folding import clean, fold
from flows.normalise.documents.lines import Line
from flows.normalise.documents.titles import find_title

_TOP = 40
"""Paragraphs among which the title is looked for that the file states beside its text."""


def page_of(
    pieces: Sequence[Piece], headers: Iterable[Piece], footers: Iterable[Piece], stated_title: str
) -> str:
    """The page that the pieces of a document's body, headers and footers make.

    `stated_title` stands in the file's properties; it is often a template's, and believed only where a
    paragraph repeats it.
    """
    paragraphs = [piece for piece in pieces if isinstance(piece, Paragraph)]
    wanted = fold(clean(stated_title))
    repeated = next((one for one in paragraphs[:_TOP] if wanted and fold(one.words) == wanted), None)
    if all(one.rank != 0 for one in paragraphs) and (title := repeated or _title(paragraphs)):
        title.rank = 0
    highest = min((one.rank for one in _paragraphs(pieces) if one.rank), default=1)
    head = f"<title>{escape(repeated.words)}</title>" if repeated else ""
    return (
        f"<!doctype html><html><head>{head}</head><body><header>{_letterhead(headers)}</header>"
        f"<main>{_html(pieces, highest)}</main><footer>{_letterhead(footers)}</footer></body></html>"
    )


def _title(paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """The only heading of the highest rank; or what looks like a title before the first heading."""
    ranks = [paragraph.rank for paragraph in paragraphs if paragraph.rank is not None]
    if ranks and ranks.count(min(ranks)) == 1:
        return next(paragraph for paragraph in paragraphs if paragraph.rank == min(ranks))
    opening = takewhile(lambda paragraph: paragraph.rank is None, paragraphs)
    before = [paragraph for paragraph in opening if paragraph.mark is None]
    sizes: Counter[int] = Counter()
    for paragraph in paragraphs:
        sizes[paragraph.size] += len(paragraph.words)
    usual = sizes.most_common(1)[0][0] if sizes else 1
    lines = [Line(one.words, fold(one.words), size=one.size / usual, bold=one.is_bold) for one in before]
    found = find_title(lines)
    return before[found[0]] if found else None


def _letterhead(pieces: Iterable[Piece]) -> str:
    return "".join(f"<p>{escape(paragraph.words)}</p>" for paragraph in _paragraphs(pieces))


def _paragraphs(pieces: Iterable[Piece]) -> Iterator[Paragraph]:
    for piece in pieces:
        if isinstance(piece, Paragraph):
            yield piece
        else:
            for row in piece.rows:
                for cell in row:
                    yield from _paragraphs(cell.pieces)


def _html(pieces: Iterable[Piece], highest: int) -> str:
    """The pieces in HTML; `highest` is the rank of the headings right below the title."""
    return "".join(
        _table(piece, highest) if isinstance(piece, Table) else _block(piece, highest) for piece in pieces
    )


def _block(paragraph: Paragraph, highest: int) -> str:
    words, mark = "".join(_spans(paragraph)), paragraph.mark
    if paragraph.rank is not None:
        level = min(paragraph.rank - highest + 2, 6) if paragraph.rank else 1
        number = f"{escape(mark.written)} " if mark and mark.written else ""
        return f"<h{level}>{number}{words}</h{level}>"
    return _item(words, mark) if mark else f"<p>{words}</p>"


def _spans(paragraph: Paragraph) -> Iterator[str]:
    for (is_bold, address), spans in groupby(paragraph.spans, lambda span: (span.is_bold, span.address)):
        words = escape("".join(span.text for span in spans)).replace("\n", "<br>")
        if address:
            words = f'<a href="{escape(address)}">{words}</a>'
        yield f"<b>{words}</b>" if is_bold else words


def _item(words: str, mark: ListMark) -> str:
    """An item in a list of its own: where lists end is of no matter, their depth and numbers are."""
    before, after = "<ul>" * mark.level, "</ul>" * mark.level
    if mark.number is None:
        return f"{before}<ul><li>{words}</li></ul>{after}"
    return f'{before}<ol type="{mark.style}"><li value="{mark.number}">{words}</li></ol>{after}'


def _table(table: Table, highest: int) -> str:
    rows = [
        "".join(
            f'<td colspan="{cell.columns}" rowspan="{cell.rows}">{_html(cell.pieces, highest)}</td>'
            for cell in row
        )
        for row in table.rows
    ]
    head, rest = (
        "".join(f"<tr>{row}</tr>" for row in part)
        for part in (rows[: table.head_rows], rows[table.head_rows :])
    )
    return f"<table><thead>{head}</thead><tbody>{rest}</tbody></table>"

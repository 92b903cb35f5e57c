"""A review on a terminal, in colours, or as plain text elsewhere: the marks say the same without colour."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from flows.review.announcement import ReadRow, Review, printable
from flows.review.marks import COLOURS, Closing, Mark, Opening, marked


def show_review(review: Review) -> None:
    """Prints the text with what was read in it between ⟦ ⟧, then the rows with evidence and rule."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(review.title, "bold"))
    console.print(Text(f"{printable(review.url)}, read on {review.read_on}\n"))
    console.print(_legend(review))
    console.print(_text(review))
    for rows in review.by_table.values():
        for row in rows:
            console.print(_row(review, row))


def _legend(review: Review) -> Text:
    legend = Text()
    for table, rows in review.by_table.items():
        legend.append(table, _style(table)).append(f" {len(rows)}\n")
    return legend


def _text(review: Review) -> Text:
    text = Text()
    for piece in marked(review.text, review.rows):
        if isinstance(piece, Opening):
            text.append(f"⟦{piece.mark.label} ", _label_style(piece.mark))
        elif isinstance(piece, Closing):
            text.append(f" {piece.mark.rows}⟧", _label_style(piece.mark))
        else:
            text.append(printable(piece.text), _style(piece.marks[-1].table) if piece.marks else "")
    return text.append("\n")


def _row(review: Review, row: ReadRow) -> Text:
    text = Text(f"{row.number} ").append(row.table, _style(row.table))
    for column, value in row.stated():
        other = review.referred(row, column)
        shown = f"→ {other.number} {other.table}" if other else printable(value)
        text.append(f"\n   {column.name}: {shown}")
    if row.quotation:
        text.append(f"\n   « {row.quotation} »", "italic")
    return text.append(f"\n   read by {row.rule}\n", "dim")


def _style(table: str) -> str:
    return f"black on {COLOURS[table]}" if table in COLOURS else "bold"


def _label_style(mark: Mark) -> str:
    return f"bold {_style(mark.table)}"

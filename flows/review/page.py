"""A review as one HTML page that needs nothing else: no script, no font, no file beside it.

What a colour says, a label beside it says too. Every word of the announcement is escaped, and a content
policy forbids whatever might slip through to load or run.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from flows.review.announcement import ReadRow, Review, printable
from flows.review.marks import COLOURS, Closing, Mark, Opening, marked
from schemas import TABLES, Column, Table

_STYLE = """
body { max-width: 72rem; margin: 0 auto; padding: 1rem; font: 1rem/1.6 system-ui, sans-serif; color: #000;
  background: #fff; }
a { color: #003d99; }
mark, .label { color: #000; }
.label { padding: 0 .2em; border: 1px solid #555; border-radius: .2em; font-size: .75em; }
.label a { color: #000; }
.text { padding: 1rem; border: 1px solid #767676; white-space: pre-wrap; overflow-wrap: anywhere; }
article { margin: 1rem 0; padding: .5rem 1rem; border: 1px solid #767676; }
article:target, .label:target { outline: 3px solid #003d99; }
th { padding-right: 1rem; text-align: left; vertical-align: top; font-weight: normal; }
td { font-weight: bold; overflow-wrap: anywhere; }
""" + "".join(f".{table} {{ background: {colour}; }}\n" for table, colour in COLOURS.items())

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def review_page(review: Review) -> str:
    """The whole page: the tables, the text with what was read in it, and every row with its evidence."""
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="fr">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{_text(review.title)}</title>",
            f"<style>{_STYLE}</style>",
            "</head>",
            "<body>",
            f'<h1 lang="{_text(review.language)}">{_text(review.title)}</h1>',
            f"<p>{_text(review.url)}, {_both('lu le', 'read on')} {review.read_on}</p>",
            "<main>",
            f"<h2>{_both('Tables', 'Tables')}</h2>",
            f"<ul>\n{''.join(_legend(review))}</ul>",
            f"<h2>{_both('Texte de l’annonce', 'Text of the announcement')}</h2>",
            f'<div class="text" lang="{_text(review.language)}">{"".join(_marked_text(review))}</div>',
            f"<h2>{_both('Lignes lues', 'Rows read')}</h2>",
            *(_row(review, row) for row in review.rows),
            "</main>",
            "</body>",
            "</html>",
            "",
        )
    )


def _legend(review: Review) -> Iterator[str]:
    for name, rows in review.by_table.items():
        yield f'<li><span class="label {name}">{name}</span> {_titles(TABLES[name])} : {len(rows)}</li>\n'


def _marked_text(review: Review) -> Iterator[str]:
    for piece in marked(review.text, review.rows):
        if isinstance(piece, Opening):
            yield _opening(piece.mark)
        elif isinstance(piece, Closing):
            yield f'<span class="label {piece.mark.table}">{piece.mark.rows}⟧</span>'
        elif piece.marks:
            labels = ", ".join(mark.label for mark in piece.marks)
            yield f'<mark class="{piece.marks[-1].table}" title="{labels}">{_text(piece.text)}</mark>'
        else:
            yield _text(piece.text)


def _opening(mark: Mark) -> str:
    rows = ",".join(f'<a id="words-{number}" href="#row-{number}">{number}</a>' for number in mark.numbers)
    return f'<span class="label {mark.table}">⟦{mark.table} {rows}</span>'


def _row(review: Review, row: ReadRow) -> str:
    cells = "\n".join(
        f'<tr><th scope="row">{_titles(column)} <code>{column.name}</code></th>'
        f"<td>{_value(review, row, column, value)}</td></tr>"
        for column, value in row.stated()
    )
    label = f'<span class="label {row.table}">{row.table}</span>'
    return "\n".join(
        (
            f'<article id="row-{row.number}">',
            f"<h3>{row.number} {label} {_titles(TABLES[row.table])}</h3>",
            f"<table>\n{cells}\n</table>",
            *_evidence(review, row),
            f"<p>{_both('Lu par', 'Read by')} <code>{_text(row.rule)}</code></p>",
            "</article>",
        )
    )


def _evidence(review: Review, row: ReadRow) -> Iterator[str]:
    if row.table in COLOURS:
        yield f'<blockquote lang="{_text(review.language)}">« {_text(row.quotation)} »</blockquote>'
        yield f'<p><a href="#words-{row.number}">{_both("Dans le texte", "In the text")}</a></p>'


def _value(review: Review, row: ReadRow, column: Column, value: object) -> str:
    other = review.referred(row, column)
    if other is None:
        return _text(value)
    return f'<a href="#row-{other.number}">{other.number} {other.table}</a>'


def _titles(described: Table | Column) -> str:
    return _both(described.title_fr, described.title_en)


def _both(french: str, english: str) -> str:
    """Wording in French, then in English unless it is the same."""
    if french == english:
        return _text(french)
    return f'{_text(french)} / <span lang="en">{_text(english)}</span>'


def _text(value: object) -> str:
    """Words for the inside of an element or of a quoted attribute."""
    return escape(printable(value), quote=True)

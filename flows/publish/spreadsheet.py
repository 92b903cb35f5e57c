"""`initiatives-sante.xlsx`: all tables in one workbook, for people who open files by double-click.

A first sheet says what this is, then comes a sheet for each table, which bears the table's name, and the
dictionary. Headers are the names of columns, as in every other file; what they mean is in the dictionary.
XlsxWriter makes the workbook and the heads of its sheets in memory; rows stream into it from the Parquet
files. Same tables, same bytes: nothing in the file tells when or where it was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from io import BytesIO
from itertools import chain
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pyarrow.parquet as pq
import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from flows.publish import statements
from flows.publish.dataset import DESCRIPTION, TITLE
from flows.publish.sheet_rows import rows_as_xml
from flows.settings import Settings
from schemas import TABLES, Column, Table
from schemas.dictionary import DICTIONARY_COLUMNS, dictionary
from schemas.model import ColumnType

FILE_NAME = "initiatives-sante.xlsx"
MOST_ROWS = 100_000
"""Rows of a sheet under its header. Excel opens ten times as many, but not a dozen such sheets."""

_README = "Lisez-moi – Read me"
_DICTIONARY = "dictionnaire"
_ROWS_AT_ONCE = 16_384
_MEMBER_DATE = (1980, 1, 1, 0, 0, 0)

# How Excel shows a column, how wide (in characters), and what the dictionary says of its cells.
_FORMATS: dict[ColumnType, str] = {
    "string": "@",  # stays text, also where somebody edits "01" or "=…"
    "time": "@",
    "integer": "0",
    "number": "General",
    "decimal": "#,##0.00",
    "boolean": "General",
    "date": "yyyy-mm-dd",
    "datetime": "yyyy-mm-dd hh:mm:ss",
}
_WIDTHS: dict[ColumnType, int] = {"string": 24, "datetime": 19}
_WIDTH = 12
_CELLS: dict[ColumnType, str] = {
    "string": "texte / text",
    "time": "texte HH:MM (heure de Paris) / text HH:MM (Europe/Paris)",
    "integer": "nombre / number",
    "number": "nombre / number",
    "decimal": "nombre / number",
    "boolean": "VRAI ou FAUX / TRUE or FALSE",
    "date": "date",
    "datetime": "date et heure UTC / date and hour, UTC",
}

_COLUMN_STYLE = re.compile(rb'<col min="(\d+)" max="(\d+)"[^>]* style="(\d+)"')
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
_END_OF_ROWS = b"</sheetData>"


def write_workbook(folder: Path, settings: Settings, newest: datetime) -> None:
    """Writes the workbook of the tables in a folder beside them.

    Args:
        folder: Where the published Parquet files lie.
        settings: Who publishes, under which licence.
        newest: Date of the data: when the newest announcement was fetched.
    """
    counts = {name: pq.read_metadata(folder / f"{name}.parquet").num_rows for name in TABLES}
    frame = ZipFile(BytesIO(_frame(settings, newest, counts)))
    # The sheet of the n-th table is the one after the read-me.
    tables = {f"xl/worksheets/sheet{n}.xml": table for n, table in enumerate(TABLES.values(), start=2)}
    with ZipFile(folder / FILE_NAME, "w") as workbook:
        for name in frame.namelist():
            member = ZipInfo(name, _MEMBER_DATE)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 0  # otherwise it tells the system it was made on
            # Five times faster than 6 for a quarter more bytes; the attribute is public from Python 3.13 on.
            member._compresslevel = 1  # type: ignore[attr-defined]
            if table := tables.get(name):
                # Not known before it is written: by this bound zipfile decides whether ZIP64 is needed.
                member.file_size = _longest_sheet(folder, table, counts[table.name])
                with workbook.open(member, "w") as sheet:
                    for part in _sheet(frame.read(name), folder, table, counts[table.name]):
                        sheet.write(part)
            else:
                workbook.writestr(member, frame.read(name))


def _frame(settings: Settings, newest: datetime, counts: Mapping[str, int]) -> bytes:
    """The workbook without the rows of its tables."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": f"{TITLE.fr} – {TITLE.en}",
                "author": settings.operator_name,
                "created": newest.replace(tzinfo=None),
            }
        )
        head = book.add_format({"bold": True, "bottom": 1})
        formats = {kind: book.add_format({"num_format": shown}) for kind, shown in _FORMATS.items()}
        _write_readme(book, settings, newest, counts)
        for table in TABLES.values():
            sheet = book.add_worksheet(table.name)
            for place, column in enumerate(table.columns):
                sheet.write_string(0, place, column.name, head)
                sheet.set_column(place, place, _width(column), formats[column.type])
            last_row, last_column = min(counts[table.name], MOST_ROWS), len(table.columns) - 1
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, last_row, last_column)
            sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(last_row, last_column)}"})
        _write_dictionary(book, head)
    return buffer.getvalue()


def _width(column: Column) -> int:
    return max(_WIDTHS.get(column.type, _WIDTH), len(column.name) + 4)


def _write_readme(
    book: xlsxwriter.Workbook, settings: Settings, newest: datetime, counts: Mapping[str, int]
) -> None:
    sheet = book.add_worksheet(_README)
    sheet.set_column(0, 1, 76, book.add_format({"text_wrap": True, "valign": "top"}))
    strong = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    lines = [*_told(settings, newest), *_cut_short(counts)]
    for row, (french, english) in enumerate(lines):
        wording = strong if row == 0 else None
        sheet.write_string(row, 0, french, wording)
        sheet.write_string(row, 1, english, wording)
    sheet.set_column(2, 3, 22)
    head = len(lines) + 1
    for place, title in enumerate(("Contenu", "Contents", "feuille / sheet", "lignes / rows")):
        sheet.write_string(head, place, title, strong)
    for row, table in enumerate(TABLES.values(), start=head + 1):
        sheet.write_string(row, 0, f"{table.title_fr}. {table.description_fr}")
        sheet.write_string(row, 1, f"{table.title_en}. {table.description_en}")
        sheet.write_string(row, 2, table.name)
        sheet.write_number(row, 3, counts[table.name])


def _told(settings: Settings, newest: datetime) -> Iterator[tuple[str, str]]:
    """What everybody who opens the workbook should know, in French and in English."""
    day, contact = newest.date().isoformat(), settings.operator_contact
    publisher = settings.operator_name + (f" ({contact})" if contact else "")
    licence = f"{settings.licence_title} ({settings.licence_url})"
    yield TITLE.fr, TITLE.en
    yield DESCRIPTION.fr, DESCRIPTION.en
    yield (
        "Une feuille par table, et la feuille « dictionnaire » qui explique chaque colonne.",
        "A sheet a table, and the sheet “dictionnaire”, which explains every column.",
    )
    yield f"Données au {day}, publiées par {publisher}.", f"Data as of {day}, published by {publisher}."
    yield (
        f"Licence : {licence}. Citez la source et la date des données. Les citations (evidence, "
        "titres) restent à leurs auteurs.",
        f"Licence: {licence}. Name the source and the date of the data. Quotations (evidence, "
        "titles) remain their authors’.",
    )
    persons = statements.persons(settings)
    yield persons.fr, persons.en
    yield (
        "La lecture est automatique : une cellule vide est inconnue ; une valeur est à vérifier dans "
        "l’annonce (announcement.url) avant tout usage qui engage.",
        "Reading is automatic: an empty cell is unknown; check a value in the announcement "
        "(announcement.url) before anything is decided on it.",
    )
    yield (
        "Codes et identifiants sont du texte (« 01 »), dates et montants de vraies dates et de vrais "
        "nombres. Les instants (fetched_at…) sont en UTC ; les heures (HH:MM) sont celles de Paris.",
        "Codes and identifiers are text (“01”), dates and sums are real dates and numbers. Instants "
        "(fetched_at…) are UTC; hours (HH:MM) are those of Paris.",
    )
    yield (
        "Le CSV et le Parquet de chaque table, à côté de ce classeur, conviennent mieux aux programmes. "
        "Ici, les textes de plus de 32 767 caractères se terminent par « … ».",
        "The CSV and Parquet file of each table, beside this workbook, suit programs better. Here, texts "
        "of more than 32,767 characters end in “…”.",
    )


def _cut_short(counts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    for name, count in counts.items():
        if count > MOST_ROWS:
            yield (
                f"La feuille {name} s’arrête après {MOST_ROWS} lignes sur {count}, pour que le classeur "
                f"s’ouvre sans peine. La table entière est dans {name}.csv et {name}.parquet.",
                f"The sheet {name} stops after {MOST_ROWS} of {count} rows, so that the workbook opens with "
                f"ease. The whole table is in {name}.csv and {name}.parquet.",
            )


def _write_dictionary(book: xlsxwriter.Workbook, head: xlsxwriter.format.Format) -> None:
    sheet = book.add_worksheet(_DICTIONARY)
    sheet.set_column(0, len(DICTIONARY_COLUMNS), 24, book.add_format({"num_format": "@"}))
    kinds = [column.type for table in TABLES.values() for column in table.columns]
    for place, name in enumerate((*DICTIONARY_COLUMNS, "cell")):
        sheet.write_string(0, place, name, head)
    for row, (line, kind) in enumerate(zip(dictionary(TABLES.values()), kinds, strict=True), start=1):
        for place, text in enumerate((*line.values(), _CELLS[kind])):
            sheet.write_string(row, place, text)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(kinds), len(DICTIONARY_COLUMNS))


def _longest_sheet(folder: Path, table: Table, count: int) -> int:
    """Bytes that a sheet cannot exceed: its texts, all escaped at the worst, and the markup of its cells."""
    texts = (folder / f"{table.name}.csv").stat().st_size
    return 7 * texts + 100 * (count + 1) * (len(table.columns) + 1)


def _sheet(head: bytes, folder: Path, table: Table, count: int) -> Iterator[bytes]:
    """The sheet of a table: its head, as the frame has it, with the rows put in."""
    shown = min(count, MOST_ROWS)
    corner = xl_rowcol_to_cell(shown, len(table.columns) - 1)
    before, after = head.split(_END_OF_ROWS)
    yield _DIMENSION.sub(f'<dimension ref="A1:{corner}"/>'.encode(), before)
    styles = list(
        chain.from_iterable(
            [int(style)] * (int(last) - int(first) + 1) for first, last, style in _COLUMN_STYLE.findall(head)
        )
    )
    done = 0
    for batch in pq.ParquetFile(folder / f"{table.name}.parquet").iter_batches(_ROWS_AT_ONCE):
        if batch := batch.slice(0, shown - done):
            yield rows_as_xml(batch, done + 2, styles)
            done += len(batch)
    yield _END_OF_ROWS + after

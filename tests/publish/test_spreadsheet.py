from __future__ import annotations

import datetime as dt
import time
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from flows.publish import spreadsheet
from flows.publish.csv import write_csv
from flows.publish.sheet_rows import LONGEST_TEXT, cut, rows_as_xml
from flows.settings import Settings
from schemas import TABLES

Rows = dict[str, list[dict[str, Any]]]
MakeTables = Callable[[Rows], Path]

NEWEST = dt.datetime(2025, 10, 2, 8, 30, tzinfo=dt.UTC)


def _workbook(folder: Path, settings: Settings) -> openpyxl.Workbook:
    for name in TABLES:
        write_csv(pq.read_table(folder / f"{name}.parquet"), folder / f"{name}.csv")
    spreadsheet.write_workbook(folder, settings, NEWEST)
    return openpyxl.load_workbook(folder / spreadsheet.FILE_NAME)


def _in_excel(value: Any) -> Any:
    """A value of a table as the workbook should give it back."""
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)
    return float(value) if isinstance(value, Decimal) else value


def test_every_table_is_a_sheet_with_the_same_rows(tables: Path, settings: Settings) -> None:
    book = _workbook(tables, settings)
    assert book.sheetnames == ["Lisez-moi – Read me", *TABLES, "dictionnaire"]
    for name, table in TABLES.items():
        rows = [list(row) for row in book[name].iter_rows(values_only=True)]
        assert rows[0] == list(table.column_names)
        expected = pq.read_table(tables / f"{name}.parquet").to_pylist()
        assert rows[1:] == [[_in_excel(value) for value in row.values()] for row in expected], name
        assert book[name].freeze_panes == "A2"
        assert book[name].auto_filter.ref == book[name].dimensions


def test_cells_have_the_types_that_analysts_expect(
    rows: Rows, make_tables: MakeTables, settings: Settings
) -> None:
    rows["event"][0] |= {"region_code": "01", "postal_code": "01000", "commune_code": "2A004"}
    book = _workbook(make_tables(rows), settings)
    event = {cell.value: book["event"].cell(2, place) for place, cell in enumerate(book["event"][1], start=1)}
    assert [
        (event[name].value, event[name].number_format)
        for name in ("region_code", "postal_code", "start_time")
    ] == [
        ("01", "@"),
        ("01000", "@"),
        ("18:30", "@"),
    ]
    assert (event["start_date"].value, event["start_date"].number_format) == (
        dt.datetime(2025, 11, 4),
        "yyyy-mm-dd",
    )
    assert (event["attendance_count"].value, event["latitude"].value) == (120, 47.3216)
    assert event["end_date"].value is None
    fetched = book["announcement"].cell(2, list(TABLES["announcement"].column_names).index("fetched_at") + 1)
    assert (fetched.data_type, fetched.number_format) == ("d", "yyyy-mm-dd hh:mm:ss")
    amount = book["funding"].cell(2, list(TABLES["funding"].column_names).index("amount_eur") + 1)
    assert (amount.value, amount.data_type, amount.number_format) == (1234567.5, "n", "#,##0.00")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+33",
        "-1",
        "@SUM(A1)",
        '=HYPERLINK("https://exemple.fr")',
        "https://exemple.fr",
        "007",
        "<r><t>x</t></r>",
        "<r>un & deux</r>",
        " deux espaces  ",
        "deux\nlignes",
    ],
)
def test_a_text_stays_the_text_it_is(
    rows: Rows, make_tables: MakeTables, settings: Settings, text: str
) -> None:
    rows["event"][0]["name"] = text
    sheet = _workbook(make_tables(rows), settings)["event"]
    assert (sheet["D2"].value, sheet["D2"].data_type, sheet["D2"].number_format) == (text, "s", "@")
    assert sheet["D2"].hyperlink is None


def test_no_cell_is_a_formula_and_no_part_is_more_than_a_sheet(
    rows: Rows, make_tables: MakeTables, settings: Settings
) -> None:
    rows["announcement"][0]["title"] = "=cmd|' /C calc'!A0"
    folder = make_tables(rows)
    book = _workbook(folder, settings)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {
        "s",
        "n",
        "d",
        "b",
    }
    names = zipfile.ZipFile(folder / spreadsheet.FILE_NAME).namelist()
    assert [name for name in names if "external" in name.lower() or "vba" in name.lower()] == []


def _cells(*texts: str | None) -> list[str | None]:
    """The texts of a column as a reader finds them."""
    xml = rows_as_xml(pa.record_batch({"text": pa.array(texts, pa.string())}), 2, [1])
    rows = ElementTree.fromstring(b"<sheetData>" + xml.to_pybytes() + b"</sheetData>")
    assert [row.get("r") for row in rows] == [str(number) for number in range(2, len(texts) + 2)]
    found = [row.find("c/is/t") for row in rows]
    return [None if text is None else unescape(text.text or "") for text in found]


@given(st.lists(st.one_of(st.none(), st.text()), min_size=1, max_size=5))
def test_any_text_comes_back_without_control_characters(texts: list[str | None]) -> None:
    def kept(text: str) -> str:
        shown = "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
        return shown.replace("\r\n", "\n").replace("\r", "\n")

    assert _cells(*texts) == [None if text is None else kept(text) for text in texts]


def test_what_looks_like_an_escape_of_excel_stays_as_written() -> None:
    assert _cells("_x0041_ et _x000D_", "a\x0bb") == ["_x0041_ et _x000D_", "ab"]


def test_texts_longer_than_a_cell_are_cut() -> None:
    longest = "é" * LONGEST_TEXT
    assert _cells(longest, longest + "é") == [longest, "é" * (LONGEST_TEXT - 1) + "…"]
    assert len(cut("😀" * 20_000).encode("utf-16-le")) // 2 == LONGEST_TEXT


def test_days_before_excel_s_calendar_stay_text() -> None:
    batch = pa.record_batch({"day": pa.array([dt.date(1900, 2, 28), dt.date(1900, 3, 1), None])})
    xml = rows_as_xml(batch, 2, [4]).to_pybytes().decode()
    assert xml == (
        '<row r="2"><c r="A2" s="4" t="inlineStr"><is><t xml:space="preserve">1900-02-28</t></is></c></row>'
        '<row r="3"><c r="A3" s="4"><v>61</v></c></row><row r="4"></row>'
    )


def test_a_long_sheet_stops_and_the_readme_says_so(
    tables: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 1)
    book = _workbook(tables, settings)
    assert [cell.value for cell in book["announcement"]["A"]] == ["announcement_id", "a2"]
    assert book["announcement"].auto_filter.ref == book["announcement"].dimensions
    told = [
        row
        for row in book[book.sheetnames[0]].iter_rows(values_only=True)
        if "feuille announcement" in (row[0] or "")
    ]
    assert told[0][:2] == (
        "La feuille announcement s’arrête après 1 lignes sur 2, pour que le classeur s’ouvre sans peine. La table entière est dans announcement.csv et announcement.parquet.",
        "The sheet announcement stops after 1 of 2 rows, so that the workbook opens with ease. The whole table is in announcement.csv and announcement.parquet.",
    )


def test_the_readme_says_what_this_is(tables: Path, settings: Settings) -> None:
    rows = list(_workbook(tables, settings).worksheets[0].iter_rows(values_only=True))
    words = "\n".join(str(cell) for row in rows for cell in row if cell is not None)
    for expected in (
        "Données au 2025-10-02",
        "donnees@exemple.fr",
        "Licence Ouverte",
        "UTC",
        "Regional health",
    ):
        assert expected in words
    assert "Les noms de personnes ne sont pas publiés" in words
    assert [row[2:] for row in rows if row[2] == "event"] == [("event", 1)]


def test_the_dictionary_says_what_the_cells_of_a_column_hold(tables: Path, settings: Settings) -> None:
    rows = list(_workbook(tables, settings)["dictionnaire"].iter_rows(values_only=True))
    assert len(rows) == 1 + sum(len(table.columns) for table in TABLES.values())
    cells = {(row[0], row[1]): row[-1] for row in rows}
    assert cells["announcement", "fetched_at"] == "date et heure UTC / date and hour, UTC"
    assert cells["event", "commune_code"] == "texte / text"


def test_the_same_tables_give_the_same_bytes_whatever_the_clock(
    tables: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    _workbook(tables, settings)
    first = (tables / spreadsheet.FILE_NAME).read_bytes()
    later = time.time() + 400 * 86_400
    monkeypatch.setattr(time, "time", lambda: later)
    monkeypatch.setenv("TZ", "Pacific/Noumea")
    time.tzset()
    try:
        _workbook(tables, settings)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert (tables / spreadsheet.FILE_NAME).read_bytes() == first
    archive = zipfile.ZipFile(tables / spreadsheet.FILE_NAME)
    assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert archive.read("docProps/core.xml").count(b"2025-10-02T08:30:00Z") == 2

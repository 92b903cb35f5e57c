"""Tables of DOCX files."""

from __future__ import annotations

from datetime import date

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from word_files import TYPE, agenda, blocks, document, packed

from flows.normalise.reading import Source, read


def test_a_table_is_rows_with_cells_and_a_header() -> None:
    read = document(agenda())
    rows = [block for block in read.blocks if block.kind.value == "table_row"]
    assert [[read.text[first:last] for first, last in row.cells] for row in rows] == [
        ["Horaire", "Intervention"],
        ["9 h 00", "Accueil"],
        ["9 h 30", "Ouverture"],
        ["10 h 00", "Table ronde"],
    ]
    assert [row.is_header for row in rows] == [True, False, False, False]


def test_an_agenda_in_a_table_is_read_as_one() -> None:
    [event] = read(
        packed(agenda()), TYPE, "https://exemple.fr/a.docx", date(2026, 4, 1), Source()
    ).told.events
    assert (event.name, str(event.start_date), event.start_time) == (
        "Forum des métiers de la santé",
        "2026-05-12",
        "09:00",
    )
    assert (event.venue_name, event.commune_code) == ("Salle des fêtes", "35238")
    assert [(session.start_time, session.title) for session in event.sessions] == [
        ("09:00", "Accueil"),
        ("09:30", "Ouverture"),
        ("10:00", "Table ronde"),
    ]


@pytest.mark.parametrize("mark", ["row", "style", "old style", "none"])
def test_what_heads_a_table(mark: str) -> None:
    written = docx.Document()
    written.add_heading("Forum", 0)
    table = written.add_table(2, 2, "Light Grid Accent 1" if "style" in mark else "Table Grid")
    for index, text in enumerate(("Ville", "Lieu", "Rennes", "Mairie")):
        table.rows[index // 2].cells[index % 2].text = text
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if mark == "old style":
        look.attrib.clear()
        look.set(qn("w:val"), "04A0")
    if mark == "row":
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    rows = [block for block in document(written).blocks if block.kind.value == "table_row"]
    assert [row.is_header for row in rows] == [mark != "none", False]


def test_merged_cells_keep_their_columns() -> None:
    written = docx.Document()
    written.add_heading("Forum", 0)
    table = written.add_table(3, 3)
    for row, texts in enumerate((("Matin", "9 h", "Accueil"), ("", "10 h", "Débat"), ("Clôture", "", "Fin"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 0).merge(table.cell(2, 1))
    read = document(written)
    rows = [block for block in read.blocks if block.kind.value == "table_row"]
    assert [[read.text[first:last] for first, last in row.cells] for row in rows] == [
        ["Matin", "9 h", "Accueil"],
        ["Matin", "10 h", "Débat"],
        ["Clôture", "", "Fin"],
    ]


def test_a_table_that_lays_out_the_page_is_read_as_text() -> None:
    written = docx.Document()
    written.add_heading("Forum", 0)
    cell = written.add_table(1, 1).cell(0, 0)
    cell.text = "Le forum ouvre."
    cell.add_paragraph("Former", "List Bullet")
    assert blocks(written)[1:] == [("paragraph", 0, "", "Le forum ouvre."), ("list_item", 1, "•", "Former")]

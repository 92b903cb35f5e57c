"""Small DOCX files as people write them, invented, and short notations for what is read in them."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from flows.normalise.documents import read_document
from flows.normalise.documents.model import Document

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def packed(written: Docx) -> bytes:
    stream = BytesIO()
    written.save(stream)
    return stream.getvalue()


def document(written: Docx) -> Document:
    return read_document(packed(written), TYPE, "https://www.exemple.fr/a.docx")


def blocks(written: Docx) -> list[tuple[str, int, str, str]]:
    read = document(written)
    return [(block.kind.value, block.level, block.marker, read.of(block)) for block in read.blocks]


def words(written: Docx) -> list[str]:
    return document(written).text.split("\n")


def add_xml(written: Docx, xml: str) -> None:
    """Puts an element at the end of the body."""
    spaces = nsdecls("w", "r") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    written.element.body.insert_element_before(parse_xml(xml.replace(">", f" {spaces}>", 1)), "w:sectPr")


def list_of(written: Docx, levels: str) -> str:
    """Adds a kind of list to the numbering part; gives its number."""
    numbering = written.part.numbering_part.element
    kind = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>')
    numbering.insert(0, kind)
    return str(numbering.add_num(90).numId)


def as_item(paragraph: Paragraph, number: str, level: int = 0) -> None:
    """Makes a paragraph an item of a list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = int(number)
    properties.get_or_add_ilvl().val = level


def agenda() -> Docx:
    written = docx.Document()
    written.add_heading("Forum des métiers de la santé", 0)
    written.add_paragraph("Le mardi 12 mai 2026, de 9 h à 17 h")
    written.add_paragraph("Lieu : Salle des fêtes, 1 place de la Mairie, 35000 Rennes")
    table = written.add_table(0, 2)
    for hour, title in (
        ("Horaire", "Intervention"),
        ("9 h 00", "Accueil"),
        ("9 h 30", "Ouverture"),
        ("10 h 00", "Table ronde"),
    ):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = hour, title
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    return written

"""Small DOCX files as people write them; what is in them is invented."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.normalise.documents import UnreadableDocument, docx_file, read_document
from flows.normalise.documents.model import Document
from flows.normalise.reading import Source, read

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


def test_title_headings_paragraphs_and_lists_by_their_styles() -> None:
    written = docx.Document()
    written.add_heading("Plan santé", 0)
    written.add_paragraph("Un texte.")
    written.add_heading("Objectifs", 1)
    written.add_paragraph("Former", "List Bullet")
    written.add_paragraph("les aides", "List Bullet 2")
    written.add_heading("Moyens", 2)
    written.add_paragraph("un", "List Number")
    written.add_paragraph("deux", "List Number")
    assert blocks(written) == [
        ("heading", 1, "", "Plan santé"),
        ("paragraph", 0, "", "Un texte."),
        ("heading", 2, "", "Objectifs"),
        ("list_item", 1, "•", "Former"),
        ("list_item", 2, "•", "les aides"),
        ("heading", 3, "", "Moyens"),
        ("list_item", 1, "1.", "un"),
        ("list_item", 1, "2.", "deux"),
    ]


def test_the_only_heading_of_its_rank_is_the_title() -> None:
    written = docx.Document()
    written.add_paragraph("ARS Exemple")
    for text, level in (("Forum des métiers", 1), ("Programme", 2), ("Atelier", 3), ("Accès", 2)):
        written.add_heading(text, level)
    assert [block[:2] + block[3:] for block in blocks(written)] == [
        ("paragraph", 0, "ARS Exemple"),
        ("heading", 1, "Forum des métiers"),
        ("heading", 2, "Programme"),
        ("heading", 3, "Atelier"),
        ("heading", 2, "Accès"),
    ]


def test_a_title_without_style_is_told_by_its_looks() -> None:
    written = docx.Document()
    written.add_paragraph("ARS Exemple")
    written.add_paragraph().add_run("Forum des métiers de la santé").font.size = Pt(24)
    written.add_paragraph(
        "Le forum réunit les professionnels du territoire et les étudiants pour une journée."
    )
    for text in ("Programme", "Accès"):
        written.add_heading(text, 1)
    assert [block[3] for block in blocks(written) if block[:2] == ("heading", 1)] == [
        "Forum des métiers de la santé"
    ]
    assert [block[3] for block in blocks(written) if block[:2] == ("heading", 2)] == ["Programme", "Accès"]


def test_lines_all_in_bold_are_headings_where_no_style_says_so() -> None:
    written = docx.Document()
    written.add_paragraph().add_run("Forum des métiers de la santé").font.size = Pt(24)
    line = written.add_paragraph()
    for part in ("Au ", "programme"):
        line.add_run(part).bold = True
    written.add_paragraph("Le forum réunit les professionnels du territoire.").add_run(
        " Gratuit."
    ).bold = True
    assert [block[:2] for block in blocks(written)] == [("heading", 1), ("heading", 2), ("paragraph", 0)]


@pytest.mark.parametrize("name", ["Titre 2", "Rubrique de l'agence"])
def test_headings_of_styles_of_ones_own(name: str) -> None:
    written = docx.Document()
    style = written.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name.startswith("Rubrique"):
        style.base_style = written.styles["Heading 2"]
    written.add_heading("Forum", 0)
    written.add_heading("Journée", 1)
    written.add_paragraph("Accès", style)
    assert blocks(written)[-1] == ("heading", 3, "", "Accès")


def test_outline_level_makes_a_heading_and_that_of_running_text_none() -> None:
    written = docx.Document()
    written.add_heading("Forum", 0)
    for level in (0, 9):
        paragraph = written.add_paragraph(f"Niveau {level}")
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(level))
        paragraph._p.get_or_add_pPr().append(outline)
    assert [block[:2] for block in blocks(written)[1:]] == [("heading", 2), ("paragraph", 0)]


LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>'
)


def test_items_are_counted_by_list_and_level() -> None:
    written = docx.Document()
    number = list_of(written, LEVELS)
    for text, level in (("un", 0), ("sous", 1), ("sous bis", 1), ("puce", 2), ("deux", 0), ("encore", 1)):
        as_item(written.add_paragraph(text), number, level)
    assert [block[1:] for block in blocks(written)] == [
        (1, "3.", "un"),
        (2, "a.", "sous"),
        (2, "b.", "sous bis"),
        (3, "•", "puce"),
        (1, "4.", "deux"),
        (2, "a.", "encore"),
    ]


def test_lists_that_begin_anew_and_lists_that_go_on() -> None:
    written = docx.Document()
    number = list_of(written, LEVELS)
    numbering = written.part.numbering_part.element
    on, anew = numbering.add_num(90), numbering.add_num(90)
    anew.add_lvlOverride(0).add_startOverride(3)
    for list_number in (number, number, str(on.numId), str(anew.numId), str(anew.numId)):
        as_item(written.add_paragraph("point"), list_number)
    assert [block[2] for block in blocks(written)] == ["3.", "4.", "5.", "3.", "4."]


def test_items_by_the_name_of_their_style_alone() -> None:
    written = docx.Document()
    written.add_heading("Forum", 0)
    for name in ("Liste à puces", "Liste à puces 2"):
        written.add_paragraph("point", written.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    assert [block[:3] for block in blocks(written)[1:]] == [("list_item", 1, "•"), ("list_item", 2, "•")]


def test_an_item_taken_out_of_its_list_is_a_paragraph() -> None:
    written = docx.Document()
    written.add_heading("Forum", 0)
    as_item(written.add_paragraph("seul", "List Bullet"), "0")
    assert blocks(written)[-1][0] == "paragraph"


@pytest.mark.parametrize(
    ("form", "text", "markers"),
    [
        ("decimal", "%1.", ["1.", "2."]),
        ("decimal", "Article %1 :", ["Article 1 :", "Article 2 :"]),
        ("upperRoman", "%1.", ["I.", "II."]),
        ("upperLetter", "%1.", ["A.", "B."]),
    ],
)
def test_numbers_of_headings_are_their_markers(form: str, text: str, markers: list[str]) -> None:
    written = docx.Document()
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )
    number = list_of(written, level)
    written.add_heading("Plan régional", 0)
    for title in ("Objectifs", "Moyens"):
        as_item(written.add_heading(title, 1), number)
    assert [block[2:] for block in blocks(written)[1:]] == list(
        zip(markers, ("Objectifs", "Moyens"), strict=True)
    )


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


def test_links_lead_where_the_file_says() -> None:
    written = docx.Document()
    written.add_heading("Forum", 0)
    to = written.part.relate_to(
        "https://www.exemple.fr/inscription?a=1&b=2", RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    add_xml(
        written,
        f'<w:p><w:r><w:t xml:space="preserve">Inscription : </w:t></w:r><w:hyperlink r:id="{to}"><w:r><w:t>en ligne</w:t></w:r></w:hyperlink></w:p>',
    )
    read = document(written)
    [link] = read.links
    assert (read.text[link.start : link.end], link.url) == (
        "en ligne",
        "https://www.exemple.fr/inscription?a=1&b=2",
    )


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        ("<w:p><w:r><w:t>Le</w:t><w:tab/><w:t>forum</w:t></w:r></w:p>", ["Le forum"]),
        ("<w:p><w:r><w:t>Le forum</w:t><w:br/><w:t>ouvre</w:t></w:r></w:p>", ["Le forum", "ouvre"]),
        ("<w:p><w:r><w:t>rendez</w:t><w:noBreakHyphen/><w:t>vous</w:t></w:r></w:p>", ["rendez-vous"]),
        ("<w:p><w:ins><w:r><w:t>ajout</w:t></w:r></w:ins><w:del><w:r><w:delText>retrait</w:delText></w:r></w:del></w:p>", ["ajout"]),
        ("<w:p><w:moveFrom><w:r><w:t>avant</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>après</w:t></w:r></w:moveTo></w:p>", ["après"]),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r><w:r><w:t>vu</w:t></w:r></w:p>", ["vu"]),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>12 postes</w:t></w:r></w:p>", ["12 postes"]),
        ("<w:p><w:r><w:t>&lt;b&gt; &amp; co</w:t></w:r></w:p>", ["<b> & co"]),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>dans un cadre</w:t></w:r></w:p></w:sdtContent></w:sdt>", ["dans un cadre"]),
        (
            "<w:p><w:r><w:t>Autour</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>encadré</w:t></w:r></w:p>"
            "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>encadré</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>",
            ["Autour", "encadré"],
        ),
    ],
)  # fmt: skip
def test_what_a_reader_sees_is_read(xml: str, shown: list[str]) -> None:
    written = docx.Document()
    written.add_heading("Forum", 0)
    add_xml(written, xml)
    assert words(written) == ["Forum", *shown]


def test_the_table_of_contents_is_left_out() -> None:
    written = docx.Document()
    written.add_heading("Forum", 0)
    for name in ("TOC Heading", "toc 1"):
        style = name if name in written.styles else written.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        written.add_paragraph("Programme ..... 2", style)
    written.add_heading("Programme", 1)
    assert words(written) == ["Forum", "Programme"]


def test_page_headers_and_footers_are_the_letterhead() -> None:
    written = docx.Document()
    written.add_heading("Forum", 0)
    written.add_paragraph("Le forum ouvre.")
    written.sections[0].header.paragraphs[0].text = "Agence Exemple de santé"
    written.sections[0].footer.paragraphs[0].text = "CHU Exemple – 1 rue du Port"
    read = document(written)
    assert read.text == "Forum\nLe forum ouvre."
    assert read.metadata.letterhead == ("Agence Exemple de santé", "CHU Exemple")


def test_a_stated_title_counts_where_the_text_repeats_it() -> None:
    written = docx.Document()
    written.add_paragraph("Le forum ouvre ses portes aux étudiants de toute la région.")
    written.add_paragraph("forum des métiers")
    written.core_properties.title = "Forum des métiers"
    assert blocks(written)[1] == ("heading", 1, "", "forum des métiers")
    assert document(written).metadata.title == "forum des métiers"
    written.core_properties.title = "Modèle de note"
    assert document(written).metadata.title is None
    assert "Modèle" not in document(written).text


def test_contacts_never_enter_a_document() -> None:
    written = docx.Document()
    written.add_paragraph("Camille Exemple, camille@example.org")
    assert "@" not in document(written).text


def repacked(body: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The file with each part as `change` gives it; without those it gives null for."""
    stream = BytesIO()
    with ZipFile(BytesIO(body)) as before, ZipFile(stream, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = change(name, before.read(name))
            if content is not None:
                after.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda body: body[: len(body) // 2], "docx_broken"),
        (lambda body: body[:200] + b"word/", "docx_broken"),
        (lambda body: repacked(body, lambda name, content: None if name == "word/document.xml" else content), "docx_broken"),
        (lambda body: repacked(body, lambda name, content: None if name.startswith("[") else content), "docx_broken"),
        (lambda body: repacked(body, lambda name, content: content[:-20] if name == "word/document.xml" else content), "docx_broken"),
        (lambda body: repacked(body, lambda _, content: content.replace(b"Forum", b"")), "docx_without_text"),
    ],
)  # fmt: skip
def test_unreadable_files(change: Callable[[bytes], bytes], rule: str) -> None:
    written = docx.Document()
    written.add_paragraph("Forum")
    with pytest.raises(UnreadableDocument) as caught:
        read_document(change(packed(written)), TYPE, "")
    assert caught.value.rule == rule
    assert "DOCX" in caught.value.reason_fr
    assert "DOCX" in caught.value.reason_en


@pytest.mark.parametrize("name", ["word/document.xml", "word/media/image.png", "autre.bin"])
def test_a_file_that_would_fill_the_memory_is_refused_unread(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docx, "Document", None)
    bomb = BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as file:
        file.writestr(name, bytes(101_000_000))
        file.writestr("word/styles.xml", b"")
    assert len(bomb.getvalue()) < 200_000
    with pytest.raises(UnreadableDocument) as caught:
        read_document(bomb.getvalue(), TYPE, "")
    assert caught.value.rule == "docx_too_large"


def test_pictures_may_be_larger_than_text(monkeypatch: pytest.MonkeyPatch) -> None:
    written = docx.Document()
    written.add_paragraph("Le forum ouvre.")
    body = packed(written)
    with_picture = BytesIO(body)
    with ZipFile(with_picture, "a", ZIP_DEFLATED) as file:
        file.writestr("word/media/image.bmp", bytes(3_000_000))
    monkeypatch.setattr(docx_file, "_MOST_XML_BYTES", 2_000_000)
    assert read_document(with_picture.getvalue(), TYPE, "").text == "Le forum ouvre."
    monkeypatch.setattr(docx_file, "_MOST_BYTES", 2_000_000)
    with pytest.raises(UnreadableDocument):
        read_document(with_picture.getvalue(), TYPE, "")


def test_entities_are_not_unfolded() -> None:
    written = docx.Document()
    written.add_paragraph("Forum AMI")
    laughs = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'

    def change(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        return content.replace(b"?>", b"?>" + laughs, 1).replace(b"AMI", b"&b;&b;")

    assert "haha" not in read_document(repacked(packed(written), change), TYPE, "").text


@pytest.mark.parametrize("content_type", ["", "application/octet-stream", "application/msword", "text/html"])
def test_a_docx_is_recognised_whatever_the_server_says(content_type: str) -> None:
    assert read_document(packed(agenda()), content_type, "").text.startswith("Forum des métiers")


@pytest.mark.parametrize(("name", "told"), [("odt", "ODT"), ("xlsx", "XLSX")])
def test_other_office_files_are_refused_by_name(name: str, told: str) -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as file:
        if name == "odt":
            file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            file.writestr("word/content.xml", "<x/>")
        else:
            file.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(UnreadableDocument) as caught:
        read_document(stream.getvalue(), "", "")
    assert caught.value.rule == "not_text"
    assert told in caught.value.reason_fr
    assert "ni DOCX" in caught.value.reason_fr


BODY = packed(agenda())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(BODY) - 1), st.binary(min_size=1, max_size=8))
def test_any_damage_gives_a_document_or_a_reason(at: int, put: bytes) -> None:
    with suppress(UnreadableDocument):
        document = read_document(BODY[:at] + put + BODY[at + len(put) :], TYPE, "")
        assert document.blocks
        assert all(0 <= block.start < block.end <= len(document.text) for block in document.blocks)

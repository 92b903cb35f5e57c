"""What a reader of a DOCX file sees is read, and nothing else."""

from __future__ import annotations

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from word_files import add_xml, document, words


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


def test_contacts_never_enter_a_document() -> None:
    written = docx.Document()
    written.add_paragraph("Camille Exemple, camille@example.org")
    assert "@" not in document(written).text

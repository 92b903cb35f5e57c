"""Titles and headings of DOCX files, by style or by looks."""

from __future__ import annotations

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from word_files import blocks, document


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

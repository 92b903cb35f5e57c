"""Lists of DOCX files and their numbers."""

from __future__ import annotations

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from word_files import as_item, blocks, list_of

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

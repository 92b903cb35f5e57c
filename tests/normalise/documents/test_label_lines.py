from __future__ import annotations

import pytest

from flows.normalise.documents import read_document
from flows.normalise.documents.model import Block, BlockKind, Document

LONG = "La réunion est ouverte aux habitants, aux soignants et aux élus de toutes les communes du territoire concerné."


def lines_of(body: str) -> list[str]:
    return read(body).text.splitlines()[1:]


def read(body: str) -> Document:
    html = f"<main><h1>Réunion publique</h1>{body}</main>"
    return read_document(html.encode(), "text/html; charset=utf-8", "")


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Date limite de dépôt :</h2><p>30 mai 2025</p>",
        "<p><b>Date limite de dépôt :</b><br>30 mai 2025</p>",
        "<p>Date limite de dépôt :</p><p>30 mai 2025</p><h2>Suite</h2><p>Un.</p>",
        f"<div>Date limite de dépôt :</div><div>30 mai 2025</div><p>{LONG}</p>",
        "<div>Date limite de dépôt :</div><div>30 mai 2025</div><div>Lieu : mairie</div>",
    ],
)
def test_a_label_stands_on_the_line_of_its_value(body: str) -> None:
    assert lines_of(body)[0] == "Date limite de dépôt : 30 mai 2025"


def test_headings_that_are_labels_head_no_section() -> None:
    document = read("<h3>Quand ?</h3><p>Mardi 3 juin</p><h3>Lieu</h3><p>Salle Modèle</p>")
    assert document.text == "Réunion publique\nQuand ? Mardi 3 juin\nLieu : Salle Modèle"
    assert [block.kind for block in document.blocks[1:]] == [BlockKind.PARAGRAPH] * 2


def test_items_keep_their_place_in_the_list() -> None:
    document = read("<ul><li><b>Lieu</b><br>Salle Modèle</li><li><b>Horaires</b><br>9 h</li></ul>")
    assert document.text.splitlines()[1:] == ["• Lieu : Salle Modèle", "• Horaires : 9 h"]
    assert document.blocks[2] == Block(BlockKind.LIST_ITEM, 41, 55, level=1, marker="•")


def test_links_of_a_value_stay_on_its_words() -> None:
    document = read('<h2>Inscription</h2><p>sur <a href="https://a.example/x">le site</a></p>')
    (link,) = document.links
    assert document.text[link.start : link.end] == "le site"


@pytest.mark.parametrize(
    "body",
    [
        "<p>Intervenants :</p><p>Jeanne Exemple</p><p>Paul Modèle</p>",
        f"<h2>Programme</h2><p>{LONG}</p>",
        "<h2>Calendrier</h2><ul><li>3 juin</li></ul>",
        "<p>Lieu :</p><p>Adresse : 3, rue Modèle</p>",
        "<h2>Des soignants pour tous</h2><p>Un mot.</p>",
    ],
)
def test_labels_of_several_values_and_headings_of_text_stay_above(body: str) -> None:
    assert len(lines_of(body)) == body.count("<p>") + body.count("<h2>") + body.count("<li>")

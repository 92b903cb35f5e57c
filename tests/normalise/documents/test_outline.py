from __future__ import annotations

import pytest

from flows.normalise.documents import read_document
from flows.normalise.documents.model import Block, Document
from flows.normalise.documents.outline import Outline

PAGE = """<main><h1>Plan santé</h1><p>Chapeau.</p><h2>Axes</h2><p>Trois axes :</p><ul><li>Former</li><li>Soigner</li></ul>
<h3>Moyens</h3><ul><li>un</li></ul><h2>Signataires</h2><p>La mairie</p></main>"""


@pytest.fixture
def document() -> Document:
    return read_document(PAGE.encode(), "text/html; charset=utf-8", "")


def find(document: Document, words: str) -> Block:
    return next(block for block in document.blocks if document.of(block) == words)


def test_sections_are_a_tree(document: Document) -> None:
    outline = Outline(document)
    (plan,) = outline.root.children
    axes, signers = plan.children
    (means,) = axes.children
    assert [document.of(block) for block in axes.blocks] == ["Trois axes :", "Former", "Soigner"]
    assert document.text[axes.start : axes.end] == "Axes\nTrois axes :\n• Former\n• Soigner\nMoyens\n• un"
    assert means.parent is axes
    assert signers.level == 2
    assert [section.level for section in outline.sections] == [0, 1, 2, 3, 2]
    assert outline.section_of(find(document, "un")) is means
    assert outline.section_of(find(document, "Signataires")) is signers


def test_what_introduces_a_list(document: Document) -> None:
    outline = Outline(document)
    assert outline.lead_of(find(document, "Soigner")) == find(document, "Trois axes :")
    assert outline.lead_of(find(document, "un")) == find(document, "Moyens")
    assert outline.lead_of(find(document, "La mairie")) is None


@pytest.mark.parametrize(
    ("line", "label", "is_known", "value"),
    [
        ("Date : mardi 3 mai", "date", True, "mardi 3 mai"),
        ("Date limite de dépôt : 30/05/2025", "date limite de depot", True, "30/05/2025"),
        ("Où ? À la mairie", "ou", True, "À la mairie"),
        ("QUAND ? Du 12 mai au 3 juin", "quand", True, "Du 12 mai au 3 juin"),
        ("Tarif – gratuit", "tarif", True, "gratuit"),
        ("Lieu | Salle A", "lieu", True, "Salle A"),
        ("Le public visé : les internes", "le public vise", True, "les internes"),
        ("Emprunt : 3,1 M€", "emprunt", False, "3,1 M€"),
    ],
)
def test_labels_and_values(line: str, label: str, is_known: bool, value: str) -> None:
    document = read_document(
        f"<main><h1>Titre</h1><p>{line}</p></main>".encode(), "text/html; charset=utf-8", ""
    )
    pair = Outline(document).label_value(document.blocks[1])
    assert pair is not None
    assert (pair.label, pair.is_known, document.text[pair.start : pair.end]) == (label, is_known, value)


@pytest.mark.parametrize(
    "line",
    [
        "14h00 : café d'accueil",
        "« Plaies : quand adresser ? »",
        "Toulon – jeudi 6 février",
        "Vous venez ? Inscrivez-vous",
        "Une phrase sans rien",
        "Les aides attribuées :",
    ],
)
def test_other_lines_have_no_label(line: str) -> None:
    document = read_document(
        f"<main><h1>Titre</h1><p>{line}</p></main>".encode(), "text/html; charset=utf-8", ""
    )
    assert Outline(document).label_value(document.blocks[1]) is None


def test_tables_have_a_header_or_none_and_their_rows() -> None:
    sites = "<table><tr><th>Site</th><th>Places</th></tr><tr><td>Sées</td><td>4</td></tr><tr><td>Gacé</td><td>6</td></tr></table>"
    branches = "<table><tr><th>Antenne</th><th>Places</th></tr><tr><td>Trun</td><td>2</td></tr></table>"
    others = "<p>Autres lieux</p><table><tr><td>Flers</td><td>1</td></tr></table>"
    html = f"<main>{sites}{branches}{others}</main>"
    document = read_document(html.encode(), "text/html", "")
    assert [
        (table.header and document.of(table.header), [document.of(row) for row in table.rows])
        for table in Outline(document).tables
    ] == [
        ("Site | Places", ["Sées | 4", "Gacé | 6"]),
        ("Antenne | Places", ["Trun | 2"]),
        (None, ["Flers | 1"]),
    ]


def test_a_row_of_two_cells_is_label_and_value() -> None:
    source = "<main><h1>Titre</h1><table><tr><td>Lieu<td>Salle A<tr><td>a<td>b<td>c</table></main>"
    document = read_document(source.encode(), "text/html", "")
    outline = Outline(document)
    pair = outline.label_value(document.blocks[1])
    assert pair is not None
    assert (pair.label, document.text[pair.start : pair.end]) == ("lieu", "Salle A")
    assert outline.label_value(document.blocks[2]) is None

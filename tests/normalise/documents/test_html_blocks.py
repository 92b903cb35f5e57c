"""One small page for each way of setting blocks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.documents import read_document

Page = Callable[..., list[tuple[str, int, str, str]]]


def test_headings_paragraphs_lists(page: Page) -> None:
    assert page(
        "<h1>Plan santé</h1><p>Un texte.</p><h2>1. Objectifs</h2>"
        "<ul><li>Former<ul><li>les aides</li></ul></li><li>Repérer</li></ul>"
        "<ol start=3><li>trois</li><li value=7>sept</li></ol><ol type=a><li>un</li></ol>"
    ) == [
        ("heading", 1, "", "Plan santé"),
        ("paragraph", 0, "", "Un texte."),
        ("heading", 2, "1.", "Objectifs"),
        ("list_item", 1, "•", "Former"),
        ("list_item", 2, "•", "les aides"),
        ("list_item", 1, "•", "Repérer"),
        ("list_item", 1, "3.", "trois"),
        ("list_item", 1, "7.", "sept"),
        ("list_item", 1, "a.", "un"),
    ]


def test_inline_elements_neither_add_nor_lose_spaces(page: Page) -> None:
    inside = "<p>Le <strong>30&nbsp;mai</strong>, 1<sup>er</sup> tour :\n <em>dépôt</em> <b>avant</b> <i>12h</i>.</p>"
    assert page(inside) == [("paragraph", 0, "", "Le 30 mai, 1er tour : dépôt avant 12h.")]
    box = "<div><span>12</span><span>mars</span><span>2025</span></div><div><b>7</b><i>oct.</i> CO<sub>2</sub></div>"
    assert [words for *_, words in page(box)] == ["12 mars 2025", "7 oct. CO2"]


def test_line_breaks_make_blocks_without_a_gap() -> None:
    document = read_document(b"<main><p>Un<br>Salle A</p><p>Deux<br><br>Mardi</p></main>", "text/html", "")
    assert [(document.of(b), b.gap) for b in document.blocks] == [
        ("Un", True),
        ("Salle A", False),
        ("Deux", True),
        ("Mardi", True),
    ]


def test_bullets_typed_into_paragraphs_are_list_items(page: Page) -> None:
    assert page("<p>- Toulon<br>- Gap</p><p>📍 Ajaccio</p><ul><li>– tiret</li></ul>") == [
        ("list_item", 1, "-", "Toulon"),
        ("list_item", 1, "-", "Gap"),
        ("list_item", 1, "📍", "Ajaccio"),
        ("list_item", 1, "•", "tiret"),
    ]


def test_a_second_paragraph_of_an_item_keeps_its_level(page: Page) -> None:
    assert page("<ul><li><p>Toulon</p><p>Palais Neptune</p></li></ul>") == [
        ("list_item", 1, "•", "Toulon"),
        ("paragraph", 1, "", "Palais Neptune"),
    ]


def test_paragraphs_all_in_bold_are_headings_and_half_in_bold_are_not(page: Page) -> None:
    assert page("<h2>Suite</h2><p><strong>Programme</strong></p><p><b>Tarif</b> : gratuit</p>") == [
        ("heading", 1, "", "Suite"),
        ("heading", 3, "", "Programme"),
        ("paragraph", 0, "", "Tarif : gratuit"),
    ]


def test_terms_and_definitions(page: Page) -> None:
    assert page(
        "<dl><dt>Date de publication</dt><dd>14/03/2025</dd><dt>Où ?</dt><dd><p>À Caen</p></dd>"
        "<dt>Détails</dt><dd>Écrit par : Le bureau</dd><dt>Seul</dt></dl>"
    ) == [
        ("paragraph", 0, "", "Date de publication : 14/03/2025"),
        ("paragraph", 0, "", "Où ? À Caen"),
        ("paragraph", 0, "", "Détails"),
        ("paragraph", 0, "", "Écrit par : Le bureau"),
        ("paragraph", 0, "", "Seul"),
    ]


def test_a_term_with_a_count_stands_over_its_definition(page: Page) -> None:
    assert page("<dl><dt>Axe 1 : Former</dt><dd>Ouvrir un institut</dd></dl>") == [
        ("paragraph", 0, "Axe 1 :", "Former"),
        ("paragraph", 0, "", "Ouvrir un institut"),
    ]


def test_labels_of_drupal_fields_stand_before_their_values(page: Page) -> None:
    field = "<div class=field><div class=field__label>Date limite</div><div class=field__item>30 mai 2025</div></div>"
    empty = "<div class=field><div class=field__label>Montant</div></div>"
    assert page(field + empty + "<p>Un</p><p>Deux</p>") == [
        ("paragraph", 0, "", "Date limite : 30 mai 2025"),
        ("paragraph", 0, "", "Montant"),
        ("paragraph", 0, "", "Un"),
        ("paragraph", 0, "", "Deux"),
    ]


def cells(source: str) -> list[tuple[list[str], bool]]:
    document = read_document(f"<main>{source}</main>".encode(), "text/html", "")
    return [([document.text[a:b] for a, b in block.cells], block.is_header) for block in document.blocks]


def test_table_rows_and_their_header() -> None:
    assert cells(
        "<table><thead><tr><th>Heure<th>Séance</thead><tr><td>9h<td>Accueil<tr><td>10h<td>"
        "<tr><th>Total<th>11,9 M€</table>"
    ) == [
        (["Heure", "Séance"], True),
        (["9h", "Accueil"], False),
        (["10h", ""], False),
        (["Total", "11,9 M€"], False),
    ]


def test_a_first_row_in_bold_is_a_header() -> None:
    bold = "<table><tr><td><b>Thème</b><td><b>Date</b><tr><td>Cœur<td>3 mai</table>"
    assert cells(bold) == [(["Thème", "Date"], True), (["Cœur", "3 mai"], False)]


def test_cells_that_span_rows_are_said_again_and_columns_left_empty() -> None:
    assert cells(
        "<table><tr><td rowspan=2>Matin<td>9h<td>Accueil<tr><td colspan=2>Pause<tr><td>Soir<td>20h<td>Fin</table>"
    ) == [
        (["Matin", "9h", "Accueil"], False),
        (["Matin", "Pause", ""], False),
        (["Soir", "20h", "Fin"], False),
    ]


def test_amounts_that_span_rows_are_said_once() -> None:
    assert cells(
        "<table><tr><td rowspan=2>Lundi<td>Luzy<td rowspan=2>9 000 €<tr><td>Lormes<tr><td>Mardi<td>Sées<td>1 €</table>"
    ) == [
        (["Lundi", "Luzy", "9 000 €"], False),
        (["Lundi", "Lormes", ""], False),
        (["Mardi", "Sées", "1 €"], False),
    ]


def test_lists_in_a_cell_are_set_off() -> None:
    assert cells("<table><tr><td>9h<td><ul><li>Dr A<li>Dr B</ul></table>") == [(["9h", "Dr A ; Dr B"], False)]


def test_tables_that_lay_out_a_page_are_not_rows(page: Page) -> None:
    inside = "<table><tr><td><h2>Titre</h2><p>Un</p><p>Deux</p><table><tr><td>a<td>b</table></table>"
    assert page(inside) == [
        ("heading", 1, "", "Titre"),
        ("paragraph", 0, "", "Un"),
        ("paragraph", 0, "", "Deux"),
        ("table_row", 0, "", "a | b"),
    ]


def test_accordions_are_content_open_or_closed(page: Page) -> None:
    assert page(
        "<h2>Aide</h2><details><summary>Qui ?</summary><p>Les internes.</p></details>"
        "<h3><button class=fr-accordion__btn>Combien ?</button></h3>"
        "<div class=fr-collapse style='display:none'><p>600 € avant le 30 mai.</p></div>"
    ) == [
        ("heading", 1, "", "Aide"),
        ("paragraph", 0, "", "Qui ? Les internes."),
        ("paragraph", 0, "", "Combien ? 600 € avant le 30 mai."),
    ]


def test_preformatted_lines(page: Page) -> None:
    assert page("<pre>Ordre du jour\n  9h  Accueil</pre>") == [
        ("paragraph", 0, "", "Ordre du jour"),
        ("paragraph", 0, "", "9h Accueil"),
    ]


def test_an_open_heading_ends_with_the_next_paragraph(page: Page) -> None:
    assert page("<h2>Titre<p>Un texte.</p><p>Un autre.</p>")[:2] == [
        ("heading", 1, "", "Titre"),
        ("paragraph", 0, "", "Un texte."),
    ]
    assert page("<h2><div><p>Titre</p></div></h2><p>Texte</p>")[0] == ("heading", 1, "", "Titre")


def test_struck_words_and_footnote_calls_are_not_read(page: Page) -> None:
    inside = "<p>Le <del>3</del> 5 mai<sup><a href=#n1>1</a></sup>, 20 m<sup>2</sup></p>"
    assert page(inside) == [("paragraph", 0, "", "Le 5 mai, 20 m2")]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/inscription", "https://www.example.org/inscription"),
        ("https://forms.example.org/x", "https://forms.example.org/x"),
    ],
)
def test_links_keep_their_place_and_address(address: str, expected: str) -> None:
    source = f"<main><ul><li>1. Avant :  <a href='{address}'> le\n formulaire </a> en ligne</ul></main>"
    document = read_document(source.encode(), "text/html", "https://www.example.org/a/b")
    (link,) = document.links
    assert (document.text[link.start : link.end].strip(), link.url) == ("le formulaire", expected)

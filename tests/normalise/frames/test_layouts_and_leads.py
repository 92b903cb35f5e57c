"""What a page's layout says without a sentence: overlines, tiles, rows across a table; and who is 'with' whom."""

from __future__ import annotations

from collections.abc import Callable

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]

CALL = (
    "<html><head><title>Bien grandir – Fondation Modèle</title></head><body><main>"
    "<p>Appel à projets</p><h1>Bien grandir</h1><h2>L'essentiel</h2>"
    "<div class='tile'><div class='tile-label'>Dotation globale</div>"
    "<div class='tile-value'>250 000 €</div></div>"
    "<p>Ouverture : 6 janvier 2025</p><p>Clôture : 15 février 2025</p>"
    "<p>Avec l'Unafam du Var, la Fondation Modèle veut aider ceux qui aident les enfants.</p></main></body></html>"
)


def test_the_line_over_the_title_says_what_the_title_names(told: Read) -> None:
    (programme,) = told(CALL).programmes
    assert (programme.name, programme.programme_type) == ("Bien grandir", "call_for_projects")


def test_a_tile_of_label_and_value_is_one_statement(told: Read) -> None:
    (funding,) = told(CALL).fundings
    evidence = funding.evidence
    assert (funding.amount_eur, evidence.end - evidence.start) == (
        250_000,
        len("Dotation globale : 250 000 €"),
    )


def test_a_sentence_that_opens_with_avec_names_a_partner(told: Read) -> None:
    roles = [(r.organisation_name, r.role) for r in told(CALL).roles if r.role == "partner"]
    assert roles == [("Unafam du Var", "partner")]


def test_a_row_across_a_table_is_the_axis_of_the_rows_below_it(told: Read) -> None:
    (programme,) = told(
        "<html><body><main><h1>Le projet de santé 2025-2029</h1><p>La CPTS d'Exemple lance son projet de santé "
        "2025-2029.</p><h2>Le plan d'actions</h2><table><tr><th>N°</th><th>Action</th></tr>"
        "<tr><td colspan='2'>Axe 1. Trouver un soignant</td></tr><tr><td>1.1</td><td>Ouvrir une bourse</td></tr>"
        "<tr><td colspan='2'>Axe 2. Prévenir</td></tr><tr><td>2.1</td><td>Aller au collège</td></tr>"
        "</table></main></body></html>"
    ).programmes
    assert [(o.level, o.text, o.parent and o.parent.text) for o in programme.objectives] == [
        ("axis", "Trouver un soignant", None),
        ("action", "Ouvrir une bourse", "Trouver un soignant"),
        ("axis", "Prévenir", None),
        ("action", "Aller au collège", "Prévenir"),
    ]


def test_the_end_of_the_page_title_names_the_publisher(told: Read) -> None:
    assert told(CALL).publisher_name == "Fondation Modèle"

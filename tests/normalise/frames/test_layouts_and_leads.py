"""What a page's layout says without a sentence: overlines, tiles, rows across a table; and who is 'with' whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

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


def test_labels_above_their_values_are_read_as_those_beside_them(told: Read) -> None:
    page = told(
        "<html><body><main><h1>Forum santé des jeunes</h1><p>La mairie d'Amiens organise un forum santé pour les "
        "jeunes.</p><h3>Date</h3><p>Mardi 15 avril 2025</p><h3>Horaires</h3><p>9h - 17h</p>"
        "<h3>Organisateur</h3><p>CPTS Exemple d'Amiens</p></main></body></html>"
    )
    (event,) = page.events
    assert (event.start_time, event.end_time) == ("09:00", "17:00")
    assert (event.name, event.organiser_name) == ("Forum santé des jeunes", "CPTS Exemple d'Amiens")
    (funding,) = told(
        "<html><body><main><h1>Appel à projets : bien vieillir</h1><p>L'ARS Bretagne lance un appel à projets.</p>"
        "<h3>Montant</h3><p>30 000 € par projet</p><h3>Date limite de dépôt</h3><p>30 mai 2025</p></main></body></html>"
    ).fundings
    assert funding.application_deadline == date(2025, 5, 30)


def test_a_table_under_the_heading_of_an_axis_holds_its_actions(told: Read) -> None:
    rows = "<tr><th>Fiche action</th><th>Pilote</th></tr><tr><td>{}</td><td>A</td></tr><tr><td>{}</td><td>B</td></tr>"
    (plan,) = told(
        "<h1>Projet territorial de santé mentale de la Drôme 2025-2030</h1><p>L'ARS a arrêté le PTSM.</p>"
        "<h2>Axe 1 – Repérer plus tôt</h2><table>"
        + rows.format("1.1 Former les enseignants", "1.2 Déployer des infirmiers")
        + "</table><h2>Axe 2 – Vivre dans la cité</h2><table>"
        + rows.format("2.1 Ouvrir un lieu d'écoute", "2.2 Développer le logement")
        + "</table>"
    ).programmes
    assert [(o.level, o.text, o.parent and o.parent.text) for o in plan.objectives] == [
        ("axis", "Repérer plus tôt", None),
        ("action", "Former les enseignants", "Repérer plus tôt"),
        ("action", "Déployer des infirmiers", "Repérer plus tôt"),
        ("axis", "Vivre dans la cité", None),
        ("action", "Ouvrir un lieu d'écoute", "Vivre dans la cité"),
        ("action", "Développer le logement", "Vivre dans la cité"),
    ]

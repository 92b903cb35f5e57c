"""Sites in lists, columns and headings."""

from __future__ import annotations

from collections.abc import Callable

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]
TITLE = "Une formation pour les assistants\n\nLa Région ouvre la formation « Assistant médical ».\n\n"


def sites(told: Read, text: str) -> list[tuple[str, str | None, str | None]]:
    """Name, commune and department of every site of the only programme."""
    [programme] = told(text, url="https://www.nouvelle-aquitaine.fr/page", on="2024-03-01").programmes
    return [(site.site_name, site.commune_code, site.department_code) for site in programme.sites]


def test_items_that_open_with_a_town_name_what_stands_there(told: Read) -> None:
    text = (
        "Cinq projets soutenus\n\nLa Région soutient ces projets dans le cadre du plan « Soins 2025 », "
        "qu'elle conduit depuis 2020.\n\nLes aides attribuées :\n"
        "- Bergerac (24) : 225 000 € pour l'extension de la maison de santé\n"
        "- Ussel (19) : 150 000 € pour un cabinet secondaire\n"
    )
    assert sites(told, text) == [("maison de santé", "24037", "24"), ("cabinet secondaire", "19275", "19")]


def test_items_that_name_a_body_before_its_town(told: Read) -> None:
    text = (
        "AMI « Hôpital en ville » : les lauréats\n\nL'appel à manifestation d'intérêt « Hôpital en ville » a retenu :\n"
        "- Centre Bel-Air, Bergerac (24)\n- Clinique du Parc, Royan (17)\n"
    )
    assert sites(told, text) == [("Centre Bel-Air", "24037", "24"), ("Clinique du Parc", "17306", "17")]


def test_a_list_with_days_is_an_agenda(told: Read) -> None:
    text = f"{TITLE}Réunions\n- Bergerac (24), mardi 5 mars à 18h\n- Royan (17), jeudi 7 mars à 18h\n"
    assert sites(told, text) == []


def test_a_column_of_towns_is_a_list_of_places(told: Read) -> None:
    html = (
        "<h1>La Région ouvre la formation « Assistant médical »</h1>"
        "<table><tr><th>Lot</th><th>Communes</th></tr>"
        "<tr><td>Nord</td><td>Bergerac, Ussel</td></tr><tr><td>Sud</td><td>Royan</td></tr></table>"
    )
    assert sites(told, html) == [
        ("Bergerac", "24037", "24"),
        ("Ussel", "19275", "19"),
        ("Royan", "17306", "17"),
    ]


def test_a_column_of_bodies_names_them_and_the_column_beside_it_their_towns(told: Read) -> None:
    html = (
        "<h1>Les lauréats de l'appel à projets « Bouger mieux »</h1>"
        "<table><tr><th>Structure</th><th>Commune</th></tr><tr><td>Centre social Bel-Air</td><td>Bergerac</td></tr>"
        "<tr><td>Clinique du Parc</td><td>Royan</td></tr></table>"
    )
    assert sites(told, html) == [
        ("Centre social Bel-Air", "24037", "24"),
        ("Clinique du Parc", "17306", "17"),
    ]


def test_a_table_of_days_is_a_calendar(told: Read) -> None:
    html = (
        "<h1>La Région ouvre la formation « Assistant médical »</h1>"
        "<table><tr><th>Date</th><th>Ville</th></tr><tr><td>mardi 12 mars 2024</td><td>Bergerac</td></tr>"
        "<tr><td>jeudi 14 mars 2024</td><td>Royan</td></tr></table>"
    )
    assert sites(told, html) == []


def test_an_item_goes_on_in_the_line_under_it(told: Read) -> None:
    text = (
        "Deux projets soutenus\n\nLa Région soutient ces projets dans le cadre du plan « Soins 2025 ».\n\n"
        "- Bergerac (24)\n225 000 € pour un centre de santé.\n- Royan (17)\n90 000 € au centre hospitalier de Royan.\n"
    )
    assert sites(told, text) == [
        ("centre de santé", "24037", "24"),
        ("centre hospitalier de Royan", "17306", "17"),
    ]


def test_bodies_of_a_list_keep_their_names(told: Read) -> None:
    text = (
        "Appel à projets « Bouger » : les lauréats\n\nLa Région a lancé l'appel à projets « Bouger ».\n\nLauréats :\n"
        "- CCAS de Bergerac : vélo\n- MSP des Collines (Ussel, 19) : marche\n- Thouars – Lycée Bel-Air\n"
    )
    assert [name for name, _, _ in sites(told, text)] == [
        "CCAS de Bergerac",
        "MSP des Collines",
        "Lycée Bel-Air",
    ]


def test_winners_told_one_a_heading(told: Read) -> None:
    html = (
        "<h1>« Près d'ici » : les lauréats</h1><p>L'appel à projets « Près d'ici » a ses lauréats.</p>"
        "<h2>Premier prix : Les Roues libres (Royan)</h2><p>8 000 €.</p>"
        "<h2>Prix rural : la Grange ouverte (Jarnac)</h2><p>5 000 €.</p>"
    )
    assert sites(told, html) == [
        ("Les Roues libres", "17306", "17"),
        ("Grange ouverte", "16167", "16"),
    ]


def test_the_column_that_tells_towns_where_the_one_of_territories_tells_none(told: Read) -> None:
    html = (
        "<h1>L'appel à candidatures « Équipes mobiles »</h1><p>Deux lots.</p><table><tr><th>Lot</th>"
        "<th>Territoire</th><th>Base de l'équipe</th></tr><tr><td>1</td><td>Nord et Est</td><td>Cognac (16)</td></tr>"
        "<tr><td>2</td><td>Ouest</td><td>Royan (17)</td></tr></table>"
    )
    assert sites(told, html) == [("Cognac", "16102", "16"), ("Royan", "17306", "17")]


def test_a_column_of_places_tells_more_than_the_one_of_who_carries_the_project(told: Read) -> None:
    html = (
        "<h1>Les lauréats de l'appel à projets « Bouger mieux »</h1><table><tr><th>Porteur</th><th>Lieu</th></tr>"
        "<tr><td>Association Bel-Air</td><td>Bergerac (24)</td></tr><tr><td>Mutuelle du Parc</td><td>Royan (17)</td>"
        "</tr></table>"
    )
    assert sites(told, html) == [("Bergerac", "24037", "24"), ("Royan", "17306", "17")]

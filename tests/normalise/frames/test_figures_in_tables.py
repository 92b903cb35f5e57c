"""Figures in tables of results: what the rows or the columns count, and tables that only describe."""

from __future__ import annotations

from collections.abc import Callable

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def _figures(announcement: Announcement) -> list[tuple[str, int | float, str]]:
    return [(i.label, float(i.value), i.unit) for i in announcement.indicators]


def test_a_table_of_results_reports(told: Read) -> None:
    announcement = told(
        "<h1>Un an de bus</h1><table><tr><th>Indicateur</th><th>2024</th></tr>"
        "<tr><td>Patients suivis</td><td>187</td></tr><tr><td>Consultations</td><td>4 210</td></tr></table>"
    )
    assert _figures(announcement) == [
        ("Patients suivis", 187, "people"),
        ("Consultations", 4210, "consultations"),
    ]


def test_columns_of_counts_in_a_table_of_results(told: Read) -> None:
    announcement = told(
        "<h1>Bouger ensemble</h1><h2>Ce que montre l'évaluation</h2><table><caption>Entrées dans un parcours selon le "
        "département</caption><thead><tr><th>Département</th><th>Personnes</th></tr></thead><tbody><tr><td>Finistère"
        "</td><td>579</td></tr><tr><td>Morbihan</td><td>317</td></tr></tbody></table>"
    )
    assert _figures(announcement) == [
        ("Entrées dans un parcours, Finistère", 579, "people"),
        ("Entrées dans un parcours, Morbihan", 317, "people"),
    ]


def test_places_of_a_table_count_though_they_are_alike(told: Read) -> None:
    announcement = told(
        "<h1>La licence santé</h1><h2>Les lieux</h2><table><tr><th>Campus</th><th>Adresse</th><th>Places</th></tr><tr><td>"
        "Quimper, pôle santé</td><td>3 rue du Modèle</td><td>60</td></tr><tr><td>Brest</td><td>4 rue du Modèle</td><td>60"
        "</td></tr></table>"
    )
    assert _figures(announcement) == [("Places, Quimper", 60, "places"), ("Places, Brest", 60, "places")]


def test_tables_of_the_territory_do_not_count(told: Read) -> None:
    announcement = told(
        "<h1>Bouger ensemble</h1><h2>Le territoire en chiffres</h2><table><tr><th>Canton</th><th>Patients</th></tr><tr><td>"
        "Quimper</td><td>579</td></tr><tr><td>Brest</td><td>317</td></tr></table>"
    )
    assert announcement.indicators == []


def test_a_table_by_year_is_told_by_its_rows(told: Read) -> None:
    announcement = told(
        "<h1>Le plan Exemple</h1><table><tr><th></th><th>2023</th><th>Objectif</th></tr><tr><td>Médecins formés</td><td>61"
        "</td><td>148</td></tr><tr><td>Taux de réussite</td><td>80 %</td><td>90 %</td></tr></table>"
    )
    assert _figures(announcement) == [
        ("Médecins formés, 2023", 61, "professionals"),
        ("Taux de réussite, 2023", 80, "percent"),
        ("Médecins formés, Objectif", 148, "professionals"),
        ("Taux de réussite, Objectif", 90, "percent"),
    ]


def test_columns_of_places_are_told_by_rows_that_report(told: Read) -> None:
    announcement = told(
        "<h1>Le plan Exemple</h1><table><tr><th>Mesure</th><th>Ardèche</th><th>Creuse</th></tr><tr><td>Médecins formés</td>"
        "<td>61</td><td>148</td></tr><tr><td>Bilans réalisés</td><td>80</td><td>90</td></tr></table>"
    )
    assert [label for label, _, _ in _figures(announcement)] == [
        "Médecins formés, Ardèche", "Bilans réalisés, Ardèche", "Médecins formés, Creuse", "Bilans réalisés, Creuse"
    ]  # fmt: skip


def test_cells_hold_numbers_about_and_of_a_whole(told: Read) -> None:
    announcement = told(
        "<h1>Les tournées autonomes</h1><h2>Les chiffres de 2024</h2><table><tr><th>Indicateur</th><th>2024</th></tr>"
        "<tr><td>Hospitalisations évitées</td><td>environ 120</td></tr>"
        "<tr><td>Visites à domicile</td><td>plus de 1 400</td></tr>"
        "<tr><td>Soignantes convaincues</td><td>88 sur 97 répondantes</td></tr></table>"
    )
    assert [(i.label, int(i.value), i.value_qualifier, i.out_of) for i in announcement.indicators] == [
        ("Hospitalisations évitées", 120, "about", None),
        ("Visites à domicile", 1400, "at_least", None),
        ("Soignantes convaincues", 88, "exact", 97),
    ]

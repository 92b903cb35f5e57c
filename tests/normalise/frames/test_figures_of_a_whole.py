"""Figures that are parts of others: shares, kinds, those among the people counted before."""

from __future__ import annotations

from collections.abc import Callable

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def _figures(announcement: Announcement) -> list[tuple[str, int | float, str]]:
    return [(i.label, float(i.value), i.unit) for i in announcement.indicators]


def test_a_part_and_its_whole_make_one_row_and_the_percentage_none(told: Read) -> None:
    (indicator,) = told(
        "La campagne au collège\n\nLes chiffres clés\n\n- 93 collèges sur 117 ont participé, soit 79,5 %\n"
    ).indicators
    assert (indicator.value, indicator.out_of, indicator.unit) == (93, 117, "sites")
    assert indicator.label == "collèges ont participé"


def test_those_among_the_people_counted_before_are_a_part_of_them(told: Read) -> None:
    indicators = told(
        "<h1>Le bus</h1><h2>Bilan du printemps</h2><ul><li>946 personnes reçues à bord</li>"
        "<li>parmi elles, 131 présentaient une tension trop élevée</li></ul>"
    ).indicators
    assert [(int(i.value), i.unit, i.out_of) for i in indicators] == [
        (946, "people", None),
        (131, "people", 946),
    ]


def _parts(announcement: Announcement) -> list[tuple[str, float, float | None]]:
    return [
        (i.label, float(i.value), None if i.out_of is None else float(i.out_of))
        for i in announcement.indicators
    ]


def test_a_part_of_a_whole_is_told_in_many_ways(told: Read) -> None:
    announcement = told(
        "<h1>Le dispositif Exemple</h1><h2>Bilan 2024</h2><p>58 des 187 établissements ont signé. Sur 43 demandes, 19 "
        "projets accompagnés. Trois participants sur quatre déclarent aller mieux. 1 284 personnes sont entrées dans un "
        "parcours, dont 962 l'ont mené à son terme.</p>"
    )
    assert _parts(announcement) == [
        ("établissements ont signé", 58, 187),
        ("projets accompagnés", 19, 43),
        ("participants déclarent aller mieux", 3, 4),
        ("personnes sont entrées dans un parcours", 1284, None),
        ("l'ont mené à son terme", 962, 1284),
    ]


def test_the_kinds_of_those_counted_are_its_parts(told: Read) -> None:
    announcement = told(
        "<h1>La licence santé</h1><h2>Bilan 2024</h2><p>97 étudiants ont réussi : 44 en médecine, 15 en pharmacie et 38 "
        "en kinésithérapie.</p>"
    )
    assert _parts(announcement) == [
        ("étudiants ont réussi", 97, None),
        ("médecine", 44, 97),
        ("pharmacie", 15, 97),
        ("kinésithérapie", 38, 97),
    ]


def test_figures_told_in_one_list_share_the_verb_that_comes_last(told: Read) -> None:
    announcement = told(
        "Accès direct\n\nDepuis mai, 61 infirmiers et 12 orthophonistes se sont portés volontaires.\n"
    )
    assert _figures(announcement) == [
        ("infirmiers", 61, "professionals"),
        ("orthophonistes", 12, "professionals"),
    ]


def test_a_share_counts_of_those_to_whom_something_was_brought(told: Read) -> None:
    announcement = told(
        "Vaccination au collège\n\n48 % des élèves ont reçu une première dose. 31 % des habitants ont plus de 60 ans.\n"
    )
    assert [int(i.value) for i in announcement.indicators] == [48]

"""Figures that go on with the result told before them, and what stands beside results without being one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]
Figure = tuple[float, float | None, str]


def _figures(told: Read, paragraph: str) -> list[Figure]:
    announcement = told(f"CPTS du Pays Exemple\n\nLe service « Souffle » a deux ans\n\n{paragraph}\n")
    return [(float(i.value), i.out_of and float(i.out_of), i.unit) for i in announcement.indicators]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "Le service a reçu 610 fumeurs. Neuf sur dix conseilleraient la démarche à un proche.",
            [(610, None, "people"), (9, 10, "people")],
        ),
        (
            "Nous avons remis 3 100 kits ; 84 % les utilisent encore six mois après.",
            [(3100, None, "other"), (84, None, "percent")],
        ),
        (
            "L'équipe a conduit 1 940 malades vers 52 officines.",
            [(1940, None, "people"), (52, None, "sites")],
        ),
        (
            "Le bus a soigné 720 enfants. 38 % des enfants n'avaient jamais vu un dentiste.",
            [(720, None, "people"), (38, None, "percent")],
        ),
    ],
)
def test_what_follows_on_a_result_is_one_too(told: Read, paragraph: str, expected: list[Figure]) -> None:
    assert _figures(told, paragraph) == expected


@pytest.mark.parametrize(
    "paragraph",
    [
        "Le service a reçu 610 fumeurs. Le canton compte 14 pharmacies et 31 000 âmes.",
        "Le service a reçu 610 fumeurs. Pour mémoire, 2 800 curistes ont séjourné ici.",
        "Le service a reçu 610 fumeurs. On recense 58 pneumologues pour 1 000 000 d'habitants.",
        "Le service a reçu 610 fumeurs. Contexte. 240 bureaux de tabac ont ouvert ; 41 % des adultes fument.",
        "Le service a reçu 610 fumeurs. Le tabac provoque 75 000 cancers.",
        "Le service a reçu 610 fumeurs. 41 % des adultes ont pris du poids.",
    ],
)
def test_the_country_around_a_result_is_none(told: Read, paragraph: str) -> None:
    assert _figures(told, paragraph) == [(610, None, "people")]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Les passages aux urgences ont reculé de 14 %.", [(14, None, "percent")]),
        ("Le nombre de vols a chuté de 31 % en un an.", [(31, None, "percent")]),
        ("Le nombre de généralistes a chuté de 31 % en un an.", []),
        ("La durée de séjour a fondu, passant de 6,5 à 3,8 jours.", [(3.8, None, "other")]),
    ],
)
def test_a_change_counts_unless_it_is_of_a_profession_or_population(
    told: Read, paragraph: str, expected: list[Figure]
) -> None:
    assert _figures(told, paragraph) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Cap sur 4 000 assurés !", [(4000, None, "people")]),
        ("Le bureau se donne comme cap 700 logements.", [(700, None, "other")]),
        ("La structure doit accueillir 130 jeunes.", [(130, None, "people")]),
        ("En préparation : 15 jardins de plus à l'horizon 2029.", [(15, None, "other")]),
    ],
)
def test_an_aim_is_told_in_many_ways(told: Read, paragraph: str, expected: list[Figure]) -> None:
    assert _figures(told, paragraph) == expected


def test_lines_with_a_dash_and_a_name_tell_figures(told: Read) -> None:
    assert _figures(
        told,
        "État au 3 mars :\n— cabinets rouverts : 14 sur 19 ;\n— patients relogés : plus de 350 ;\n"
        "— population de la vallée : 9 000 habitants ;",
    ) == [(14, 19, "sites"), (350, None, "people")]


def test_a_part_stands_beside_its_whole_told_before(told: Read) -> None:
    assert _figures(told, "Sur un panel de 240 stagiaires, 180 avaient porté secours.") == [
        (180, 240, "people")
    ]

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
    ],
)
def test_the_country_around_a_result_is_none(told: Read, paragraph: str) -> None:
    assert _figures(told, paragraph) == [(610, None, "people")]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Cap sur 4 000 assurés !", [(4000, None, "people")]),
        ("Le bureau se donne comme cap 700 logements.", [(700, None, "other")]),
        ("La structure doit accueillir 130 jeunes.", [(130, None, "people")]),
        ("En préparation : 15 jardins de plus à l'horizon 2029.", [(15, None, "sites")]),
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


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("Les trois quarts des stagiaires se sont installés dans le canton.", [(75, None, "percent")]),
        ("212 résidents (85 %) ont été vaccinés.", [(212, None, "people")]),
        ("Nous avons organisé 47 après-midi de répit.", [(47, None, "sessions")]),
        ("La barre des 900 abonnés au carnet est dépassée : en tout, cela fait 640 heures d'écoute.",
         [(640, None, "other")]),
        ("Inaugurée en mai, la maison d'accueil affiche déjà 130 nuitées.", [(130, None, "other")]),
        ("Elles sont désormais 45 à exercer dans la vallée.", [(45, None, "people")]),
        ("90 nouvelles places seront créées d'ici 2027.", [(90, None, "places")]),
        ("La participation est passée de 48 % à 51,5 % des femmes invitées.", [(51.5, None, "percent")]),
        ("Nous avons organisé 14 webinaires qui ont réuni 860 soignants.",
         [(14, None, "events"), (860, None, "professionals")]),
        ("Le temps moyen de trajet est de 12 minutes.", [(12, None, "other")]),
        ("La Région a aidé 120 praticiens, dont 78 généralistes et 21 dentistes.",
         [(120, None, "professionals"), (78, 120, "professionals"), (21, 120, "professionals")]),
        ("Près de 4 000 trajets en dix mois : le service a trouvé son public.", [(4000, None, "other")]),
        ("1 806 agents des 24 hôpitaux du territoire ont suivi le module.", [(1806, None, "people")]),
        ("186 ateliers, 2 340 stagiaires : une belle saison.", [(186, None, "sessions"), (2340, None, "people")]),
        ("Bilan de la tournée : 19 haltes, 640 mammographies.",
         [(19, None, "other"), (640, None, "consultations")]),
        ("Six cents aidants participent.", [(600, None, "people")]),
        ("L'équipe a vu 640 fumeurs, 12 % de plus qu'en 2023.", [(640, None, "people"), (12, None, "percent")]),
        ("Les malades y tiennent : 64 d'entre eux sont revenus.", [(64, None, "people")]),
        ("14 communes ont activé leur plan.", [(14, None, "sites")]),
    ],
)  # fmt: skip
def test_counts_are_told_in_many_ways(told: Read, paragraph: str, expected: list[Figure]) -> None:
    assert _figures(told, paragraph) == expected


def test_what_a_house_did_for_some_is_a_result(told: Read) -> None:
    assert _figures(told, "L'hôpital a équipé 38 officines.") == [(38, None, "sites")]
    assert _figures(told, "La caisse a financé 150 bilans.") == [(150, None, "other")]


def test_votes_and_those_whom_a_virus_struck_are_no_results(told: Read) -> None:
    assert _figures(told, "La motion est adoptée par 41 voix sur 52.") == []
    assert _figures(told, "La grippe a touché 4 300 élèves.") == []


def test_a_caption_says_what_the_columns_of_a_table_count(told: Read) -> None:
    announcement = told(
        "<h1>Médiation dans les vallées</h1><table><caption>Habitants accompagnés par les médiatrices</caption>"
        "<tr><th>Canton</th><th>2023</th><th>2024</th></tr><tr><td>Exemple</td><td>512</td><td>604</td></tr>"
        "<tr><td>Modèle</td><td>155</td><td>178</td></tr></table>"
    )
    assert [(i.label, float(i.value), i.unit) for i in announcement.indicators] == [
        ("Habitants accompagnés par les médiatrices, Exemple, 2023", 512, "people"),
        ("Habitants accompagnés par les médiatrices, Modèle, 2023", 155, "people"),
        ("Habitants accompagnés par les médiatrices, Exemple, 2024", 604, "people"),
        ("Habitants accompagnés par les médiatrices, Modèle, 2024", 178, "people"),
    ]

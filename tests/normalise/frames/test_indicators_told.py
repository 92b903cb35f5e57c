"""Figures in running sentences: how results and targets are told, and what only describes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]
Figure = tuple[float, float | None, str]


def _figures(told: Read, sentence: str) -> list[Figure]:
    announcement = told(f"CPTS du Pays Exemple\n\nLe dispositif « Soins proches » a deux ans\n\n{sentence}\n")
    return [(float(i.value), i.out_of and float(i.out_of), i.unit) for i in announcement.indicators]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Les familles sont venues : on comptait 900 inscrits au 1er mars ; ils sont aujourd'hui 1 350.",
         [(900, None, "people"), (1350, None, "people")]),
        ("La promotion a réuni 86 internes. 41 exercent dans le Jura.",
         [(86, None, "people"), (41, 86, "people")]),
        ("30 binômes ont été formés, objectif : 50.", [(30, None, "teams"), (50, None, "teams")]),
        ("Parmi les 96 internes logés, 11 exercent aujourd'hui dans la vallée.", [(11, 96, "people")]),
    ],
)  # fmt: skip
def test_a_number_without_a_noun_takes_up_what_was_counted_before(
    told: Read, sentence: str, expected: list[Figure]
) -> None:
    assert _figures(told, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("C'est 96 % d'entre eux qui recommanderaient le service.", 96),
        ("D'après les questionnaires de sortie, 91 % d'entre vous comptent revenir.", 91),
        ("La fréquentation a bondi de 22 % en un an.", 22),
        ("Les moins de 25 ans représentent 34 % du public accueilli.", 34),
        ("Résultat : un taux de réhospitalisation tombé à 8 % (contre 19 % auparavant).", 8),
    ],
)
def test_shares_of_those_reached(told: Read, sentence: str, value: float) -> None:
    assert _figures(told, sentence) == [(value, None, "percent")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Cette année, 318 élèves de 14 classes ont suivi les ateliers.",
         [(318, None, "people"), (14, None, "other")]),
        ("L'opération a permis de repérer 63 situations de fragilité et d'engager 40 plans d'aide.",
         [(63, None, "other"), (40, None, "other")]),
        ("L'équipe s'est rendue dans 27 EHPAD et y a vu 412 résidents.",
         [(27, None, "sites"), (412, None, "people")]),
        ("Sur les 92 élèves présentés, 86 ont réussi, soit un taux de réussite de 93,5 %.", [(86, 92, "people")]),
        ("La faculté accueillera 380 étudiants, soit 60 de plus.", [(380, None, "people"), (60, None, "people")]),
        ("Au compteur : 640 inscrits. 96 agents ont été équipés.", [(640, None, "people"), (96, None, "people")]),
        ("Nous avons reçu 412 réponses sur 1 000, dont 38 qui citent le coût.",
         [(412, 1000, "responses"), (38, 412, "responses")]),
        ("Le délai d'attente a été ramené de 45 à 15 jours, 4 communes de plus seront équipées.",
         [(15, None, "other"), (4, None, "sites")]),
        ("Elle a vu 40 enfants, soit 6 % de plus que l'année précédente.",
         [(40, None, "people"), (6, None, "percent")]),
        ("Elle intervient dans 34 EHPAD et 12 résidences autonomie.", [(34, None, "sites"), (12, None, "sites")]),
        ("Déjà 52 structures signataires de la charte !", [(52, None, "sites")]),
        ("Le plan mobilisera 40 équipes et s'adressera à 9 000 salariés de 120 entreprises.",
         [(40, None, "teams"), (9000, None, "people"), (120, None, "sites")]),
        ("77 femmes victimes de violences y ont trouvé refuge avec 102 enfants.",
         [(77, None, "people"), (102, None, "people")]),
        ("97 % de satisfaction, 4 h de délai moyen de rappel : les familles approuvent.",
         [(97, None, "percent"), (4, None, "other")]),
    ],
)  # fmt: skip
def test_figures_told_together_share_their_verb(told: Read, sentence: str, expected: list[Figure]) -> None:
    assert _figures(told, sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Le service emploie douze infirmières et deux médecins.",
        "La maison réunira trois généralistes et quatre infirmières.",
        "Le CHU compte 1 800 lits et emploie 7 500 agents.",
        "Deux chambres, une ambulance reconstituée, quatre mannequins connectés : le laboratoire est prêt.",
        "Deux sessions sont prévues, puis trois réunions d'information.",
        "Un aide-soignant sur trois partira à la retraite d'ici dix ans.",
        "Près de 3 000 bébés voient le jour chaque année dans la vallée.",
        "Environ 140 personnes ont pris place dans la salle des fêtes.",
        "Nous sommes près de 14 000 infirmiers libéraux de la mer à la montagne.",
        "Ces aides s'ajoutent à celles des 71 instituts de la région, merci aux 12 bénévoles.",
        "Une délégation de 6 personnes a été reçue ; chacun a droit à 12 séances.",
        "Avec 2 bus et 6 infirmières, à raison de 3 sorties par mois, la tournée va partout.",
        "Octobre rose : la marche a réuni 900 femmes ; 140 bénévoles encadraient les coureuses.",
        "Le CHU, ce sont 1 900 lits et 7 200 agents ; chaque vendredi, 8 malades sont accueillis.",
        "En mars, 221 cas ont été recensés ; 7 personnes sont décédées. Le pôle a 45 places de parking.",
        "Elle a vu passer sept directeurs et rénové deux lycées.",
        "L'incendie a fait 3 morts et 14 blessés.",
        "Six territoires seront accompagnés pendant dix-huit mois.",
    ],
)
def test_what_there_is_who_works_there_and_who_comes_are_no_results(told: Read, sentence: str) -> None:
    assert _figures(told, sentence) == []


def test_a_change_is_told_with_its_time_and_a_share_in_brackets_with_what_stands_before(told: Read) -> None:
    announcement = told(
        "CPTS du Pays Exemple\n\nBilan 2024\n\nLes appels ont augmenté de 12 % en un an. "
        "Les ateliers sont suivis par des lycées (58 %), des collèges (31 %) et des crèches (11 %).\n"
    )
    assert [i.label for i in announcement.indicators] == ["appels, en un an", "lycées", "collèges", "crèches"]


def test_an_item_of_a_list_tells_to_its_end_what_is_counted(told: Read) -> None:
    announcement = told(
        "<h1>Le bus en 2024</h1><h2>Chiffres clés</h2><ul><li>415 personnes suivies par l'assistante sociale</li>"
        "<li>36 villages visités</li></ul>"
    )
    assert [i.label for i in announcement.indicators] == [
        "personnes suivies par l'assistante sociale",
        "villages visités",
    ]


def test_places_in_a_list_are_told_by_their_place(told: Read) -> None:
    announcement = told(
        "<h1>Une formation d'auxiliaires de puériculture ouvre</h1><p>La formation ouvre en septembre 2025 sur deux "
        "sites.</p><ul><li>Quimper, site de l'hôpital : 20 places</li><li>Brest, antenne du port : 12 places</li></ul>"
    )
    assert [(i.label, int(i.value)) for i in announcement.indicators] == [
        ("places, Quimper", 20),
        ("places, Brest", 12),
    ]


def test_a_line_that_ends_in_a_preposition_goes_on(told: Read) -> None:
    announcement = told(
        "CPTS du Pays Exemple\n\nLe dispositif « Soins proches » a deux ans\n\n"
        "Le dispositif a été ouvert à Quimper il y a deux ans par trois amis et une\n"
        "équipe de la ville, qui voulaient rapprocher les soins de ceux qui en ont\n"
        "besoin et qui ne peuvent plus se rendre chez un médecin de leur quartier.\n"
        "En 2024, l'équipe a suivi 1 146 personnes isolées, à la demande de\n"
        "389 professionnels différents. Elle se déplace dans tout le quartier du\n"
        "port et de la gare, et dans les rues qui montent vers la ville haute.\n"
    )
    assert [int(i.value) for i in announcement.indicators] == [1146, 389]


def test_an_item_of_a_list_tells_all_that_is_counted(told: Read) -> None:
    announcement = told(
        "La mission d'accompagnement\n\nLes chiffres\n\n- 4 120 ouvertures de droits à la retraite\n"
        "- 90 aides à domicile formées\n- 1 830 habitants dépistés\n- 24 points de collecte\n"
    )
    assert [(i.label, int(i.value), i.unit) for i in announcement.indicators] == [
        ("ouvertures de droits à la retraite", 4120, "other"),
        ("aides à domicile formées", 90, "professionals"),
        ("habitants dépistés", 1830, "people"),
        ("points de collecte", 24, "sites"),
    ]


def test_a_label_is_whole_and_says_what_is_counted(told: Read) -> None:
    page = told(
        "Bilan\n\n412 enfants ont reçu une dose au moins. Plus de 20 points gagnés : un objectif de 60 % est atteint."
    )
    assert [i.label for i in page.indicators] == ["enfants ont reçu une dose"]


def test_new_things_told_again_are_counted_once(told: Read) -> None:
    (figure,) = told(
        "62 nouveaux projets d'habitat inclusif financés\n\nL'ARS Normandie finance 62 projets d'habitat inclusif.\n"
    ).indicators
    assert figure.label == "nouveaux projets d'habitat inclusif financés"


def test_a_year_since_when_or_of_comparison_is_not_that_of_a_figure(told: Read) -> None:
    figures = told(
        "CPAM du Doubs\n\nMission accompagnement\n\nDepuis le lancement du dispositif en 2018, 5 630 assurés ont été "
        "suivis.\n\nLe dispositif a permis à 230 assurés de se soigner en 2024.\n"
    ).indicators
    assert [(f.value, f.period_start and f.period_start.year) for f in figures] == [
        (5_630, None),
        (230, 2024),
    ]

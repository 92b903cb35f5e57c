from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.normalise.documents.folding import fold
from flows.normalise.mentions.dates import WrittenDates
from flows.normalise.mentions.model import Quantity
from flows.normalise.mentions.quantities import find_quantities


def quantities(text: str) -> list[Quantity]:
    return find_quantities(text, fold(text))


def told(text: str) -> list[tuple[str, str | None, str, int | None]]:
    return [
        (str(q.value), q.unit, text[q.label_start : q.label_end], None if q.out_of is None else int(q.out_of))
        for q in quantities(text)
    ]


@given(st.text())
def test_no_text_raises(text):
    for quantity in quantities(text):
        assert quantity.label_start <= quantity.label_end <= len(text)


@given(st.integers(2, 10**7), st.sampled_from([" ", "\u202f", "."]))
def test_a_count_reads_back(number, separator):
    written = f"{number:,}".replace(",", separator)
    (found,) = quantities(f"soit {written} consultations.")
    assert (found.value, found.unit) == (number, "consultations")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("quinze étudiants", ("15", "people", "étudiants", None)),
        (
            "132 maisons de santé pluriprofessionnelles, où",
            ("132", "sites", "maisons de santé pluriprofessionnelles", None),
        ),
        ("1 093 collèges sur 1 217", ("1093", "sites", "collèges", 1217)),
        ("12 bourses pourront être attribuées", ("12", "other", "bourses", None)),
        ("0 effet indésirable grave signalé", ("0", "other", "effet indésirable grave signalé", None)),
        ("Six équipes pionnières tournent déjà", ("6", "teams", "équipes pionnières", None)),
        ("avaient recueilli 812 questionnaires et donné lieu", ("812", "responses", "questionnaires", None)),
        ("1 240\ntéléconsultations en 2021", ("1240", "consultations", "téléconsultations", None)),
        ("a traité 41 350 appels en 2025", ("41350", "contacts", "appels", None)),
        ("une note moyenne de 9,1/10.", ("9.1", "points", "note moyenne", 10)),
        ("37 % des répondants", ("37", "percent", "répondants", None)),
        ("La 3e édition a rassemblé 1200 visiteurs, puis", ("1200", "people", "visiteurs", None)),
        (
            "avec un objectif de 30 % d’élèves vaccinés",
            ("30", "percent", "objectif de 30 % d’élèves vaccinés", None),
        ),
        ("12 340 élèves de 5e vaccinés", ("12340", "people", "élèves de 5e vaccinés", None)),
        ("310 personnes de 65 ans et plus", ("310", "people", "personnes de 65 ans et plus", None)),
        ("610 enfants le soir", ("610", "people", "enfants", None)),
        ("4,6/5 : note moyenne des stagiaires", ("4.6", "points", "note moyenne des stagiaires", 5)),
        ("EHPAD couverts : 47 sur 52", ("47", "sites", "EHPAD couverts", 52)),
        ("1,5 million de Français", ("1500000.0", "people", "Français", None)),
        (
            "1 860 enfants de 3 à 4 ans ont bénéficié d'un bilan de langage ;",
            ("1860", "people", "enfants de 3 à 4 ans ont bénéficié d'un bilan de langage", None),
        ),
    ],
)
def test_what_is_counted(text, expected):
    assert told(text) == [expected]


def test_a_rise_is_of_what_was_counted_before():
    text = "320 internes en bénéficient, soit une hausse de 15 % par rapport à 2023"
    assert told(text) == [("320", "people", "internes", None), ("15", "percent", "internes", None)]


def test_counts_in_a_row_are_each_their_own():
    text = "1200 visiteurs, 60 exposants et une trentaine de conférences"
    assert [(value, label) for value, _, label, _ in told(text)] == [
        ("1200", "visiteurs"),
        ("60", "exposants"),
        ("30", "conférences"),
    ]


def test_points_and_percent_after_their_subject():
    text = "La couverture vaccinale des filles gagne 11 points en un an, pour atteindre 51 %."
    assert told(text) == [
        ("11", "points", "couverture vaccinale des filles", None),
        ("51", "percent", "couverture vaccinale des filles", None),
    ]


@pytest.mark.parametrize(
    ("text", "value", "label", "whole"),
    [
        ("46 médecins aidés sur les 62 installés", 46, "médecins aidés", 62),
        ("21 généralistes installés dont 5 anciens boursiers", 5, "anciens boursiers", 21),
        ("Vingt médecins salariés seront recrutés ; sept ont déjà signé.", 7, "ont déjà signé", 20),
        (
            "60 enfants vus ; 12 d'entre eux ont été orientés vers un dentiste",
            12,
            "orientés vers un dentiste",
            60,
        ),
        ("78 %\ndes actions réalisées ou engagées\n(47 / 60)", 47, "actions réalisées ou engagées", 60),
    ],
)
def test_parts_of_a_whole(text, value, label, whole):
    part = quantities(text)[-1] if "46" not in text else quantities(text)[0]
    assert (part.value, text[part.label_start : part.label_end], part.out_of) == (value, label, whole)


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("plus de 150 professionnels", 150, "at_least"),
        ("une soixantaine d’élus", 60, "about"),
        ("près de 250 acteurs", 250, "about"),
        ("jusqu'à 85 connectés", 85, "up_to"),
        ("312 professionnels", 312, "exact"),
    ],
)
def test_qualifiers(text, value, qualifier):
    (found,) = quantities(text)
    assert (found.value, found.qualifier) == (Decimal(value), qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "les personnes de 70 ans et plus",
        "dès 25 ans",
        "420 m² supplémentaires",
        "à 80 kilomètres",
        "pendant 30 secondes",
        "27 boulevard de Strasbourg",
        "2 place Jean Nouzille",
        "61000 Alençon",
        "le 12 mai 2024 à 18 h",
        "15 000 € par an",
        "la 2e promotion",
        "en 2021",
        "4 axes",
        "Article 3",
        "la RN 145",
        "2.1 Ouvrir un centre",
        "deux fois par mois",
    ],
)
def test_what_is_no_count(text):
    assert quantities(text) == []


def test_numbers_already_taken_are_left_out():
    text = "mercredi 5/10, 8h30, 30 places"
    folded = fold(text)
    taken = WrittenDates(folded).read_from(date(2022, 9, 20))
    assert [q.value for q in find_quantities(text, folded, taken)] == [30]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Un contributeur sur deux a moins de 40 ans.",
            ("1", "people", "contributeur sur deux a moins de 40 ans", 2),
        ),
        ("Sept sur dix poursuivent au club.", ("7", "people", "poursuivent au club", 10)),
        ("Maternités visitées : 17/21", ("17", "sites", "Maternités visitées", 21)),
        ("187 demi-journées de consultation", ("187", "sessions", "demi-journées de consultation", None)),
        ("12 600 km au compteur", ("12600", None, "km au compteur", None)),
        ("1 450 heures d'accompagnement", ("1450", None, "heures d'accompagnement", None)),
        ("20 minutes d'attente en moyenne", ("20", None, "attente en moyenne", None)),
        ("Délai d'accès à un rendez-vous : 6 jours", ("6", None, "Délai d'accès à un rendez-vous", None)),
        ("1 063 Lozériens savent", ("1063", "people", "Lozériens", None)),
        ("4 000 tire-tiques distribués", ("4000", None, "tire-tiques distribués", None)),
    ],
)
def test_shares_measures_and_people_of_a_place(text, expected):
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    ["Un lundi sur deux, à 9 heures", "ouvert 7 jours sur 7", "à 12 km de Lyon", "après 3 jours de pluie"],
)
def test_shares_of_time_and_mere_lengths_count_nothing(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vous étiez 214 à tendre le bras", ("214", "people", "à tendre le bras", None)),
        ("Les soignants à vélo sont passés de 40 à 95.", ("95", "professionals", "soignants", None)),
        ("4 260 consultations, dont 612 le samedi matin", ("612", "consultations", "le samedi matin", 4260)),
        ("Un jour de tests. Nombre de seniors : 412.", ("412", None, "Nombre de seniors", None)),
        ("38 cabinets ont donné 4 260 actes", ("4260", "consultations", "actes", None)),
    ],
)
def test_numbers_told_of_what_stands_before_them(text, expected):
    assert told(text)[-1] == expected


def test_a_label_ends_before_a_further_figure():
    assert told("38 cabinets volontaires ont donné 4 260 actes")[0] == (
        "38",
        "sites",
        "cabinets volontaires",
        None,
    )


def test_a_decimal_apart_from_its_number_is_no_share_of_its_own():
    assert all(q.value != 8 for q in quantities("38, 8 % des formulaires ont été recueillis."))

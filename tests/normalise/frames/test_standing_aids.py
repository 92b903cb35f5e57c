"""Aids that stand for whoever meets the conditions: what each gets, for what time, and that they are open."""

from __future__ import annotations

from collections.abc import Callable

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def test_each_line_of_a_list_of_aids_is_offered_to_those_it_names(told: Read) -> None:
    fundings = told(
        "Aides à l'installation\n\nL'Assurance Maladie propose les aides suivantes :\n\n"
        "• aide unique de 9 000 € à l'installation pour les sages-femmes libérales ;\n"
        "• aide unique de 4 000 € à l'installation pour les orthophonistes libérales.\n"
    ).fundings
    assert [(f.amount_eur, f.amount_basis, f.funding_status) for f in fundings] == [
        (9000, "per_beneficiary", "open"),
        (4000, "per_beneficiary", "open"),
    ]


def test_a_scheme_of_aids_offers_its_sums_by_place_and_year(told: Read) -> None:
    fundings = told(
        "Conseil départemental de l'Ariège\n\nDispositif d'aide à l'installation\n\nLe dispositif d'aide à "
        "l'installation prévoit une bourse de 300 € par période de stage.\n\nCette prime est de 21 000 €.\n"
    ).fundings
    assert [(f.amount_eur, f.amount_basis, f.funding_status) for f in fundings] == [
        (300, "per_unit", "open"),
        (21000, "per_beneficiary", "open"),
    ]


def test_the_years_of_a_scholarship_are_those_of_the_student(told: Read) -> None:
    fundings = told(
        "Une bourse pour les internes\n\nLe Département de l'Ariège a créé en 2019 une bourse pour les internes. "
        "Cette aide est de 6 000 euros la première année (500 euros par mois) et 9 600 euros la deuxième "
        "année (800 euros par mois).\n"
    ).fundings
    assert [(f.amount_eur, f.amount_basis, f.period_start) for f in fundings] == [
        (6000, "per_year", None),
        (500, "per_month", None),
        (9600, "per_year", None),
        (800, "per_month", None),
    ]


def test_help_given_before_is_not_open(told: Read) -> None:
    (funding,) = told(
        "Ville de Foix\n\nSanté\n\nLa Ville de Foix a déjà aidé un médecin au logement en lui versant 600 euros "
        "par mois.\n"
    ).fundings
    assert funding.funding_status == "awarded"

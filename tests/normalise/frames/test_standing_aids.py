"""Aids that stand for whoever meets the conditions: what each gets, for what time, and that they are open."""

from __future__ import annotations

from collections.abc import Callable

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def test_each_line_of_a_list_of_aids_is_offered_to_those_it_names(told: Read) -> None:
    fundings = told(
        "Aides à l'installation\n\nL'Assurance Maladie offre ces aides :\n\n"
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


def test_help_given_before_is_not_open(told: Read) -> None:
    (funding,) = told(
        "Ville de Foix\n\nSanté\n\nLa Ville de Foix a déjà aidé un médecin au logement en lui versant 600 euros "
        "par mois.\n"
    ).fundings
    assert funding.funding_status == "awarded"


def test_the_aid_of_another_scheme_is_no_row(told: Read) -> None:
    fundings = told(
        "L'indemnité d'hébergement\n\nElle est fixée à 200 € bruts par mois pour les internes.\n\n"
        "Elle est cumulable avec la prime de trajet de 90 €.\n"
    ).fundings
    assert [(f.amount_eur, f.amount_basis) for f in fundings] == [(200, "per_month")]


def test_people_in_the_name_of_a_body_are_not_those_who_receive(told: Read) -> None:
    (funding,) = told(
        "Course solidaire\n\nAu profit de l'association « Un lit pour les enfants », les élèves ont versé 1 294 €.\n"
    ).fundings
    assert funding.beneficiary is None or "lit pour les enfants" in funding.beneficiary


def test_what_has_been_given_to_a_building_is_not_offered(told: Read) -> None:
    fundings = told(
        "Aide aux communes : une maison de santé à Varilhes\n\nSur un budget de 6 millions d'euros, le Département de "
        "l'Ariège a apporté une subvention de 810 000 € et l'Agence régionale de santé Occitanie (ARS) de 640 000 €. "
        "En prime, la Région Occitanie a ajouté 98 000 €.\n"
    ).fundings
    assert [(int(f.amount_eur or 0), f.funder_name, f.amount_basis, f.funding_status) for f in fundings] == [
        (6_000_000, None, "total", "awarded"),
        (810_000, "Département de l'Ariège", "total", "awarded"),
        (640_000, "Agence régionale de santé Occitanie", "total", "awarded"),
        (98_000, "Région Occitanie", "total", "awarded"),
    ]


def test_the_years_of_a_contract_are_those_of_the_taker(told: Read) -> None:
    fundings = told(
        "Le contrat d'aide à l'installation\n\nLe contrat d'aide à l'installation court de 2024 à 2028. L'aide est "
        "versée en deux fois : 18 000 euros la première année d'exercice et 9 000 euros la troisième année.\n"
    ).fundings
    assert [(f.amount_eur, f.period_start) for f in fundings] == [(18000, None), (9000, None)]

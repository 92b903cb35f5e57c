"""How fundings stand, and to whom they are open: offers, grants decided, accounts of money spent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def test_aids_of_a_list_with_receivers_forms_and_one_deadline(told: Read) -> None:
    fundings = told(
        "Département de la Mayenne\n\nAides à l'installation des jeunes médecins\n\nLe Département propose :\n\n"
        "- une indemnité de 250 € par mois pour les internes en stage ;\n"
        "- douze bourses de 1 200 € aux étudiants qui exerceront en Mayenne ;\n"
        "- un prêt d'honneur plafonné à 30 000 €.\n\n"
        "Les candidatures sont à adresser avant le 30 juin 2025.\n"
    ).fundings
    assert [f.instrument for f in fundings] == ["other", "grant", "loan"]
    assert [f.amount_basis for f in fundings] == ["per_month", "per_beneficiary", "per_beneficiary"]
    assert [f.beneficiary for f in fundings] == [
        "internes en stage",
        "étudiants qui exerceront en Mayenne",
        None,
    ]
    assert [f.beneficiary_count for f in fundings] == [None, 12, None]
    assert fundings[2].amount_qualifier == "up_to"
    assert {f.funder_name for f in fundings} == {"Département de la Mayenne"}
    assert {f.application_deadline for f in fundings} == {date(2025, 6, 30)}
    assert {f.funding_status for f in fundings} == {"open"}


def test_the_year_of_a_sum(told: Read) -> None:
    fundings = told(
        "ARS Corse\n\nLe bus dentaire\n\nL'ARS Corse verse 210 000 € pour 2026. Un effort de 900 000 € est consenti "
        "cette année. L'ARS réserve 2 M€ pour la période 2027-2028.\n"
    ).fundings
    assert [(f.period_start, f.period_end) for f in fundings] == [
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2025, 1, 1), date(2025, 12, 31)),
        (date(2027, 1, 1), date(2028, 12, 31)),
    ]


def test_status_by_tense(told: Read) -> None:
    fundings = told(
        "Un centre de santé s'ouvre\n\nL'ARS Bretagne versera 100 000 € en mars. "
        "La Région Bretagne a déjà versé 50 000 €. La MSA d'Armorique verse 30 000 €.\n"
    ).fundings
    assert [f.funding_status for f in fundings] == ["announced", "paid", "awarded"]


def test_an_offer_told_as_open_to_people_is_open_and_each_takers(told: Read) -> None:
    (funding,) = told(
        "Département de la Sarthe\n\nS'installer\n\nLes dentistes qui s'installent peuvent prétendre à une aide de "
        "25 000 €.\n"
    ).fundings
    assert (funding.funding_status, funding.amount_basis) == ("open", "per_beneficiary")
    assert funding.beneficiary == "dentistes qui s'installent"


def test_accounts_are_of_money_spent_in_their_year(told: Read) -> None:
    fundings = told(
        "<h1>Maison sport-santé</h1><h2>Comptes 2022</h2>"
        "<p>Les dépenses se sont élevées à 114 300 euros, dont 78 000 euros versés par l'ARS Bretagne.</p>"
    ).fundings
    assert [(f.funder_name, int(f.amount_eur or 0), f.funding_status) for f in fundings] == [
        (None, 114_300, "paid"),
        ("ARS Bretagne", 78_000, "paid"),
    ]
    assert {(f.instrument, f.period_start) for f in fundings} == {("operating", date(2022, 1, 1))}


def test_a_sum_that_may_be_reached_is_a_cap(told: Read) -> None:
    (funding,) = told(
        "Ville de Quimper\n\nS'installer à Quimper\n\nLa Ville de Quimper vous verse une prime pouvant atteindre 20 000 €.\n"
    ).fundings
    assert (funding.amount_qualifier, funding.funding_status) == ("up_to", "open")


def test_what_one_may_have_is_open_and_each_takers(told: Read) -> None:
    (prime, move) = told(
        "Commune de Neuvic\n\nCe que la commune vous offre :\n\n- une bourse de 10 000 €\n- une aide au "
        "déménagement, jusqu'à 1 500 €\n"
    ).fundings
    assert (prime.amount_basis, prime.funding_status) == ("per_beneficiary", "open")
    assert (move.amount_basis, move.funding_status) == ("per_beneficiary", "open")


def test_a_bourse_to_students_is_open_unless_its_verb_is_past(told: Read) -> None:
    page = "Département du Gers\n\nÉtudiants en médecine\n\n{}\n"
    (offered,) = told(
        page.format("Le Département verse aux étudiants une bourse de 900 € par mois.")
    ).fundings
    (given,) = told(
        page.format("Le Département a versé aux étudiants une bourse de 900 € par mois.")
    ).fundings
    assert (offered.funding_status, given.funding_status) == ("open", "paid")


def test_a_sum_to_each_of_those_chosen_is_awarded(told: Read) -> None:
    (funding,) = told(
        "Région Bretagne\n\nMaisons de santé\n\nUne subvention de 70 000 € est attribuée à chacune des quatre "
        "communes choisies.\n"
    ).fundings
    assert (funding.amount_basis, funding.funding_status) == ("per_beneficiary", "awarded")


def test_yearly_sums_told_in_one_breath_are_all_yearly(told: Read) -> None:
    fundings = told(
        "Le bus santé\n\nY contribuent chaque année l'ARS Bretagne (120 000 €), le Département du Finistère "
        "(50 000 €) et la CPAM du Finistère (40 000 €).\n"
    ).fundings
    assert [f.amount_basis for f in fundings] == ["per_year"] * 3


def test_what_each_of_a_certain_number_gets_is_awarded(told: Read) -> None:
    (funding,) = told(
        "Solidarité\n\nLa fondation Exemple accorde 3 000 € à chacune des deux associations du canton.\n"
    ).fundings
    assert (funding.beneficiary_count, funding.funding_status) == (2, "awarded")

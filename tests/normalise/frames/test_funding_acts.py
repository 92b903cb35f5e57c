"""How money stands and what it pays for: acts told in the past, promises, posts, turns, sums of several."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def test_what_was_granted_stays_granted_beside_a_conditional(told: Read) -> None:
    (funding,) = told(
        "Association Répit Corse\n\nRien n'aurait été possible sans la Collectivité de Corse, qui nous a accordé une "
        "subvention de 18 000 €.\n"
    ).fundings
    assert (funding.funder_name, funding.funding_status) == ("Collectivité de Corse", "awarded")


def test_a_payer_without_a_sum_is_told_with_the_thing_it_pays(told: Read) -> None:
    fundings = told(
        "Université de Tours\n\nL'ARS Centre-Val de Loire finance les indemnités des tuteurs. Les éducateurs seront "
        "rémunérés par la CPAM du Cher. Le Département du Cher finance l'achat du véhicule.\n"
    ).fundings
    assert [(f.funder_name, f.instrument) for f in fundings] == [
        ("ARS Centre-Val de Loire", "other"),
        ("CPAM du Cher", "operating"),
        ("Département du Cher", "investment"),
    ]
    assert fundings[0].beneficiary == "tuteurs"
    assert fundings[1].funding_status == "announced"


def test_a_yearly_sum_says_nothing_of_another_act(told: Read) -> None:
    fundings = told(
        "Commune de Lormes\n\nL'ARS Bretagne apporte 185 000 euros par an, et la communauté de communes du Pays Exemple "
        "a pris en charge l'aménagement des bureaux (22 000 euros).\n"
    ).fundings
    assert [f.amount_basis for f in fundings] == ["per_year", "total"]


def test_a_sum_of_an_accounting_year_is_for_that_year(told: Read) -> None:
    (funding,) = told(
        "GIP Exemple Santé\n\nL'opération est financée par l'ARS Occitanie, 96 000 euros pour l'exercice 2023.\n"
    ).fundings
    assert (funding.period_start, funding.period_end) == (date(2023, 1, 1), date(2023, 12, 31))


def test_works_of_a_contest_must_arrive_by_its_last_day(told: Read) -> None:
    (funding,) = told(
        "Syndicat des médecins du Morvan\n\nLe prix\n\nDoté de 2 500 € par la Mutuelle Amarante, le prix du jeune médecin "
        "récompense une thèse. Les travaux doivent parvenir au syndicat avant le 31 juillet 2025.\n"
    ).fundings
    assert (funding.application_deadline, funding.funding_status) == (date(2025, 7, 31), "open")

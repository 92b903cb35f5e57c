"""Sums of reports, sheets and lists of decisions; what is whole, bought, borrowed or borne in parts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def test_a_report_tells_what_was_paid(told: Read) -> None:
    (funding,) = told(
        "<h1>Rapport d'activité 2024</h1><p>CPTS Modèle</p><h2>Nos ressources</h2><p>S'y sont ajoutés 12 000 € de l'ARS "
        "Bretagne pour la formation.</p>"
    ).fundings
    assert (funding.funder_name, funding.instrument, funding.funding_status) == ("ARS Bretagne", None, "paid")


def test_a_whole_is_no_givers(told: Read) -> None:
    fundings = told(
        "Commune de Lormes\n\nL'ARS Bretagne accompagne l'hôpital à hauteur de 22 000 €, sur un coût total de 48 000 €.\n"
    ).fundings
    assert [(f.funder_name, f.amount_eur, f.instrument) for f in fundings] == [
        ("ARS Bretagne", 22_000, None),
        (None, 48_000, "investment"),
    ]


def test_what_is_bought_is_a_cost_and_who_may_give_is_the_giver(told: Read) -> None:
    fundings = told(
        "Commune de Lormes\n\nLe conseil a décidé d'acheter l'ancien presbytère (180 000 €). La Région Bretagne pourrait "
        "apporter jusqu'à 60 000 €.\n"
    ).fundings
    assert [(f.funder_name, f.instrument, f.funding_status) for f in fundings] == [
        (None, "investment", "awarded"),
        ("Région Bretagne", None, "announced"),
    ]


def test_a_prize_of_a_page_is_not_won_by_its_giver_and_its_day_may_be_awaited(told: Read) -> None:
    fundings = told(
        "<h1>Prix Santé et territoires</h1><p>Fondation Exemple</p><p>La Fondation Exemple récompense trois équipes. "
        "Montant des prix : 10 000 € pour le lauréat, 5 000 € pour chacun des deux finalistes. Les dossiers sont attendus "
        "pour le 30 avril 2025.</p>"
    ).fundings
    assert [(f.beneficiary, f.beneficiary_count, f.application_deadline) for f in fundings] == [
        ("lauréat", None, date(2025, 4, 30)),
        ("finalistes", 2, date(2025, 4, 30)),
    ]


def test_what_the_sum_before_is_for_is_no_price_of_the_next(told: Read) -> None:
    fundings = told(
        "Fondation Exemple\n\nLa Fondation Exemple finance trois projets : 50 000 € pour la chambre des parents, 40 000 € "
        "pour le jardin et 30 000 € pour la recherche.\n"
    ).fundings
    assert [f.amount_eur for f in fundings] == [50_000, 40_000, 30_000]


def test_a_rate_of_a_price_makes_no_prize(told: Read) -> None:
    (funding,) = told(
        "Région Bretagne\n\nAide à la mobilité\n\nLa Région prend en charge 75 % du prix des billets de train des internes "
        "en stage, dans la limite de 600 € par an.\n"
    ).fundings
    assert (funding.beneficiary, funding.instrument, funding.rate_percent) == (
        "internes en stage",
        "grant",
        75,
    )


def test_a_financing_that_is_assured_by_bodies_is_given_by_each(told: Read) -> None:
    fundings = told(
        "UFSBD Bretagne\n\nSon financement est assuré par l'ARS Bretagne (120 000 € par an), la Région Bretagne (40 000 €) "
        "et des mécènes privés.\n"
    ).fundings
    assert [(f.funder_name, f.amount_eur) for f in fundings] == [
        ("ARS Bretagne", 120_000),
        ("Région Bretagne", 40_000),
    ]


def test_those_who_were_helped_receive_and_a_ceiling_is_reached_at_most(told: Read) -> None:
    fundings = told(
        "Département de l'Orne\n\nLe Département a aidé 46 internes, pour un montant de 82 000 €. Plafond par projet : "
        "25 000 €.\n"
    ).fundings
    assert (fundings[0].beneficiary, fundings[0].beneficiary_count) == ("internes", 46)
    assert fundings[1].amount_qualifier == "up_to"

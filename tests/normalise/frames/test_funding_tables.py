"""Fundings in tables: what heads and columns say of the sums below them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from flows.normalise.frames.model import Announcement, Funding

Read = Callable[..., Announcement]


def _amounts(fundings: list[Funding]) -> list[int | None]:
    return [None if f.amount_eur is None else int(f.amount_eur) for f in fundings]


def test_a_table_gives_funders_years_loans_and_totals(told: Read) -> None:
    fundings = told(
        "<html><body><main><h1>Le nouvel hôpital</h1><h2>Plan de financement</h2><table>"
        "<tr><th>Financeur</th><th>2024</th><th>2025</th></tr>"
        "<tr><td>ARS Normandie</td><td>500 000 €</td><td>600 000 €</td></tr>"
        "<tr><td>Emprunt</td><td>100 000 €</td><td>200 000 €</td></tr>"
        "<tr><td>Total</td><td>600 000 €</td><td>800 000 €</td></tr></table></main></body></html>"
    ).fundings
    assert _amounts(fundings) == [500_000, 600_000, 100_000, 200_000, 600_000, 800_000]
    assert [f.funder_name for f in fundings] == ["ARS Normandie", "ARS Normandie", None, None, None, None]
    assert [f.instrument for f in fundings[2:4]] == ["loan", "loan"]
    assert fundings[0].period_start == date(2024, 1, 1)
    assert fundings[5].period_end == date(2025, 12, 31)


def test_a_table_of_winners_gives_receivers_and_takes_the_giver_of_their_total(told: Read) -> None:
    fundings = told(
        "<html><body><main><h1>Trophées du soin : le palmarès</h1><table>"
        "<tr><th>Lauréat</th><th>Projet</th><th>Dotation</th></tr>"
        "<tr><td>Clinique Exemple</td><td>Binômes</td><td>10 000 €</td></tr>"
        "<tr><td>EHPAD Les Lilas</td><td>Potager</td><td>5 000 €</td></tr></table>"
        "<p>Ces 15 000 € de prix ont été réunis par l'ARS Bretagne.</p></main></body></html>"
    ).fundings
    assert [f.beneficiary for f in fundings] == ["Clinique Exemple", "EHPAD Les Lilas", None]
    assert {f.funder_name for f in fundings} == {"ARS Bretagne"}
    assert [f.instrument for f in fundings] == ["prize", "prize", "prize"]
    assert [f.purpose for f in fundings[:2]] == ["Binômes", "Potager"]


def test_columns_say_how_their_sums_stand(told: Read) -> None:
    fundings = told(
        "<h1>Conseil territorial de santé</h1><h2>Financements de l'ARS Bretagne (k€)</h2><table>"
        "<tr><th></th><th>2025 (notifié)</th><th>2026 (prévu)</th></tr>"
        "<tr><td>CHU de Brest</td><td>80</td><td>85</td></tr></table>",
    ).fundings
    assert [(int(f.amount_eur or 0), f.funding_status) for f in fundings] == [
        (80_000, "awarded"),
        (85_000, "announced"),
    ]


def test_dots_or_wide_white_space_set_sums_apart_in_a_table(told: Read) -> None:
    fundings = told(
        "Ville de Lormes\n\nLa maison médicale\n\nLes travaux sont financés ainsi (montants hors taxes) :\n\n"
        "  Dépense totale .............. 900 000 €\n"
        "  État (DETR) ................. 270 000 €     30 %\n"
        "  Département de la Nièvre .... 130 000 €\n"
        "  Emprunt ..................... 500 000 €\n"
    ).fundings
    assert [(f.funder_name, int(f.amount_eur or 0), f.rate_percent, f.instrument) for f in fundings] == [
        (None, 900_000, None, "investment"),
        ("État", 270_000, Decimal(30), None),
        ("Département de la Nièvre", 130_000, None, None),
        (None, 500_000, None, "loan"),
    ]


def test_the_heading_of_a_table_gives_unit_years_and_status(told: Read) -> None:
    fundings = told(
        "Contrat local\n\nBudget prévisionnel 2021-2025 (en euros)\n\n                Montant\n"
        "   Axe 1        150 000\n   Axe 2        480 000\n   Total        630 000\n"
    ).fundings
    assert [(f.funder_name, int(f.amount_eur or 0)) for f in fundings] == [
        (None, 150_000), (None, 480_000), (None, 630_000),
    ]  # fmt: skip
    assert {(f.period_start, f.period_end) for f in fundings} == {(date(2021, 1, 1), date(2025, 12, 31))}


def test_a_text_table_whose_head_names_the_receivers_too(told: Read) -> None:
    fundings = told(
        "Région Bretagne\n\nCommission permanente\n\nLes subventions suivantes sont attribuées :\n\n"
        "Bénéficiaire                                  Subvention\n"
        "Communauté de communes du Pays d'Iroise       180 000 €\n"
        "Ville de Lesneven                             105 000 €\n"
        "Total                                         285 000 €\n"
    ).fundings
    assert [(f.beneficiary, f.amount_eur, f.instrument) for f in fundings] == [
        ("Communauté de communes du Pays d'Iroise", 180000, "grant"),
        ("Ville de Lesneven", 105000, "grant"),
        (None, 285000, "grant"),
    ]


def test_a_table_of_granted_sums_is_awarded_though_its_call_is_over(told: Read) -> None:
    fundings = told(
        "<h1>L'appel à projets « Grandir » a ses neuf projets</h1><p>L'appel à projets « Grandir » de l'ARS Bretagne était "
        "ouvert du 3 mars au 9 mai 2024.</p><h2>Les projets soutenus</h2><table><tr><th>Porteur</th><th>Montant</th></tr>"
        "<tr><td>CHU de Brest</td><td>60 000 €</td></tr><tr><td>Ville de Lorient</td><td>40 000 €</td></tr></table>"
    ).fundings
    assert [f.funding_status for f in fundings] == ["awarded", "awarded"]


def test_a_column_says_what_its_sums_are_paid_for_each_of(told: Read) -> None:
    fundings = told(
        "<html><body><h1>Aides de la Région</h1><table><tr><th>Public</th><th>Aide par étudiant</th></tr>"
        "<tr><td>Internes</td><td>400 €</td></tr><tr><td>Externes</td><td>200 €</td></tr></table></body></html>"
    ).fundings
    assert [f.amount_basis for f in fundings] == ["per_beneficiary", "per_beneficiary"]

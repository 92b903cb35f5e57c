"""Who bears what: shares in figures and words, what is left for the owner, works taken on whole."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from flows.normalise.frames.model import Announcement, Funding

Read = Callable[..., Announcement]


def _givers(fundings: list[Funding]) -> list[tuple[str | None, int | None]]:
    return [(f.funder_name, None if f.amount_eur is None else int(f.amount_eur)) for f in fundings]


def test_the_rest_is_borne_by_the_body_that_the_page_is_of(told: Read) -> None:
    fundings = told(
        "Centre hospitalier de Guéret\n\nUn scanner neuf\n\nLe scanner a coûté 900 000 €. L'ARS Nouvelle-Aquitaine "
        "verse 400 000 €. Le solde (500 000 €) est pris en charge par l'établissement sur ses fonds propres.\n"
    ).fundings
    assert _givers(fundings) == [
        (None, 900_000), ("ARS Nouvelle-Aquitaine", 400_000), ("Centre hospitalier de Guéret", 500_000),
    ]  # fmt: skip
    assert [f.instrument for f in fundings] == ["investment", None, "investment"]


def test_a_share_in_words_is_a_row_of_its_body_and_the_whole_is_nobodys(told: Read) -> None:
    whole, share = told(
        "Commune de Lormes\n\nUne étude\n\nL'étude coûte 28 000 €, pris en charge pour moitié par l'ARS Bretagne.\n"
    ).fundings
    assert (whole.funder_name, whole.amount_eur, whole.instrument) == (None, 28_000, "investment")
    assert (share.funder_name, share.amount_eur, share.rate_percent) == ("ARS Bretagne", None, Decimal(50))


def test_each_share_of_a_cost_has_its_own_body(told: Read) -> None:
    fundings = told(
        "CPTS du Pays Fort\n\nL'équipement des salles (184 000 €) est pris en charge à hauteur de 50 % par la "
        "communauté d'agglomération du Pays de Laon et de 50 % par la communauté d'agglomération de la Baie de "
        "Somme. Le Département de la Creuse finance la moitié des salaires.\n"
    ).fundings
    assert [(f.funder_name, f.rate_percent) for f in fundings[1:]] == [
        ("communauté d'agglomération du Pays de Laon", 50),
        ("communauté d'agglomération de la Baie de Somme", 50),
        ("Département de la Creuse", 50),
    ]


def test_equipment_that_two_bodies_take_on_is_an_investment_of_each(told: Read) -> None:
    fundings = told(
        "Université de Tours\n\nBourges Plus et Chartres Métropole prennent à leur charge l'équipement des salles "
        "de cours, pour 150 000 € chacune.\n"
    ).fundings
    assert _givers(fundings) == [("Bourges Plus", 150_000), ("Chartres Métropole", 150_000)]
    assert {(f.amount_basis, f.instrument, f.funding_status) for f in fundings} == {
        ("total", "investment", "awarded")
    }


def test_what_something_costs_a_body_is_given_by_it(told: Read) -> None:
    (funding,) = told(
        "Région Hauts-de-France\n\nLeur fonctionnement coûtera à la Région 12,4 millions d'euros de plus par an.\n"
    ).fundings
    assert (funding.funder_name, funding.instrument) == ("Région Hauts-de-France", "operating")


def test_a_body_may_back_something_with_a_sum_or_be_thanked_for_its_own(told: Read) -> None:
    fundings = told(
        "Association Répit Corse\n\nL'ARS de Corse accompagne la démarche à hauteur de 20 000 €. Rien n'aurait été "
        "possible sans la Fondation de France et ses 5 000 € de dotation.\n"
    ).fundings
    assert _givers(fundings) == [("ARS de Corse", 20_000), ("Fondation de France", 5_000)]


def test_a_body_behind_another_sum_and_par_has_its_own(told: Read) -> None:
    fundings = told(
        "Commune de Lormes\n\nL'ouverture est rendue possible par l'ARS Bretagne, qui apporte 185 000 euros, et par "
        "la communauté de communes du Pays Exemple, qui a payé l'aménagement des bureaux (22 000 euros).\n"
    ).fundings
    assert _givers(fundings) == [
        ("ARS Bretagne", 185_000), ("communauté de communes du Pays Exemple", 22_000),
    ]  # fmt: skip
    assert [f.instrument for f in fundings] == [None, "investment"]


def test_an_adjective_names_the_giver_of_an_aid(told: Read) -> None:
    (funding,) = told(
        "CPTS du Pays Fort\n\nLa Région Bretagne est partenaire.\n\nLe centre a obtenu une subvention régionale de "
        "60 000 €.\n"
    ).fundings
    assert _givers([funding]) == [("Région Bretagne", 60_000)]


def test_the_rows_of_a_table_of_aids_name_who_gets_them(told: Read) -> None:
    fundings = told(
        "<h1>Aide à l'installation des soignants</h1><p>Région Bretagne. Le dispositif est ouvert.</p>"
        "<h2>C'est combien ?</h2><table><tr><th>Situation</th><th>Aide</th></tr>"
        "<tr><td>Infirmier libéral</td><td>subvention de 50 % des travaux, plafonnée à 15 000 €</td></tr>"
        "<tr><td>Sécurisation du cabinet</td><td>jusqu'à 4 000 €</td></tr>"
        "<tr><td>Médecin qui ouvre un second cabinet</td><td>prime forfaitaire de 8 000 €</td></tr></table>"
        "<p>Les demandes sont à déposer toute l'année.</p>"
    ).fundings
    assert [(f.beneficiary, f.amount_eur) for f in fundings] == [
        ("Infirmier libéral", 15_000), (None, 4_000), ("Médecin qui ouvre un second cabinet", 8_000),
    ]  # fmt: skip
    assert [(f.instrument, f.rate_percent) for f in fundings][0::2] == [("grant", 50), ("bonus", None)]


def test_a_head_names_those_who_finance_and_a_total_of_works_is_an_investment(told: Read) -> None:
    fundings = told(
        "<h1>La maison médicale</h1><h2>Qui paie quoi ?</h2>"
        "<table><tr><th>Lot</th><th>Montant</th><th>Financé par</th></tr>"
        "<tr><td>Murs</td><td>412 500 €</td><td>État (DETR)</td></tr>"
        "<tr><td>Toit</td><td>275 000 €</td><td>Région Bretagne</td></tr>"
        "<tr><td>Total</td><td>687 500 €</td><td></td></tr></table>"
    ).fundings
    assert _givers(fundings) == [("État", 412_500), ("Région Bretagne", 275_000), (None, 687_500)]
    assert fundings[2].instrument == "investment"


def test_other_offers_and_fees_are_no_fundings(told: Read) -> None:
    assert not told(
        "Fondation Exemple\n\nLe prix de thèse\n\nFrais d'inscription : 178 €, plus 105 € de CVEC, boursiers exceptés.\n\n"
        "Voir aussi : Fonds d'accompagnement : 1,1 M€ en 2026 | Le métier en vidéo\n"
    ).fundings

"""Givers and receivers of sums told in the words before: a pronoun, one who asked, the line above a table."""

from __future__ import annotations

from collections.abc import Callable

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def test_a_pronoun_receives(told: Read) -> None:
    (funding,) = told(
        "Commune de Lormes\n\nLe maire rappelle que Mme Modèle ouvre son cabinet. Le conseil municipal lui alloue une aide "
        "de 8 000 €.\n"
    ).fundings
    assert (funding.beneficiary, funding.amount_eur) == ("Mme Modèle", 8_000)


def test_the_winner_stands_between_the_prize_and_its_sum(told: Read) -> None:
    fundings = told(
        "Université de Rouen\n\nPrix de la thèse : Camille Exemple, 1 500 €, offerts par l'URML Normandie. Prix du poster : "
        "Noé Modèle, 400 €, offerts par la MACSF.\n"
    ).fundings
    assert [(f.funder_name, f.beneficiary) for f in fundings] == [
        ("URML Normandie", "Camille Exemple"),
        ("MACSF", "Noé Modèle"),
    ]


def test_one_of_those_told_before_is_all_of_them(told: Read) -> None:
    fundings = told(
        "ARS Bretagne\n\nL'ARS Bretagne débloque 3,2 M€ au profit des centres de santé en difficulté, soit près de 80 000 € "
        "par structure.\n"
    ).fundings
    assert [f.beneficiary for f in fundings] == [
        "centres de santé en difficulté",
        "centres de santé en difficulté",
    ]


def test_those_below_a_decision_receive_and_earlier_years_are_past(told: Read) -> None:
    fundings = told(
        "<h1>Commission permanente</h1><p>Département du Finistère</p><p>Le Département du Finistère attribue :</p><table>"
        "<tr><th>Organisme</th><th>2024</th><th>2025</th></tr><tr><td>Réseau Modèle (salle de repos)</td><td>10 000 €</td>"
        "<td>12 500 €</td></tr><tr><td>Mutualité Française Bretagne</td><td>7 000 €</td><td>7 000 €</td></tr></table>",
        on="2025-10-10",
    ).fundings
    assert [(f.funder_name, f.beneficiary, f.amount_eur) for f in fundings] == [
        ("Département du Finistère", "Réseau Modèle", 12_500),
        ("Département du Finistère", "Mutualité Française Bretagne", 7_000),
    ]


def test_each_gives_the_sum_at_his_place_though_the_sums_are_no_range(told: Read) -> None:
    fundings = told(
        "Union du Témoin\n\nLa Ville de Montreuil et le Département de l'Aude versent, respectivement, 150 000 € et 400 000 €. "
        "La Ville de Brest et le Département du Gers complètent, respectivement de 15 000 € et de 40 000 €.\n"
    ).fundings
    assert [(f.funder_name, f.amount_eur, f.amount_max_eur) for f in fundings] == [
        ("Ville de Montreuil", 150_000, None),
        ("Département de l'Aude", 400_000, None),
        ("Ville de Brest", 15_000, None),
        ("Département du Gers", 40_000, None),
    ]


def test_charges_of_a_stay_and_the_budget_of_a_house_are_no_fundings(told: Read) -> None:
    assert not told(
        "<h1>Vos démarches</h1><p>Centre hospitalier de Langres</p><p>Avec un budget annuel de 48 millions d'euros et 700 "
        "agents, l'établissement est un employeur du pays.</p><p>Un rendez-vous non honoré coûte en moyenne 110 € à "
        "l'hôpital.</p><ul><li>Télévision et wifi : 3,50 € par jour</li></ul>"
    ).fundings


def test_the_next_sentence_says_whose_the_money_is(told: Read) -> None:
    (funding,) = told(
        "Ville de Brest\n\nL'association Les Exemples a reçu 3 000 €. La somme, remise par le Lions Club de Brest, servira à "
        "des tablettes.\n"
    ).fundings
    assert (funding.funder_name, funding.beneficiary) == ("Lions Club de Brest", "association Les Exemples")


def test_another_gives_as_much(told: Read) -> None:
    fundings = told(
        "Ville de Brest\n\nLes élus comptent sur 400 000 euros de l'État et espèrent autant de la Région Bretagne.\n\n"
        "L'ARS Bretagne verse 20 000 €, le Département du Finistère autant.\n"
    ).fundings
    assert [(f.funder_name, f.amount_eur, f.funding_status) for f in fundings] == [
        ("État", 400_000, "announced"),
        ("Région Bretagne", 400_000, "announced"),
        ("ARS Bretagne", 20_000, "awarded"),
        ("Département du Finistère", 20_000, "awarded"),
    ]


def test_a_verb_of_giving_holds_for_rates_as_for_sums(told: Read) -> None:
    fundings = told("Les urgences\n\nL'ARS Bretagne apportera 30 % et la Région Bretagne 15 %.\n").fundings
    assert [(f.funder_name, f.rate_percent, f.funding_status) for f in fundings] == [
        ("ARS Bretagne", 30, "announced"),
        ("Région Bretagne", 15, "announced"),
    ]


def test_a_sheet_of_a_call_tells_ceiling_and_rate_in_one_cell(told: Read) -> None:
    (funding,) = told(
        "<h1>Appel à candidatures « Bouche saine »</h1><p>ARS Bretagne</p><table><tr><th>Plafond</th><td>25 000 € par projet, "
        "dans la limite de 80 % de son coût</td></tr><tr><th>Clôture des candidatures</th><td>30 juin 2025</td></tr></table>"
    ).fundings
    assert (funding.amount_qualifier, funding.rate_percent) == ("up_to", 80)


def test_a_call_that_has_come_to_its_end_is_closed(told: Read) -> None:
    (funding,) = told(
        "ARS Bretagne\n\nL'appel à projets « Médiation en santé dans les quartiers » a pris fin le 26 septembre 2024. Chaque "
        "projet retenu pourra recevoir entre 40 000 € et 90 000 €.\n"
    ).fundings
    assert (str(funding.application_deadline), funding.funding_status) == ("2024-09-26", "closed")

"""Who receives a sum: people told with their conditions, counted before, named by lines and headings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def test_the_clause_that_says_who_is_meant_belongs_to_the_receiver(told: Read) -> None:
    fundings = told(
        "Département de la Lozère\n\nLes aides de l'année\n\n"
        "- une bourse de 700 € par mois aux étudiants qui promettent cinq ans d'exercice dans un village ;\n"
        "- une indemnité de 120 € par mois à tout interne dont le stage se trouve à plus de 30 km de Mende ;\n"
        "- une prime de 1 800 € pour les soignants inscrits dans l'un des quatre pôles du département.\n"
    ).fundings
    assert [f.beneficiary for f in fundings] == [
        "étudiants qui promettent cinq ans d'exercice dans un village",
        "interne dont le stage se trouve à plus de 30 km de Mende",
        "soignants inscrits dans l'un des quatre pôles du département",
    ]


def test_that_clause_ends_where_the_offer_begins(told: Read) -> None:
    (funding,) = told(
        "Région Bretagne\n\nLa Région versera aux jeunes diplômés qui s'engagent dix-huit mois dans un EHPAD une "
        "prime de fidélité de 3 000 €.\n"
    ).fundings
    assert funding.beneficiary == "jeunes diplômés qui s'engagent dix-huit mois dans un EHPAD"


def test_each_is_one_of_those_counted_in_the_sentence_before(told: Read) -> None:
    (funding,) = told(
        "GIP Exemple Santé\n\nLe groupement recherche cinq foyers volontaires pour essayer un logiciel. Chacun "
        "recevra une dotation de 12 000 euros.\n"
    ).fundings
    assert (funding.beneficiary, funding.beneficiary_count) == ("foyers volontaires", 5)
    assert (funding.amount_eur, funding.amount_basis) == (12000, "per_beneficiary")


def test_those_whose_things_are_paid_receive(told: Read) -> None:
    (funding,) = told(
        "Commune de Lormes\n\nLa Région Bretagne prend en charge les frais de formation des 20 apprentis, soit "
        "164 000 €.\n"
    ).fundings
    assert (funding.beneficiary, funding.beneficiary_count) == ("apprentis", 20)


def test_a_line_may_begin_with_the_state_of_a_person(told: Read) -> None:
    fundings = told(
        "ARS La Réunion\n\nAppel à candidatures Cap Exemple\n\nCombien puis-je toucher ?\n\n"
        "- Libéral : 20 000 € pour chacune des deux années, en compensation.\n"
        "- Salarié d'une maison de santé ou d'une association : jusqu'à 30 000 € par an.\n"
    ).fundings
    assert [(f.beneficiary, f.amount_basis) for f in fundings] == [
        ("Libéral", "per_year"),
        ("Salarié d'une maison de santé ou d'une association", "per_year"),
    ]


def test_winners_are_named_by_the_headings_of_their_prizes_or_below_them(told: Read) -> None:
    fundings = told(
        "<h1>Palmarès des prix 2024</h1><p>La Fondation Exemple a remis ses prix.</p>"
        "<h2>Premier prix : Les Roues de l'estuaire (Honfleur)</h2>"
        "<p>L'association reçoit 8 000 € pour son atelier de réparation.</p>"
        "<h2>Grand prix</h2><p>Centre hospitalier de Mayotte, Mamoudzou – La case du cœur : 30 000 €</p>"
        "<h2>Prix de l'innovation (5 000 €)</h2><p>Le CHU de Reims est récompensé pour sa consultation.</p>"
        "<h2>Les autres lauréats</h2><ul><li>CPTS Sud Thiérache, Vervins (02) – Le taxi : 15 000 €</li></ul>"
    ).fundings
    assert [(f.beneficiary, f.amount_eur) for f in fundings] == [
        ("Les Roues de l'estuaire", 8000),
        ("Centre hospitalier de Mayotte", 30000),
        ("CHU de Reims", 5000),
        ("CPTS Sud Thiérache", 15000),
    ]
    assert {(f.funder_name, f.instrument) for f in fundings} == {("Fondation Exemple", "prize")}


def test_a_ceiling_holds_for_all_sums_of_an_enumeration(told: Read) -> None:
    fundings = told(
        "Département de la Creuse\n\nAides à l'installation\n\nLe Département propose une aide allant jusqu'à 50 000 € "
        "pour un médecin, 25 000 € pour un chirurgien-dentiste et 10 000 € pour une sage-femme.\n"
    ).fundings
    assert [(f.beneficiary, f.amount_eur) for f in fundings] == [
        ("médecin", 50_000), ("chirurgien-dentiste", 25_000), ("sage-femme", 10_000),
    ]  # fmt: skip
    assert {(f.amount_qualifier, f.amount_basis) for f in fundings} == {("up_to", "per_beneficiary")}


def test_what_each_does_is_no_part_of_who_receives(told: Read) -> None:
    (funding,) = told(
        "<p>ARS Grand Est</p><h1>Une prime</h1><p>Chaque interne suit quatre jours de cours et reçoit une prime "
        "de 200 euros par mois.</p>"
    ).fundings
    assert funding.beneficiary == "interne"


def test_a_list_of_what_a_body_finances_names_receivers(told: Read) -> None:
    fundings = told(
        "CPAM de l'Hérault\n\nMois sans tabac\n\nLa CPAM de l'Hérault finance 14 projets locaux. Parmi eux :\n"
        "– Mission locale de Lunel : 6 500 € pour des consultations\n– CHU de Montpellier : 18 000 € pour former\n"
    ).fundings
    assert [(f.funder_name, f.beneficiary) for f in fundings] == [
        ("CPAM de l'Hérault", "Mission locale de Lunel"),
        ("CPAM de l'Hérault", "CHU de Montpellier"),
    ]


@pytest.mark.parametrize(
    ("lines", "receiver"),
    [
        (
            "Aide au logement\n\nBénéficiaires : internes en médecine\nMontant : 300 € par mois\n",
            "internes en médecine",
        ),
        (
            "Aide à l'achat\n\nPour qui ? Les pharmaciens qui ouvrent une officine\nAide : 900 €\n",
            "pharmaciens",
        ),
        (
            "Loto\n\nLe loto a rapporté 3 200 €. La somme sera reversée à l'association Exemple.\n",
            "association Exemple",
        ),
        ("Séance\n\nIl est attribué au CHU de Brest une subvention de 9 000 €.\n", "CHU de Brest"),
        ("Prime\n\nVous êtes médecin ? Une prime de 9 000 € est versée à l'installation.\n", "médecin"),
        ("Appel\n\nSix territoires sont retenus. La Région leur consacre 90 000 €.\n", "territoires"),
    ],
)
def test_who_receives_is_told_in_many_places(told: Read, lines: str, receiver: str) -> None:
    (funding,) = told(f"Région Bretagne\n\n{lines}").fundings
    assert funding.beneficiary == receiver


def test_what_receivers_may_do_is_no_part_of_them(told: Read) -> None:
    (funding,) = told(
        "Le contrat d'engagement\n\nLe contrat d'engagement permet aux étudiants en médecine de percevoir une "
        "allocation mensuelle de 1 200 euros.\n"
    ).fundings
    assert funding.beneficiary == "étudiants en médecine"

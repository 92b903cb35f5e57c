"""Fundings: which sums are an initiative's money, who gives, who receives, on what terms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from flows.normalise.frames.model import Announcement, Funding

Read = Callable[..., Announcement]


def _amounts(fundings: list[Funding]) -> list[int | None]:
    return [None if f.amount_eur is None else int(f.amount_eur) for f in fundings]


def test_a_body_that_gives_is_the_funder_and_the_one_after_to_receives(told: Read) -> None:
    (funding,) = told(
        "Ville de Montluçon\n\nConseil municipal\n\nLe conseil municipal a voté une subvention de 15 000 € à "
        "l'association Rétina Bourbonnais pour l'achat d'un rétinographe.\n"
    ).fundings
    assert funding.funder_name == "Ville de Montluçon"
    assert funding.beneficiary == "association Rétina Bourbonnais"
    assert (funding.amount_eur, funding.amount_qualifier, funding.amount_basis) == (15000, "exact", "total")
    assert (funding.instrument, funding.funding_status) == ("grant", "awarded")


def test_each_body_is_told_with_its_own_sum_in_brackets(told: Read) -> None:
    fundings = told(
        "Commune de Lormes\n\nLe chantier a débuté\n\nCoût de l'opération : 2,4 M€ HT. Les travaux sont financés "
        "par l'État (480 000 €), la Région Bretagne (350 000 €) et le Département du Finistère (200 000 €).\n"
    ).fundings
    assert [f.funder_name for f in fundings] == [
        None, "État", "Région Bretagne", "Département du Finistère",
    ]  # fmt: skip
    assert [f.instrument for f in fundings] == ["investment", None, None, None]


def test_bodies_with_their_sums_in_brackets_give_by_the_verb_behind_them(told: Read) -> None:
    fundings = told(
        "Ville d'Exemple\n\nLe chantier a débuté\n\nLa Région Bretagne (350 000 €), l'ARS Bretagne (200 000 €) et "
        "l'État (480 000 €) ont soutenu la rénovation de l'hôpital.\n"
    ).fundings
    assert [(f.funder_name, int(f.amount_eur or 0), f.beneficiary) for f in fundings] == [
        ("Région Bretagne", 350_000, None),
        ("ARS Bretagne", 200_000, None),
        ("État", 480_000, None),
    ]


def test_a_verb_holds_for_the_next_body_and_its_sum(told: Read) -> None:
    fundings = told(
        "L'hôpital se modernise\n\nL'ARS Bretagne apporte 3 millions d'euros et la Région Bretagne 2 millions "
        "d'euros à ce projet.\n"
    ).fundings
    assert [(f.funder_name, int(f.amount_eur or 0)) for f in fundings] == [
        ("ARS Bretagne", 3_000_000),
        ("Région Bretagne", 2_000_000),
    ]


def test_those_who_finance_without_a_sum_have_a_row_each(told: Read) -> None:
    fundings = told(
        "Fédération des maisons de santé de Bretagne\n\nNotre congrès\n\n"
        "Avec le soutien financier de l'ARS Bretagne et de la MSA d'Armorique.\n"
    ).fundings
    assert [(f.funder_name, f.amount_eur, f.funding_status) for f in fundings] == [
        ("ARS Bretagne", None, "awarded"),
        ("MSA d'Armorique", None, "awarded"),
    ]


def test_two_bodies_that_give_the_same_each_are_two_rows(told: Read) -> None:
    fundings = told(
        "La coordinatrice est là\n\nSon poste est payé pour moitié par l'ARS Occitanie et pour moitié par la "
        "communauté de communes du Pays Exemple, soit 24 000 € par an chacune.\n"
    ).fundings
    assert [f.funder_name for f in fundings] == ["ARS Occitanie", "communauté de communes du Pays Exemple"]
    assert {(f.amount_eur, f.amount_basis, f.instrument) for f in fundings} == {
        (Decimal(24000), "per_year", "operating")
    }


def test_prices_reimbursements_and_other_budgets_are_no_fundings(told: Read) -> None:
    announcement = told(
        "Centre de santé d'Exemple\n\nNos services\n\nConsultation : 30 €. L'adhésion coûte 20 € par an. Entrée : 5 €. "
        "Le repas est à 12 €, à régler sur place. Les logements sont proposés à 250 € par mois, charges comprises. "
        "Le vaccin est pris en charge à 100 % par l'Assurance Maladie (coût d'une dose : 116 €).\n\n"
        "Pour mémoire, le budget 2025 de la Région, de 1,6 milliard d'euros, sera débattu en mars. "
        "Lors de la même séance, la Région a consacré 4 M€ à deux lycées.\n"
    )
    assert announcement.fundings == []


def test_a_rate_stands_on_the_sum_it_caps(told: Read) -> None:
    (funding,) = told(
        "Région Bretagne\n\nAide aux maisons de santé\n\nChaque maison de santé peut bénéficier d'une aide de "
        "100 000 euros maximum, plafonnée à 30 % du montant des travaux.\n"
    ).fundings
    assert (funding.rate_percent, funding.amount_qualifier) == (30, "up_to")
    assert (funding.beneficiary, funding.amount_basis) == ("maison de santé", "per_beneficiary")


def test_a_rate_alone_has_a_row_with_its_funder(told: Read) -> None:
    (funding,) = told(
        "Un nouveau médicobus\n\nLa Région Normandie prendra en charge la moitié (50 %) de cette dépense.\n"
    ).fundings
    assert (funding.funder_name, funding.amount_eur, funding.rate_percent) == ("Région Normandie", None, 50)
    assert funding.funding_status == "announced"


def test_a_sum_told_in_title_and_text_is_one_row(told: Read) -> None:
    fundings = told(
        "ARS Bretagne\n\nUne aide de 640 000 € pour la prévention\n\n"
        "L'ARS Bretagne attribue 640 000 € à douze structures de la région.\n"
    ).fundings
    assert _amounts(fundings) == [640_000]
    assert fundings[0].beneficiary_count == 12


def test_bodies_of_an_enumeration_each_have_their_own_sum(told: Read) -> None:
    fundings = told(
        "Ville de Nevers\n\nLe centre de santé\n\nIl est cofinancé par l'État à hauteur de 800 000 € (DSIL), la "
        "Région Bretagne (500 000 €) et l'Europe, via le Feder, pour 200 000 €. Le reste, soit 600 000 €, est à la "
        "charge de la Ville.\n"
    ).fundings
    assert [f.funder_name for f in fundings] == ["État", "Région Bretagne", "Feder", "Ville de Nevers"]


def test_who_carries_what_is_paid_for_gives_nothing(told: Read) -> None:
    (funding,) = told(
        "Communauté de communes du Thouarsais\n\nLe contrat local de santé\n\nL'ARS Bretagne finance à hauteur de "
        "30 000 € par an le poste de coordinatrice, porté par la Communauté de communes.\n"
    ).fundings
    assert (funding.funder_name, funding.amount_basis) == ("ARS Bretagne", "per_year")


def test_an_assembly_gives_what_it_votes_to_one_body_after_another(told: Read) -> None:
    fundings = told(
        "Communauté d'agglomération du Grand Guéret\n\nLes décisions\n\nLe conseil a décidé d'attribuer une "
        "subvention de 25 000 € au centre hospitalier de Guéret pour l'acquisition d'un échographe, 8 000 € à "
        "l'association Creuse Répit et 3 500 € à la Croix-Rouge.\n"
    ).fundings
    assert [(f.beneficiary, f.instrument) for f in fundings] == [
        ("centre hospitalier de Guéret", "grant"),
        ("association Creuse Répit", "grant"),
        ("Croix-Rouge", "grant"),
    ]
    assert {f.funder_name for f in fundings} == {"Communauté d'agglomération du Grand Guéret"}


def test_a_foundation_gives_what_it_announces_to_those_on_its_list(told: Read) -> None:
    fundings = told(
        "Fondation Exemple pour l'enfance\n\nNos prix 2025\n\nLes lauréats sont :\n"
        "- Les Petits Pas (Brest) – 30 000 euros\n- Graines d'école (Vannes) – 20 000 euros\n"
    ).fundings
    assert [(f.funder_name, f.beneficiary) for f in fundings] == [
        ("Fondation Exemple pour l'enfance", "Les Petits Pas (Brest)"),
        ("Fondation Exemple pour l'enfance", "Graines d'école (Vannes)"),
    ]


def test_a_section_of_fees_tells_no_funding(told: Read) -> None:
    fundings = told(
        "<h1>Formation des aidants</h1><p>Le CHU de Brest propose une formation.</p><h2>Tarifs</h2>"
        "<p>980 € par participant (prise en charge possible par votre employeur).</p>",
    ).fundings
    assert fundings == []


def test_shares_by_rate_are_rows_of_their_bearers(told: Read) -> None:
    fundings = told(
        "Un simulateur\n\nL'équipement, 90 000 € au total, est financé à 70 % par la Région Bretagne et à 30 % par "
        "l'ARS Bretagne.\n"
    ).fundings
    assert [(f.funder_name, f.amount_eur, f.rate_percent) for f in fundings] == [
        (None, Decimal(90_000), None),
        ("Région Bretagne", None, Decimal(70)),
        ("ARS Bretagne", None, Decimal(30)),
    ]


def test_a_second_sum_may_leave_out_its_unit(told: Read) -> None:
    fundings = told(
        "Le dispositif\n\nL'ARS Bretagne a versé 58 000 euros ; la Carsat Bretagne, 12 000.\n"
    ).fundings
    assert [(f.funder_name, int(f.amount_eur or 0)) for f in fundings] == [
        ("ARS Bretagne", 58_000),
        ("Carsat Bretagne", 12_000),
    ]


def test_a_threshold_is_no_sum_given(told: Read) -> None:
    assert not told(
        "Appel à projets « Bouger »\n\nL'ARS Bretagne lance un appel à projets. L'achat de véhicules au-delà de "
        "10 000 € n'est pas pris en compte.\n"
    ).fundings


def test_a_rent_that_is_paid_for_people_is_an_aid(told: Read) -> None:
    (funding,) = told(
        "Ville de Lormes\n\nLe plan prévoit la prise en charge du loyer à hauteur de 500 € par mois pour les internes.\n"
    ).fundings
    assert (funding.amount_eur, funding.amount_basis, funding.beneficiary) == (
        Decimal(500),
        "per_month",
        "internes",
    )


def test_who_receives_stands_behind_a_prize_and_its_colon(told: Read) -> None:
    fundings = told(
        "ARS Bretagne\n\nLes lauréats du prix de l'innovation en soins\n\nPremier prix (8 000 €) : l'EHPAD Les Tilleuls\n\n"
        "Prix du public (1 500 €) : l'association Répit Aude\n"
    ).fundings
    assert [f.beneficiary for f in fundings] == ["EHPAD Les Tilleuls", "association Répit Aude"]
    assert [f.instrument for f in fundings] == ["prize", "prize"]


def test_those_who_receive_from_a_body_and_the_body_they_receive_from(told: Read) -> None:
    (funding,) = told(
        "Étudier dans le Cher\n\nLes étudiants recevront de la Région Bretagne 1 000 € par mois.\n"
    ).fundings
    assert (funding.funder_name, funding.beneficiary) == ("Région Bretagne", "étudiants")


def test_a_line_that_holds_a_body_and_its_sum_names_the_giver(told: Read) -> None:
    fundings = told(
        "Un séjour de répit\n\nCombien ?\n\nARS Bretagne          60 000 € par an\n\n"
        "Département du Finistère          20 000 € (mobilier)\n"
    ).fundings
    assert [(f.funder_name, f.amount_eur) for f in fundings] == [
        ("ARS Bretagne", 60000),
        ("Département du Finistère", 20000),
    ]


def test_the_owner_of_the_works_invests_and_a_loan_has_no_giver(told: Read) -> None:
    fundings = told(
        "Le pôle de santé s'agrandit\n\nLe Département de l'Orne, propriétaire des murs, consacre 350 000 € aux "
        "travaux.\n\nFinancement : ARS Normandie 960 000 €, Région Normandie 700 000 €, emprunt 740 000 €\n"
    ).fundings
    assert [(f.funder_name, f.instrument) for f in fundings] == [
        ("Département de l'Orne", "investment"),
        ("ARS Normandie", None),
        ("Région Normandie", None),
        (None, "loan"),
    ]


def test_the_subject_behind_a_comma_gives_nothing(told: Read) -> None:
    (funding,) = told(
        "CPTS d'Exemple\n\nUn véhicule pour la CPTS\n\nGrâce à une subvention de 15 000 € de la Carsat Bretagne, la CPTS "
        "d'Exemple a acheté un véhicule.\n"
    ).fundings
    assert funding.funder_name == "Carsat Bretagne"


def test_taking_part_is_no_financing(told: Read) -> None:
    announcement = told(
        "CPTS d'Exemple\n\nForum santé\n\nLa CPTS d'Exemple organise un forum le samedi 15 mars 2025 à Quimper, avec la "
        "participation de la Ligue contre le cancer.\n"
    )
    assert announcement.fundings == []


def test_prizes_under_a_heading_of_prizes_are_no_prices(told: Read) -> None:
    (funding,) = told(
        "<h1>Congrès de gériatrie</h1><h2>Prix</h2><p>Le prix du meilleur poster, doté de 1 000 € par la Mutualité "
        "Française Bretagne, récompense un interne.</p>"
    ).fundings
    assert (funding.funder_name, funding.instrument) == ("Mutualité Française Bretagne", "prize")


def test_givers_speak_in_the_first_person(told: Read) -> None:
    (funding,) = told(
        "Carsat Bretagne\n\nAteliers du bien vieillir\n\nPour chaque séance, la Carsat Bretagne aide les clubs : nous "
        "prenons en charge 350 €.\n"
    ).fundings
    assert (funding.funder_name, funding.amount_eur) == ("Carsat Bretagne", 350)


def test_the_help_of_a_body_is_no_contest(told: Read) -> None:
    (funding,) = told(
        "Des paniers pour la santé\n\nAvec le concours financier de la CPAM du Finistère (6 000 €), les paniers arrivent.\n"
    ).fundings
    assert (funding.funder_name, funding.instrument) == ("CPAM du Finistère", None)


def test_a_cost_is_told_by_its_subject_and_verb(told: Read) -> None:
    fundings = told(
        "EPSM de la Marne\n\nNouveau pavillon\n\nL'opération, portée par l'établissement, s'élève à 18,5 M€. Le "
        "solde, 3,5 M€, provient de l'ARS Grand Est.\n"
    ).fundings
    assert [(f.funder_name, f.instrument) for f in fundings] == [
        (None, "investment"),
        ("ARS Grand Est", None),
    ]


def test_the_verb_may_stand_before_those_who_give(told: Read) -> None:
    fundings = told(
        "Ville de Lormes\n\nLe bus santé\n\nY contribuent l'ARS Bretagne (120 000 €) et la CPAM du Finistère "
        "(40 000 €).\n"
    ).fundings
    assert [f.funder_name for f in fundings] == ["ARS Bretagne", "CPAM du Finistère"]


def test_aids_to_bodies_are_asked_for_by_them_and_given_by_the_publisher(told: Read) -> None:
    (funding,) = told(
        "Ville de Modèle\n\nSubventions aux associations de santé\n\nL'aide est de 1 000 € par an et par "
        "association. Date limite de dépôt : 15 mars 2025.\n"
    ).fundings
    assert (funding.funder_name, funding.application_deadline) == ("Ville de Modèle", date(2025, 3, 15))
    assert (funding.amount_basis, funding.funding_status) == ("per_year", "open")


def test_own_funds_and_gifts_of_many_are_given_by_no_body_named_before(told: Read) -> None:
    fundings = told(
        "Contrat local de santé\n\nFinancement : ARS Bretagne : 13 000 € ; Ville de Brest : 8 000 € ; "
        "autofinancement : 4 000 €\n\nCoût du robot : 90 000 €, dont 50 000 € de la Région Bretagne et 15 000 € de "
        "mécénat.\n"
    ).fundings
    assert [(f.funder_name, f.instrument) for f in fundings] == [
        ("ARS Bretagne", None),
        ("Ville de Brest", None),
        (None, "investment"),
        (None, "investment"),
        ("Région Bretagne", None),
        (None, "other"),
    ]


def test_the_whole_of_several_givers_is_not_the_announcers(told: Read) -> None:
    fundings = told(
        "ARS Bretagne\n\nBudget : 120 000 €\n\nFinanceurs : ARS Bretagne (70 000 €), Ville de Brest (50 000 €)\n"
    ).fundings
    assert [f.funder_name for f in fundings] == [None, "ARS Bretagne", "Ville de Brest"]


def test_a_call_gives_its_whole_and_a_centre_with_a_complement_receives(told: Read) -> None:
    whole, _ = told(
        "Métropole Exemple\n\nAppel à projets « Bouger plus »\n\nEnveloppe globale : 60 000 €\n\nMontant par "
        "projet : de 1 000 à 5 000 €\n"
    ).fundings
    assert whole.funder_name == "Métropole Exemple"
    (funding,) = told("Ville de Brest\n\nLe conseil a alloué 12 000 € au centre de santé.\n").fundings
    assert funding.beneficiary == "centre de santé"

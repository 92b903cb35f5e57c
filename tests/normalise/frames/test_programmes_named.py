"""What a programme is called, and what only looks like the name of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]

AGENCY = "https://www.normandie.ars.sante.fr/page"


def names(told: Read, text: str, on: str = "2025-01-15") -> list[tuple[str, str]]:
    """Name and type of the programmes read in a text."""
    return [(p.name, p.programme_type) for p in told(text, url=AGENCY, on=on).programmes]


@pytest.mark.parametrize(
    "called",
    ["s'intitule", "s'appelle", "a pour nom", "porte le nom de", "est baptisée", "répond au nom de"],
)
def test_a_verb_of_naming_leads_to_the_title(told: Read, called: str) -> None:
    text = (
        "Donnez votre avis\n\nAvant d'écrire, l'hôpital pose la question à tous. La concertation "
        f"{called} « Caux santé, on s'en parle ». Elle dure du 3 février au 28 mars 2025.\n"
    )
    assert names(told, text) == [("Caux santé, on s'en parle", "consultation")]


def test_a_title_in_the_headline_names_what_the_lead_tells_by_its_noun(told: Read) -> None:
    text = (
        "« Veiller près d'ici » : et les lauréats sont…\n\nMardi 3 décembre, la salle était pleine pour "
        "connaître les lauréats de notre appel à projets régional, ouvert du 3 mars au 28 juin 2024.\n"
    )
    assert names(told, text) == [("Veiller près d'ici", "call_for_projects")]


@pytest.mark.parametrize(
    "heading",
    [
        "Appel à projets Prévention des chutes 2025",
        "Appel à projets – Prévention des chutes 2025",
        "Appel à projets n° 2025-03 : Prévention des chutes 2025",
    ],
)
def test_a_heading_made_of_noun_and_title(told: Read, heading: str) -> None:
    text = f"{heading}\n\nPublié le 9 janvier 2025\n\nDépôt des dossiers jusqu'au 14 mars 2025.\n"
    assert names(told, text) == [("Prévention des chutes 2025", "call_for_projects")]


def test_sums_and_verbs_are_no_part_of_a_name(told: Read) -> None:
    text = (
        "Une bourse pour s'installer\n\nLa Région crée une bourse de 700 euros par mois pour les étudiants. "
        "La bourse est ouverte depuis le 1er septembre 2024.\n"
    )
    assert names(told, text) == [("bourse", "aid_scheme")]
    text = "Le contrat local de santé est signé\n\nLe contrat local de santé a été signé le 7 janvier 2025.\n"
    assert names(told, text) == [("contrat local de santé", "contract")]


@pytest.mark.parametrize(
    "text",
    [
        "SEMAINE DU DÉPISTAGE : DU 2 AU 8 JUIN\n\nTests gratuits dans toute la région.\n",
        "Journée d'étude « Choisir pour soi »\n\nRendez-vous le jeudi 22 mai 2025 à Caen.\n",
        "Deux semaines de rendez-vous\n\nLe CLSM existe depuis 2017 ; il est porté par la Ville de Caen.\n",
    ],
)
def test_what_only_looks_like_a_programme(told: Read, text: str) -> None:
    assert names(told, text) == []


def test_a_formal_act_told_in_the_lead_needs_no_title(told: Read) -> None:
    text = (
        "Violences contre les soignants : tous s'engagent\n\nVendredi 10 janvier 2025 a eu lieu à Caen la "
        "signature du protocole départemental de sécurité des soignants. Ce protocole, valable trois ans, "
        "réunit huit partenaires.\n"
    )
    assert names(told, text) == [("protocole départemental de sécurité des soignants", "contract")]


def test_a_proper_name_set_beside_its_noun(told: Read) -> None:
    text = (
        "La télésurveillance arrive dans la Manche\n\nLauréat de l'appel à projets « Demain la santé », "
        "l'hôpital lance SOIN-NUM, un projet de télésurveillance. Démarrage en mars 2025 à Saint-Lô.\n"
    )
    assert names(told, text) == [("SOIN-NUM", "project")]


@pytest.mark.parametrize(
    ("text", "name", "programme_type"),
    [
        (
            "Sport sur ordonnance : c'est parti\n\nSur prescription, les patients suivent trois mois de séances. "
            "Le dispositif démarre le 3 mars 2025 avec 60 places.\n",
            "Sport sur ordonnance",
            "service",
        ),
        (
            "Santé : une permanence d'accès aux droits au CCAS\n\nChaque mardi, depuis le 7 janvier 2025, une "
            "conseillère reçoit les habitants, 21 boulevard des Lilas.\n",
            "permanence d'accès aux droits",
            "service",
        ),
        (
            "Formation des aidants : de nouvelles dates\n\nCinq séances du 11 mars au 8 avril 2025. Inscriptions "
            "jusqu'au 28 février.\n",
            "Formation des aidants",
            "training",
        ),
    ],
)
def test_what_the_title_brings_and_the_lead_dates(
    told: Read, text: str, name: str, programme_type: str
) -> None:
    assert names(told, text) == [(name, programme_type)]


@pytest.mark.parametrize(
    "text",
    [
        "Trouver de l'aide près de chez soi\n\nL'équipe répond aux inscriptions et aux demandes.\n",
        "Forum autour de la maison de santé\n\nDepuis le 7 janvier 2025, on peut s'inscrire.\n",
    ],
)
def test_what_a_title_only_mentions(told: Read, text: str) -> None:
    assert names(told, text) == []


def test_people_who_are_asked_make_a_survey_of_a_study(told: Read) -> None:
    text = (
        "Comment vont nos aînés ?\n\nDu 10 février au 30 avril 2025, 2 500 habitants seront interrogés. Baptisée "
        "« Âges et territoires », cette étude est financée par l'agence.\n"
    )
    [programme] = told(text, url=AGENCY, on="2025-01-15").programmes
    assert (programme.name, programme.programme_type) == ("Âges et territoires", "consultation")
    assert (str(programme.start_date), str(programme.end_date)) == ("2025-02-10", "2025-04-30")


def test_a_study_is_named_with_its_matter(told: Read) -> None:
    text = (
        "Sommeil : une étude inédite\n\nL'observatoire conduit de janvier à juin 2025 une étude sur le sommeil "
        "des soignants. Les questionnaires sont à rendre avant le 30 mars.\n"
    )
    assert names(told, text) == [("étude sur le sommeil des soignants", "consultation")]


def test_a_service_whose_name_tells_its_department_is_for_all_of_it(told: Read) -> None:
    text = (
        "Un bus pour tous\n\nLe médicobus « Manche Santé Mobile » entre en service le 3 mars 2025. Le bus "
        "desservira Coutances, Granville et Avranches.\n"
    )
    [programme] = told(text, url="https://www.manche.fr/page", on="2025-01-15").programmes
    assert (programme.name, programme.scope) == ("Manche Santé Mobile", "department")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "L'ARS lance un appel à candidatures pour la création de deux équipes mobiles gériatriques\n\nL'ARS "
            "lance un appel à candidatures visant à créer deux équipes mobiles de gériatrie.\n",
            "appel à candidatures",
        ),
        (
            "MonExemple : le carnet\n\nMonExemple est une application gratuite. Elle est disponible depuis le 15 "
            "janvier 2025.\n",
            "MonExemple",
        ),
        (
            "Un master ouvre\n\nL'université ouvrira en septembre 2025 le master Santé publique et territoires, à "
            "Dijon.\n",
            "Santé publique et territoires",
        ),
        (
            "Résultats de l'appel à projets « Exemple en santé »\n\nÀ l'issue de l'appel à projets « Exemple en "
            "santé », sept lauréats ont été retenus.\n",
            "Exemple en santé",
        ),
        (
            "Un plan d'action\n\nLa Ville lance un plan d'action contre le moustique tigre. Il vise dix communes.\n",
            "plan d'action contre le moustique tigre",
        ),
        (
            "Le contrat local de santé signé\n\nLe contrat local de santé du Val Modèle a été signé pour cinq ans.\n",
            "contrat local de santé",
        ),
        (
            "Le plan départemental activé\n\nLe préfet a activé le plan départemental de gestion des vagues.\n",
            "plan départemental de gestion des vagues",
        ),
        (
            "Prix Exemple 2025 : les lauréats\n\nLe Prix Exemple 2025 a été remis à trois équipes le 6 janvier.\n",
            "Prix Exemple 2025",
        ),
    ],
)
def test_one_thing_is_told_once_by_its_own_name(told: Read, text: str, name: str) -> None:
    assert [p.name for p in told(f"ARS Normandie\n\n{text}").programmes] == [name]


def test_a_body_that_looks_for_staff_opens_nothing(told: Read) -> None:
    text = (
        "Association Témoin\n\nNous recrutons\n\nNotre plateforme de répit recherche un éducateur à compter du 1er "
        "avril 2025.\n"
    )
    assert told(text).programmes == []


def test_the_house_where_a_contract_is_signed_is_no_party_to_it(told: Read) -> None:
    (contract,) = told(
        "Le contrat local de santé signé\n\nLe contrat local de santé du Val Modèle a été signé vendredi à la mairie "
        "de Romorantin-Lanthenay par l'ARS et la communauté de communes du Val Modèle.\n"
    ).programmes
    assert contract.lead_organisation_name == "communauté de communes du Val Modèle"


def test_a_call_alone_on_its_page_is_named_by_the_title_of_the_page(told: Read) -> None:
    text = "Innover au collège : déposez vos projets\n\nL'agence lance un appel à projets jusqu'au 18 avril 2025.\n"
    assert names(told, text) == [("Innover au collège", "call_for_projects")]


def test_the_matter_before_a_call_in_a_headline_gives_way_to_the_title_of_the_call(told: Read) -> None:
    text = (
        "Bien vieillir : l'appel à projets 2025 est en ligne\n\nL'agence lance son appel à projets « Lieux de "
        "vie ». Les porteurs ont jusqu'au 28 mars 2025.\n"
    )
    assert names(told, text) == [("Lieux de vie", "call_for_projects")]


def test_what_an_agreement_is_on_is_part_of_its_name(told: Read) -> None:
    text = "Accord sur le grand âge\n\nL'accord sur le grand âge a été signé le 3 mars 2025.\n"
    assert names(told, text) == [("Accord sur le grand âge", "contract")]


def test_a_heading_ends_the_name_before_a_verb(told: Read) -> None:
    text = "L'aide à l'installation des médecins évolue\n\nElle passe à 15 000 euros.\n"
    assert names(told, text) == [("aide à l'installation des médecins", "aid_scheme")]


@pytest.mark.parametrize("text", ["Coopération : les équipes s'unissent", "Ségur de la santé : dix millions"])
def test_a_rubric_or_a_frame_before_a_colon_is_no_programme(told: Read, text: str) -> None:
    assert names(told, f"{text}\n\nDepuis le 3 février 2025, les urologues opèrent à Vire.\n") == []


def test_a_course_is_named_with_what_it_is_for(told: Read) -> None:
    (course,) = told(
        "Ouverture d'une licence Sciences pour la santé à Cahors\n\nÀ la rentrée 2025, l'Université Exemple ouvrira à "
        "Cahors une licence Sciences pour la santé, avec 30 places.\n"
    ).programmes
    assert course.name == "Sciences pour la santé"


def test_the_window_of_a_call_is_no_call_of_its_own(told: Read) -> None:
    (call,) = told(
        "ARS Bretagne\n\nAppel à candidatures : équipes mobiles\n\nL'ARS Bretagne lance un appel à candidatures pour "
        "deux équipes mobiles.\n\nCalendrier\nOuverture de la fenêtre de dépôt : 10 février 2025\n"
        "Clôture de la fenêtre de dépôt : 30 avril 2025\n"
    ).programmes
    assert (call.start_date, call.end_date) == (date(2025, 2, 10), date(2025, 4, 30))

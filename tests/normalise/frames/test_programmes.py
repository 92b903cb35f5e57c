from __future__ import annotations

from datetime import date

import pytest

from flows.normalise.documents import read_document
from flows.normalise.frames.date_roles import placed_dates
from flows.normalise.frames.model import Programme
from flows.normalise.frames.programmes.read import read_programmes
from flows.normalise.reading import Source, annotate

DEPARTMENT = "https://www.orne.fr/actualites/page"
AGENCY = "https://www.normandie.ars.sante.fr/page"


def programmes(text: str, url: str = AGENCY, read_on: date = date(2024, 3, 1)) -> list[Programme]:
    page = annotate(read_document(text.encode(), "text/plain; charset=utf-8", url), url, read_on, Source())
    return read_programmes(page, list(placed_dates(page)))


def only(text: str, url: str = AGENCY, read_on: date = date(2024, 3, 1)) -> Programme:
    [programme] = programmes(text, url, read_on)
    return programme


@pytest.mark.parametrize(
    ("sentence", "name", "programme_type"),
    [
        ("L'ARS lance l'appel à projets « Bouger mieux » en mars.", "Bouger mieux", "call_for_projects"),
        ("Le Département a adopté le plan « Cap Soins ».", "Cap Soins", "plan"),
        ("La Région a voté sa feuille de route « Soigner demain ».", "Soigner demain", "strategy"),
        ("Lancé en mai, le projet « Cœur des Dunes » suit 60 patients.", "Cœur des Dunes", "project"),
        ("La faculté ouvre un diplôme universitaire (DU) « Douleur ».", "Douleur", "training"),
        ("L'URPS ouvre une consultation intitulée « Gardes de nuit ».", "Gardes de nuit", "consultation"),
        ("Les deux caisses ont signé la charte « Bien vieillir ».", "Bien vieillir", "partnership"),
    ],
)
def test_a_title_in_quotation_marks_names_the_programme(
    sentence: str, name: str, programme_type: str
) -> None:
    programme = only(f"Soins\n\nUne nouvelle pour le territoire\n\n{sentence}\n")
    assert (programme.name, programme.programme_type) == (name, programme_type)


def test_the_acronym_in_brackets_is_apart_from_the_name() -> None:
    programme = only(
        "Contrat local de santé : c'est signé\n\nLe contrat local de santé (CLS) a été signé hier.\n"
    )
    assert programme.name.lower() == "contrat local de santé"
    assert (programme.acronym, programme.programme_type) == ("CLS", "contract")


def test_years_belong_to_the_name_and_give_the_period() -> None:
    programme = only("Notre projet d'établissement 2022-2026 est adopté\n\nIl a été voté en conseil.\n")
    assert programme.name == "projet d'établissement 2022-2026"
    assert (programme.start_date, programme.end_date) == (date(2022, 1, 1), date(2026, 12, 31))
    assert (programme.date_precision, programme.programme_status) == ("year", "running")


def test_one_programme_named_in_several_ways_is_one() -> None:
    text = (
        "LE DÉPARTEMENT ADOPTE SON PLAN SANTÉ 61\n\nL'assemblée a adopté le Plan santé 61. "
        "Ce plan couvre la période 2024-2028.\n"
    )
    programme = only(text, DEPARTMENT)
    assert programme.name == "Plan santé 61"
    assert (programme.start_date, programme.end_date) == (date(2024, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    "sentence",
    [
        "Ces contrats déclinent localement le projet régional de santé.",
        "Il prend la suite du schéma d'accès aux soins de 2017.",
        "Le Département participe à la visite de la maison de santé.",
        "Les patients du centre de vaccination ont été nombreux.",
        "La loi du 26 janvier 2016 a modernisé le contrat local de santé.",
        "Le plan de financement est complet et le service public rouvre.",
    ],
)
def test_what_is_named_in_passing_is_no_programme(sentence: str) -> None:
    assert programmes(f"Grippe : les bons réflexes\n\n{sentence}\n") == []


def test_the_title_of_an_event_is_no_programme() -> None:
    text = "Soirée du jeudi\n\nWebinaire « Parcours de soins et ville » le mardi 5 mars 2024 à 20 h.\n"
    assert programmes(text) == []


def test_a_service_counts_when_it_opens() -> None:
    text = "Santé\n\nDu nouveau à Sées\n\nLe centre départemental de santé ouvrira ses portes à Sées à la rentrée.\n"
    programme = only(text, DEPARTMENT)
    assert (programme.name, programme.programme_type) == ("centre départemental de santé", "service")
    assert (programme.start_date, programme.date_precision) == (date(2024, 9, 1), "season")
    assert programme.programme_status == "announced"


def test_cette_formation_takes_its_name_from_the_heading() -> None:
    text = (
        "La lettre de la CPTS\n\nZOOM : « GESTES D'URGENCE »\n\n"
        "Lancée en septembre 2023 avec le Samu, cette formation d'une journée a déjà concerné 84 salariés.\n"
    )
    programme = only(text)
    assert (programme.name, programme.programme_type) == ("GESTES D'URGENCE", "training")
    assert (programme.start_date, programme.date_precision) == (date(2023, 9, 1), "month")


def test_a_call_runs_from_its_opening_to_its_last_closing_date() -> None:
    text = (
        "Appel à projets 2024 « Bien vieillir chez soi »\n\nCalendrier\n"
        "- Ouverture de l'appel : 5 février 2024\n"
        "- Première vague : dossiers à transmettre avant le 15 mars 2024\n"
        "- Deuxième vague : dossiers à transmettre avant le 14 juin 2024\n"
    )
    programme = only(text)
    assert (programme.start_date, programme.end_date) == (date(2024, 2, 5), date(2024, 6, 14))
    assert (programme.programme_status, programme.scope, programme.region_code) == ("open", "region", "28")
    assert only(text, read_on=date(2024, 7, 1)).programme_status == "closed"


def test_a_heading_gives_the_title_of_a_call_after_a_colon() -> None:
    text = "Appel à projets 2024 : réduction des inégalités de santé\n\nDossiers à déposer avant le 30 juin 2024.\n"
    assert only(text).name == "réduction des inégalités de santé"


def test_what_a_heading_explains_after_a_colon_is_no_other_programme() -> None:
    text = (
        "Grand débat : une vaste concertation avec les soignants\n\n"
        "L'ARS Normandie lance le « Grand débat » le 3 juin 2024. La concertation dure jusqu'au 28 juin 2024.\n"
    )
    assert only(text).name == "Grand débat"


def test_a_contract_runs_for_its_years_and_is_led_by_who_carries_it_out() -> None:
    text = (
        "La CPTS des Trois Vallées signe son contrat ACI\n\n"
        "La CPTS des Trois Vallées et la CPAM de l'Orne ont signé le contrat \"accord conventionnel "
        'interprofessionnel" (ACI) qui les lie pour 5 ans. Il prend effet au 1er avril 2024.\n'
    )
    programme = only(text, "https://www.ameli.fr/orne/presse")
    assert (programme.start_date, programme.end_date) == (date(2024, 4, 1), date(2029, 3, 31))
    assert programme.lead_organisation_name == "CPTS des Trois Vallées"
    assert (programme.scope, programme.programme_status) == ("intercommunal", "announced")


def test_a_course_has_its_own_dates_not_those_of_enrolment() -> None:
    text = (
        "Devenir assistant médical\n\nLa Région Normandie ouvre la formation « Assistant médical » (AM).\n\n"
        "QUAND ? Du 9 septembre 2024 au 27 juin 2025, deux jours par semaine.\n\n"
        "COMMENT ? Inscriptions en ligne du 2/05 au 17/06/2024.\n"
    )
    programme = only(text, "https://www.normandie.fr/page", date(2024, 5, 10))
    assert (programme.start_date, programme.end_date) == (date(2024, 9, 9), date(2025, 6, 27))
    assert programme.programme_status == "open"


def test_who_adopts_leads_and_the_territory_is_the_publishers() -> None:
    text = "Conseil départemental de l'Orne\n\nLe Plan Santé Orne\n\nLe Plan Santé Orne a été lancé en mars 2019.\n"
    programme = only(text, DEPARTMENT)
    assert programme.lead_organisation_name == "Conseil départemental de l'Orne"
    assert (programme.scope, programme.department_code, programme.region_code) == ("department", "61", "28")
    assert (programme.start_date, programme.date_precision) == (date(2019, 3, 1), "month")


def test_a_plan_being_drawn_up_is_announced() -> None:
    text = (
        "PROJET DE SOINS 2024-2028\n\nLa méthode\n- Rédaction par six groupes de travail\n"
        "- Avis de la CME et de la CSIRMT en mai\n"
    )
    assert only(text).programme_status == "announced"


@pytest.mark.parametrize(
    ("title", "name", "programme_type"),
    [
        ("« Parlons soins » : la concertation est ouverte", "Parlons soins", "consultation"),
        ("« Bien manger », un programme pour les enfants", "Bien manger", "plan"),
        ("Diplôme d'université (DU) Soigner la douleur", "Soigner la douleur", "training"),
    ],
)
def test_a_title_before_its_noun_and_a_title_behind_a_diploma(
    title: str, name: str, programme_type: str
) -> None:
    programme = only(f"{title}\n\nLa formation, la concertation, le programme : tout commence en mai.\n")
    assert (programme.name, programme.programme_type) == (name, programme_type)


def test_a_call_runs_over_the_days_on_which_files_are_received() -> None:
    programme = only(
        "Prix « Pauses »\n\nLe prix « Pauses » est lancé.\n\nDépôt des dossiers : du 19 janvier au 27 mars 2024.\n"
    )
    assert (programme.start_date, programme.end_date) == (date(2024, 1, 19), date(2024, 3, 27))
    assert programme.programme_status == "open"


def test_a_course_runs_from_its_first_session_to_its_last() -> None:
    programme = only(
        "Formation « Repères »\n\nLa formation « Repères » s'adresse aux aidants.\n\nSessions\n"
        "- Caen : 12 et 13 mai 2024\n- Rouen : 2 et 3 juin 2024\n"
    )
    assert (programme.start_date, programme.end_date) == (date(2024, 5, 12), date(2024, 6, 3))


def test_a_sentence_without_a_verb_goes_on_about_the_programme() -> None:
    programme = only("Projet\n\nL'ARS finance le projet « Images ». Déploiement en octobre 2024.\n")
    assert (programme.start_date, programme.programme_status) == (date(2024, 10, 1), "announced")


def test_an_aid_that_cannot_be_asked_for_yet_is_announced() -> None:
    text = "Bourses « Soigner »\n\nLa Région lance les bourses « Soigner ».\n\nCandidatures du 1er avril au 15 mai 2024.\n"
    assert only(text).programme_status == "announced"
    assert only(text, read_on=date(2024, 4, 2)).programme_status == "open"


@pytest.mark.parametrize(
    "text",
    [
        "Portes ouvertes\n\nPortes ouvertes du nouveau bloc opératoire, le samedi 14 juin 2024 de 10h à 13h.\n",
        "Activité\n\nL'activité passera de 4 200 à 7 500 examens d'IRM par an et 12 emplois seront créés.\n",
        "Horaires d'été\n\nDu 15 juillet au 20 août, le centre municipal de santé ouvre de 9h à 16h.\n",
        "Distinction\n\nLe docteur Camille Exemple a reçu le prix Galien pour ses travaux.\n",
        "Au menu\n\nAu programme : « Vivre avec » et un goûter ouvert à tous.\n",
        "À bord\n\nLéa coordonne l'association, Lou assiste les dentistes et aide les patients à faire valoir leurs droits.\n",
        "On recommence\n\nLa CPTS Exemple recommence à Tarbes, en plus grand.\n\nCar l'événement dure désormais deux jours.\n",
    ],
)
def test_what_is_only_visited_counted_or_open_at_hours_is_no_programme(text: str) -> None:
    assert programmes(text) == []


def test_the_works_of_a_thing_are_told_under_the_name_of_the_thing() -> None:
    programme = only("Chantier\n\nLes travaux de la maison de santé commenceront en avril 2024 à Vire.\n")
    assert (programme.name, programme.programme_type) == ("maison de santé", "investment")


def test_a_line_names_who_leads() -> None:
    programme = only(
        "PROJET TERRITORIAL DE SANTÉ MENTALE (PTSM) DE L'ORNE 2025-2030\n\nPilote : Centre hospitalier d'Alençon\n"
    )
    assert programme.lead_organisation_name == "Centre hospitalier d'Alençon"
    assert (programme.acronym, programme.scope) == ("PTSM", "department")

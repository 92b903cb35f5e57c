"""Days told together: recurrences, runs of days, titles in a sentence, old days behind new ones, hours told apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        (
            "chaque mercredi de mai (les 7, 14, 21 et 28), de 17 h à 19 h",
            (date(2025, 5, 7), date(2025, 5, 28)),
        ),
        ("tous les jeudis de mars 2025, de 17 h à 19 h", (date(2025, 3, 6), date(2025, 3, 27))),
        ("les mardis du mois de février, de 17 h à 19 h", (date(2025, 2, 4), date(2025, 2, 25))),
    ],
)
def test_a_weekday_of_a_month_lasts_from_its_first_to_its_last(
    told: Read, sentence: str, days: tuple[date, date]
) -> None:
    (event,) = told(f"<h1>Cuisiner</h1><p>Un atelier cuisine se tient {sentence}, à Dax.</p>").events
    assert (event.name, event.start_date, event.end_date) == ("atelier cuisine", *days)
    assert (event.start_time, event.date_precision) == ("17:00", "time")


def test_runs_of_days_in_a_list_are_one_event_each(told: Read) -> None:
    events = told(
        "<h1>Se former</h1><p>La formation « Écouter » aura lieu les 24 et 25 février, puis le 10 mars 2025, "
        "de 9h à 17h.</p>"
    ).events
    assert [(e.start_date, e.end_date) for e in events] == [
        (date(2025, 2, 24), date(2025, 2, 25)),
        (date(2025, 3, 10), date(2025, 3, 10)),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "La soirée « Plaies » du jeudi 23 janvier 2025 (au lieu du 10) est reportée faute de salle.",
        "La soirée « Plaies » aura lieu le jeudi 23 janvier 2025 (et non le 17 comme indiqué), à 20h.",
        "23 janvier 2025 (et non plus le 28 janvier) : soirée « Plaies », mairie de Dax, 20h",
    ],
)
def test_an_old_day_behind_the_new_one(told: Read, words: str) -> None:
    (event,) = told(f"<h1>Vie de la CPTS</h1><p>{words}</p>").events
    assert (event.start_date, event.event_status) == (date(2025, 1, 23), "rescheduled")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (
            "Nous devons annuler le forum « Ici », qui devait réunir le samedi 25 janvier 2025 les internes.",
            "forum « Ici »",
        ),
        (
            "Notre assemblée générale est annulée : convoquée pour le 25 janvier 2025, elle sera remplacée par "
            "un vote.",
            "assemblée générale",
        ),
    ],
)
def test_what_is_cancelled_has_the_day_it_should_have_been_on(told: Read, words: str, name: str) -> None:
    (event,) = told(f"<h1>Vie du syndicat</h1><p>{words}</p>").events
    assert (event.name, event.start_date, event.event_status) == (name, date(2025, 1, 25), "cancelled")


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("La soirée aura lieu jeudi 23 janvier 2025. Début à 20 h. Retour prévu à 22 h.", ("20:00", "22:00")),
        ("Soirée « Le kit : trois minutes qui comptent », jeudi 23 janvier 2025 à 19 h.", ("19:00", None)),
        ("La réunion, jeudi 23 janvier 2025 à 9 h. La matinée prendra fin à 12 h 30.", ("09:00", "12:30")),
    ],
)
def test_hours_told_apart(told: Read, words: str, hours: tuple[str, str | None]) -> None:
    (event,) = told(f"<h1>Agenda du Lac</h1><p>{words}</p>").events
    assert (event.start_time, event.end_time) == hours


def test_the_first_words_of_a_paragraph_name_a_consultation(told: Read) -> None:
    (event,) = told(
        "<h1>À vous la parole</h1><p>Le questionnaire. Dix minutes, anonyme, en ligne, du lundi 13 janvier au "
        "vendredi 28 février 2025.</p>"
    ).events
    assert (event.name, event.event_type) == ("questionnaire", "consultation")
    assert (event.start_date, event.end_date) == (date(2025, 1, 13), date(2025, 2, 28))


def test_what_comes_back_is_named_by_its_heading(told: Read) -> None:
    (event,) = told(
        "<h1>La rentrée des aidants</h1><h2>La gym douce</h2><p>Pour vous ! Tous les mardis du 14 janvier au 25 "
        "mars 2025, de 10h à 11h, à l’Espace Modèle.</p>"
    ).events
    assert (event.name, event.event_type, event.start_date) == ("La gym douce", "other", date(2025, 1, 14))


def test_a_line_of_its_own_may_name_what_one_takes_part_in(told: Read) -> None:
    events = told(
        "<h1>Contrat local de santé</h1><h4>En réunion publique</h4>"
        "<p>Dax : jeudi 23 janvier 2025, 18h30, rue des Olympiades</p>"
        "<p>Pau : mardi 28 janvier 2025, 18h30, salle Modèle</p>"
    ).events
    assert [(e.name, e.event_type) for e in events] == [
        ("réunion publique – Dax", "meeting"),
        ("réunion publique – Pau", "meeting"),
    ]


def test_who_leads_each_of_a_section_takes_part_in_all(told: Read) -> None:
    events = told(
        "<h1>Devenir auxiliaire</h1><h3>Réunions d’information</h3><ul>"
        "<li>Mardi 21 janvier 2025, 17h, Dax, mairie</li><li>Jeudi 23 janvier 2025, 17h, Pau, mairie</li></ul>"
        "<p>Elles sont animées par Jeanne Exemple, coordinatrice.</p>"
    ).events
    assert [[s.person_name for s in e.speakers] for e in events] == [["Jeanne Exemple"], ["Jeanne Exemple"]]


@pytest.mark.parametrize(
    ("line", "items"),
    [
        (
            "10h30 - 12h Ateliers simultanés : l’échographie / la plaie",
            [("l’échographie", "workshop"), ("la plaie", "workshop")],
        ),
        (
            "10h30 Au choix : « Les gestes », « Une nuit » ou visite guidée des locaux",
            [("Les gestes", "workshop"), ("Une nuit", "workshop"), ("visite guidée des locaux", "other")],
        ),
        (
            "10h30 Ateliers au choix : nutrition, sommeil ou mouvement",
            [("nutrition", "workshop"), ("sommeil", "workshop"), ("mouvement", "workshop")],
        ),
    ],
)
def test_things_at_once_in_one_line(told: Read, line: str, items: list[tuple[str, str]]) -> None:
    (event,) = told(
        f"Journée santé du Lac\n\nMardi 21 janvier 2025, Dax\n\n9h00 Accueil café\n{line}\n14h00 Le sommeil\n"
    ).events
    at_once = [(s.title, s.session_type) for s in event.sessions if s.start_time == "10:30"]
    assert at_once == items


def test_the_lines_inside_a_list_item_belong_to_its_day(told: Read) -> None:
    events = told(
        "<h1>Assises de la santé : venez dire ce que vous vivez</h1><h2>Les prochaines étapes</h2><ul>"
        "<li><p>Jeudi 16 janvier 2025</p><p>Ribérac</p><p>Centre culturel</p></li>"
        "<li><p>Mercredi 22 janvier 2025</p><p>Bergerac</p><p>Salle Paul-Modèle</p></li></ul>"
    ).events
    assert [(e.name, e.venue_name, e.commune_code) for e in events] == [
        ("Assises de la santé – Ribérac", "Centre culturel", "24352"),
        ("Assises de la santé – Bergerac", "Salle Paul-Modèle", "24037"),
    ]


def deadlines(announcement: Announcement) -> list[date | None]:
    return [event.registration_deadline for event in announcement.events]


def test_a_line_below_a_list_on_registering_holds_for_all_of_it(told: Read) -> None:
    text = (
        "Référents plaies\n\nPublié le 2 juillet 2025\n\nLes deux soirées (20 h - 22 h)\n\n"
        "- Jeudi 18 septembre : Les bases, à Craon\n- Jeudi 16 octobre : Ulcères et compression, à Renazé\n\n"
        "Inscrivez-vous auprès de la coordination jusqu'au 5 septembre."
    )
    assert deadlines(told(text, on="2025-07-05")) == [date(2025, 9, 5), date(2025, 9, 5)]


def test_a_line_that_goes_on_with_a_house_alone_is_named_by_its_list(told: Read) -> None:
    events = told(
        "Ville de Limoges\n\nVaccination : les prochaines séances\n\nLa Ville de Limoges propose des séances de "
        "vaccination gratuites :\nMardi 21 octobre 2025 : Maison des seniors, 9 h - 12 h\n"
        "Mercredi 29 octobre 2025 : CCAS, 9 h - 12 h\n"
    ).events
    assert [event.name for event in events] == [
        "séances de vaccination gratuites – Mardi 21 octobre 2025",
        "séances de vaccination gratuites – Mercredi 29 octobre 2025",
    ]


def test_a_talk_told_with_its_hour_has_it(told: Read) -> None:
    _, talk = told(
        "CHU de Dijon\n\nJournée du rein\n\nLa journée du rein aura lieu le jeudi 13 mars 2025, de 9 h à 16 h. À 14 h, "
        "le Pr Anne Modèle donnera une conférence « Mieux vivre avec ses reins ».\n"
    ).events
    assert (talk.name, talk.start_time) == ("Mieux vivre avec ses reins", "14:00")

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from flows.normalise.frames.model import Announcement, Event

Read = Callable[..., Announcement]


def only(told: Announcement) -> Event:
    (event,) = told.events
    return event


def test_an_event_in_a_sentence_has_its_day_hours_place_and_organiser(told: Read) -> None:
    event = only(
        told(
            "Mairie de Dax\n\nSanté mentale : parlons-en\n\nLa réunion publique sur l'offre de soins aura lieu "
            "le mardi 21 janvier 2025 de 18h30 à 20h à la salle des fêtes, 12 rue Exemple, 40100 Dax."
        )
    )
    assert event.name == "réunion publique sur l'offre de soins"
    assert (event.event_type, event.event_status, event.attendance_mode) == (
        "meeting",
        "scheduled",
        "offline",
    )
    assert (event.start_date, event.end_date) == (date(2025, 1, 21), date(2025, 1, 21))
    assert (event.start_time, event.end_time, event.date_precision) == ("18:30", "20:00", "time")
    assert (event.venue_name, event.street_address) == ("salle des fêtes", "12 rue Exemple")
    assert (event.postal_code, event.commune_code, event.department_code, event.region_code) == (
        "40100",
        "40088",
        "40",
        "75",
    )
    assert event.organiser_name == "Mairie de Dax"


def test_a_list_of_towns_and_dates_is_a_series_named_by_its_lead(told: Read) -> None:
    events = told(
        "URPS Exemple\n\nVenez en parler\n\nTrois réunions publiques, toujours de 20h à 22h :\n\n"
        "- Metz, le mercredi 15 janvier, maison Exemple ;\n- Troyes, le jeudi 16 janvier ;\n"
        "- Épinal, le mardi 21 janvier.\n"
    ).events
    assert [e.name for e in events] == [
        f"réunions publiques – {town}" for town in ("Metz", "Troyes", "Épinal")
    ]
    assert [e.commune_code for e in events] == ["57463", "10387", "88160"]
    assert {(e.start_time, e.end_time, e.event_type) for e in events} == {("20:00", "22:00", "meeting")}


def test_a_card_is_a_date_line_and_the_lines_below_it(told: Read) -> None:
    events = told(
        "Lettre d'Exemple\n\nÀ VOS AGENDAS\n\nJeudi 16 janvier | 14h – 17h | Le Mans, Maison Exemple\n"
        "Rencontre « Violences faites aux soignants ». Entrée libre.\n\n"
        "Mardi 21 janvier | 12h30-13h30 | en ligne\nWebinaire « Prescrire juste »\n"
    ).events
    assert [(e.name, e.event_type, e.attendance_mode) for e in events] == [
        ("Rencontre « Violences faites aux soignants »", "meeting", "offline"),
        ("Webinaire « Prescrire juste »", "webinar", "online"),
    ]
    assert [e.commune_code for e in events] == ["72181", None]


@pytest.mark.parametrize(
    ("sentence", "status", "day"),
    [
        ("La conférence du 16 janvier 2025 à Dax est annulée.", "cancelled", date(2025, 1, 16)),
        (
            "La conférence du 16 janvier 2025 à Dax est reportée à une date ultérieure.",
            "postponed",
            date(2025, 1, 16),
        ),
        (
            "La conférence prévue le 16 janvier 2025 à Dax est reportée au 4 mars 2025.",
            "rescheduled",
            date(2025, 3, 4),
        ),
        ("La conférence du 2 janvier 2025 à Dax a réuni 80 personnes.", "held", date(2025, 1, 2)),
        ("La conférence du 16 janvier 2025 à Dax est maintenue.", "scheduled", date(2025, 1, 16)),
    ],
)
def test_how_an_event_stands(told: Read, sentence: str, status: str, day: date) -> None:
    event = only(told(f"Une conférence à Dax\n\n{sentence}"))
    assert (event.event_status, event.start_date) == (status, day)


def test_people_reported_present_are_the_attendance(told: Read) -> None:
    event = only(told("Retour\n\nLe forum santé du 3 janvier 2025 à Dax a réuni plus de 120 professionnels."))
    assert (event.attendance_count, event.attendance_qualifier) == (120, "at_least")


@pytest.mark.parametrize(
    "sentence",
    [
        "La loi du 21 juillet 2009 a créé les agences.",
        "La réunion du 12 mars 2019 avait déjà porté sur ce sujet.",
        "Dossiers à déposer avant le 31 mars 2025.",
        "La notification des décisions est prévue le 15 juillet 2025.",
        "Publié le 3 janvier 2025 par la rédaction.",
        "La mairie est ouverte de 9h à 12h.",
    ],
)
def test_laws_former_editions_deadlines_and_steps_are_no_events(told: Read, sentence: str) -> None:
    assert told(f"Des nouvelles\n\nPublié le 6 janvier 2025\n\n{sentence}").events == []


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("Inscription avant le 10 janvier 2025.", date(2025, 1, 10)),
        ("Inscription obligatoire au plus tard dix jours avant la rencontre.", date(2025, 1, 11)),
        ("Inscription jusqu'au dimanche précédent.", date(2025, 1, 19)),
    ],
)
def test_the_last_day_to_register(told: Read, words: str, deadline: date) -> None:
    event = only(told(f"Annonce\n\nLe séminaire se tiendra le mardi 21 janvier 2025 à Dax.\n\n{words}"))
    assert event.registration_deadline == deadline


def test_days_of_a_list_are_events_of_their_own_unless_they_follow_one_another(told: Read) -> None:
    series = told("Annonce\n\nLes ateliers mémoire auront lieu les 14, 21 et 28 janvier 2025 à Dax.").events
    assert [e.start_date for e in series] == [date(2025, 1, d) for d in (14, 21, 28)]
    assert len({e.name for e in series}) == 3
    course = only(told("Annonce\n\nLe congrès aura lieu les 14 et 15 janvier 2025 à Dax."))
    assert (course.start_date, course.end_date) == (date(2025, 1, 14), date(2025, 1, 15))


def test_an_act_told_by_a_verb_is_a_ceremony(told: Read) -> None:
    event = only(
        told(
            "Un contrat\n\nCe vendredi 3 janvier 2025, l'ARS et la commune de Dax ont signé le contrat local de santé."
        )
    )
    assert (event.name, event.event_type, event.event_status) == (
        "signature du contrat local de santé",
        "ceremony",
        "held",
    )


def test_the_stops_of_a_tour_are_its_children(told: Read) -> None:
    events = told(
        "LE BUS SANTÉ PREND LA ROUTE\n\nDu lundi 13 au vendredi 24 janvier 2025, la Ligue sillonne les Landes "
        "pour le dépistage.\n\nLES ÉTAPES\n\nDAX, mardi 14 janvier, 9h-16h, place Exemple\n"
        "MONT-DE-MARSAN, jeudi 16 janvier, 9h-12h, halle Exemple\n"
    ).events
    tour, *stops = events
    assert (tour.event_type, tour.start_date, tour.end_date) == (
        "campaign",
        date(2025, 1, 13),
        date(2025, 1, 24),
    )
    assert [(s.parent is tour, s.event_type, s.commune_code) for s in stops] == [
        (True, "screening", "40088"),
        (True, "screening", "40192"),
    ]


def test_structured_data_is_taken_where_the_text_bears_it_out(told: Read) -> None:
    page = """<html><head><script type="application/ld+json">
    [{"@type":"Event","name":"Journée du soin","startDate":"2025-03-04T09:00:00+01:00",
      "endDate":"2025-03-04T17:00:00+01:00","eventStatus":"https://schema.org/EventRescheduled",
      "location":{"@type":"Place","name":"Salle Exemple","address":{"postalCode":"40100","addressLocality":"Dax"}}},
     {"@type":"Event","name":"Autre chose","startDate":"2025-03-05"}]</script></head>
    <body><main><h1>Journée du soin</h1><p>Venez nombreux et nombreuses à cette belle journée.</p></main></body></html>"""
    event = only(told(page))
    assert (event.start_date, event.start_time, event.end_time) == (date(2025, 3, 4), "09:00", "17:00")
    assert (event.event_status, event.venue_name, event.commune_code) == (
        "rescheduled",
        "Salle Exemple",
        "40088",
    )


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Lieu : La Passerelle, 4 quai Nord, 44600 Saint-Nazaire", ("La Passerelle", "4 quai Nord", "44184")),
        ("Où ? Hangar 7, bassin à flot", ("Hangar 7, bassin à flot", None, "44184")),
        ("📍 Place du Dolmen", ("Place du Dolmen", None, "44184")),
        ("Adresse : Gymnase Fogel, rue des Halles", ("Gymnase Fogel", "rue des Halles", "44184")),
        ("Lieu : communiqué après inscription", (None, None, "44184")),
    ],
)
def test_a_line_that_says_where_names_the_venue_whatever_it_is(
    told: Read, line: str, place: tuple[str | None, str | None, str]
) -> None:
    text = "\n".join(
        (
            "Ville de Saint-Nazaire",
            "",
            "# Forum santé des quartiers",
            "",
            "Quand ? Mardi 4 mars 2025, de 9h à 17h",
            line,
        )
    )
    (event,) = told(text).events
    assert (event.venue_name, event.street_address, event.commune_code) == place


def test_a_square_is_a_venue_unless_a_venue_stands_on_it(told: Read) -> None:
    text = """Dépistage gratuit du diabète : la tournée du bus

Le bus fait étape dans deux communes :
- Dole – mardi 4 mars 2025, 9h-12h, place Nationale
- Gray – jeudi 6 mars 2025, 9h-12h, halle Sauzay, place Boichut
"""
    places = [(event.venue_name, event.street_address) for event in told(text).events]
    assert places == [("place Nationale", None), ("halle Sauzay", "place Boichut")]


def test_a_line_of_contacts_is_no_place_of_the_day_above(told: Read) -> None:
    text = """Forum de la prévention

Mardi 4 mars 2025, 9h-12h, salle des fêtes de Dole
Atelier cuisine ouvert à tous
Inscriptions et renseignements : CCAS, 3 rue Exemple, 70100 Gray
"""
    (event,) = told(text).events
    assert (event.venue_name, event.street_address, event.commune_code) == (
        "salle des fêtes de Dole",
        None,
        "39198",
    )


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("à la halle Sauzay, à Gray, ou par visioconférence", "mixed"),
        ("à la halle Sauzay, à Gray. La réunion pourra aussi être suivie en visio.", "mixed"),
        ("à la halle Sauzay, à Gray – et en ligne", "mixed"),
        ("à la halle Sauzay, à Gray. Inscription sur place ou par courrier.", "offline"),
        ("(en visioconférence)", "online"),
    ],
)
def test_how_one_attends(told: Read, words: str, mode: str) -> None:
    (event,) = told(f"Réunion publique d'information : mardi 4 mars 2025 à 18h, {words}").events
    assert event.attendance_mode == mode


def test_a_venue_lies_where_the_page_tells_it_elsewhere(told: Read) -> None:
    text = """Une réunion publique aura lieu le mardi 4 mars 2025 à 18h à l'espace Prévert.

Plan d'accès
Espace Prévert, 12 rue Haute, 39100 Dole
"""
    (event,) = told(text).events
    assert (event.venue_name, event.street_address, event.postal_code, event.commune_code) == (
        "espace Prévert",
        "12 rue Haute",
        "39100",
        "39198",
    )


def test_the_same_place_is_that_told_before(told: Read) -> None:
    text = """Deux réunions publiques sur l'accès aux soins :
- mardi 4 mars 2025 à 18h, salle Jean-Moulin à Dole
- jeudi 6 mars 2025 à 18h, même lieu
"""
    places = [(event.venue_name, event.commune_code) for event in told(text).events]
    assert places == [("salle Jean-Moulin", "39198")] * 2

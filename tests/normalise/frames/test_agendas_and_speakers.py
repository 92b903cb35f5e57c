from __future__ import annotations

from collections.abc import Callable

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]

AGENDA = """Syndicat d'Exemple

Une journée régionale

La journée régionale se tiendra le mardi 21 janvier 2025 à Dax.
Le programme :
- 9h30 – 10h : Accueil des participants
- 10h : Table ronde : coordonner, un métier ?
- 11h00-12h30 : Intervention de Mme Camille EXEMPLE, directrice du CH de Dax, « Le soin autrement »
- 12h30 : Déjeuner
- 14h : Questions de la salle
- 16h : clôture
"""


def test_an_agenda_gives_sessions_with_hours_titles_and_types(told: Read) -> None:
    (event,) = told(AGENDA).events
    assert [(s.start_time, s.end_time, s.title, s.session_type) for s in event.sessions] == [
        ("09:30", "10:00", "Accueil des participants", "welcome"),
        ("10:00", None, "coordonner, un métier ?", "round_table"),
        ("11:00", "12:30", "Le soin autrement", "talk"),
        ("12:30", None, "Déjeuner", "meal"),
        ("14:00", None, "Questions de la salle", "discussion"),
    ]
    assert (event.start_time, event.end_time) == ("09:30", "16:00")


def test_a_speaker_has_the_function_the_organisation_and_the_session(told: Read) -> None:
    (event,) = told(AGENDA).events
    (speaker,) = event.speakers
    assert (speaker.person_name, speaker.role, speaker.organisation_name) == (
        "Camille EXEMPLE",
        "directrice",
        "CH de Dax",
    )
    assert speaker.session is event.sessions[2]


def test_who_is_quoted_or_to_be_asked_is_no_speaker(told: Read) -> None:
    (event,) = told(
        "Une soirée\n\nLa soirée santé aura lieu le mardi 21 janvier 2025 à Dax, en présence de Mme Camille Exemple, "
        "maire de Dax.\n\n« Nous y tenons », rappelle Sacha Modèle, vice-président.\n\nContact : Lou Gabarit."
    ).events
    assert [s.person_name for s in event.speakers] == ["Camille Exemple"]


def test_an_agenda_said_to_be_identical_is_repeated(told: Read) -> None:
    events = told(
        "Les rencontres du soin\n\nTrois villes\n\n- Toulon, jeudi 16 janvier 2025\n- Gap, mardi 21 janvier 2025\n\n"
        "Le programme (identique dans les deux villes)\n\n9h Accueil café\n9h30 Conférence sur le soin\n12h Clôture\n"
    ).events
    assert [[s.title for s in e.sessions] for e in events] == [["Accueil café", "Conférence sur le soin"]] * 2
    assert {(e.start_time, e.end_time) for e in events} == {("09:00", "12:00")}


DAY = "Le forum des soins\n\nLe forum aura lieu le mardi 21 janvier 2025 à Dax.\n\nProgramme\n\n"


def _read(told: Read, agenda: str) -> list[tuple[str | None, str | None, str, str]]:
    (event,) = told(DAY + agenda).events
    return [(s.start_time, s.end_time, s.title, s.session_type) for s in event.sessions]


def test_each_parallel_workshop_is_a_session_with_the_hours_of_the_slot(told: Read) -> None:
    sessions = _read(
        told,
        "9h Accueil café\n10h-11h30 Ateliers 1, 2 (un au choix)\n"
        "1. Dormir sans écran (salle Exemple)\n2. Bouger à tout âge\n12h Repas\n",
    )
    assert sessions == [
        ("09:00", None, "Accueil café", "welcome"),
        ("10:00", "11:30", "Dormir sans écran", "workshop"),
        ("10:00", "11:30", "Bouger à tout âge", "workshop"),
        ("12:00", None, "Repas", "meal"),
    ]


def test_lettered_workshops_keep_their_speakers(told: Read) -> None:
    (event,) = told(
        DAY + "10h Ouverture\n14h00 – 15h00 Ateliers en parallèle\nAtelier A : Le répit chez soi\n"
        "Animé par Camille Exemple, coordinatrice\nAtelier B : Les droits des aidants\n16h Clôture\n"
    ).events
    assert [s.title for s in event.sessions] == ["Ouverture", "Le répit chez soi", "Les droits des aidants"]
    assert [(s.person_name, s.role, s.session) for s in event.speakers] == [
        ("Camille Exemple", "coordinatrice", event.sessions[1])
    ]


def test_an_hour_alone_on_its_line_has_its_title_below(told: Read) -> None:
    (event,) = told(
        "<html><body><h1>Le forum des soins</h1><p>Mardi 21 janvier 2025 à Dax</p><h2>Programme</h2>"
        "<div><span>9h30</span><h4>Accueil</h4></div>"
        "<div><span>10h00 – 11h00</span><h4>Prévenir les chutes</h4><p>Camille Exemple, gériatre</p></div>"
        "<div><span>11h00</span><h4>Pause déjeuner</h4></div></body></html>"
    ).events
    assert [(s.start_time, s.end_time, s.title, s.session_type) for s in event.sessions] == [
        ("09:30", None, "Accueil", "welcome"),
        ("10:00", "11:00", "Prévenir les chutes", "talk"),
        ("11:00", None, "Pause déjeuner", "meal"),
    ]
    assert event.speakers[0].session is event.sessions[1]


def test_lines_set_apart_between_two_hours_belong_to_the_first(told: Read) -> None:
    (event,) = told(
        DAY + "9 h 00 – Ouverture\n\nMme Camille Exemple, maire de Dax\n\n9 h 30 – Débat avec la salle\n\n"
        "Animation : Lou Gabarit, journaliste\n\n11 h – Cocktail\n"
    ).events
    assert [(s.title, s.session_type) for s in event.sessions] == [
        ("Ouverture", "opening"),
        ("Débat avec la salle", "discussion"),
        ("Cocktail", "meal"),
    ]
    assert [(s.person_name, s.session) for s in event.speakers] == [
        ("Camille Exemple", event.sessions[0]),
        ("Lou Gabarit", event.sessions[1]),
    ]


def test_lines_from_one_hour_to_another_are_a_timetable(told: Read) -> None:
    assert _read(
        told,
        "de 9h à 9h30 : accueil\nde 9h30 à 10h15 : conférence « Le sommeil », par le Dr Camille Exemple, pédiatre\n"
        "de 10h15 à 11h : ce que l'on retient, à chaud\n",
    ) == [
        ("09:00", "09:30", "accueil", "welcome"),
        ("09:30", "10:15", "Le sommeil", "talk"),
        ("10:15", "11:00", "ce que l'on retient, à chaud", "discussion"),
    ]


def test_a_title_ends_where_people_form_or_asides_begin(told: Read) -> None:
    assert _read(
        told,
        "9h Remise des dossiers\n10h Opérer ou pas ? Table ronde avec le Dr Camille Exemple, chirurgienne\n"
        "11h « Trop », le mot qui fâche : paroles d'élèves\n12h Buffet (végétarien)\n"
        "14h La peur, ce vertige, lecture par la comédienne Lou Gabarit\n"
        "15h Théâtre-forum avec la compagnie des Modèles\n16h Table ronde : le repas, un soin\n",
    ) == [
        ("09:00", None, "Remise des dossiers", "welcome"),
        ("10:00", None, "Opérer ou pas ?", "round_table"),
        ("11:00", None, "« Trop », le mot qui fâche : paroles d'élèves", "talk"),
        ("12:00", None, "Buffet", "meal"),
        ("14:00", None, "La peur, ce vertige", "other"),
        ("15:00", None, "Théâtre-forum", "other"),
        ("16:00", None, "le repas, un soin", "round_table"),
    ]


def test_an_agenda_told_in_a_sentence(told: Read) -> None:
    (event,) = told(
        "Une soirée santé\n\nLa soirée santé se tiendra le mardi 21 janvier 2025 à Dax. Au programme : accueil à "
        "18h30, conférence du Dr Camille Exemple, cardiologue, à 19h, échanges avec le public à 20h."
    ).events
    assert [(s.start_time, s.title, s.session_type) for s in event.sessions] == [
        ("18:30", "accueil", "welcome"),
        ("19:00", "conférence", "talk"),
        ("20:00", "échanges avec le public", "discussion"),
    ]
    (event,) = told(
        "Une soirée santé\n\nLa soirée santé se tiendra le mardi 21 janvier 2025 à Dax. À 18h, « Le cœur des "
        "femmes », par Camille Exemple, cardiologue ; à 20h, l'atelier « Bouger »."
    ).events
    assert [(s.start_time, s.title, s.session_type) for s in event.sessions] == [
        ("18:00", "Le cœur des femmes", "talk"),
        ("20:00", "Bouger", "workshop"),
    ]


def test_hours_of_opening_are_no_agenda(told: Read) -> None:
    (event,) = told(
        "Une vaccination\n\nLa séance de vaccination aura lieu le mardi 21 janvier 2025 à Dax, de 9h à 12h et de 14h à "
        "17h, salle des fêtes."
    ).events
    assert event.sessions == []


def _speakers(told: Read, text: str) -> list[tuple[str, str | None, str | None]]:
    (event,) = told(text).events
    return [(s.person_name, s.role, s.organisation_name) for s in event.speakers]


SIGNATURE = "Une signature\n\nLa convention a été signée le mardi 21 janvier 2025 à Dax.\n\n"


def test_two_persons_of_one_surname_are_two_speakers(told: Read) -> None:
    text = (
        SIGNATURE
        + "La parole a été donnée à Camille Exemple, maire de Dax, puis à Lou Exemple, saisonnier à Tosse."
    )
    assert _speakers(told, text) == [
        ("Camille Exemple", "maire de Dax", None),
        ("Lou Exemple", "saisonnier à Tosse", None),
    ]


def test_the_body_of_a_function_is_its_fullest_name_on_the_page(told: Read) -> None:
    text = (
        "Observatoire de la santé des Landes\n\nUne soirée santé\n\nLa soirée santé aura lieu le mardi 21 janvier 2025 à Dax, "
        "en présence de Camille Exemple, présidente de l'Observatoire, de Lou Gabarit, chirurgien (CHU de Bordeaux), et de "
        "Sacha Modèle, chef de bureau à la DGXYZ."
    )
    assert _speakers(told, text) == [
        ("Camille Exemple", "présidente", "Observatoire de la santé des Landes"),
        ("Lou Gabarit", "chirurgien", "CHU de Bordeaux"),
        ("Sacha Modèle", "chef de bureau", "DGXYZ"),
    ]


def test_who_is_honoured_or_gives_a_building_its_name_is_no_speaker(told: Read) -> None:
    text = (
        "Une soirée santé\n\nLa soirée santé aura lieu le mardi 21 janvier 2025, salle Camille Exemple, à Dax. Un hommage "
        "sera rendu à son prédécesseur, Lou Gabarit, médecin."
    )
    assert _speakers(told, text) == []


def test_a_speaker_goes_to_the_event_in_the_town_told_before_the_name(told: Read) -> None:
    events = told(
        "Les rencontres du soin\n\n- Toulon, jeudi 16 janvier 2025, 18h\n- Gap, mardi 21 janvier 2025, 18h\n\n"
        "Vous entendrez à Toulon le Dr Camille Exemple, urgentiste, et à Gap Lou Gabarit, sage-femme."
    ).events
    assert [[s.person_name for s in event.speakers] for event in events] == [
        ["Camille Exemple"],
        ["Lou Gabarit"],
    ]


def test_columns_headed_by_rooms_hold_parallel_sessions(told: Read) -> None:
    (event,) = told(
        "<html><body><h1>Le forum des soins</h1><p>Mardi 21 janvier 2025 à Dax</p><table>"
        "<tr><td></td><td>Salle Bleue</td><td>Salle Verte</td></tr>"
        "<tr><td>9h - 10h</td><td>Dormir sans écran<br>Camille Exemple, médecin</td><td>Atelier : bouger</td></tr>"
        "<tr><td>10h - 11h</td><td colspan='2'>Pause</td></tr></table></body></html>"
    ).events
    assert [(s.start_time, s.end_time, s.title, s.session_type) for s in event.sessions] == [
        ("09:00", "10:00", "Dormir sans écran", "talk"),
        ("09:00", "10:00", "bouger", "workshop"),
        ("10:00", "11:00", "Pause", "break"),
    ]
    assert event.speakers[0].session is event.sessions[0]


def test_lines_of_a_cell_in_a_timetable_are_kept_apart(told: Read) -> None:
    (event,) = told(
        "<html><body><h1>Le forum des soins</h1><p>Mardi 21 janvier 2025 à Dax</p><table>"
        "<tr><td>9h</td><td><b>Ouverture</b><br>Camille Exemple, administratrice du CH de Dax<br>Lou Gabarit, "
        "directeur de l'ARS Bretagne</td></tr><tr><td>10h</td><td>Pause</td></tr></table></body></html>"
    ).events
    assert [s.title for s in event.sessions] == ["Ouverture", "Pause"]
    assert [(s.person_name, s.role, s.organisation_name) for s in event.speakers] == [
        ("Camille Exemple", "administratrice", "CH de Dax"),
        ("Lou Gabarit", "directeur", "ARS Bretagne"),
    ]


def test_titles_end_where_half_a_phrase_would_not_be_left(told: Read) -> None:
    (event,) = told(
        "Une journée régionale\n\nLa journée régionale se tiendra le mardi 21 janvier 2025 à Dax.\nLe programme :\n"
        "- 9h – 10h : Intervention de Camille EXEMPLE, directrice du CH de Dax « Le soin autrement » et échanges avec la salle\n"
        "- 10h – 11h : Présentation et échanges en présence de Camille EXEMPLE\n"
        "- 11h : PREMIERE SEQUENCE\n"
        "- Lou GABARIT, infirmier - « Présentation du réseau : pour qui ? »\n"
        "- 12h30 : Déjeuner\n"
    ).events
    assert [session.title for session in event.sessions] == [
        "Le soin autrement",
        "Présentation et échanges en présence de Camille EXEMPLE",
        "Présentation du réseau : pour qui ?",
        "Déjeuner",
    ]

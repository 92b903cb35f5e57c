"""Programmes of a week or a month: entries under headings, and lines that say when, what and where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]

WEEKS = """<html><body><h1>Deux semaines pour le cœur</h1>
<p>Du lundi 3 au dimanche 16 mars 2025, la CPTS du Lac vous donne rendez-vous partout à Dax à l'occasion des
Semaines du cœur.</p>
<h3>Des battements : exposition de dessins</h3>
<p>Réalisés par les patients, ils sont à voir du 3 au 14 mars à la médiathèque de Dax.</p>
<h3>Marche « à petits pas »</h3><p>Samedi 8 mars, départ à 9 h 30 de la place de la Fontaine.</p>
<h3>Devenir secouriste</h3><p>Lundi 10 et mardi 11 mars, de 9 h à 17 h, salle polyvalente. Dix places.</p>
</body></html>"""


def test_sections_side_by_side_with_a_day_below_are_entries_called_by_their_headings(told: Read) -> None:
    weeks, *entries = told(WEEKS).events
    assert (weeks.name, weeks.event_type, weeks.end_date) == (
        "Semaines du cœur",
        "campaign",
        date(2025, 3, 16),
    )
    assert [(e.name, e.event_type, e.start_date, e.start_time) for e in entries] == [
        ("Des battements : exposition de dessins", "other", date(2025, 3, 3), None),
        ("Marche « à petits pas »", "other", date(2025, 3, 8), "09:30"),
        ("Devenir secouriste", "training", date(2025, 3, 10), "09:00"),
    ]


def test_the_parts_of_a_whole_have_its_organiser(told: Read) -> None:
    assert {e.organiser_name for e in told(WEEKS).events} == {"CPTS du Lac"}


def test_sections_that_tell_of_something_else_are_no_entries(told: Read) -> None:
    page = (
        "<html><body><h1>La lettre du réseau</h1>"
        "<h3>Quarante ans de nuits</h3><p>Anne Specimen quitte le service le 28 février 2025.</p>"
        "<h3>Un logiciel commun</h3><p>Il est livré depuis le 3 mars 2025 à Dax.</p>"
        "<h3>Soirée du réseau</h3><p>Jeudi 13 mars 2025 à 19h, salle des fêtes de Dax.</p></body></html>"
    )
    assert [e.name for e in told(page).events] == ["Soirée du réseau"]


def test_a_line_is_called_by_its_part_that_says_neither_when_nor_where(told: Read) -> None:
    page = (
        "<html><body><h1>Octobre rose à Dax</h1><p>Au programme :</p><ul>"
        "<li>jeudi 9 octobre, de 10h à 17h : des stands d'information dans le hall</li>"
        "<li>vendredi 10 octobre – Manger, bouger, dormir, 18 h, salle des fêtes</li>"
        "<li>mardi 14 octobre à 18h : conférence « Le sein en questions » à la médiathèque</li>"
        "<li>samedi 25 octobre à 9h30 : une marche de 5 km, départ devant l'hôpital</li></ul></body></html>"
    )
    assert [(e.name, e.event_type) for e in told(page, on="2025-09-20").events] == [
        ("stands d'information", "other"),
        ("Manger, bouger, dormir", "other"),
        ("conférence « Le sein en questions »", "conference"),
        ("marche de 5 km", "other"),
    ]


def test_steps_of_works_are_no_happenings(told: Read) -> None:
    page = (
        "<html><body><h1>La maison de santé avance</h1><h2>Calendrier</h2><ul>"
        "<li>3 mars 2025 : début des travaux à Dax</li>"
        "<li>5 juin 2025 : ouverture d'une antenne à Mimizan</li></ul></body></html>"
    )
    assert told(page).events == []


def test_a_call_to_come_names_nothing(told: Read) -> None:
    (event,) = told(
        "<html><body><h1>Inauguration du médicobus</h1>"
        "<p>Rendez-vous le vendredi 14 mars 2025 à 11 h, place de la Fontaine, à Dax.</p></body></html>"
    ).events
    assert (event.name, event.event_type) == ("Inauguration du médicobus", "ceremony")


def test_a_day_whose_name_is_only_inside_a_longer_word_is_no_part_of_it(told: Read) -> None:
    events = told(
        "Du 3 au 16 mars 2025 se tiennent les rencontres d'information de Dax.\n\n"
        "La formation aura lieu le 10 mars 2025 à 9h, salle des fêtes de Dax."
    ).events
    assert [e.start_date for e in events] == [date(2025, 3, 3), date(2025, 3, 10)]


def test_stops_are_told_by_day_town_and_venue_with_the_hours_of_all_above(told: Read) -> None:
    page = (
        "<html><body><h1>Les jeudis de l'installation reviennent</h1>"
        "<p>La CPAM des Landes remet le couvert : deux soirées, toujours de 19h30 à 21h.</p>"
        "<h2>Le calendrier</h2><ul><li>23 janvier 2025 : Dax, maison de santé du Lac, rue de l'Exemple</li>"
        "<li>13 février 2025 : Mimizan, centre hospitalier, salle Modèle</li></ul></body></html>"
    )
    assert [(e.name, e.venue_name, e.start_time, e.end_time) for e in told(page).events] == [
        ("Les jeudis de l'installation – Dax", "maison de santé du Lac", "19:30", "21:00"),
        ("Les jeudis de l'installation – Mimizan", "centre hospitalier, salle Modèle", "19:30", "21:00"),
    ]


def test_days_of_a_congress_under_bare_headings_are_no_events(told: Read) -> None:
    page = (
        "<html><body><h1>31e Congrès landais</h1><p>Dax, palais des congrès<br>Jeudi 6 et vendredi 7 mars 2025<br>"
        "Thème : « Le grand âge »</p><p>La Société landaise vous convie à son congrès annuel.</p>"
        "<h2>Jeudi 6 mars</h2><p>13 h Accueil</p><p>13 h 30 La chute</p>"
        "<h2>Vendredi 7 mars</h2><p>9 h Communications</p><p>12 h 20 Clôture</p></body></html>"
    )
    (event,) = told(page).events
    assert (event.name, event.start_date, event.end_date) == (
        "31e Congrès landais",
        date(2025, 3, 6),
        date(2025, 3, 7),
    )
    assert (event.start_time, event.end_time, len(event.sessions)) == ("13:00", "12:20", 3)


def test_a_season_in_a_heading_sums_up_the_day_below(told: Read) -> None:
    page = (
        "<html><body><h1>Neuf projets</h1><h2>Une première rencontre au printemps</h2>"
        "<p>Les lauréats se retrouveront le jeudi 10 avril 2025 à 9h, au palais des congrès de Dax, pour une journée "
        "de lancement.</p></body></html>"
    )
    assert [e.start_date for e in told(page).events] == [date(2025, 4, 10)]


def test_participles_are_no_nouns(told: Read) -> None:
    assert told("L'appel, ouvert du 3 mars au 9 mai 2025, a rencontré un réel succès à Dax.").events == []
    assert told("Le 3 mars 2025 à 9h, un médecin sera installé sur le marché de Dax.").events == []


def test_a_house_that_is_inaugurated_at_an_hour_is_an_inauguration(told: Read) -> None:
    (event,) = told("La maison de santé de Dax sera inaugurée le vendredi 14 mars 2025 à 11 heures.").events
    assert (event.event_type, event.start_time) == ("ceremony", "11:00")


def test_days_to_register_are_those_of_the_own_section(told: Read) -> None:
    page = (
        "<html><body><h1>Trois dossiers</h1>"
        "<h2>La navette roule</h2><p>On réserve deux jours avant, on paie 3 €.</p>"
        "<h2>Le contrat se prépare</h2><p>Une réunion publique le jeudi 13 mars 2025 à 18h, mairie de Dax.</p>"
        "<h2>Les soirées</h2><p>Soirée « Conflits » le mardi 18 mars 2025 à 20h, salle des fêtes de Dax.</p>"
        "<p>Places limitées ; répondre par courriel une semaine avant.</p></body></html>"
    )
    assert [e.registration_deadline for e in told(page).events] == [None, date(2025, 3, 11)]


def test_lines_with_hours_and_places_below_days_are_happenings(told: Read) -> None:
    week, *things = told(
        "Ville de Dax\nSemaine bleue : du 3 au 9 mars 2025\n\nLUNDI 3 MARS\n14h : Thé dansant, salle des fêtes\n"
        "MARDI 4 MARS\n10h – Marche douce (départ : place de la Fontaine)\n"
        "15h – Projection du film « Les Vieux Modèles », cinéma Rex\n"
    ).events
    assert (week.name, week.event_type) == ("Semaine bleue", "campaign")
    assert [(e.name, e.event_type, e.start_date, e.start_time) for e in things] == [
        ("Thé dansant", "other", date(2025, 3, 3), "14:00"),
        ("Marche douce", "other", date(2025, 3, 4), "10:00"),
        ("Projection du film « Les Vieux Modèles »", "other", date(2025, 3, 4), "15:00"),
    ]


def test_the_timetable_of_two_days_stays_an_agenda(told: Read) -> None:
    (event,) = told(
        "Congrès landais\n\nJeudi 6 et vendredi 7 mars 2025, palais des congrès de Dax\n\nJEUDI 6 MARS\n"
        "9h : Accueil, hall\n10h : La chute, salle Rex\nVENDREDI 7 MARS\n9h : Le sommeil, salle Rex\n12h : Clôture\n"
    ).events
    assert len(event.sessions) >= 3


def test_a_house_is_known_by_its_capital_where_its_town_or_street_follows(told: Read) -> None:
    def venue(where: str) -> str | None:
        (event,) = told(f"Le forum santé se tiendra le vendredi 14 mars 2025 à 9h {where}.").events
        return event.venue_name

    assert venue("au Dôme, à Dax") == "Dôme"
    assert venue("à la Cartonnerie, 12 rue de l'Exemple, à Dax") == "Cartonnerie"
    assert venue("à Dax, à la demande de la Région") is None


def test_a_window_of_days_takes_no_noun_of_the_next_sentence(told: Read) -> None:
    (event,) = told(
        "<html><body><h1>Appel à projets</h1><p>Les dossiers se remplissent du 13 janvier au 7 mars 2025, minuit. "
        "Une visio d'information est prévue le jeudi 23 janvier 2025 à 10 h.</p></body></html>"
    ).events
    assert (event.name, event.event_type, event.start_date) == (
        "visio d'information",
        "webinar",
        date(2025, 1, 23),
    )


def test_what_is_told_hour_by_hour_is_no_agenda_too(told: Read) -> None:
    events = told(
        "Ville de Saint-Nazaire\n\nOctobre rose : le programme\n\nMercredi 1er octobre 2025\n18 h 30 : lumières à "
        "l'hôtel de ville\n\nSamedi 4 octobre 2025\n10 h : marche rose, place du Commando\n14 h : atelier "
        "d'autopalpation, maison de quartier d'Avalix\n"
    ).events
    assert [(event.start_date, event.start_time, event.sessions) for event in events] == [
        (date(2025, 10, 1), "18:30", []),
        (date(2025, 10, 4), "10:00", []),
        (date(2025, 10, 4), "14:00", []),
    ]


def test_a_hall_behind_a_speaker_is_where_they_speak(told: Read) -> None:
    events = told(
        "Mairie de Tulle\n\nSemaine bleue 2025\n\nLundi 6 octobre 2025\n14 h - Thé dansant, salle Latreille\n"
        "Mardi 7 octobre 2025\n15 h - Conférence « Bien entendre », par Luc Exemple, audioprothésiste, médiathèque "
        "Éric-Rohmer\n"
    ).events
    (speaker,) = events[1].speakers
    assert (speaker.organisation_name, events[1].venue_name) == (None, "médiathèque Éric-Rohmer")

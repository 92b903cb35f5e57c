"""Lines with a day and what goes on below them: timetables, several hours, lists, counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def test_the_timetable_below_a_day_does_not_name_it(told: Read) -> None:
    (event,) = told(
        "Fédération Exemple\nJournée régionale de la qualité\nJeudi 20 mars 2025, centre de congrès, Angers\n"
        "9h00 Accueil\n9h30 Table ronde : la sécurité\n14h00 Ateliers « Mieux dormir »\n16h30 Clôture"
    ).events
    assert (event.name, event.end_time) == ("Journée régionale de la qualité", "16:30")


def test_the_slots_of_one_day_are_one(told: Read) -> None:
    (event,) = told(
        "<h1>Forum santé</h1><p>Samedi 5 avril 2025, de 9h à 12h et de 14h à 17h, à Cahors.</p>"
    ).events
    assert (event.start_time, event.end_time) == ("09:00", "17:00")


def test_sessions_are_called_by_the_course_above(told: Read) -> None:
    events = told(
        "<h1>Formation aux gestes d'urgence</h1><p>La CPTS Exemple propose deux sessions : le 14 mars 2025 à Guéret "
        "(9h-17h) et le 21 mars 2025 à Aubusson (9h-17h).</p>"
    ).events
    assert [e.name for e in events] == [
        "Formation aux gestes d'urgence – Guéret",
        "Formation aux gestes d'urgence – Aubusson",
    ]


def test_several_meetings_listed_below_are_not_in_the_window_above(told: Read) -> None:
    (event,) = told(
        "<h1>Schéma de santé</h1><p>Du 17 février au 14 mars 2025, les habitants donnent leur avis. Deux réunions "
        "publiques sont organisées :</p><ul><li>le 20 février 2025 à 18 h à Auxerre</li></ul>"
    ).events
    assert event.commune_code == "89024"


def test_how_long_something_holds_is_no_event(told: Read) -> None:
    assert not told(
        "<h1>La garde s'adapte à l'été</h1><p>Du 1er juillet au 31 août 2025, une garde est ouverte. On appelle "
        "tous les jours de 20 h à 8 h la permanence des soins.</p>"
    ).events


def test_the_people_of_one_day_are_not_those_of_the_next(told: Read) -> None:
    first, second = told(
        "<p>Quelque 85 donneurs étaient présents mercredi 5 mars 2025 à la collecte de sang d'Ussel. La prochaine "
        "collecte aura lieu le 9 avril 2025.</p>",
        on="2025-03-10",
    ).events
    assert (first.attendance_count, second.attendance_count) == (85, None)


def test_the_line_below_a_list_of_days_holds_for_all(told: Read) -> None:
    events = told(
        "<h1>Collectes de sang</h1><ul><li>Mercredi 12 mars 2025</li><li>Jeudi 15 mai 2025</li></ul>"
        "<p>De 14h30 à 19h, salle Rex, à Saint-Flour.</p>"
    ).events
    assert {(e.start_time, e.venue_name, e.commune_code) for e in events} == {("14:30", "salle Rex", "15187")}


def test_the_place_of_several_days_is_told_after_the_last(told: Read) -> None:
    events = told(
        "<p>Des ateliers se tiendront le 13 mars, le 10 avril et le 15 mai 2025 à Bar-le-Duc.</p>"
    ).events
    assert [e.commune_code for e in events] == ["55029"] * 3


def test_a_sentence_on_all_tells_the_place_and_the_last_day_to_register(told: Read) -> None:
    events = told(
        "<h1>En mars</h1><h2>Café santé</h2><p>Le 6 mars 2025 à 15h.</p><h2>Atelier nutrition</h2><p>Le 13 mars "
        "2025 à 10h.</p><h2>Infos pratiques</h2><p>Tous les rendez-vous ont lieu 5 rue des Lys, 18000 Bourges. "
        "Inscription avant le 3 mars 2025.</p>"
    ).events
    assert [(e.commune_code, e.registration_deadline) for e in events] == [("18033", date(2025, 3, 3))] * 2


def test_each_part_of_an_enumeration_names_its_own_day(told: Read) -> None:
    events = told(
        "<p>Le 11 mars 2025, un dépistage visuel sera organisé ; le 13 mars 2025, une conférence sera donnée ; "
        "annonce des résultats le 30 avril 2025.</p>"
    ).events
    assert [(e.name, e.start_date) for e in events] == [
        ("dépistage visuel", date(2025, 3, 11)),
        ("conférence", date(2025, 3, 13)),
    ]


def test_the_theme_of_a_congress_is_no_part_of_it_and_its_name_tells_the_town(told: Read) -> None:
    (event,) = told(
        "<p>Le congrès des soignants de Dijon se tiendra les 4 et 5 juin 2025, sur le thème « Soigner demain ». "
        "Inscription en ligne.</p>"
    ).events
    assert (event.name, event.commune_code) == ("congrès des soignants de Dijon", "21231")
    assert event.attendance_mode == "offline"


def test_houses_named_after_what_they_show_say_nothing_of_the_kind(told: Read) -> None:
    first, second = told(
        "<p>La journée départementale s'est déroulée le 3 mars 2025 au parc des expositions de Chartres.</p>"
        "<p>Prochain rendez-vous : la journée des aidants, le 6 octobre 2025.</p>",
        on="2025-03-10",
    ).events
    assert {first.event_type, second.event_type} == {"conference"}


def test_towns_behind_the_days_of_a_sentence_are_theirs(told: Read) -> None:
    events = told(
        "<p>Réunions publiques à 18 h 30 : lundi 24 février 2025 à Nérac, mercredi 26 février 2025 à Marmande, "
        "lundi 3 mars 2025 à Agen.</p>"
    ).events
    assert [e.commune_code for e in events] == ["47195", "47157", "47001"]


def test_what_is_inaugurated_may_be_told_by_its_pronoun(told: Read) -> None:
    (event,) = told(
        "<p>L'IRM est arrivée. Elle sera inaugurée le vendredi 14 mars 2025 à 11 heures, dans l'église Saint-Étienne "
        "de Cahors. Les rendez-vous se prennent en ligne.</p>"
    ).events
    assert (event.name, event.event_type, event.commune_code) == ("inauguration", "ceremony", "46042")


def test_a_heading_without_a_sign_says_where(told: Read) -> None:
    (event,) = told(
        "<h1>Conférence sur le sommeil</h1><p>Une conférence sera donnée le 12 mars 2025.</p><h2>Lieu</h2>"
        "<p>Salle Rex<br>12 rue du Bac<br>40100 Dax</p>"
    ).events
    assert (event.venue_name, event.street_address, event.commune_code) == (
        "Salle Rex",
        "12 rue du Bac",
        "40088",
    )


def test_a_day_in_parts_heads_its_card_unless_the_lines_below_tell_it_again(told: Read) -> None:
    card = "<div><div><span>{day}</span><span>mars</span><span>2025</span></div><h3>{name}</h3><p>{where}</p></div>"
    told_again = "Quand ? Du 19 au 21 mars 2025, de 10h à 17h, mairie, Mézin"
    cards = (
        ("12", "Atelier équilibre", "Salle des fêtes, Nérac"),
        ("19", "Exposition sur le sein", told_again),
    )
    page = "".join(card.format(day=day, name=name, where=where) for day, name, where in cards)
    events = told(f"<html><body><h1>Nos rendez-vous</h1>{page}</body></html>").events
    assert [(e.name, e.start_date, e.end_date, e.commune_code) for e in events] == [
        ("Atelier équilibre", date(2025, 3, 12), date(2025, 3, 12), "47195"),
        ("Exposition sur le sein", date(2025, 3, 19), date(2025, 3, 21), "47167"),
    ]


def test_another_day_told_ends_an_agenda_told_in_a_sentence(told: Read) -> None:
    events = told(
        "# Bien vieillir à Dax\n\nUne après-midi d'information a lieu mardi 11 mars 2025, de 14 h à 17 h. Au programme : un "
        "atelier à 14 h 30 et une conférence à 15 h. Le lendemain, une visite du foyer est organisée à 10 h."
    ).events
    assert [(e.name, [s.start_time for s in e.sessions]) for e in events] == [
        ("après-midi d'information", ["14:30", "15:00"]),
        ("visite du foyer", []),
    ]


def test_a_number_may_open_the_sentence_and_a_motto_is_no_part_of_a_name(told: Read) -> None:
    (event,) = told(
        "# Congrès national : retenez la date !\n\nLe congrès se tiendra à Dax le 27 juin 2025.",
        on="2025-01-06",
    ).events
    (course,) = told("# Secourisme\n\nDeux sessions gratuites samedi 22 mars 2025, à 9 h, à Dax.").events
    assert (event.name, course.name, course.event_type) == (
        "Congrès national",
        "sessions gratuites",
        "training",
    )


def test_the_box_of_a_card_gives_way_to_the_days_and_hours_on_it(told: Read) -> None:
    card = "<div><span>{}</span><span>mars</span></div>{}<h3>{}</h3><ul><li>Quand ? {}</li></ul>"
    events = told(
        "<h1>Agenda</h1>"
        + card.format("06", "", "Exposition « Visages »", "Du 6 au 17 mars 2025")
        + card.format("12", "<p>Annulé</p>", "Conférence « Dormir »", "Mercredi 12 mars 2025, 20h")
    ).events
    assert [(e.start_date, e.end_date, e.start_time) for e in events] == [
        (date(2025, 3, 6), date(2025, 3, 17), None),
        (date(2025, 3, 12), date(2025, 3, 12), "20:00"),
    ]


def test_consultations_without_appointment_are_named_to_the_end(told: Read) -> None:
    events = told(
        "<h1>Bus santé</h1><p>Le bus santé reprend la route. Consultations gratuites et sans rendez-vous.</p><table>"
        "<tr><th>Commune</th><th>Date</th></tr><tr><td>Luzy</td><td>Mardi 4 mars 2025, 9h</td></tr>"
        "<tr><td>Corbigny</td><td>Mardi 11 mars 2025, 9h</td></tr></table>"
    ).events
    assert [e.name for e in events] == [
        "Consultations gratuites et sans rendez-vous – Luzy",
        "Consultations gratuites et sans rendez-vous – Corbigny",
    ]

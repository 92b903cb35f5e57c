"""Tours, series and records: several dates told in lists, cards and tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]

TOUR = """<html><body><h1>Le van des dents</h1>
<p>Du 4 mars au 25 mars 2025, la Mutuelle du Lac envoie son van de village en village. Un dépistage gratuit.</p>
<div>Où et quand ?</div>
{stops}
<div>Ils nous aident</div></body></html>"""


def test_records_of_town_day_hours_and_place_are_the_stops_of_a_campaign(told: Read) -> None:
    stops = "".join(
        f"<div>{town}</div><div>{day}</div><div>9h - 16h</div><div>Place du Marché</div>"
        for town, day in (
            ("DAX (40)", "Mardi 4 mars"),
            ("MONT-DE-MARSAN (40)", "Jeudi 13 mars"),
            ("PAU (64)", "Mardi 25 mars"),
        )
    )
    campaign, *children = told(TOUR.format(stops=stops)).events
    assert (campaign.name, campaign.event_type) == ("Le van des dents", "campaign")
    assert (campaign.start_date, campaign.end_date) == (date(2025, 3, 4), date(2025, 3, 25))
    assert [(e.name, e.commune_code, e.start_date, e.start_time) for e in children] == [
        ("Le van des dents – Dax", "40088", date(2025, 3, 4), "09:00"),
        ("Le van des dents – Mont-de-Marsan", "40192", date(2025, 3, 13), "09:00"),
        ("Le van des dents – Pau", "64445", date(2025, 3, 25), "09:00"),
    ]
    assert {(e.event_type, e.parent and e.parent.name) for e in children} == {
        ("screening", "Le van des dents")
    }


def test_records_that_begin_with_their_name_are_called_by_it(told: Read) -> None:
    page = (
        "<html><body><h1>Nos ateliers de printemps</h1><p>Venez nombreux.</p>"
        "<div>Marche et respiration</div><div>Jeudi 6 mars 2025, 14h</div><div>Salle des fêtes</div>"
        "<div>Cuisine sans sel</div><div>Jeudi 13 mars 2025, 10h</div><div>Salle des fêtes</div>"
        "</body></html>"
    )
    assert [(e.name, e.event_type, e.start_time) for e in told(page).events] == [
        ("Marche et respiration", "workshop", "14:00"),
        ("Cuisine sans sel", "workshop", "10:00"),
    ]


def test_a_weekly_recurrence_is_one_event_from_first_to_last_day(told: Read) -> None:
    (event,) = told(
        "<html><body><h1>Bougez cet hiver</h1><h2>Atelier « Équilibre »</h2>"
        "<p>Tous les mardis et jeudis du 14 janvier au 20 mars 2025, de 10h à 11h, salle des fêtes de Dax</p>"
        "</body></html>"
    ).events
    assert event.name == "Atelier « Équilibre »"
    assert (event.start_date, event.end_date) == (date(2025, 1, 14), date(2025, 3, 20))
    assert (event.start_time, event.end_time) == ("10:00", "11:00")


def test_stops_are_called_by_the_service_that_a_long_title_names(told: Read) -> None:
    page = (
        "<html><body><h1>« Pa pè » : le bus santé repart sur les routes du 4 au 20 mars</h1>"
        "<h2>Où et quand ?</h2><p>Mardi 4 mars 2025 : DAX, place de la Fontaine, de 9h à 12h<br>"
        "Jeudi 20 mars 2025 : AIRE-SUR-L'ADOUR, front de rivière, de 9h à 12h</p></body></html>"
    )
    events = told(page).events
    assert [e.name for e in events] == ["Pa pè", "bus santé – Dax", "bus santé – Aire-sur-l'Adour"]
    assert [e.event_type for e in events[:1]] == ["campaign"]


def test_cells_under_venues_and_towns_name_no_event(told: Read) -> None:
    page = (
        "<html><body><h1>La tournée « Bien voir » revient</h1><table>"
        "<tr><th>Ville</th><th>Jour</th><th>Lieu</th></tr>"
        "<tr><td>Dax (40)</td><td>mardi 4 mars 2025</td><td>IUT, bâtiment B</td></tr>"
        "<tr><td>Pau (64)</td><td>jeudi 6 mars 2025</td><td>Halles</td></tr></table></body></html>"
    )
    assert [e.name for e in told(page).events] == [
        "tournée « Bien voir » – Dax",
        "tournée « Bien voir » – Pau",
    ]


def test_a_last_day_to_register_holds_for_what_comes_next_and_its_like(told: Read) -> None:
    events = told(
        "<html><body><h1>Agenda</h1><h2>Conférence « Le sommeil »</h2>"
        "<p>Jeudi 20 mars 2025 à 18h, salle des fêtes de Dax.</p>"
        "<p>Merci de signaler votre présence avant le 14 mars.</p>"
        "<h2>Webinaire « Le dos »</h2><p>Mardi 8 avril 2025 à 13h.</p></body></html>"
    ).events
    assert [(e.name, e.registration_deadline) for e in events] == [
        ("Conférence « Le sommeil »", date(2025, 3, 14)),
        ("Webinaire « Le dos »", None),
    ]


def test_a_section_on_registering_tells_the_last_day(told: Read) -> None:
    (event,) = told(
        "<html><body><h1>Colloque « Vieillir chez soi »</h1><p>Le 12 juin 2025 à Dax, palais des congrès.</p>"
        "<h2>S'inscrire</h2><p>Jusqu'au 30 mai. Repas : 18 €.</p></body></html>"
    ).events
    assert event.registration_deadline == date(2025, 5, 30)


def test_people_there_are_counted_but_not_those_of_a_former_edition_or_the_room(told: Read) -> None:
    def counted(sentence: str) -> tuple[int | None, str | None]:
        (event,) = told(
            f"Le forum santé a eu lieu le samedi 14 décembre 2024 à Dax. {sentence}", on="2024-12-20"
        ).events
        return event.attendance_count, event.attendance_qualifier

    assert counted("Il s'est ouvert en présence de quelque 70 invités.") == (70, "about")
    assert counted("Il a attiré près de 180 visiteurs.") == (180, "about")
    assert counted("L'an dernier, 300 visiteurs étaient venus.") == (None, None)
    assert counted("Entrée dans la limite de 110 places.") == (None, None)


def test_an_event_put_off_without_a_day_is_postponed(told: Read) -> None:
    (event,) = told(
        "L'atelier « Sucre » du vendredi 7 février 2025 à Dax est différé ; sa date n'est pas encore arrêtée."
    ).events
    assert (event.event_status, event.start_date) == ("postponed", date(2025, 2, 7))


def test_a_body_that_only_chooses_or_votes_is_no_event(told: Read) -> None:
    assert told("Un jury de douze personnes se réunira à huis clos en juin 2025.").events == []
    assert told("Le conseil d'administration votera le texte le 18 mars 2025.").events == []
    assert told("Conseil municipal : prochaine séance le 5 février 2025.").events == []


def test_links_to_other_news_are_no_events(told: Read) -> None:
    page = (
        "<html><body><h1>S'inscrire au tableau</h1><p>Le secrétariat vous reçoit.</p>"
        "<h3>Dernières nouvelles</h3><ul><li>Congrès des soins, du 20 au 22 mars 2025 à Pau</li></ul></body></html>"
    )
    assert told(page).events == []


def test_what_will_be_inaugurated_is_an_inauguration(told: Read) -> None:
    (event,) = told(
        "Le bus sera inauguré vendredi 14 mars 2025 à 10 h 30, place de la Fontaine, à Dax."
    ).events
    assert (event.name, event.event_type, event.start_time) == ("inauguration du bus", "ceremony", "10:30")


def test_the_days_of_a_list_over_several_months_are_one_event_each(told: Read) -> None:
    events = told(
        "<html><body><h1>Bien manger</h1><h2>Atelier « Cuisine »</h2>"
        "<p>Les jeudis 23 janvier, 6 février et 6 mars 2025, 14h30-16h30, salle des fêtes de Dax</p></body></html>"
    ).events
    assert [(e.start_date, e.start_time, e.end_time) for e in events] == [
        (date(2025, 1, 23), "14:30", "16:30"),
        (date(2025, 2, 6), "14:30", "16:30"),
        (date(2025, 3, 6), "14:30", "16:30"),
    ]


def test_a_bare_noun_is_called_by_the_line_above(told: Read) -> None:
    (event,) = told(
        "La lettre\n\n> Café-rencontre des aidants\nLa rencontre du 23 janvier 2025 est reportée, "
        "notre animatrice étant souffrante."
    ).events
    assert (event.name, event.event_status) == ("Café-rencontre des aidants", "postponed")


def test_dates_under_a_header_cell_with_a_noun_are_happenings(told: Read) -> None:
    page = (
        "<html><body><h1>Devenir soignant</h1><table>"
        "<tr><th>Antenne</th><th>Adresse</th><th>Portes ouvertes</th></tr>"
        "<tr><td>Dax (Landes)</td><td>Lycée du Lac</td><td>8 mars 2025</td></tr>"
        "<tr><td>Pau (Pyrénées-Atlantiques)</td><td>Ancien tribunal</td><td>15 mars 2025</td></tr>"
        "</table></body></html>"
    )
    assert [(e.name, e.event_type, e.start_date) for e in told(page).events] == [
        ("Portes ouvertes – Dax", "open_day", date(2025, 3, 8)),
        ("Portes ouvertes – Pau", "open_day", date(2025, 3, 15)),
    ]


def test_a_window_below_the_heading_of_a_questionnaire_is_a_consultation(told: Read) -> None:
    (event,) = told(
        "<html><body><h1>Projet d'établissement</h1><h3>Questionnaire en ligne</h3>"
        "<p>Dix minutes, anonyme, ouvert du 23 janvier au 24 février 2025.</p></body></html>"
    ).events
    assert (event.name, event.event_type, event.attendance_mode) == (
        "Questionnaire en ligne",
        "consultation",
        "online",
    )
    assert (event.start_date, event.end_date) == (date(2025, 1, 23), date(2025, 2, 24))


def test_an_organiser_is_told_by_the_lead_in_or_the_label(told: Read) -> None:
    events = told(
        "<html><body><h1>ARS Occitanie : l'appel est lancé</h1>"
        "<p>La MSA du Limousin propose un atelier, le même à chaque fois :</p>"
        "<ul><li>le 5 mars 2025 à Tulle ;</li><li>le 7 mars 2025 à Limoges.</li></ul></body></html>"
    ).events
    assert [e.organiser_name for e in events] == ["MSA du Limousin", "MSA du Limousin"]


def test_stops_told_without_hours_begin_with_their_town(told: Read) -> None:
    campaign, *stops = told(
        "CPAM des Landes\n\nLe Mammobile revient dans les Landes\n\n"
        "Du lundi 3 février au vendredi 14 mars 2025, le Mammobile s'installe dans deux communes pour un dépistage.\n\n"
        "Le calendrier des passages\n"
        "- Dax : du 3 au 7 février, place de la Fontaine\n"
        "- Mimizan : du 10 au 14 mars, parking du gymnase\n"
    ).events
    assert (campaign.event_type, campaign.end_date) == ("campaign", date(2025, 3, 14))
    assert [(e.name, e.event_type, e.start_date, e.end_date) for e in stops] == [
        ("Mammobile – Dax", "screening", date(2025, 2, 3), date(2025, 2, 7)),
        ("Mammobile – Mimizan", "screening", date(2025, 3, 10), date(2025, 3, 14)),
    ]


def test_the_launch_of_a_call_is_a_step(told: Read) -> None:
    page = (
        "<html><body><h1>Appel à projets « Santé »</h1><h2>Calendrier</h2>"
        "<ul><li>Lancement de l'appel : 3 mars 2025</li><li>Webinaire d'information : 17 mars 2025 à 14h</li></ul>"
        "</body></html>"
    )
    assert [e.name for e in told(page).events] == ["Webinaire d'information"]


def test_a_cycle_of_so_many_sittings_is_one_event(told: Read) -> None:
    (event,) = told(
        "Le CCAS de Dax propose un cycle de 12 séances de gym douce, tous les lundis de 9h30 à 10h30 "
        "du 5 mai au 28 juillet 2025, salle des fêtes. Inscription avant le 24 avril."
    ).events
    assert (event.name, event.event_type) == ("cycle de 12 séances de gym douce", "workshop")
    assert (event.start_date, event.end_date) == (date(2025, 5, 5), date(2025, 7, 28))
    assert event.registration_deadline == date(2025, 4, 24)


def test_the_days_of_an_agenda_below_its_month(told: Read) -> None:
    events = told(
        "<main><h1>Agenda santé</h1><h2>Mars 2025</h2><ul><li><b>Mardi 18</b> – 10h-11h30 : atelier "
        "mémoire</li><li><b>Jeu. 20 &amp; ven. 21</b> : dépistage du diabète, 8h-12h</li><li><b>Mercredi 26</b> – "
        "18h30 : conférence « Le sommeil »</li><li><b>Jeudi 27</b> – 14h/16h : café des aidants</li>"
        "</ul></main>"
    ).events
    assert [(e.start_date, e.end_date, e.start_time, e.end_time) for e in events] == [
        (date(2025, 3, 18), date(2025, 3, 18), "10:00", "11:30"),
        (date(2025, 3, 20), date(2025, 3, 21), "08:00", "12:00"),
        (date(2025, 3, 26), date(2025, 3, 26), "18:30", None),
        (date(2025, 3, 27), date(2025, 3, 27), "14:00", "16:00"),
    ]


def test_a_date_whose_organiser_is_unknown_goes_by_its_day(told: Read) -> None:
    events = told(
        "<main><h1>Forum santé</h1><ul><li>Forum santé le 4 mars 2025 à 14h, organisé par le CCAS de Dax</li>"
        "<li>Forum santé le 6 mars 2025 à 14h</li></ul></main>"
    ).events
    assert not [e.name for e in events if "None" in e.name]


def test_days_behind_one_label_are_each_a_date_of_the_series(told: Read) -> None:
    page = (
        "Mairie de Vic-en-Bigorre\n\n# Permanences de l'écrivain public\n\n"
        "Un mardi par mois, de 9 h à 12 h, à la mairie.\n\nProchaines dates : 4 mars, 1er avril et 6 mai 2025."
    )
    assert [(e.name, e.start_date, e.start_time, e.end_time) for e in told(page).events] == [
        ("Permanences de l'écrivain public – 4 mars", date(2025, 3, 4), "09:00", "12:00"),
        ("Permanences de l'écrivain public – 1er avril", date(2025, 4, 1), "09:00", "12:00"),
        ("Permanences de l'écrivain public – 6 mai 2025", date(2025, 5, 6), "09:00", "12:00"),
    ]


def test_lines_whose_title_stands_before_day_and_hour_are_named_by_it(told: Read) -> None:
    """The last day has no year: in January, a September told after March is to come."""
    page = (
        "<html><body><h1>Programme de formation</h1><p>Plaies et pansements : 20 mars, 20 h, Riscle<br>"
        "Repérer les violences – 18 septembre, 20 h, Plaisance</p></body></html>"
    )
    assert [(e.name, e.event_type, e.start_date) for e in told(page).events] == [
        ("Plaies et pansements", "training", date(2025, 3, 20)),
        ("Repérer les violences", "training", date(2025, 9, 18)),
    ]


def test_what_a_calendar_is_of_is_what_its_dates_are_for(told: Read) -> None:
    page = (
        "<html><body><h1>Calendrier des dépistages</h1><h2>Charente</h2><ul>"
        "<li>Cognac : mardi 4 mars 2025, de 9h à 12h, place d'Armes</li>"
        "<li>Jarnac : jeudi 6 mars 2025, de 9h à 12h, salle des fêtes</li></ul></body></html>"
    )
    assert [(e.name, e.event_type, e.venue_name) for e in told(page).events] == [
        ("dépistages – Cognac", "screening", "place d'Armes"),
        ("dépistages – Jarnac", "screening", "salle des fêtes"),
    ]


def test_a_heading_that_is_a_department_names_no_date_and_a_motto_is_no_name(told: Read) -> None:
    page = (
        "<html><body><h1>Vaccination HPV : dates des séances</h1>"
        "<h2>Lot</h2><p>Cahors : centre de vaccination, 12 mars 2025, 14h-17h</p>"
        "<h2>Aveyron</h2><p>Rodez : maison du département, 26 mars 2025, 9h-12h</p></body></html>"
    )
    assert [(e.name, e.event_type) for e in told(page).events] == [
        ("Vaccination HPV – Cahors", "screening"),
        ("Vaccination HPV – Rodez", "screening"),
    ]


def test_towns_with_their_days_in_brackets_share_the_hours_told_after(told: Read) -> None:
    page = (
        "# Trois rencontres\n\nLa Région Exemple organise trois rencontres territoriales : Mont-de-Marsan "
        "(18 mars), Guéret (25 mars) et Niort (1er avril). Chacune se déroulera de 14 h à 17 h."
    )
    assert [(e.commune_code, e.start_date, e.start_time, e.end_time) for e in told(page).events] == [
        ("40192", date(2025, 3, 18), "14:00", "17:00"),
        ("23096", date(2025, 3, 25), "14:00", "17:00"),
        ("79191", date(2025, 4, 1), "14:00", "17:00"),
    ]


def test_lines_below_a_day_that_begin_with_a_town_are_of_that_day(told: Read) -> None:
    page = (
        "# L'agenda de la semaine\n\n## MARDI 14 JANVIER\n\n"
        "Limoges. Café mémoire, 14 h 30, brasserie Centrale.\n"
        "Bellac. Conférence sur le diabète, 18 h, salle des fêtes.\n\n"
        "## JEUDI 16 JANVIER\n\nGuéret. Don du sang, de 15 h à 19 h, salle polyvalente."
    )
    assert [(e.name, e.start_date, e.start_time, e.commune_code) for e in told(page).events] == [
        ("Café mémoire", date(2025, 1, 14), "14:30", "87085"),
        ("Conférence sur le diabète", date(2025, 1, 14), "18:00", "87011"),
        ("Don du sang", date(2025, 1, 16), "15:00", "23096"),
    ]

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from flows.normalise.frames.model import Announcement
from flows.normalise.reading import Source, read

Read = Callable[..., Announcement]


@pytest.mark.parametrize(
    ("url", "text", "publisher", "region", "department"),
    [
        ("https://www.normandie.ars.sante.fr/x", "Une annonce", "ARS Normandie", "28", None),
        ("https://cme.aphp.fr/x", "Une annonce", "AP-HP", "11", None),
        ("https://exemple.fr/x", "CPTS Val d'Exemple\n\nUne annonce", "CPTS Val d'Exemple", None, None),
        (
            "https://www.orne.fr/x",
            "Une annonce\n\nLe Conseil départemental de l'Orne agit.",
            "Conseil départemental de l'Orne",
            "28",
            "61",
        ),
        (
            "https://exemple.fr/x",
            "Mairie de Saint-Agrève\n\nUne annonce",
            "Mairie de Saint-Agrève",
            "84",
            "07",
        ),
    ],
)
def test_the_publisher_and_its_territory(
    told: Read, url: str, text: str, publisher: str, region: str | None, department: str | None
) -> None:
    announcement = told(text + "\n\nLe texte de cette annonce est court.", url=url)
    assert (announcement.publisher_name, announcement.region_code, announcement.department_code) == (
        publisher,
        region,
        department,
    )


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Publié le 3 janvier 2025", date(2025, 1, 3)),
        ("Mis en ligne le 03/01/2025 à 10h12", date(2025, 1, 3)),
        ("Communiqué de presse – Dax, le 3 janvier 2025", date(2025, 1, 3)),
        ("3 janvier 2025", date(2025, 1, 3)),
        ("Mis à jour le 3 janvier 2025", None),
        ("Publié le 30 janvier 2025", None),
        ("Assemblée générale du 3 janvier 2025", None),
    ],
)
def test_the_day_of_publication(told: Read, line: str, day: date | None) -> None:
    assert (
        told(f"Une annonce importante\n\n{line}\n\nLe texte de cette annonce est court.").published_on == day
    )


def test_a_weekday_below_a_happening_is_its_own_unless_another_follows(told: Read) -> None:
    page = "2e Journée des aidants\n\nVendredi 3 janvier 2025\n\nPour les proches de malades, à Vannes."
    alone = told(page, on="2025-03-01")
    assert (alone.published_on, [e.start_date for e in alone.events]) == (None, [date(2025, 1, 3)])
    posted = told(page + " Rendez-vous le samedi 8 février.", on="2025-03-01")
    assert (posted.published_on, [e.start_date for e in posted.events]) == (
        date(2025, 1, 3),
        [date(2025, 2, 8)],
    )


def test_a_page_kept_for_years_speaks_from_its_own_time(told: Read) -> None:
    page = (
        "Les rencontres de la CPTS\n\nLa CPTS Exemple organise un colloque le 16 mai 2019 à Vannes.\n\n"
        "Elle tiendra aussi un atelier le 24 mai à Lorient."
    )
    days = [date(2019, 5, 16), date(2019, 5, 24)]
    assert [e.start_date for e in told(page, on="2019-05-02").events] == days
    assert [e.start_date for e in told(page, on="2026-11-02").events] == days


def test_what_lies_in_several_regions_has_none(told: Read) -> None:
    announcement = told(
        "Les forums\n\nDeux forums santé :\n\n- Toulon, jeudi 16 janvier 2025\n- Ajaccio, mardi 21 janvier 2025\n"
    )
    assert [e.region_code for e in announcement.events] == ["93", "94"]
    assert (announcement.region_code, announcement.department_code) == (None, None)


@pytest.mark.parametrize(
    ("site", "frame", "publisher"),
    [
        (
            "Agglo de Guéret",
            "<footer><p>Communauté d’agglomération du Grand Guéret – 9 avenue Modèle, 23000 Guéret</p></footer>",
            "Communauté d’agglomération du Grand Guéret",
        ),
        (
            "ORS Bretagne",
            '<div class="header"><span>Observatoire régional de santé de Bretagne</span></div>',
            "Observatoire régional de santé de Bretagne",
        ),
        (
            "Les services de l'État dans la Creuse",
            '<header><p class="fr-logo">Préfecture<br>de la Creuse</p></header>',
            "Préfecture de la Creuse",
        ),
        (
            "Professionnel de santé",
            "<header><p>Votre caisse : CPAM de la Creuse</p></header>",
            "CPAM de la Creuse",
        ),
        (
            "CH de Guéret",
            "<footer><p>CH de Guéret, quartier Modèle, 23000 Guéret</p></footer>",
            "CH de Guéret",
        ),
    ],
)
def test_the_letterhead_tells_the_full_name_of_a_site(
    told: Read, site: str, frame: str, publisher: str
) -> None:
    page = (
        f"<html><head><title>Une annonce courte - {site}</title></head><body>{frame}"
        "<main><h1>Une annonce courte</h1><p>Le texte de cette annonce est court.</p></main></body></html>"
    )
    assert told(page).publisher_name == publisher


def test_the_banner_of_an_old_page_names_its_publisher(told: Read) -> None:
    page = (
        '<table><tr><td><img src="bandeau-sngx.jpg" alt="Société normande de gériatrie exemplaire"></td></tr></table>'
        "<h1>Notre congrès d'automne</h1><p>Le texte de cette annonce est court.</p>"
    )
    assert told(page).publisher_name == "Société normande de gériatrie exemplaire"


def test_the_indian_ocean_belongs_to_a_name(told: Read) -> None:
    announcement = told("COREVIH océan Indien\n\nUne annonce courte\n\nLe texte de cette annonce est court.")
    assert announcement.publisher_name == "COREVIH océan Indien"


def test_the_state_publishes_no_page(told: Read) -> None:
    text = "<h1>Un nouveau plan</h1><p>L'État lance un plan de soutien le 3 mars 2025.</p>"
    assert told(text, url="https://neutre.org/x").publisher_name is None


def test_bodies_named_as_a_class_publish_nothing(told: Read) -> None:
    assert told("<h1>Les CHU en fête</h1><p>Les CHU ouvrent leurs portes.</p>").publisher_name is None


def test_a_body_that_a_sentence_of_the_press_names_publishes_nothing(told: Read) -> None:
    page = told(
        "Un mois en rose à Dax\n\nUn atelier santé aura lieu le 14 janvier 2025 dans la galerie de la Clinique "
        "Exemple.",
        url="https://neutre.org/x",
    )
    (event,) = page.events
    assert (page.publisher_name, event.organiser_name) == (None, None)
    text = "La Clinique Exemple ouvre ses portes\n\nVisite guidée le 14 janvier 2025 à 10 h."
    assert told(text, url="https://neutre.org/x").publisher_name == "Clinique Exemple"


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("300 M€ pour les Ehpad\n\nLes travaux débutent au CHU de Dijon, annonce la ministre.", None),
        ("Un salon de mardi à jeudi\n\nPiloté par la FHF, le salon attend 15 000 visiteurs.", None),
        ("Un bus de la CPTS du Lac\n\nIl part en avril.", None),
        ("La CPTS du Lac met un bus sur les routes\n\nIl part en avril.", "CPTS du Lac"),
        ("Lettre de la CPTS du Lac\n\nN° 3 – janvier 2025\n\nNotre soirée aura lieu à Dax.", "CPTS du Lac"),
    ],
)
def test_who_tells_the_news_publishes_it_not_who_is_told_of(
    told: Read, text: str, publisher: str | None
) -> None:
    assert told(text, url="https://neutre.org/x").publisher_name == publisher


def test_a_body_in_the_name_of_one_event_does_not_publish_the_calendar() -> None:
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{day}@neutre.org\r\nDTSTAMP:20250106T080000Z\r\nDTSTART;VALUE=DATE:202503{day}\r\n"
        f"SUMMARY:{name}\r\nEND:VEVENT\r\n"
        for day, name in ((11, "Réunion publique – maison de santé de Guingamp"), (12, "Atelier sommeil"))
    )
    body = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Exemple//FR\r\n{events}END:VCALENDAR\r\n"
    found = read(
        body.encode(), "text/calendar; charset=utf-8", "https://neutre.org/x", date(2025, 1, 6), Source()
    ).told
    assert found.publisher_name is None
    assert [(e.name, e.organiser_name) for e in found.events] == [
        ("Réunion publique – maison de santé de Guingamp", None),
        ("Atelier sommeil", None),
    ]


def test_the_day_a_call_opens_is_not_when_its_page_was_published(told: Read) -> None:
    text = "Lancement de l'appel à candidatures : le 1er octobre 2024\nLe CCAS aide les proches aidants."
    assert told(text).published_on is None


def test_one_of_the_departments_that_a_name_joins_is_not_the_territory(told: Read) -> None:
    text = "MSA Ardèche Drôme Loire\n\nUn prix pour les jeunes\n\nLa MSA Ardèche Drôme Loire lance un prix."
    found = told(text, url="https://neutre.org/x")
    assert (found.region_code, found.department_code) == ("84", None)

from __future__ import annotations

from datetime import date

import pytest

from flows.normalise.documents import read_document
from flows.normalise.frames.date_roles import placed_dates
from flows.normalise.frames.programmes.read import read_programmes
from flows.normalise.reading import Source, annotate

REGION = "https://www.nouvelle-aquitaine.fr/page"


def sites(text: str, url: str = REGION) -> list[tuple[str, str | None, str | None]]:
    """Name, commune and department of every site of the only programme."""
    page = annotate(
        read_document(text.encode(), "text/plain; charset=utf-8", url), url, date(2024, 3, 1), Source()
    )
    [programme] = read_programmes(page, list(placed_dates(page)))
    return [(site.site_name, site.commune_code, site.department_code) for site in programme.sites]


def sites_of_html(body: str) -> list[tuple[str, str | None, str | None]]:
    """The same of a web page."""
    html = f"<html><body><main>{body}</main></body></html>"
    page = annotate(
        read_document(html.encode(), "text/html; charset=utf-8", REGION), REGION, date(2024, 3, 1), Source()
    )
    [programme] = read_programmes(page, list(placed_dates(page)))
    return [(site.site_name, site.commune_code, site.department_code) for site in programme.sites]


TITLE = "Une formation pour les assistants\n\nLa Région ouvre la formation « Assistant médical ».\n\n"


def test_towns_with_department_numbers_under_a_heading() -> None:
    text = f"{TITLE}Les sites\nBergerac (24), Nérac (47) et St-Junien (87).\n"
    assert sites(text) == [
        ("Bergerac", "24037", "24"),
        ("Nérac", "47195", "47"),
        ("St-Junien", "87154", "87"),
    ]


def test_a_noun_told_for_the_whole_list_comes_back_in_the_singular() -> None:
    text = f"{TITLE}Y participent les maisons de santé de Bergerac (24), d'Ussel (19) et de Royan (17).\n"
    assert sites(text) == [
        ("maison de santé de Bergerac", "24037", "24"),
        ("maison de santé d'Ussel", "19275", "19"),
        ("maison de santé de Royan", "17306", "17"),
    ]


def test_the_stops_of_a_service_and_the_place_of_a_centre() -> None:
    mobile = (
        "Santé\n\nPermanence dentaire\n\nLe cabinet dentaire mobile, financé par l'ARS (210 000 €), poursuit sa route : "
        "La Flèche en avril, Mamers en mai.\n"
    )
    assert sites(mobile, "https://www.sarthe.fr/page") == [
        ("La Flèche", "72154", "72"),
        ("Mamers", "72180", "72"),
    ]
    centre = (
        "Santé\n\nDu nouveau\n\nLe centre départemental de santé ouvrira ses portes à Sées en avril 2024, "
        "avec des antennes à Argentan.\n"
    )
    assert sites(centre, "https://www.orne.fr/page") == [
        ("centre départemental de santé", "61464", "61"),
        ("antennes", "61006", "61"),
    ]


def test_a_building_stands_in_the_hospitals_town() -> None:
    text = (
        "Centre hospitalier de Saint-Flour\n\nUrgences : le nouveau bâtiment ouvre ses portes\n\n"
        "Le bâtiment Margeride accueillera ses premiers patients le lundi 16 septembre 2024.\n"
    )
    assert sites(text, "https://www.ch-saintflour.fr/page") == [("bâtiment Margeride", "15187", "15")]


def test_towns_in_brackets_behind_an_action() -> None:
    text = (
        "PROJET MÉDICAL PARTAGÉ 2024-2028\n\n2 ORIENTATIONS\n\nA. Graduer l'offre de soins\n"
        " - Chirurgie de proximité (Bergerac, Royan)\nB. Fluidifier\n - Gestion des lits\n"
    )
    assert sites(text) == [("Bergerac", "24037", "24"), ("Royan", "17306", "17")]


def test_towns_that_complete_a_plural_noun() -> None:
    text = "Une formation\n\nLa Région ouvre la formation « Soigner » dans trois instituts (Bergerac, Ussel et Royan).\n"
    assert [name for name, _, _ in sites(text)] == ["Bergerac", "Ussel", "Royan"]


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        ("- tenir une permanence à Bergerac\n- ouvrir un accueil à Royan", ["Bergerac", "Royan"]),
        ("- tenir une permanence à Bergerac\n- former les aidants", []),
    ],
)
def test_two_towns_of_actions_are_places_and_one_is_a_detail(actions: str, expected: list[str]) -> None:
    text = f"Le plan « Soins 2025 »\n\nLa Région adopte le plan « Soins 2025 ».\n\nLes actions :\n{actions}\n"
    assert [name for name, _, _ in sites(text)] == expected


def test_stops_that_come_back_each_week_are_places() -> None:
    text = (
        "La convention « Villages en forme »\n\nLa Région a signé la convention « Villages en forme ».\n\n"
        "Des permanences dès mars\n\nÀ Bergerac, tous les mardis, de 9h à 12h, à la mairie.\n\n"
        "À Ussel, chaque jeudi, de 14h à 17h, salle des fêtes.\n"
    )
    assert [name for name, _, _ in sites(text)] == ["Bergerac", "Ussel"]


def test_what_stands_at_the_stops_of_a_bus_is_none_of_it() -> None:
    text = (
        "Le bus dentaire arrive\n\nLa Région met en service un bus dentaire en mars 2024.\n\nLes points de passage\n\n"
        "- Lundi : Bergerac (parking du gymnase)\n- Mardi : Ussel (maison de santé)\n"
    )
    assert [name for name, _, _ in sites(text)] == ["Bergerac", "Ussel"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Trois antennes accueilleront les élèves : Bergerac, Ussel et Thouars.",
        "Les cours ont lieu à Bergerac, Ussel et Thouars.",
        "Elle est dispensée sur les sites de Bergerac, Ussel et Thouars.",
        "Elle a été testée autour de Bergerac, en Dordogne, d'Ussel, en Corrèze, et de Thouars.",
        "Quatre permanences : Bergerac (siège, 14 rue du Port), Ussel et Thouars.",
    ],
)
def test_towns_told_in_one_go(sentence: str) -> None:
    text = f"Une formation\n\nLa Région ouvre la formation « Assistant médical ». {sentence}\n"
    assert [name for name, _, _ in sites(text)] == ["Bergerac", "Ussel", "Thouars"]


def test_towns_of_a_meeting_are_no_places_of_the_programme() -> None:
    text = f"{TITLE}Des réunions publiques auront lieu à Bergerac, Ussel et Thouars.\n"
    assert sites(text) == []


def test_the_parts_of_a_course_in_several_towns() -> None:
    html = (
        "<h1>La Région ouvre la formation « Assistant médical »</h1>"
        "<table><tr><th>Séminaire</th><th>Dates</th><th>Lieu</th></tr>"
        "<tr><td>1. Écouter</td><td>6 et 7 mai 2024</td><td>Bergerac, Faculté de santé, 2 rue Foch</td></tr>"
        "<tr><td>2. Agir</td><td>3 juin 2024</td><td>Ussel, IFSI</td></tr></table>"
    )
    assert sites_of_html(html) == [("Faculté de santé", "24037", "24"), ("IFSI", "19275", "19")]


def test_a_day_beside_a_place_makes_no_calendar() -> None:
    html = (
        "<h1>La Région ouvre la formation « Assistant médical »</h1>"
        "<table><tr><th>Antenne</th><th>Institut de rattachement</th><th>Portes ouvertes</th></tr>"
        "<tr><td>Bergerac (Dordogne)</td><td>IFSI de Périgueux</td><td>6 mars</td></tr>"
        "<tr><td>Ussel (Corrèze)</td><td>IFSI de Tulle</td><td>13 mars</td></tr></table>"
    )
    assert [name for name, _, _ in sites_of_html(html)] == ["Bergerac", "Ussel"]


def test_works_stand_on_their_site_or_are_done_on_a_house() -> None:
    on_site = (
        "Centre hospitalier de Saint-Flour\n\nUrgences : le nouveau bâtiment ouvre ses portes\n\n"
        "Le bâtiment Margeride accueillera ses premiers patients le lundi 16 septembre 2024 sur le site de Bel-Air.\n"
    )
    assert sites(on_site, "https://www.ch-saintflour.fr/page") == [("site de Bel-Air", "15187", "15")]


def test_a_house_known_by_what_it_was_and_a_town_that_is_another_one() -> None:
    text = (
        "Santé\n\nDu nouveau\n\nAprès Ruffec et Jarnac, le Département ouvrira en avril 2024 un centre de santé à "
        "Cognac, dans l'ancienne école normale.\n"
    )
    assert sites(text, "https://www.lacharente.fr/page") == [("ancienne école normale", "16102", "16")]


def test_what_is_held_in_several_towns_is_called_by_them() -> None:
    text = (
        "Santé\n\nDu nouveau\n\nUne permanence d'écoute ouvrira le 9 mars 2024. À Cognac et à Jarnac, la permanence "
        "recevra les jeunes.\n"
    )
    assert sites(text, "https://www.lacharente.fr/page") == [
        ("Cognac", "16102", "16"),
        ("Jarnac", "16167", "16"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "commune"),
    [
        ("Une cabine de téléconsultation vous attend depuis le 12 mai dans le hall de la mairie de Sées.", "hall de la mairie de Sées", "61464"),
        ("Une consultation mémoire ouvrira le 3 mars à l'hôpital de Sées.", "hôpital de Sées", "61464"),
        ("Une maison sport-santé a ouvert ses portes au gymnase Exemple, à Sées.", "gymnase Exemple", "61464"),
        ("Une permanence d'écoute ouvrira le 3 mars au centre social de Sées.", "centre social de Sées", "61464"),
        ("Un centre de santé accueille le public depuis le 3 mars à Sées, dans l'ancienne gendarmerie.", "ancienne gendarmerie", "61464"),
        ("Un centre de santé ouvrira le 3 mars. Adresse : ancienne école, rue Exemple, Sées.", "ancienne école", "61464"),
    ],
)  # fmt: skip
def test_the_house_that_a_service_opens_in(text: str, name: str, commune: str) -> None:
    page = f"Département de l'Orne\n\nUne nouveauté dans l'Orne\n\n{text}\n"
    assert sites(page, "https://www.orne.fr/page") == [(name, commune, "61")]


@pytest.mark.parametrize(
    "text",
    [
        "Première étape : Sées. Suivront Gacé (avril) et Trun (mai).",
        "Lundi : Sées ; mardi : Gacé ; jeudi : Trun.",
        "\nLundi : Sées, place Exemple\nMardi : Gacé, place Modèle\nJeudi : Trun",
        "Il circulera entre Sées, Gacé et Trun.",
        "Ses médecins consultent à Sées, à Gacé et, depuis ce matin, à Trun.",
    ],
)
def test_stops_told_in_sentences_that_do_not_name_the_service(text: str) -> None:
    page = f"Département de l'Orne\n\nUne nouveauté dans l'Orne\n\nUn médicobus ouvrira le 3 mars. {text}\n"
    assert [site[1] for site in sites(page, "https://www.orne.fr/page")] == ["61464", "61181", "61494"]


@pytest.mark.parametrize(
    "text",
    [
        "Trois journées à Montauban (Tarn-et-Garonne), Albi (Tarn) ou Cahors (Lot).",
        "Montauban, Albi et Cahors accueilleront les stagiaires.",
        "Les cours ont lieu à Montauban, à Albi ainsi qu'à Cahors.",
    ],
)
def test_where_a_course_is_held(text: str) -> None:
    page = f"Une nouveauté\n\nLa formation « Sentinelles » est proposée aux vétérinaires. {text}\n"
    assert [site[1] for site in sites(page)] == ["82121", "81004", "46042"]


def test_a_line_that_says_where_a_course_is_held() -> None:
    page = "DU « Plaies »\n\nLe DU « Plaies » ouvrira en mai.\nLieu : Faculté de médecine, Limoges\n"
    assert sites(page) == [("Faculté de médecine", "87085", "87")]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (
            "La formation se tiendra à Limoges (faculté de médecine) et à Guéret.",
            ["faculté de médecine", "Guéret"],
        ),
        (
            "Elle débutera à Limoges ; les stages seront proposés à Guéret et à Ussel.",
            ["Limoges", "Guéret", "Ussel"],
        ),
        ("Communes concernées : Limoges, Guéret et Ussel.", ["Limoges", "Guéret", "Ussel"]),
        ("Elle réunit vingt cabinets à Limoges, Guéret et Ussel.", ["Limoges", "Guéret", "Ussel"]),
        ("Elle ouvre dix places à Limoges, vingt à Guéret et 30 à Ussel.", ["Limoges", "Guéret", "Ussel"]),
        (
            "Elle va à Limoges (maison Exemple), à Guéret. Elle ira à Ussel et Tulle.",
            ["maison Exemple", "Guéret", "Ussel", "Tulle"],
        ),
        ("Elle s'adresse aux soignants, à Limoges, Guéret ou ailleurs.", []),
        ("Elle est signée par les maires de Limoges et de Guéret, entre Ussel et Tulle.", []),
        ("Ses médecins viennent de Limoges, de Guéret et d'Ussel.", []),
        ("Les sites :\n- Lundi : Limoges et Guéret\n- Mardi : Ussel", ["Limoges", "Guéret", "Ussel"]),
    ],
)
def test_towns_told_beside_others(words: str, names: list[str]) -> None:
    assert [name for name, _, _ in sites(f"{TITLE}{words}\n")] == names


def test_a_house_in_each_of_two_towns() -> None:
    text = "Un hôpital de jour ouvre\n\nL'hôpital de jour reçoit à la clinique de Guéret et à la maison de santé d'Ussel.\n"
    assert [name for name, _, _ in sites(text)] == ["clinique de Guéret", "maison de santé d'Ussel"]

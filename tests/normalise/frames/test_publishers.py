"""Who publishes a page: the names around its text, its imprint, its letterhead, its signature."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from flows.normalise.frames.model import Announcement
from flows.normalise.reading import Source, read

Read = Callable[..., Announcement]


def publisher_of(title: str, header: str, footer: str, head: str = "") -> str | None:
    """The publisher read on a page of an agenda whose heading is "Une soirée pour les proches"."""
    page = (
        f"<html lang='fr'><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{header}"
        "<main><h1>Une soirée pour les proches</h1><p>La soirée a lieu le 12 mars 2026 à 18 h.</p></main>"
        f"{footer}</body></html>"
    )
    reading = read(page.encode(), "text/html", "https://www.example.org/1", date(2026, 3, 1), Source())
    return reading.told.publisher_name


@pytest.mark.parametrize(
    ("title", "header", "footer", "publisher"),
    [
        # the site's address, a territory, a rubric: the imprint tells the body
        (
            "Une soirée pour les proches - Lot.fr",
            "<header><a class='logo' href='/'>Lot le Département</a></header>",
            "<footer>Département du Lot – Hôtel du Département, 46005 Cahors | Newsletter</footer>",
            "Département du Lot",
        ),
        (
            "Une soirée pour les proches | Sées",
            "",
            "<footer><address>Mairie de Sées<br>1 place du Modèle<br>61500 Sées</address></footer>",
            "Mairie de Sées",
        ),
        (
            "Une soirée pour les proches | ameli.fr | Assuré",
            "<header>l'Assurance Maladie <span>Agir ensemble</span></header>",
            "<footer>CPAM de la Sarthe, 178 avenue du Modèle, 72000 Le Mans – Accessibilité</footer>",
            "CPAM de la Sarthe",
        ),
        # short in the title, in full in the imprint
        (
            "Une soirée pour les proches - ORS Grand Est",
            "<header><a class='logo' href='/'>ORS Grand Est</a></header>",
            "<footer>Observatoire régional de la santé Grand Est – 43 rue du Test, Strasbourg</footer>",
            "Observatoire régional de la santé Grand Est",
        ),
        # a logo over several lines, one with its motto or its house below
        (
            "Une soirée pour les proches",
            "<header><div>AGENCE RÉGIONALE<br>DE SANTÉ<br>BRETAGNE</div></header>",
            "",
            "AGENCE RÉGIONALE DE SANTÉ BRETAGNE",
        ),
        (
            "Une soirée pour les proches | UNA Morbihan",
            "<header><a class='brand' href='/'>UNA Morbihan<span>Union nationale de l'aide</span></a></header>",
            "",
            "UNA Morbihan",
        ),
        (
            "Une soirée pour les proches – Fondation Modèle",
            "<header><div class='logo'>Fondation Modèle <small>sous l’égide de la Fondation Specimen</small></div></header>",
            "<footer>Fondation Modèle, 18 rue des Exemples, 32000 Auch – © 2024</footer>",
            "Fondation Modèle",
        ),
        # the faculty before its university
        (
            "Une soirée pour les proches - Faculté de pharmacie Modèle - Université de Lille",
            "<header><div>Université de Lille</div></header>",
            "<footer>Université de Lille, 42 rue du Test, 59000 Lille</footer>",
            "Faculté de pharmacie Modèle",
        ),
        # a newspaper keeps its own name
        (
            "Une soirée pour les proches - L'Écho du Modèle",
            "<header><a class='logo' href='/'>L'Écho du Modèle</a></header>",
            "<footer>© L'Écho du Modèle – Annonces légales – Ville de Sées</footer>",
            "L'Écho du Modèle",
        ),
        # the State's services, by their prefect or their department
        (
            "Une soirée pour les proches - Les services de l'État dans la Loire",
            "<header><p>Liberté Égalité Fraternité</p></header>",
            "",
            "Préfecture de la Loire",
        ),
        (
            "Une soirée pour les proches",
            "<header><p>PRÉFET<br>DE LA LOIRE</p></header>",
            "",
            "Préfecture de la Loire",
        ),
        # edited by; the alternative text of a logo; the site's own words for itself
        (
            "Une soirée pour les proches",
            "",
            "<footer>Site édité par l'association Le Relais Modèle, 12 rue du Test, 79000 Niort</footer>",
            "association Le Relais Modèle",
        ),
        (
            "Une soirée pour les proches",
            "<header><a href='/'><img src='/s.svg' alt='Logo de la CPTS Pays Modèle'></a></header>",
            "",
            "CPTS Pays Modèle",
        ),
        ("Une soirée pour les proches - Site officiel de la commune de Sées", "", "", "commune de Sées"),
    ],
)
def test_the_names_around_a_text_tell_its_publisher(
    title: str, header: str, footer: str, publisher: str
) -> None:
    told = publisher_of(title, header, footer)
    assert told is not None
    assert told.casefold() == publisher.casefold()


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://www.loire.gouv.fr/actualites/1", "Préfecture de la Loire"),
        ("https://www.ameli.fr/orne/medecin/actualites", "CPAM de l'Orne"),
        ("https://www.ouest-france.fr/sante/1", "Ouest-France"),
    ],
)
def test_an_address_tells_the_publisher(told: Read, url: str, publisher: str) -> None:
    assert told("Une soirée\n\nLa soirée a lieu le 12 mars 2025 à 18 h.", url=url).publisher_name == publisher


@pytest.mark.parametrize("site", ["L'Écho du Modèle", "Télé Exemple", "Le Courrier du Test"])
def test_newspapers_publish_what_others_do(told: Read, site: str) -> None:
    announcement = told(
        f'<html><head><title>Un forum santé à Vatan</title><meta property="og:site_name" content="{site}"></head>'
        "<body><main><h1>Un forum santé à Vatan</h1><p>Un forum santé aura lieu le jeudi 13 mars 2025 à 14 h, salle "
        "des fêtes de Vatan.</p><p>La maison de santé de Vatan ouvrira le 5 mai 2025.</p></main></body></html>"
    )
    assert announcement.publisher_name == site
    assert [event.organiser_name for event in announcement.events] == [None]
    assert [programme.lead_organisation_name for programme in announcement.programmes] == [None]
    assert announcement.roles == []


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("<meta name='DC.publisher' content='Mutualité Française Limousin'>", "Mutualité Française Limousin"),
        ("<meta name='author' content='Centre hospitalier de Vatan'>", "Centre hospitalier de Vatan"),
        ("<meta name='author' content='Anne Exemple'>", None),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": {"@type": "Organization",'
            ' "name": "Fédération des aidants du Limousin"}}</script>',
            "Fédération des aidants du Limousin",
        ),
    ],
)
def test_head_elements_tell_the_publisher(head: str, publisher: str | None) -> None:
    assert publisher_of("Une soirée pour les proches", "", "", head) == publisher


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        (
            "Un bus\n\nLe diabète avance. Le bus repart le 4 octobre 2025.\n\n"
            "Contact presse : Direction de la communication, Centre hospitalier de Vatan",
            "Centre hospitalier de Vatan",
        ),
        (
            "COMMUNIQUÉ DE PRESSE\n\nUn bus contre le diabète\n\nLe diabète avance sans bruit. La Caisse générale "
            "de sécurité sociale (CGSS) de Guyane remet son bus en circulation du 4 au 15 octobre 2025.",
            "Caisse générale de sécurité sociale de Guyane",
        ),
        (
            "RÉPUBLIQUE FRANÇAISE\nDÉPARTEMENT DE L'INDRE\nMAIRIE DE VATAN\n\nRéunion publique\n\n"
            "Le maire vous invite le 3 avril 2025 à 18 h.",
            "Mairie de Vatan",
        ),
        (
            "<h1>Journée des femmes</h1><table><tr><td>9h</td><td>Accueil</td></tr><tr><td>10h</td>"
            "<td>Pr Anne Modèle, CHU de Limoges</td></tr></table>",
            None,
        ),
        (
            "Un bureau ferme\n\nLe président de la CPTS Modèle, joint par téléphone, dit attendre une réponse.",
            None,
        ),
    ],
)
def test_a_text_tells_its_publisher_by_its_letterhead_or_announcing_line(
    told: Read, text: str, publisher: str | None
) -> None:
    assert told(text, url="https://exemple.org/doc.txt").publisher_name == publisher

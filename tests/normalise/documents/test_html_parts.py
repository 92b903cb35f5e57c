"""What of a page is the announcement."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.documents import read_document
from flows.normalise.documents.page_parts import Part, is_debris, is_rubric, opens_related, part_of

Page = Callable[..., list[tuple[str, int, str, str]]]
ARTICLE = "<h1>Le bus santé part</h1><p>Il part le 3 mai 2025 de Sées.</p>"


def words(body: str, head: str = "") -> list[str]:
    document = read_document(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "text/html", "")
    return [document.of(block) for block in document.blocks]


@pytest.mark.parametrize(
    "part",
    [
        "<nav><a href=/>Menu général</a></nav>",
        "<div role=navigation>Menu général</div>",
        "<div class='breadcrumb'>Ici</div>",
        "<div id=fil-ariane>Ici</div>",
        "<aside>Agenda du 12 juin</aside>",
        "<div class='sidebar-right'>Agenda du 12 juin</div>",
        "<div class='node__share shareButtons'>Sur ce réseau</div>",
        "<div id=tarteaucitronRoot>Nous déposons des traceurs</div>",
        "<form><label>Votre avis</label><input></form>",
        "<div hidden>Caché</div>",
        "<div style='display: none'>Caché</div>",
        "<span aria-hidden=true>Caché</span>",
        "<a class='visually-hidden' href=#c>Aller au contenu</a>",
        "<script>var a = 'Caché'</script><template>Caché</template><noscript>Caché</noscript>",
        "<section class=related-news><p>Un autre jour</p></section>",
        "<div class=bloc><h2>À lire aussi</h2><ul><li>Le 12 juin, autre chose</li></ul></div>",
        "<div><div><h3>Sur le même sujet</h3></div><article><h4>Autre</h4><p>Le 12 juin</p></article></div>",
        "<h2>Dans la même rubrique</h2><h3>Autre</h3><p>Le 12 juin</p>",
        "<p>Partager sur Facebook</p>",
        "<p>Lire la suite</p>",
    ],
)
def test_parts_of_the_site_are_left_out(part: str) -> None:
    assert words(f"<main>{ARTICLE}{part}</main>") == ["Le bus santé part", "Il part le 3 mai 2025 de Sées."]
    assert words(f"<div>{ARTICLE}{part}</div>") == ["Le bus santé part", "Il part le 3 mai 2025 de Sées."]


def test_after_a_related_list_the_announcement_goes_on() -> None:
    inside = f"{ARTICLE}<h3>À lire aussi</h3><p>Autre chose</p><h3>Contact</h3><p>La mairie</p>"
    assert words(f"<main>{inside}</main>")[2:] == ["Contact : La mairie"]


@pytest.mark.parametrize(
    "part",
    [
        "<aside class=infos-pratiques><p>Clôture le 30 mai</p></aside>",
        "<div class=alert><p>Clôture le 30 mai</p></div>",
        "<footer class=footer><p>Clôture le 30 mai</p></footer>",
        "<div class=no-sidebar><p>Clôture le 30 mai</p></div>",
        "<div class='node--type-newsletter category-agenda'><p>Clôture le 30 mai</p></div>",
        "<p>Clôture le <time datetime=2025-05-30>30 mai</time></p>",
        "<ul><li>Clôture le 30 mai</li></ul>",
        "<table><tr><td>Clôture le 30 mai</td></tr></table>",
        "<section><header><p>Clôture le 30 mai</p></header></section>",
    ],
)
def test_deadlines_are_never_lost(part: str) -> None:
    assert "Clôture le 30 mai" in words(f"<main>{ARTICLE}{part}</main>")


def test_header_and_footer_of_an_article_are_content_and_those_of_the_site_are_not() -> None:
    article = "<article><div class=header><h1>Urgences</h1></div><div class=footer>29.08.2024</div><p>Un texte.</p></article>"
    body = f"<div class=header>CH Exemple</div>{article}<footer class=footer>2 avenue Exemple</footer>"
    assert words(body) == ["Urgences", "29.08.2024", "Un texte."]
    assert words(body.replace("article", "div")) == ["Urgences", "Un texte."]


def test_the_main_element_holds_the_content_unless_it_is_empty() -> None:
    long = "<p>" + "Une phrase de l'annonce. " * 20 + "</p>"
    assert len(words(f"<div><p>Hors sujet</p></div><main>{ARTICLE}</main>")) == 2
    assert len(words(f"<main></main><div><h1>Titre</h1>{long}</div>")) == 2


def test_a_page_whose_class_names_all_say_menu_is_still_read() -> None:
    long = "Une phrase de l'annonce. " * 20
    assert words(f"<div class=menu><div class=modal><p>{long}</p></div></div>") == [long.strip()]


def test_a_form_around_the_whole_page_is_no_form() -> None:
    assert words(f"<form id=aspnetForm><div class=page>{ARTICLE}</div></form>") == [
        "Le bus santé part",
        "Il part le 3 mai 2025 de Sées.",
    ]


HEAD = "<title>Le bus santé part | Ville de Sées</title>"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<main><h1>Trois villes, trois dates</h1><p>Un texte.</p></main>", "Trois villes, trois dates"),
        ("<main><p>Un texte.</p></main>", "Le bus santé part"),
        (
            "<main><h1>Ville de Sées</h1><h2>Le bus santé part</h2><p>Un texte.</p></main>",
            "Le bus santé part",
        ),
        ("<main><h1>Actualités</h1><h2>Le bus santé part</h2><p>Un texte.</p></main>", "Le bus santé part"),
        (
            "<div class=hero><h1>Le bus santé part</h1></div><main><p>Un texte.</p></main>",
            "Le bus santé part",
        ),
        (
            "<div class=header><h1>Ville de Sées</h1></div><div><h1>Départ</h1><p>Un texte.</p></div>",
            "Départ",
        ),
    ],
)
def test_the_title_is_the_one_heading_of_level_one(body: str, title: str) -> None:
    document = read_document(f"<head>{HEAD}</head>{body}".encode(), "text/html", "")
    firsts = [document.of(b) for b in document.blocks if b.kind == "heading" and b.level == 1]
    assert firsts == [title]
    assert document.title_block is not None


@pytest.mark.parametrize(
    ("classes", "identifier", "part"),
    [
        ("post-share", "", Part.DROPPED),
        ("shareholders", "", Part.NEUTRAL),
        ("SocialLinks", "", Part.DROPPED),
        ("has-sidebar", "", Part.NEUTRAL),
        ("field--name-field-recherche", "", Part.NEUTRAL),
        ("", "masthead", Part.EDGE),
        ("page-header", "", Part.NEUTRAL),
        ("event-details sidebar-box", "", Part.KEPT),
        ("", "", Part.NEUTRAL),
    ],
)
def test_class_words(classes: str, identifier: str, part: Part) -> None:
    assert part_of(classes, identifier) is part


def test_lines_of_the_site() -> None:
    assert is_debris("partager imprimer a+ a-")
    assert is_debris("cet article vous a-t-il ete utile ? oui non")
    assert not is_debris("partager les bonnes pratiques entre etablissements")
    assert is_rubric("Communiqué de presse")
    assert not is_rubric("Communiqué de l'Agence sur la grippe")
    assert opens_related("Articles similaires")
    assert not opens_related("Autres engagements de l'Agence")


def test_the_letterhead_names_the_body_behind_the_site() -> None:
    page = (
        "<meta charset='utf-8'><title>Un forum - UEV</title><header><a href='/'><img alt='Logo Université de l’Exemple-Vert'></a></header>"
        "<main><h1>Un forum</h1><p>Le forum a lieu demain.</p></main>"
        "<footer><p>© 2024 UEV – 1 place du Modèle, 58000 Nevers</p></footer>"
    )
    document = read_document(page.encode(), "text/html", "https://uev.example.org/forum")
    assert document.metadata.letterhead == ("Université de l’Exemple-Vert", "UEV")


def test_opening_hours_and_place_are_no_part_of_the_name_in_a_footer() -> None:
    body = "<main><p>Le bus part.</p></main><footer>{}</footer>"
    for imprint in ("ouverte du lundi au vendredi", "située à Port-Exemple", "sise au bourg"):
        page = body.format(f"Mairie d’Exemple, {imprint}")
        assert read_document(page.encode(), "text/html", "").metadata.letterhead == ("Mairie d’Exemple",)

"""Parts of web pages that only their shape tells: layout tables, side columns, tabs, tables of contents."""

from __future__ import annotations

from collections.abc import Callable

from flows.normalise.documents import read_document

Shown = list[tuple[str, int, str, str]]
Page = Callable[..., Shown]
LONG = "Le forum réunit chaque année les soignants du territoire et leurs partenaires. " * 6


def words(source: str) -> list[str]:
    document = read_document(source.encode(), "text/html; charset=utf-8", "https://www.example.org/")
    return [document.of(block) for block in document.blocks]


def test_tables_in_tables_are_the_layout_of_a_page() -> None:
    source = (
        "<html><head><title>SGX - XIIes Journées du grand âge</title></head><body><table width=780>"
        "<tr><td colspan=2><b>Société du grand âge</b></td></tr>"
        "<tr><td width=150><a href=a.htm>Accueil</a><br><a href=b.htm>Bureau</a><br><a href=c.htm>Liens</a><br>"
        f"4 mai : autre congrès</td><td><b>XIIes Journées du grand âge</b><p>{LONG}</p>"
        "<table><tr><td>9h<td>Accueil</tr><tr><td>10h<td>Débat</tr></table></td></tr>"
        "<tr><td colspan=2>Site optimisé pour Internet Explorer</td></tr></table></body></html>"
    )
    document = read_document(source.encode(), "text/html; charset=utf-8", "https://www.example.org/")
    assert [(block.kind.value, block.level, document.of(block)) for block in document.blocks] == [
        ("heading", 2, "Société du grand âge"),
        ("heading", 1, "XIIes Journées du grand âge"),
        ("paragraph", 0, LONG.strip()),
        ("table_row", 0, "9h | Accueil"),
        ("table_row", 0, "10h | Débat"),
    ]


def test_a_narrow_cell_without_links_is_content(page: Page) -> None:
    inside = f"<h1>Le forum</h1><table><tr><td width=150>Jeudi 4 mai</td><td>{LONG}</td></tr></table>"
    assert ("table_row", 0, "", f"Jeudi 4 mai | {LONG.strip()}") in page(inside)


def test_a_line_that_repeats_a_part_of_the_page_title_is_the_title(page: Page) -> None:
    head = "<title>SAMU 00 - Forum des métiers du soin</title>"
    assert page("<p>Publié le 3 mai</p><p>Forum des métiers du soin</p><p>Venez.</p>", head) == [
        ("paragraph", 0, "", "Publié le 3 mai"),
        ("heading", 1, "", "Forum des métiers du soin"),
        ("paragraph", 0, "", "Venez."),
    ]


def test_tabs_and_contents_are_left_out(page: Page) -> None:
    tabs = "<div class=onglets><ul><li>Présentation</li><li>Tarif</li></ul></div>"
    contents = "<ul><li><a href=#p>Public</a></li><li><a href=#t>Tarif</a></li></ul>"
    assert page(f"<h1>Le diplôme</h1>{tabs}{contents}<h2 id=p>Public</h2><p>Tous</p><h2 id=t>Tarif</h2>") == [
        ("heading", 1, "", "Le diplôme"),
        ("paragraph", 0, "", "Public : Tous"),
        ("heading", 2, "", "Tarif"),
    ]


def test_links_that_title_nothing_stay(page: Page) -> None:
    assert ("list_item", 1, "•", "Nantes") in page(
        "<ul><li><a href=#a>Nantes</a><li><a href=#b>Laval</a></ul>"
    )


def test_tabs_with_their_panels_stay(page: Page) -> None:
    assert ("paragraph", 0, "", "Tarif : 980 €") in page("<div class=tabs><h3>Tarif</h3><p>980 €</p></div>")


def test_a_figure_takes_the_words_under_it(page: Page) -> None:
    assert page(
        "<h1>Le forum</h1><div>62</div><div>postes à pourvoir</div><div>2025</div><p>Une année.</p>"
    ) == [
        ("heading", 1, "", "Le forum"),
        ("paragraph", 0, "", "62 postes à pourvoir"),
        ("paragraph", 0, "", "2025"),
        ("paragraph", 0, "", "Une année."),
    ]


def test_labels_side_by_side_are_words_of_their_own(page: Page) -> None:
    inside = "<p><span>Santé</span><span>Social</span></p><p>De<b>puis</b></p>"
    assert [said for *_, said in page(inside)] == ["Santé Social", "Depuis"]
    inside = (
        "<p><span>11 mars 2025</span><span>Événement</span></p><p><span>Lieu :</span><span>Dax</span></p>"
    )
    assert [said for *_, said in page(inside)] == ["11 mars 2025 Événement", "Lieu : Dax"]


def test_widgets_are_left_out() -> None:
    source = (
        "<body><main><h1>Le forum</h1><div class=elementor-widget-countdown><span>24</span>Jours</div><p>Venez.</p>"
        "<p><a>Ajouter au calendrier</a> <a>iCalendar</a> <a>Outlook 365</a></p><p>« Tous les Évènements</p>"
        "<p><a>+ Google Map</a></p><p>Affichages : 732</p><p>Règlement (PDF, 640 Ko)</p>"
        "<p>Mentions légales | Plan du site</p></main></body>"
    )
    assert words(source) == ["Le forum", "Venez."]


def test_menus_before_the_title_are_left_out(page: Page) -> None:
    menu = "<div><ul><li><a href=/a>Nos actus</a></li><li><a href=/b>Nos métiers</a></li></ul></div>"
    assert page(f"{menu}<h1>Le forum</h1><p>Venez.</p>{menu}") == [
        ("heading", 1, "", "Le forum"),
        ("paragraph", 0, "", "Venez."),
        ("list_item", 1, "•", "Nos actus"),
        ("list_item", 1, "•", "Nos métiers"),
    ]


def test_labels_and_their_values_are_one_line(page: Page) -> None:
    inside = (
        "<h1>Le forum</h1><div><div class=info-label>Lieu</div><div>Mairie, Tours</div>"
        "<p class=label>Organisateur :</p><p>CHU Exemple</p></div><div class=label>Ville santé</div><p>Venez.</p>"
    )
    assert [said for *_, said in page(inside)] == [
        "Le forum",
        "Lieu : Mairie, Tours",
        "Organisateur : CHU Exemple",
        "Ville santé",
        "Venez.",
    ]

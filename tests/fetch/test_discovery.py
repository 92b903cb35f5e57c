from __future__ import annotations

from typing import Any

import pytest

from flows.fetch.capture import Problem
from flows.fetch.connectors.feed import Feed
from flows.fetch.connectors.icalendar_feed import ICalendar
from flows.fetch.connectors.listing import Listing
from flows.fetch.connectors.pages import Pages
from flows.fetch.connectors.sitemap import Sitemap
from flows.fetch.discovery import Discovery, discover
from flows.fetch.http.client import HttpClient
from flows.fetch.http.settings import Politeness
from flows.fetch.survey import Onlooker


@pytest.fixture
def seen(site: Any, client: HttpClient) -> Any:
    """Serves a page and gives what is discovered from it."""

    def discovered(head: str = "", main: str = "", path: str = "/") -> Discovery:
        page = f"<!doctype html><html><head>{head}</head><body><main>{main}</main></body></html>"
        url = site.answer(path, page.encode())
        found = discover(url, Onlooker(client, "new", Politeness()))
        assert isinstance(found, Discovery)
        return found

    return discovered


def rss(*paths: str) -> bytes:
    items = "".join(f"<item><title>Forum</title><link>{path}</link></item>" for path in paths)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Flux</title>{items}</channel></rss>'.encode()


def calendar(*titles: str) -> bytes:
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{title}\r\nSUMMARY:{title}\r\nDTSTART:20260301\r\nEND:VEVENT\r\n"
        for title in titles
    )
    return f"BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n".encode()


def sitemap(*urls: str) -> bytes:
    return f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>".encode()


def announced(href: str, kind: str = "application/rss+xml") -> str:
    return f'<link rel="Alternate" type="{kind}" href="{href}">'


def titles(*paths: str) -> str:
    return "".join(f'<article><h3><a href="{path}">Le forum {path}</a></h3></article>' for path in paths)


@pytest.mark.parametrize("kind", ["application/rss+xml", "application/atom+xml", "Application/RSS+XML"])
def test_an_announced_feed_goes_before_everything(site: Any, seen: Any, kind: str) -> None:
    site.answer("/flux", rss("/a", "/b"))
    site.answer("/agenda.ics", calendar("Forum", "Atelier"))
    links = '<a href="/agenda.ics">Agenda</a>' + titles("/a", "/b", "/c")
    found = seen(announced("flux", kind) + '<meta name="generator" content="Drupal 10">', links)
    assert found.chosen.offer.connector == Feed(url=site.url + "/flux")
    assert found.chosen.offer.why == "announced by the page"
    assert (found.chosen.fitting, found.software) == (2, "Drupal")
    assert site.asked == ["/", "/flux"]


@pytest.mark.parametrize(
    ("head", "path", "feed", "software"),
    [
        ('<meta name="Generator" content="Drupal 10 (https://www.drupal.org)">', "/", "/rss.xml", "Drupal"),
        ('<img src="/sites/default/files/a.png">', "/", "/rss.xml", "Drupal"),
        ('<meta name="generator" content="WordPress 6.7">', "/", "/feed/", "WordPress"),
        ('<script src="/wp-includes/a.js"></script>', "/actus", "/actus/feed/", "WordPress"),
        ('<meta name="generator" content="SPIP 4.2.1">', "/", "/spip.php?page=backend", "SPIP"),
        ('<link href="/local/cache-css/a.css">', "/", "/spip.php?page=backend", "SPIP"),
        ('<meta name="generator" content="TYPO3 CMS">', "/actus", "/actus?type=9818", "TYPO3"),
        ('<meta name="generator" content="TYPO3 CMS">', "/", "/rss.xml", "TYPO3"),
        ('<script src="/media/system/js/a.js"></script>', "/", "/?format=feed&type=rss", "Joomla"),
        (
            '<meta name="generator" content="Joomla! - Open Source Content Management">',
            "/index.php?id=3",
            "/index.php?id=3&format=feed&type=rss",
            "Joomla",
        ),
        ("", "/", "/feed/", None),
        ("", "/", "/rss.xml", None),
    ],
)
def test_each_software_has_its_feed_in_its_place(
    site: Any, seen: Any, head: str, path: str, feed: str, software: str | None
) -> None:
    site.answer(feed, rss("/actus/a", "/index/b", "/actus/c"))
    found = seen(head, '<a href="/index/b">Forum</a>', path)
    assert found.chosen.offer.connector == Feed(url=site.url + feed)
    assert found.software == software


def test_of_several_feeds_the_one_that_lists_most_of_the_page_is_taken(site: Any, seen: Any) -> None:
    site.answer("/feed/", rss("/presse/a", "/presse/b", "/agenda/forum"))
    site.answer("/comments/feed/", rss(*(f"/agenda/forum#comment-{number}" for number in range(9))))
    site.answer("/agenda/feed/", rss("/agenda/forum", "/2026/atelier"))
    head = announced("/feed/") + announced("/comments/feed/") + announced("/agenda/feed/")
    found = seen(head, '<a href="/2026/atelier">Atelier</a>', "/agenda.html")
    assert found.chosen.offer.connector == Feed(url=site.url + "/agenda/feed/")
    assert [tried.fitting for tried in found.tried] == [1, 0, 2]


def test_a_feed_that_lists_nothing_of_the_page_is_not_taken(site: Any, seen: Any) -> None:
    site.answer("/feed/", rss("/presse/a", "https://ailleurs.exemple.fr/agenda/b"))
    found = seen(announced("/feed/"), titles("/forum-1", "/forum-2", "/forum-3"), "/agenda")
    assert found.chosen.offer.connector == Listing(url=site.url + "/agenda", link="article :is(h2, h3, h4) a")


def test_a_feed_that_cannot_be_read_is_told_and_not_taken(site: Any, seen: Any) -> None:
    site.answer("/feed/", b"<p>Erreur</p>")
    found = seen(announced("/feed/"))
    (problem,) = found.tried[0].survey.problems
    assert problem.rule == "feed_unreadable"
    assert found.chosen.offer.connector == Pages(urls=(site.url + "/",))


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/agenda.ics">Agenda</a>',
        '<a href="/agenda.ics?tout=1">Agenda</a>',
        '<a href="/agenda" type="text/calendar">Agenda</a>',
        '<link rel="alternate" type="text/calendar" href="/agenda">',
    ],
)
def test_a_calendar_of_several_events_goes_before_a_list(site: Any, seen: Any, link: str) -> None:
    for path in ("/agenda.ics", "/agenda.ics?tout=1", "/agenda"):
        site.answer(path, calendar("Forum", "Atelier"), Content_Type="text/calendar")
    found = seen("", link + titles("/a", "/b", "/c"))
    assert isinstance(found.chosen.offer.connector, ICalendar)
    assert found.chosen.fitting == 2


def test_a_calendar_of_one_event_is_none(site: Any, seen: Any) -> None:
    site.answer("/forum.ics", calendar("Forum"), Content_Type="text/calendar")
    found = seen("", '<a href="/forum.ics">Ajouter</a>' + titles("/a", "/b", "/c"))
    assert isinstance(found.chosen.offer.connector, Listing)


def test_webcal_is_https(seen: Any) -> None:
    found = seen("", '<a href="webcal://127.0.0.1:1/agenda.ics">Agenda</a>')
    connectors = [tried.offer.connector for tried in found.tried]
    assert ICalendar(url="https://127.0.0.1:1/agenda.ics") in connectors


@pytest.mark.parametrize(
    ("main", "selector"),
    [
        (titles("/a", "/b", "/c"), "article :is(h2, h3, h4) a"),
        (
            "".join(f'<article><a href="/{n}"><h2>Forum {n}</h2></a></article>' for n in range(3)),
            "article a:has(h2, h3, h4)",
        ),
        (
            "".join(f'<div><h2><a href="/{n}">Forum {n}</a></h2></div>' for n in range(3)),
            "main :is(h2, h3, h4) a",
        ),
        (
            "".join(f'<a href="/{n}"><img><h4>Forum {n}</h4></a>' for n in range(3)),
            "main a:has(h2, h3, h4)",
        ),
        (
            "<ul>" + "".join(f'<li><a href="/{n}">Forum {n}</a></li>' for n in range(3)) + "</ul>",
            "main li > a",
        ),
    ],
)
def test_the_links_of_a_list_are_picked(site: Any, seen: Any, main: str, selector: str) -> None:
    found = seen("", main)
    assert found.chosen.offer.connector == Listing(url=site.url + "/", link=selector)
    assert found.chosen.fitting == 3


@pytest.mark.parametrize(
    "following", ['<a rel="next nofollow" href="/2">Suite</a>', '<a class="next" href="/2">›</a>']
)
def test_the_next_page_of_a_list_is_seen(site: Any, seen: Any, following: str) -> None:
    site.answer("/2", titles("/d", "/e").encode())
    found = seen("", titles("/a", "/b", "/c") + following)
    assert found.chosen.offer.connector.next in ('a[rel~="next"]', "a.next")
    assert found.chosen.fitting == 5


@pytest.mark.parametrize(
    "main",
    [
        titles("/a", "/b"),
        titles("/a", "/b", "/b"),
        titles("/a", "/b", "https://ailleurs.exemple.fr/c"),
        titles("/a", "/b", "/"),
        "<ul>"
        + "".join(f'<li><a href="/{n}">{n}</a></li>' for n in ("Accueil", "Contact", "Plan"))
        + "</ul>",
        "<nav>" + "".join(f'<a href="/{n}">La page {n}</a>' for n in range(5)) + "</nav>",
    ],
)
def test_links_that_are_not_clearly_a_list_are_left_alone(site: Any, seen: Any, main: str) -> None:
    assert seen("", main).chosen.offer.connector == Pages(urls=(site.url + "/",))


def test_of_a_sitemap_only_the_part_below_the_page_is_taken(site: Any, seen: Any) -> None:
    site.answer("/sitemap.xml", sitemap(*(site.url + path for path in ("/x.y/a", "/x.y/b", "/xzy/c", "/d"))))
    found = seen(path="/x.y/")
    assert found.chosen.offer.connector.model_dump(mode="json", exclude_defaults=True) == {
        "url": site.url + "/sitemap.xml",
        "include": [r"/x\.y/"],
    }
    assert found.chosen.survey.urls == [site.url + "/x.y/a", site.url + "/x.y/b"]


def test_from_the_first_page_what_seems_to_be_news_is_taken_of_the_sitemap_in_robots_txt(
    site: Any, seen: Any
) -> None:
    site.answer("/robots.txt", f"Sitemap: {site.url}/plan.xml\n".encode(), Content_Type="text/plain")
    site.answer(
        "/plan.xml", sitemap(*(site.url + path for path in ("/contact", "/actualites/a", "/agenda/b")))
    )
    found = seen()
    assert isinstance(found.chosen.offer.connector, Sitemap)
    assert found.chosen.offer.why == "named in robots.txt"
    assert found.chosen.survey.urls == [site.url + "/actualites/a", site.url + "/agenda/b"]


def test_a_site_with_nothing_is_the_page_alone(site: Any, seen: Any) -> None:
    found = seen("", "<p>Forum de la santé</p>", "/forum")
    assert found.chosen.offer.connector == Pages(urls=(site.url + "/forum",))
    assert site.asked == ["/forum", "/rss.xml", "/feed/", "/sitemap.xml"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (rss("https://ailleurs.exemple.fr/a"), Feed),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/a"/></entry></feed>', Feed),
        (calendar("Forum", "Atelier"), ICalendar),
    ],
)
def test_the_address_may_be_what_is_looked_for(
    site: Any, client: HttpClient, body: bytes, kind: type
) -> None:
    url = site.answer("/flux", body)
    found = discover(url, Onlooker(client, "new", Politeness()))
    assert isinstance(found, Discovery)
    assert found.chosen.offer.connector == kind(url=url)
    assert site.asked == ["/flux"]


def test_a_sitemap_may_be_the_address(site: Any, client: HttpClient) -> None:
    url = site.answer("/plan", sitemap(site.url + "/a"))
    found = discover(url, Onlooker(client, "new", Politeness()))
    assert isinstance(found, Discovery)
    assert found.chosen.offer.connector == Sitemap(url=url)


def test_a_site_that_refuses_offers_nothing(site: Any, client: HttpClient) -> None:
    site.answer("/robots.txt", b"User-agent: *\nDisallow: /", Content_Type="text/plain")
    found = discover(site.url + "/", Onlooker(client, "new", Politeness()))
    assert isinstance(found, Problem)
    assert found.rule == "robots_forbidden"
    assert site.asked == []

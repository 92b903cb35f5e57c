from __future__ import annotations

from pathlib import Path
from typing import Any

from flows.fetch.capture import Problem
from flows.fetch.connector import Link
from flows.fetch.connectors.feed import Feed
from flows.fetch.connectors.pages import Pages
from flows.fetch.visitor import Visitor

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Actualités</title><link>{site}/</link>
<item><title>Forum</title><link>/actualites/forum?utm_source=rss</link></item>
<item><title>Atelier</title><link>{site}/actualites/atelier</link></item>
<item><title>Forum, encore</title><link>/actualites/forum</link></item>
<item><title>Sans lien</title></item>
</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Agenda</title>
<entry><title>Forum</title><link href="../agenda/forum"/></entry></feed>"""


def test_pages_are_links_in_their_order(visitor: Visitor) -> None:
    urls = ("https://exemple.fr/b", "https://exemple.fr/a")
    assert list(Pages(urls=urls).announcements("ars", visitor)) == [Link(urls[0]), Link(urls[1])]


def test_feed_gives_the_address_of_each_entry(site: Any, visitor: Visitor) -> None:
    url = site.answer("/flux/rss.xml", RSS.format(site=site.url).encode(), Content_Type="application/rss+xml")
    *links, problem = Feed(url=url).announcements("ars", visitor)
    assert links == [
        Link(site.url + "/actualites/forum?utm_source=rss"),
        Link(site.url + "/actualites/atelier"),
        Link(site.url + "/actualites/forum"),
    ]
    assert isinstance(problem, Problem)
    assert problem.rule == "entry_without_link"
    assert site.asked == ["/flux/rss.xml"]


def test_relative_links_of_an_atom_feed_are_taken_from_the_feed(site: Any, visitor: Visitor) -> None:
    url = site.answer("/flux/atom.xml", ATOM.encode(), Content_Type="application/atom+xml")
    assert list(Feed(url=url).announcements("ars", visitor)) == [Link(site.url + "/agenda/forum")]


def test_page_that_is_no_feed_is_a_problem(site: Any, visitor: Visitor) -> None:
    [problem] = Feed(url=site.answer("/", b"<html><p>Accueil</p></html>")).announcements("ars", visitor)
    assert isinstance(problem, Problem)
    assert problem.rule == "feed_unreadable"


def test_feed_that_cannot_be_had_is_one_problem(site: Any, visitor: Visitor) -> None:
    [problem] = Feed(url=site.url + "/absent.xml").announcements("ars", visitor)
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.url) == ("http_status", site.url + "/absent.xml")


def test_empty_feed_gives_nothing(site: Any, visitor: Visitor) -> None:
    body = b'<rss version="2.0"><channel><title>Vide</title></channel></rss>'
    assert list(Feed(url=site.answer("/rss.xml", body)).announcements("ars", visitor)) == []


def test_feed_body_is_never_taken_for_a_file_name(site: Any, visitor: Visitor, tmp_path: Path) -> None:
    file = tmp_path / "flux.xml"
    file.write_text(RSS.format(site=site.url))
    [problem] = Feed(url=site.answer("/rss.xml", str(file).encode())).announcements("ars", visitor)
    assert isinstance(problem, Problem)
    assert problem.rule == "feed_unreadable"

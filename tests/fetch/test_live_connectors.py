from __future__ import annotations

from pathlib import Path
from typing import Any

from flows.fetch.capture import Capture, Problem
from flows.fetch.connectors import Feed, Pages
from flows.fetch.http import HttpClient

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


def test_pages_are_captured_in_order_and_once(site: Any, client: HttpClient) -> None:
    first, second = site.answer("/a", b"A"), site.answer("/b", b"B")
    found = list(Pages(urls=(first, site.url + "/absente", second, first)).captures("ars", client))
    assert [one.body if isinstance(one, Capture) else one.rule for one in found] == [
        b"A",
        "http_status",
        b"B",
    ]
    assert site.asked == ["/a", "/absente", "/b"]


def test_feed_gives_the_page_of_each_entry_once(site: Any, client: HttpClient) -> None:
    url = site.answer("/flux/rss.xml", RSS.format(site=site.url).encode(), Content_Type="application/rss+xml")
    site.answer("/actualites/forum?utm_source=rss", b"forum")
    site.answer("/actualites/atelier", b"atelier")
    found = list(Feed(url=url).captures("ars", client))
    assert [one.body if isinstance(one, Capture) else one.rule for one in found] == [
        b"forum",
        b"atelier",
        "entry_without_link",
    ]
    assert site.asked == ["/flux/rss.xml", "/actualites/forum?utm_source=rss", "/actualites/atelier"]


def test_relative_links_of_an_atom_feed_are_taken_from_the_feed(site: Any, client: HttpClient) -> None:
    url = site.answer("/flux/atom.xml", ATOM.encode(), Content_Type="application/atom+xml")
    site.answer("/agenda/forum", b"forum")
    [capture] = Feed(url=url).captures("ars", client)
    assert isinstance(capture, Capture)
    assert (capture.url, capture.body) == (site.url + "/agenda/forum", b"forum")


def test_page_that_is_no_feed_is_a_problem(site: Any, client: HttpClient) -> None:
    [problem] = Feed(url=site.answer("/", b"<html><p>Accueil</p></html>")).captures("ars", client)
    assert isinstance(problem, Problem)
    assert problem.rule == "feed_unreadable"


def test_feed_that_cannot_be_had_is_one_problem(site: Any, client: HttpClient) -> None:
    [problem] = Feed(url=site.url + "/absent.xml").captures("ars", client)
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.url) == ("http_status", site.url + "/absent.xml")


def test_empty_feed_gives_nothing(site: Any, client: HttpClient) -> None:
    body = b'<rss version="2.0"><channel><title>Vide</title></channel></rss>'
    assert list(Feed(url=site.answer("/rss.xml", body)).captures("ars", client)) == []


def test_feed_body_is_never_taken_for_a_file_name(site: Any, client: HttpClient, tmp_path: Path) -> None:
    file = tmp_path / "flux.xml"
    file.write_text(RSS.format(site=site.url))
    [problem] = Feed(url=site.answer("/rss.xml", str(file).encode())).captures("ars", client)
    assert isinstance(problem, Problem)
    assert problem.rule == "feed_unreadable"

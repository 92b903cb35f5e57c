from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from flows.fetch.capture import Problem
from flows.fetch.connector import Found, Link
from flows.fetch.connectors.listing import Listing
from flows.fetch.visitor import Visitor

Read = Callable[..., list[Found]]


def page(*announcements: str, after: str = "") -> bytes:
    cards = "".join(f'<li><h2><a href="{href}">Annonce {href}</a></h2></li>' for href in announcements)
    pager = f'<nav><a class="next" href="{after}">Suivant</a></nav>' if after else ""
    return f'<nav><a href="/contact">Contact</a></nav><ul class="news">{cards}</ul>{pager}'.encode()


@pytest.fixture
def read(site: Any, visitor: Visitor) -> Read:
    """What a listing at /actualites yields."""

    def found(link: str = ".news a", **settings: Any) -> list[Found]:
        listing = Listing(url=site.url + "/actualites", link=link, **settings)
        return list(listing.announcements("ars", visitor))

    return found


def links(site: Any, *paths: str) -> list[Link]:
    return [Link(site.url + path) for path in paths]


def only_problem(found: list[Found]) -> Problem:
    [problem] = found
    assert isinstance(problem, Problem)
    return problem


def test_the_links_that_the_selector_picks_are_given_once_in_their_order(site: Any, read: Read) -> None:
    site.answer("/actualites", page("/forum", "atelier", "/forum/?utm_source=list#top", "/plan#agenda"))
    assert read() == links(site, "/forum", "/atelier", "/plan")
    assert read("h2 > a[href*=atelier]") == links(site, "/atelier")
    assert site.asked == ["/actualites", "/actualites"]


def test_patterns_choose_among_the_links(site: Any, read: Read) -> None:
    site.answer("/actualites", page("/emploi/1", after="/actualites?page=2"))
    site.answer("/actualites?page=2", page("/agenda/2", "/emploi/3"))
    assert read(include=["/agenda/"], next="a.next") == links(site, "/agenda/2")


def test_the_link_to_the_next_page_is_followed(site: Any, read: Read) -> None:
    site.answer("/actualites", page("/1", "/2", after="?page=2"))
    site.answer("/actualites?page=2", page("/2", "/3", after="/actualites?page=3"))
    site.answer("/actualites?page=3", page("/4"))
    assert read(next="nav a.next") == links(site, "/1", "/2", "/3", "/4")
    assert site.asked == ["/actualites", "/actualites?page=2", "/actualites?page=3"]


def test_without_a_way_on_one_page_is_read(site: Any, read: Read) -> None:
    site.answer("/actualites", page("/1", after="?page=2"))
    assert read() == links(site, "/1")
    assert site.asked == ["/actualites"]


@pytest.mark.parametrize(
    ("settings", "asked"),
    [({}, ["?page=2", "?page=3", "?page=4"]), ({"first_page": 0}, ["?page=1", "?page=2", "?page=3"])],
)
def test_numbered_pages_are_read_until_one_is_missing(
    site: Any, read: Read, settings: dict[str, int], asked: list[str]
) -> None:
    site.answer("/actualites", page("/a"))
    for number, query in enumerate(asked[:2]):
        site.answer(f"/actualites{query}", page(f"/{number}"))
    site.answer(f"/actualites{asked[2]}", status=404)
    found = read(pages=site.url + "/actualites?page={page}", **settings)
    assert found == links(site, "/a", "/0", "/1")
    assert site.asked == ["/actualites", *(f"/actualites{query}" for query in asked)]


@pytest.mark.parametrize("last", [page(), page("/2", "/1")])
def test_numbered_pages_end_with_one_that_brings_nothing_new(site: Any, read: Read, last: bytes) -> None:
    site.answer("/actualites", page("/1"))
    site.answer("/actualites/2", page("/2"))
    site.answer("/actualites/3", last)
    assert read(pages=site.url + "/actualites/{page}") == links(site, "/1", "/2")
    assert site.asked[-1] == "/actualites/3"


def test_a_page_that_fails_is_a_problem_after_what_came_before(site: Any, read: Read) -> None:
    site.answer("/actualites", page("/1"))
    site.answer("/actualites/2", status=403)
    first, problem = read(pages=site.url + "/actualites/{page}")
    assert first == Link(site.url + "/1")
    assert isinstance(problem, Problem)
    assert problem.url == site.url + "/actualites/2"


def test_a_missing_page_is_a_problem_where_a_link_led_to_it_or_it_is_the_first(site: Any, read: Read) -> None:
    missing = only_problem(read(pages=site.url + "/actualites/{page}"))
    assert (missing.rule, missing.url) == ("http_status", site.url + "/actualites")
    site.answer("/actualites", page("/1", after="/absent"))
    first, problem = read(next=".next")
    assert first == Link(site.url + "/1")
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.url) == ("http_status", site.url + "/absent")


def test_a_list_that_never_ends_is_stopped_quietly(site: Any, read: Read) -> None:
    site.answer("/actualites", page("/1", after="/actualites?page=2"))
    for number in range(2, 40):
        after = f"/actualites?page={number + 1}"
        site.answer(f"/actualites?page={number}", page(f"/{number}", after=after))
    assert read(next=".next", max_pages=3) == links(site, "/1", "/2", "/3")
    assert len(site.asked) == 3
    assert len(read(next=".next")) == 20


def test_pages_that_lead_in_a_circle_are_read_once(site: Any, read: Read) -> None:
    site.answer("/actualites", page("/1", after="/actualites?page=2"))
    site.answer("/actualites?page=2", page("/2", after="/actualites/?utm_source=pager#list"))
    assert read(next=".next") == links(site, "/1", "/2")
    assert site.asked == ["/actualites", "/actualites?page=2"]


def test_a_last_page_whose_next_leads_nowhere_is_the_last(site: Any, read: Read) -> None:
    site.answer("/actualites", page("/1", after="#"))
    assert read(next=".next") == links(site, "/1")
    site.change("/actualites", page("/1", after="javascript:void(0)"))
    assert read(next=".next") == links(site, "/1")


def test_a_page_whose_layout_changed_is_a_problem_that_says_what_to_do(site: Any, read: Read) -> None:
    site.answer("/actualites", page("/1"))
    problem = only_problem(read(".view-content a"))
    assert (problem.rule, problem.url, problem.raw_value) == (
        "listing_without_links",
        site.url + "/actualites",
        ".view-content a",
    )
    assert "Vérifier que le réglage « link »" in problem.reason_fr
    assert "Check that the setting “link”" in problem.reason_en


def test_links_to_the_list_itself_are_no_announcements(site: Any, read: Read) -> None:
    site.answer("/actualites", page("/actualites#main", "#"))
    assert only_problem(read()).rule == "listing_without_links"


def test_links_that_lead_to_no_page_are_one_problem(site: Any, read: Read) -> None:
    body = page("/1", "javascript:open(2)", "mailto:contact@exemple.fr") + b"<p class=news><a>Trois</a>"
    site.answer("/actualites", body)
    first, *rest = read()
    assert first == Link(site.url + "/1")
    problem = only_problem(rest)
    assert (problem.rule, problem.raw_value) == ("listing_link_unusable", "Annonce javascript:open(2)")
    assert "lead to no page: 3 (such as" in problem.reason_en


@pytest.mark.parametrize(
    ("base", "path"),
    [
        ('<base href="/fr/">', "/fr/forum"),
        ('<base target="_blank"><base href="https://exemple.fr/a/b">', None),
        ('<base href="">', "/forum"),
        ('<base href="data:,">', "/forum"),
    ],
)
def test_links_are_taken_from_the_base_of_the_page(
    site: Any, read: Read, base: str, path: str | None
) -> None:
    site.answer("/actualites", f"<head>{base}</head>".encode() + page("forum"))
    assert read() == [Link(site.url + path if path else "https://exemple.fr/a/forum")]


def test_links_are_taken_from_where_the_page_was_found(site: Any, read: Read) -> None:
    site.answer("/actualites", status=301, Location="/fr/actualites/")
    site.answer("/fr/actualites/", page("forum", after="/fr/actualites"))
    assert read(next=".next") == links(site, "/fr/actualites/forum")
    assert site.asked == ["/actualites", "/fr/actualites/"]


@pytest.mark.parametrize(
    ("encoding", "content_type", "start"),
    [
        ("cp1252", "text/html", ""),
        ("cp1252", "text/html; charset=utf-8", "<meta charset=utf-8>"),
        ("cp1252", "text/html; charset=iso-8859-1", ""),
        ("iso-8859-15", "text/html; charset=iso-8859-15", ""),
        (
            "iso-8859-15",
            "text/html",
            '<meta http-equiv=content-type content="text/html; charset=ISO-8859-15">',
        ),
        ("utf-8", "text/html; charset=iso-8859-1", ""),
        ("utf-16", "text/html", ""),
    ],
)
def test_the_character_set_is_found_whatever_is_declared(
    site: Any, read: Read, encoding: str, content_type: str, start: str
) -> None:
    body = (start + page("/œuvre").decode()).encode(encoding)
    site.answer("/actualites", body, Content_Type=content_type)
    assert read() == links(site, "/%C5%93uvre")


def test_one_damaged_byte_spoils_no_other(site: Any, read: Read) -> None:
    site.answer("/actualites", page("/été", "/santé") + b"<p>coup\xc3")
    assert read() == links(site, "/%C3%A9t%C3%A9", "/sant%C3%A9")


def test_any_selector_that_is_taken_can_be_looked_for(site: Any, read: Read) -> None:
    site.answer("/actualites", page("/1"))
    assert read("main a, .news li:has(h2) a:not([rel]), h2 a") == links(site, "/1")
    with pytest.raises(ValidationError):
        Listing(url="https://exemple.fr/", link="a::text")

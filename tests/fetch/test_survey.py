from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest

from flows.fetch.capture import Capture, Problem
from flows.fetch.connector import Connector, Found, Link
from flows.fetch.connectors.feed import Feed
from flows.fetch.connectors.folder import Folder
from flows.fetch.connectors.icalendar_feed import ICalendar
from flows.fetch.connectors.listing import Listing
from flows.fetch.connectors.sitemap import Sitemap
from flows.fetch.http.client import HttpClient
from flows.fetch.http.settings import Politeness
from flows.fetch.survey import MOST_CAPTURES, MOST_LISTINGS, Onlooker, Survey, survey

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def onlooker(client: HttpClient) -> Onlooker:
    return Onlooker(client, "ars", Politeness())


def links(*days: int | None) -> list[Link]:
    return [
        Link(f"https://exemple.fr/{number}", None, NOON + timedelta(days=day) if day is not None else None)
        for number, day in enumerate(days)
    ]


@pytest.mark.parametrize(
    ("days", "samples", "newest_on"),
    [
        ((0, 1, 2, 3), [3, 2, 1], date(2026, 3, 4)),
        ((5, 1, 1, 3, 4), [0, 4, 3], date(2026, 3, 6)),
        ((None, 2, None, None), [1, 0, 2], date(2026, 3, 3)),
        ((None, None, None, None), [0, 1, 2], None),
        ((), [], None),
    ],
)
def test_the_newest_announcements_are_samples(
    days: tuple[int | None, ...], samples: list[int], newest_on: date | None
) -> None:
    seen = Survey()
    for link in links(*days):
        seen.add(link, link.published_at.date() if link.published_at else None)
    assert [link.url for link in seen.samples] == [f"https://exemple.fr/{number}" for number in samples]
    assert seen.newest_on == newest_on
    assert seen.announcements == len(days)


def test_a_link_listed_twice_counts_once(site: Any, onlooker: Onlooker) -> None:
    items = "".join(
        f"<item><title>Forum</title><link>{path}</link></item>" for path in ("/a", "/b/", "/b?utm_source=x")
    )
    url = site.answer("/rss", f'<rss version="2.0"><channel>{items}</channel></rss>'.encode())
    seen = survey(Feed(url=url), "ars", onlooker)
    assert (seen.announcements, seen.urls) == (2, [site.url + "/a", site.url + "/b/"])


def test_a_list_without_end_is_left_after_a_few_pages(site: Any, onlooker: Onlooker) -> None:
    for number in range(1, 20):
        site.answer(f"/liste?page={number}", f'<h2><a href="/forum-{number}">Forum</a></h2>'.encode())
    listing = Listing(url=site.url + "/liste?page=1", link="h2 a", pages=site.url + "/liste?page={page}")
    seen = survey(listing, "ars", onlooker)
    assert (seen.announcements, seen.is_whole, seen.problems) == (MOST_LISTINGS, False, [])
    assert site.asked == [f"/liste?page={number}" for number in range(1, MOST_LISTINGS + 1)]


def test_captures_are_counted_up_to_a_bound(tmp_path: Path, onlooker: Onlooker) -> None:
    (tmp_path / "a.txt").write_text("Forum")
    rows = "".join(
        f"a.txt,https://exemple.fr/{number},2026-03-{1 + number % 28:02},text/plain\n"
        for number in range(MOST_CAPTURES + 2)
    )
    (tmp_path / "captures.csv").write_text("path,url,retrieved_on,content_type\n" + rows)
    seen = survey(Folder(path=tmp_path), "ars", onlooker)
    assert (seen.announcements, seen.is_whole, seen.newest_on) == (MOST_CAPTURES, False, date(2026, 3, 28))


def test_a_sitemap_that_names_a_day_means_that_day(site: Any, onlooker: Onlooker) -> None:
    entry = f"<url><loc>{site.url}/forum</loc><lastmod>2026-03-01</lastmod></url>"
    url = site.answer("/sitemap.xml", f"<urlset>{entry}</urlset>".encode(), Content_Type="application/xml")
    assert survey(Sitemap(url=url), "ars", onlooker).newest_on == date(2026, 3, 1)


def test_events_of_a_calendar_bear_no_date_of_their_own(site: Any, onlooker: Onlooker) -> None:
    event = "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Forum\r\nDTSTART:20260301\r\nEND:VEVENT\r\n"
    body = f"BEGIN:VCALENDAR\r\n{event}END:VCALENDAR\r\n".encode()
    seen = survey(ICalendar(url=site.answer("/a.ics", body, Content_Type="text/calendar")), "ars", onlooker)
    assert (seen.announcements, seen.newest_on) == (1, None)


def test_a_fault_in_reading_ends_the_survey_with_a_problem(onlooker: Onlooker) -> None:
    class Faulty(Connector):
        kind: Literal["faulty"] = "faulty"
        live = True

        def announcements(self, *_: object) -> Iterator[Found]:
            yield Link("https://exemple.fr/a")
            raise ZeroDivisionError("division by zero")

    seen = survey(Faulty(), "ars", onlooker)
    assert seen.announcements == 1
    assert [problem.rule for problem in seen.problems] == ["source_unreadable"]


def test_a_list_is_asked_for_once_and_may_keep_itself_out_of_search_engines(
    site: Any, onlooker: Onlooker
) -> None:
    url = site.answer("/liste", b'<meta name="robots" content="noindex"><p>Forum</p>')
    first, second = onlooker.listing(url), onlooker.listing(url)
    assert isinstance(first, Capture)
    assert first is second
    assert site.asked == ["/liste"]
    refused = onlooker.announcement(url)
    assert isinstance(refused, Problem)
    assert refused.rule == "robots_forbidden"

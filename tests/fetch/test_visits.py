"""A source that is visited again and again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.fetch.archive import Archive
from flows.fetch.connector import Link
from flows.fetch.connectors.feed import Feed
from flows.fetch.connectors.pages import Pages
from flows.fetch.http.client import HttpClient
from flows.fetch.http.settings import HttpSettings, Politeness
from flows.fetch.outcome import Outcome, status_of
from flows.fetch.run import SourceReport, fetch
from flows.fetch.source import Source, load_sources
from flows.fetch.state import STATUSES, read_state
from flows.fetch.visitor import Visitor
from flows.normalise.selection import select

TEXT = b"<html><body><p>" + b"Forum de la sant\xc3\xa9 mentale. " * 60 + b"</p></body></html>"
FEED = """<rss version="2.0"><channel><title>Agenda</title>
<item><title>A</title><link>{site}/a</link></item>
<item><title>B</title><link>{site}/b</link></item></channel></rss>"""


@pytest.fixture
def visit(tmp_path: Path, hasty: HttpSettings) -> Any:
    """Visit a list of pages, or a source, with a fresh client as a new run has."""

    def once(*urls: str, connector: Any = None, **declared: Any) -> SourceReport:
        source = Source(id="site", title="Site", connector=connector or Pages(urls=urls), **declared)
        return fetch([source], tmp_path, hasty).sources[0]

    return once


def kept(path: Path) -> dict[str, bytes]:
    archive = Archive(path)
    return {row["url"]: archive.read(row).body for row in archive.addresses().to_pylist()}


def records(path: Path) -> list[tuple[str, str, int]]:
    return [
        (row["url"].rpartition("/")[2], row["warc_record_type"], row["fetch_status"])
        for _, part in Archive(path).parts()
        for row in part.to_pylist()
    ]


def test_second_visit_asks_only_on_conditions(site: Any, visit: Any, tmp_path: Path) -> None:
    feed = site.answer("/rss", FEED.format(site=site.url).encode(), ETag='"feed"')
    site.answer("/robots.txt", b"User-agent: *\nAllow: /", ETag='"robots"')
    site.answer("/.well-known/tdmrep.json", b"[]", ETag='"tdm"')
    site.answer("/a", TEXT, ETag='"a"')
    site.answer("/b", TEXT + b"b", Last_Modified="Thu, 15 Jan 2026 08:00:00 GMT")
    assert visit(connector=Feed(url=feed)).status.status == "ok"
    site.requests.clear()
    report = visit(connector=Feed(url=feed))
    assert [path for path, _ in site.requests] == [
        "/robots.txt",
        "/.well-known/tdmrep.json",
        "/rss",
        "/a",
        "/b",
    ]
    conditions = ("If-None-Match", "If-Modified-Since")
    assert [[headers.get(name) for name in conditions] for _, headers in site.requests] == [
        ['"robots"', None],
        ['"tdm"', None],
        ['"feed"', None],
        ['"a"', None],
        [None, "Thu, 15 Jan 2026 08:00:00 GMT"],
    ]
    assert (report.status.status, report.status.announcements) == ("unchanged", 2)
    assert records(tmp_path)[5:] == [
        ("robots.txt", "revisit", 304),
        ("tdmrep.json", "revisit", 304),
        ("rss", "revisit", 304),
        ("a", "revisit", 304),
        ("b", "revisit", 304),
    ]


def test_same_page_without_validators_is_a_revisit_too(site: Any, visit: Any, tmp_path: Path) -> None:
    url = site.answer("/a", TEXT)
    assert [visit(url).status.status for _ in range(3)] == ["ok", "unchanged", "unchanged"]
    assert records(tmp_path) == [("a", "response", 200), ("a", "revisit", 200), ("a", "revisit", 200)]


def test_page_that_changes_is_captured_anew(site: Any, visit: Any, tmp_path: Path) -> None:
    url = site.answer("/a", TEXT, ETag='"1"')
    visit(url)
    site.change("/a", TEXT + b"2", ETag='"2"')
    assert visit(url).status.status == "ok"
    assert kept(tmp_path) == {url: TEXT + b"2"}
    assert visit(url).status.status == "unchanged"
    assert site.conditional == [False, True, True]


def test_304_that_nobody_asked_for_is_no_page(site: Any, visit: Any) -> None:
    [problem] = visit(site.answer("/a", status=304)).problems
    assert (problem.rule, problem.raw_value) == ("http_status", "304")


def test_what_fails_is_looked_into_by_the_name_of_a_registered_source() -> None:
    [source] = load_sources("ars-bretagne")
    status = status_of(source, Outcome(), datetime.now(UTC), held_before=False)
    assert status.message_fr.endswith(" À vérifier : rhi source check ars-bretagne.")


@pytest.mark.parametrize("status", [404, 410])
def test_page_that_vanishes_stays_in_the_archive(site: Any, visit: Any, tmp_path: Path, status: int) -> None:
    url = site.answer("/a", TEXT)
    visit(url)
    [seen] = Archive(tmp_path).addresses().to_pylist()
    site.change("/a", b"parti", status=status)
    report = visit(url)
    assert report.status.status == "stale"
    assert report.status.message_fr == (
        f"Le site répond {status} au lieu de la page. Ce qui était publié le reste. "
        "À vérifier : rhi source check FICHIER.yaml."
    )
    assert Archive(tmp_path).addresses().to_pylist() == [seen]
    site.change("/a", TEXT)
    assert visit(url).status.status == "unchanged"
    [again] = Archive(tmp_path).addresses().to_pylist()
    assert (again["first_time"], again["fetch_time"] > seen["fetch_time"]) == (seen["first_time"], True)


def test_page_that_shrinks_to_a_shell_does_not_replace_what_it_was(
    site: Any, visit: Any, tmp_path: Path
) -> None:
    url = site.answer("/a", TEXT)
    visit(url)
    site.change(
        "/a", b'<html><body><div id="app"></div><script>' + b"start();" * 500 + b"</script></body></html>"
    )
    report = visit(url)
    assert ([problem.rule for problem in report.problems], report.status.status) == (["page_shrunk"], "stale")
    assert kept(tmp_path) == {url: TEXT}


def test_short_page_that_still_says_something_replaces_what_it_was(
    site: Any, visit: Any, tmp_path: Path
) -> None:
    url = site.answer("/a", TEXT)
    visit(url)
    site.change("/a", b"<html><body><h1>Forum annul\xc3\xa9</h1><p>" + b"Le forum est annul\xc3\xa9. " * 9)
    assert visit(url).status.status == "ok"
    assert kept(tmp_path)[url].startswith(b"<html><body><h1>Forum annul")


def test_feed_that_is_suddenly_empty_is_suspicious(site: Any, visit: Any, tmp_path: Path) -> None:
    feed = site.answer("/rss", FEED.format(site=site.url).encode())
    site.answer("/a", TEXT)
    site.answer("/b", TEXT)
    visit(connector=Feed(url=feed))
    site.change("/rss", b'<rss version="2.0"><channel><title>Agenda</title></channel></rss>')
    report = visit(connector=Feed(url=feed))
    assert report.status.status == "empty"
    assert "suspicious" in report.status.message_en
    assert len(kept(tmp_path)) == 3


def test_source_that_is_reserved_is_blocked_and_its_rows_stay(site: Any, visit: Any, tmp_path: Path) -> None:
    url = site.answer("/a", TEXT)
    visit(url)
    site.change("/a", TEXT, TDM_Reservation="1")
    report = visit(url)
    assert (report.status.status, report.problems[0].rule) == ("blocked", "tdm_reserved")
    assert kept(tmp_path) == {url: TEXT}


def test_redirect_is_kept_under_the_address_it_leads_to(site: Any, visit: Any, tmp_path: Path) -> None:
    first = site.answer("/a", status=301, Location="/b")
    second = site.answer("/b", TEXT, ETag='"b"')
    assert visit(first, second).status.announcements == 1
    assert kept(tmp_path) == {second: TEXT}
    site.requests.clear()
    visit(first, second)
    assert (site.asked, site.conditional) == (["/a", "/b"], [False, True])


def test_page_that_moved_is_the_announcement_it_was(site: Any, visit: Any, tmp_path: Path) -> None:
    old, new = (
        site.answer("/a", TEXT, ETag='"a"'),
        site.answer("/b", TEXT + b"<p>Report\xc3\xa9.</p>", ETag='"b"'),
    )
    visit(old)
    [before] = select(Archive(tmp_path).addresses())
    site.change("/a", status=301, Location="/b")
    assert visit(old).status.status == "ok"
    [after] = select(Archive(tmp_path).addresses())
    assert (after.announcement_id, after.url) == (before.announcement_id, old)
    assert Archive(tmp_path).read(after.record).url == new
    assert [address.url for address in after.addresses] == [old, new]
    assert [visit(old).status.status, visit(old, new).status.status] == ["unchanged", "unchanged"]
    assert [one[1:] for one in records(tmp_path) if one[0] == "a"] == [("response", 200), ("response", 301)]
    site.change("/a", TEXT)
    visit(old, new)
    assert len(select(Archive(tmp_path).addresses())) == 2


def test_page_that_leads_to_the_welcome_page_now_stays_as_it_was(
    site: Any, visit: Any, tmp_path: Path
) -> None:
    url = site.answer("/a", TEXT)
    visit(url)
    site.answer(
        "/", b"<html><body>" + b"Bienvenue sur le site de la ville exemple. " * 40 + b"</body></html>"
    )
    site.change("/a", status=302, Location="/")
    report = visit(url)
    assert ([one.rule for one in report.problems], report.status.status) == (["page_replaced"], "stale")
    assert kept(tmp_path) == {url: TEXT}


def test_page_that_its_sitemap_says_to_be_older_is_not_asked_for(
    site: Any, client: HttpClient, tmp_path: Path
) -> None:
    url = site.answer("/a", TEXT)
    archive = Archive(tmp_path)
    asked = []
    before, later = datetime(2020, 1, 1, tzinfo=UTC), datetime.now(UTC) + timedelta(days=1)
    for modified_at in (None, before, later):
        with archive.writer("ars") as writer:
            now = datetime.now(UTC)
            visitor = Visitor(client, archive, writer, Politeness(), now, now)
            visitor.announcement(Link(url, modified_at))
            asked.append(len(site.asked))
    assert asked == [1, 1, 2]


def test_what_a_stopped_run_stored_is_not_asked_for_again(
    site: Any, client: HttpClient, visit: Any, tmp_path: Path
) -> None:
    feed = site.answer("/rss", FEED.format(site=site.url).encode())
    site.answer("/a", TEXT)

    site.answer("/b", TEXT + b"b")
    archive = Archive(tmp_path)
    with archive.writer("site") as writer:
        stopped = Visitor(client, archive, writer, Politeness(), datetime.now(UTC), None)
        stopped.listing(feed)
        stopped.announcement(Link(site.url + "/a"))
    report = visit(connector=Feed(url=feed))
    assert site.asked == ["/rss", "/a", "/b"]
    assert (report.status.status, report.status.announcements, report.stored) == ("ok", 2, 1)
    site.requests.clear()
    visit(connector=Feed(url=feed))
    assert site.asked == ["/rss", "/a", "/b"]


def test_what_was_stored_by_a_run_stopped_days_ago_is_asked_for_again(
    site: Any, client: HttpClient, tmp_path: Path
) -> None:
    url = site.answer("/a", TEXT)
    archive = Archive(tmp_path)
    now = datetime.now(UTC)
    for begun_at in (now, now + timedelta(hours=1), now + timedelta(hours=25)):
        with archive.writer("ars") as writer:
            Visitor(client, archive, writer, Politeness(), begun_at, None).announcement(Link(url))
    assert site.asked == ["/a", "/a"]


def test_state_says_when_the_visit_ended(site: Any, visit: Any, tmp_path: Path) -> None:
    before = datetime.now(UTC)
    visit(site.answer("/a", TEXT))
    [status] = read_state(tmp_path, STATUSES).to_pylist()
    assert before <= status["finished_at"] <= datetime.now(UTC)


def test_several_requests_to_a_host_may_be_under_way(site: Any, visit: Any, tmp_path: Path) -> None:
    urls = [site.answer(f"/{number}", TEXT + str(number).encode()) for number in range(30)]
    report = visit(*urls, politeness=Politeness(concurrency=4))
    assert (report.status.announcements, report.stored) == (30, 30)
    assert kept(tmp_path) == {url: TEXT + str(number).encode() for number, url in enumerate(urls)}

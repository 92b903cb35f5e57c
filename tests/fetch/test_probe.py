from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from flows.fetch.capture import Capture
from flows.fetch.connectors.folder import Folder
from flows.fetch.connectors.pages import Pages
from flows.fetch.http.client import HttpClient
from flows.fetch.http.settings import Politeness
from flows.fetch.probe import Access, Probe, probe
from flows.fetch.source import Source
from flows.fetch.survey import Onlooker


@pytest.fixture
def probed(client: HttpClient, site: Any) -> Any:
    """Looks at a source of the given pages."""

    def look(*paths: str, at: str = site.url) -> Probe:
        source = Source(id="ars", title="ARS", connector=Pages(urls=tuple(at + path for path in paths)))
        return probe(source, Onlooker(client, source.id, Politeness()))

    return look


def rules(found: Probe) -> list[str]:
    return [problem.rule for problem in found.problems]


def test_a_few_announcements_are_asked_for(site: Any, probed: Any) -> None:
    paths = [f"/{letter}" for letter in "abcde"]
    for path in paths:
        site.answer(path, path.encode())
    found = probed(*paths)
    assert (found.announcements, found.is_whole, found.newest_on, found.problems) == (5, True, None, ())
    assert [capture.body for capture in found.samples] == [b"/a", b"/b", b"/c"]
    assert site.asked == ["/a", "/b", "/c"]
    assert found.access == Access(site.url + "/a", True, "allowed", False, 0)


def test_what_robots_txt_asks_for_is_told(site: Any, probed: Any) -> None:
    site.answer(
        "/robots.txt", b"User-agent: *\nCrawl-delay: 0.01\nDisallow: /prive", Content_Type="text/plain"
    )
    site.answer("/a", b"a")
    found = probed("/prive", "/a")
    assert found.access == Access(site.url + "/prive", True, "forbidden", False, 0.01)
    assert rules(found) == ["robots_forbidden"]
    assert [capture.url for capture in found.samples] == [site.url + "/a"]


def test_reserved_rights_are_told(site: Any, probed: Any) -> None:
    site.answer("/a", b"a", TDM_Reservation="1")
    found = probed("/a")
    assert found.access == Access(site.url + "/a", True, "allowed", True, 0)
    assert (rules(found), found.samples) == (["tdm_reserved"], ())


def test_a_site_that_answers_with_an_error_is_reached(site: Any, probed: Any) -> None:
    found = probed("/missing")
    assert found.access == Access(site.url + "/missing", True, "allowed", False, 0)
    assert rules(found) == ["http_status"]


def test_a_site_that_is_silent(probed: Any) -> None:
    found = probed("/a", at="http://127.0.0.1:1")
    assert found.access == Access("http://127.0.0.1:1/a", False, "unknown", False, 0)
    assert rules(found) == ["robots_unreachable"]


def test_a_folder_is_read_without_asking_anyone(tmp_path: Path, client: HttpClient) -> None:
    source = Source(id="ars", title="ARS", connector=Folder(path=tmp_path))
    onlooker = Onlooker(client, "ars", Politeness())
    assert rules(probe(source, onlooker)) == ["captures_table_missing"]

    (tmp_path / "a.txt").write_text("Forum")
    table = "path,url,retrieved_on,content_type\na.txt,https://exemple.fr/a,2026-03-01,text/plain\n"
    (tmp_path / "captures.csv").write_text(table)
    found = probe(source, onlooker)
    assert (found.access, found.announcements, found.problems) == (None, 1, ())
    assert str(found.newest_on) == "2026-03-01"
    (sample,) = found.samples
    assert isinstance(sample, Capture)
    assert sample.body == b"Forum"

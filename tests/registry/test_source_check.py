from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

Rhi = Callable[..., Result]
DAY = date.today()


def declared(file: Path, connector: str, name: str = "chu-exemple", more: str = "") -> Path:
    file.write_text(f"id: {name}\ntitle: CHU Exemple\n{more}connector: {connector}\n")
    return file


@pytest.fixture
def feed(hospital: Any, tmp_path: Path) -> Path:
    return declared(tmp_path / "chu.yaml", f'{{kind: feed, url: "{hospital.url}/rss.xml"}}')


def test_a_source_that_works_is_fine(hospital: Any, feed: Path, rhi: Rhi) -> None:
    shown = rhi("source", "check", feed)
    assert shown.exit_code == 0
    assert shown.stdout.splitlines() == [
        "chu-exemple: ok. 2 announcements listed, the newest of 2025-01-07; "
        "1 of 2 tried tell of an event, a programme or a funding.",
        "    site: answers; robots allowed",
        f"    {hospital.url}/forum: 1 event, 1 event_speaker, 1 organisation_role",
        f"    {hospital.url}/parking: nothing is read in it",
        f"    next: Write “verified_on: {DAY}” into its declaration.",
        "1 of 1 fine",
    ]
    assert hospital.asked == ["/rss.xml", "/forum", "/parking"]
    assert [path.name for path in feed.parent.iterdir()] == ["chu.yaml"]

    quiet = rhi("source", "check", feed, "--quiet")
    assert (quiet.exit_code, quiet.output) == (0, "")


def test_everything_found_is_there_for_programs(hospital: Any, feed: Path, rhi: Rhi) -> None:
    hospital.answer("/robots.txt", b"User-agent: *\nCrawl-delay: 0.01", Content_Type="text/plain")
    (found,) = json.loads(rhi("source", "check", feed, "--json").stdout)
    assert found == {
        "id": "chu-exemple",
        "kind": "feed",
        "status": "ok",
        "message": "2 announcements listed, the newest of 2025-01-07; "
        "1 of 2 tried tell of an event, a programme or a funding.",
        "next_step": f"Write “verified_on: {DAY}” into its declaration.",
        "access": {
            "url": f"{hospital.url}/rss.xml",
            "reachable": True,
            "robots": "allowed",
            "rights_reserved": False,
            "crawl_delay": 0.01,
        },
        "announcements": 2,
        "is_whole": True,
        "newest_on": "2025-01-07",
        "matching": 1,
        "samples": [
            {
                "url": f"{hospital.url}/forum",
                "title": "Forum des métiers",
                "rows": {"event": 1, "event_speaker": 1, "organisation_role": 1},
                "problem": None,
            },
            {"url": f"{hospital.url}/parking", "title": "Le parking", "rows": {}, "problem": None},
        ],
        "problems": [],
    }


def test_a_source_that_was_seen_to_work_today_needs_nothing(hospital: Any, tmp_path: Path, rhi: Rhi) -> None:
    connector = f'{{kind: pages, urls: ["{hospital.url}/forum"]}}'
    file = declared(tmp_path / "chu.yaml", connector, more=f"verified_on: {DAY}\n")
    assert "    next: Nothing to do.\n" in rhi("source", "check", file).stdout


@pytest.mark.parametrize(
    ("path", "body", "headers", "status", "message", "step"),
    [
        (
            "/rss.xml",
            b'<rss version="2.0"><channel><title>Flux</title></channel></rss>',
            {},
            "empty",
            "No announcement is listed.",
            "See whether announcements stand at {site}/rss.xml: if so mend the settings, else the address.",
        ),
        (
            "/rss.xml",
            b"<p>Bienvenue</p>",
            {},
            "failed",
            "This address does not give a readable RSS or Atom feed.",
            "See what the site offers now: rhi source new {site}/.",
        ),
        (
            "/forum",
            b"<main><h1>Le parking</h1><p>Il est ouvert, lui aussi.</p></main>",
            {},
            "doubtful",
            "2 announcements listed, the newest of 2025-01-07; "
            "0 of 2 tried tell of an event, a programme or a funding.",
            "See how one is read (rhi review {site}/forum); if it is no announcement, point the source at a "
            "narrower list.",
        ),
        (
            "/parking",
            b"",
            {},
            "partly",
            "2 announcements listed, the newest of 2025-01-07; "
            "1 of 2 tried tell of an event, a programme or a funding.",
            "Look into the problem, then check again.",
        ),
        (
            "/robots.txt",
            b"User-agent: *\nDisallow: /",
            {"Content_Type": "text/plain"},
            "blocked",
            "The site's robots.txt forbids this page.",
            "Ask the publisher for leave, or take the source out.",
        ),
        (
            "/.well-known/tdmrep.json",
            b'[{"location": "/*", "tdm-reservation": 1}]',
            {"Content_Type": "application/json"},
            "blocked",
            "The site reserves its text-and-data-mining rights (TDM Reservation Protocol); the page is not read.",
            "Ask the publisher for leave, or take the source out.",
        ),
    ],
)
def test_what_is_not_fine_is_told_with_what_to_do(
    hospital: Any,
    feed: Path,
    rhi: Rhi,
    path: str,
    body: bytes,
    headers: dict[str, str],
    status: str,
    message: str,
    step: str,
) -> None:
    hospital.change(path, body, **headers)
    shown = rhi("source", "check", feed)
    lines = shown.stdout.splitlines()
    assert shown.exit_code == 1
    assert lines[0] == f"chu-exemple: {status}. {message}"
    assert lines[-2:] == [f"    next: {step.format(site=hospital.url)}", "0 of 1 fine"]


def test_a_feed_that_moved_and_announcements_that_are_gone(hospital: Any, feed: Path, rhi: Rhi) -> None:
    for path in ("/forum", "/parking"):
        hospital.change(path, status=410)
    shown = rhi("source", "check", feed)
    assert shown.exit_code == 1
    assert shown.stdout.splitlines()[:4] == [
        "chu-exemple: failed. 2 announcements listed, the newest of 2025-01-07; none of those tried could be had.",
        "    site: answers; robots allowed",
        f"    problem: The site answers 410 instead of the page. {hospital.url}/forum",
        f"    problem: The site answers 410 instead of the page. {hospital.url}/parking",
    ]
    hospital.change("/rss.xml", status=404)
    lines = rhi("source", "check", feed).stdout.splitlines()
    assert lines[0] == "chu-exemple: failed. The site answers 404 instead of the page."
    assert lines[-2] == f"    next: See what the site offers now: rhi source new {hospital.url}/."


def test_an_address_of_this_machine_is_not_asked(
    hospital: Any, feed: Path, rhi: Rhi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RHI_ALLOWED_NETWORKS")
    shown = rhi("source", "check", feed)
    assert shown.exit_code == 1
    assert "If this address is meant, allow its network in RHI_ALLOWED_NETWORKS." in shown.stdout
    assert hospital.requests == []


def test_several_sources_are_checked_side_by_side_and_told_in_their_order(
    hospital: Any, feed: Path, tmp_path: Path, rhi: Rhi
) -> None:
    gone = declared(tmp_path / "gone.yaml", f'{{kind: feed, url: "{hospital.url}/gone"}}', "gone")
    forum = declared(tmp_path / "forum.yaml", f'{{kind: pages, urls: ["{hospital.url}/forum"]}}', "forum")
    found = json.loads(rhi("source", "check", gone, "sample", feed, forum, "--json").stdout)
    assert [(one["id"], one["status"]) for one in found] == [
        ("gone", "failed"),
        ("sample", "ok"),
        ("chu-exemple", "ok"),
        ("forum", "ok"),
    ]
    (sample,) = [one for one in found if one["id"] == "sample"]
    assert (sample["access"], sample["next_step"]) == (None, "Nothing to do.")


def test_a_folder_that_lacks_its_table(tmp_path: Path, rhi: Rhi) -> None:
    shown = rhi("source", "check", declared(tmp_path / "chu.yaml", "{kind: folder, path: pages}"))
    assert shown.exit_code == 1
    assert shown.stdout.splitlines()[0].startswith("chu-exemple: failed. The folder ")
    assert "needs one with the columns path, url, retrieved_on, content_type" in shown.stdout


def test_a_wrong_declaration_is_told_before_anyone_is_asked(hospital: Any, feed: Path, rhi: Rhi) -> None:
    wrong = feed.parent / "wrong.yaml"
    wrong.write_text("id: exemple\ntitel: Exemple\n")
    shown = rhi("source", "check", feed, wrong)
    assert shown.exit_code == 2
    assert "unknown key “titel”" in shown.stderr
    assert hospital.requests == []


def test_a_page_is_reviewed_before_anything_is_archived(hospital: Any, tmp_path: Path, rhi: Rhi) -> None:
    rows = json.loads(rhi("review", f"{hospital.url}/forum", "--json").stdout)
    (event,) = rows["event"]
    assert (event["start_date"], event["commune_code"]) == ("2025-01-14", "07204")
    assert rows["announcement"][0]["url"] == f"{hospital.url}/forum"
    assert list(tmp_path.iterdir()) == []

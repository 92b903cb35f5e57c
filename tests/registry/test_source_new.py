from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
import yaml
from typer.testing import Result

from flows.fetch.capture import Capture
from flows.fetch.connectors.folder import Folder
from flows.fetch.source import load_sources
from flows.registry.draft import source_id

Rhi = Callable[..., Result]
ROOT = Path(__file__).parents[2]
DAY = date.today()
NAME = "source-127-0-0-1"


@pytest.fixture
def begun(hospital: Any, rhi: Rhi) -> str:
    """What `rhi source new` says of the hospital's site."""
    shown = rhi("source", "new", hospital.url + "/")
    assert shown.exit_code == 0, shown.output
    return shown.stdout


def test_what_was_found_written_and_comes_next_is_told(hospital: Any, begun: str) -> None:
    assert begun.splitlines() == [
        f"{hospital.url}/: CHU Exemple : Actualités",
        "Found",
        f"  → feed {hospital.url}/rss.xml (announced by the page): 2 listed",
        f"    {hospital.url}/forum: 1 event, 1 event_speaker, 1 organisation_role",
        f"    {hospital.url}/parking: nothing is read in it",
        "Written",
        f"  {NAME}.yaml: the declaration",
        f"  {NAME}-test: an announcement, saved",
        "  test_source_127_0_0_1.py: what is read in it, as a test (pytest test_source_127_0_0_1.py)",
        "Next",
        f"  1. Open {NAME}.yaml: its comments say what is to be filled in.",
        f"  2. rhi source check {NAME}.yaml",
        f"  3. rhi run --sources {NAME}.yaml --output try",
    ]


@pytest.mark.usefixtures("begun")
def test_each_address_is_asked_for_once(hospital: Any) -> None:
    assert hospital.asked == ["/", "/rss.xml", "/forum", "/parking"]


@pytest.mark.usefixtures("begun")
def test_the_declaration_states_what_is_known_and_null_for_the_rest(hospital: Any, tmp_path: Path) -> None:
    written = (tmp_path / f"{NAME}.yaml").read_text("utf-8")
    assert yaml.safe_load(written) == {
        "id": NAME,
        "title": "CHU Exemple : Actualités",
        "publisher": {"name": "CHU Exemple", "type": "hospital", "siren": None},
        "territory": {"region_code": None, "department_code": None},
        "licence": None,
        "terms": None,
        "language": "fr",
        "gives": ["event"],
        "schedule": None,
        "verified_on": None,
        "notes": f"feed: announced by the page, when {hospital.url}/ was looked at on {DAY}.",
        "connector": {"kind": "feed", "url": f"{hospital.url}/rss.xml"},
    }
    assert written.startswith(f"# Begun by `rhi source new {hospital.url}/` on {DAY}.")


@pytest.mark.usefixtures("begun")
def test_the_source_works_as_it_was_written(tmp_path: Path, rhi: Rhi) -> None:
    checked = rhi("source", "check", f"{NAME}.yaml")
    assert checked.exit_code == 0, checked.output
    assert checked.stdout.startswith(f"{NAME}: ok. 2 announcements listed")
    fetched = rhi("fetch", "--sources", f"{NAME}.yaml", "--output", tmp_path / "try")
    assert "2 announcements read." in fetched.stdout


@pytest.mark.usefixtures("begun")
def test_an_announcement_is_saved_as_a_folder_of_captures(hospital: Any, tmp_path: Path) -> None:
    folder = tmp_path / f"{NAME}-test"
    assert sorted(path.name for path in folder.iterdir()) == ["captures.csv", "page.html"]
    with (folder / "captures.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row == {
        "path": "page.html",
        "url": f"{hospital.url}/forum",
        "retrieved_on": str(DAY),
        "content_type": "text/html; charset=utf-8",
    }
    (capture,) = Folder(path=folder).announcements("chu", None)  # type: ignore[arg-type]
    assert isinstance(capture, Capture)
    assert capture.body == hospital.answers["/forum"][0][2]


@pytest.mark.usefixtures("begun")
def test_the_first_test_passes_at_once_fails_when_the_page_differs_and_names_nobody(tmp_path: Path) -> None:
    test = tmp_path / "test_source_127_0_0_1.py"
    written = test.read_text("utf-8")
    assert '"start_date": "2025-01-14"' in written
    assert "Exemple, cheffe" not in written
    assert "Camille" not in written
    assert "speaker" not in written

    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test.name]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    tested = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert tested.returncode == 0, tested.stdout
    assert "1 passed" in tested.stdout

    page = tmp_path / f"{NAME}-test" / "page.html"
    page.write_text(page.read_text("utf-8").replace("mardi 14 janvier", "15 janvier"), "utf-8")
    with pytest.raises(AssertionError):
        run_path(str(test))["test_the_saved_announcement_is_read"]()


def test_a_page_below_the_first_gives_the_source_its_name(hospital: Any, tmp_path: Path, rhi: Rhi) -> None:
    hospital.answer("/actualites", hospital.answers["/"][0][2] + b'<a href="/forum">Forum</a>')
    shown = rhi("source", "new", f"{hospital.url}/actualites", "--output", "chu.yaml")
    assert shown.exit_code == 0, shown.output
    name = f"{NAME}-actualites"
    assert [source.id for source in load_sources(str(tmp_path / "chu.yaml"))] == [name]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "chu.yaml",
        f"{name}-test",
        "test_source_127_0_0_1_actualites.py",
    ]


@pytest.mark.parametrize(
    ("url", "title", "name"),
    [
        ("https://www.chu.exemple.fr/", "Accueil | CHU", "chu-exemple"),
        ("https://bretagne.ars.exemple.fr", "ARS", "bretagne-ars-exemple"),
        ("https://www.chu.exemple.fr/agenda/", "L’agenda santé – CHU", "chu-exemple-l-agenda-sante"),
        ("https://3.exemple.fr/", "x", "source-3-exemple"),
        ("http://localhost/", "x", "localhost"),
        ("https://chu.exemple.fr/flux/agenda.ics", None, "chu-exemple-agenda"),
        ("https://chu.exemple.fr/", None, "chu-exemple"),
        ("http://127.0.0.1/", "x", "source-127-0-0-1"),
    ],
)
def test_a_source_is_named_after_host_and_page(url: str, title: str | None, name: str) -> None:
    assert source_id(url, title) == name


@pytest.mark.parametrize(
    ("path", "body", "content_type", "saved"),
    [
        ("/agenda.ics", None, "text/calendar", "page.ics"),
        (
            "/appel.txt",
            "Appel à projets\n\nL’ARS Bretagne lance un appel à projets doté de 600 000 euros.",
            "text/plain",
            "page.txt",
        ),
    ],
)
def test_what_is_saved_keeps_its_kind(
    hospital: Any, tmp_path: Path, rhi: Rhi, path: str, body: str | None, content_type: str, saved: str
) -> None:
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}\r\nSUMMARY:Forum {n}\r\nDTSTART:20250114T100000Z\r\nEND:VEVENT\r\n"
        for n in "12"
    )
    body = body or f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n"
    url = hospital.answer(path, body.encode(), Content_Type=content_type)
    shown = rhi("source", "new", url, "--output", "chu.yaml")
    assert shown.exit_code == 0, shown.output
    (folder,) = tmp_path.glob("*-test")
    assert sorted(file.name for file in folder.iterdir()) == ["captures.csv", saved]
    checked = rhi("source", "check", "chu.yaml")
    assert checked.exit_code == 0, checked.output


def test_pages_without_announcements_are_pointed_out(hospital: Any, rhi: Rhi) -> None:
    hospital.change("/forum", "<main><h1>Plan d’accès</h1><p>Prendre le bus.</p></main>".encode())
    shown = rhi("source", "new", hospital.url + "/")
    assert shown.exit_code == 0
    assert "No event, programme or funding is read in these" in shown.stdout


@pytest.mark.parametrize("name", [f"{NAME}.yaml", f"{NAME}-test", "test_source_127_0_0_1.py"])
def test_what_is_there_is_not_overwritten(hospital: Any, tmp_path: Path, rhi: Rhi, name: str) -> None:
    (tmp_path / name).write_text("mine")
    shown = rhi("source", "new", hospital.url + "/")
    assert shown.exit_code == 2
    assert f"{name} is there already, and nothing was written" in shown.stderr
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]


def test_an_output_that_is_there_is_told_before_anyone_is_asked(
    hospital: Any, tmp_path: Path, rhi: Rhi
) -> None:
    (tmp_path / "chu.yaml").write_text("mine")
    shown = rhi("source", "new", hospital.url, "--output", "chu.yaml")
    assert shown.exit_code == 2
    assert "chu.yaml is there already" in shown.stderr
    assert hospital.requests == []


def test_a_folder_that_is_not_there(hospital: Any, tmp_path: Path, rhi: Rhi) -> None:
    shown = rhi("source", "new", hospital.url, "--output", "nowhere/chu.yaml")
    assert shown.exit_code == 2
    assert "nowhere cannot be written to" in shown.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"/": (404, b"")}, "{site}/: The site answers 404 instead of the page."),
        (
            {"/robots.txt": (200, b"User-agent: *\nDisallow: /")},
            "{site}/: The site's robots.txt forbids this page.",
        ),
        (
            {"/robots.txt": (200, b"User-agent: *\nDisallow: /forum\nDisallow: /parking")},
            "The site's robots.txt forbids this page. ({site}/forum)",
        ),
        ({"/forum": (200, b""), "/parking": (200, b"")}, "The page is empty: it holds no readable text."),
    ],
)
def test_a_site_that_gives_nothing_is_told_and_nothing_is_written(
    hospital: Any, tmp_path: Path, rhi: Rhi, answers: dict[str, tuple[int, bytes]], words: str
) -> None:
    for path, (status, body) in answers.items():
        hospital.change(path, body, status)
    shown = rhi("source", "new", hospital.url + "/")
    assert shown.exit_code == 1
    assert words.format(site=hospital.url) in shown.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "code", "words"),
    [
        ("www.exemple.fr", 2, "www.exemple.fr is no web address: give it whole, with https://."),
        ("http://127.0.0.1:1/", 1, "The connection to the site failed or broke off."),
    ],
)
def test_an_address_that_leads_nowhere(
    url: str, code: int, words: str, tmp_path: Path, rhi: Rhi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    shown = rhi("source", "new", url)
    assert (shown.exit_code, words in shown.stderr) == (code, True)
    assert list(tmp_path.iterdir()) == []

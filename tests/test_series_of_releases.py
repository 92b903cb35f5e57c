"""Releases one after another, from captures to published tables: what stays, what changes, what is seen when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from flows.fetch.connectors.folder import Folder
from flows.fetch.run import fetch
from flows.fetch.source import Source
from flows.normalise.tables import normalise
from flows.publish.release import publish
from flows.settings import Settings

Row = dict[str, Any]
Tables = dict[str, list[Row]]
MakeRelease = Callable[[int, Mapping[str, str]], Tables]

REUNION = (
    "La réunion publique sur la maison de santé aura lieu le mardi 14 janvier 2025 à 18h30, à la salle des "
    "fêtes de Saint-Agrève (07)."
)
ATELIERS = (
    "L’atelier « Bien dormir » aura lieu le samedi 8 mars 2025 à 10h, à la médiathèque de Descartes (37). "
    "L’atelier « Bien manger » aura lieu le samedi 8 mars 2025 à 14h, à la médiathèque de Descartes (37)."
)
AIDE = (
    "Le département d’Exemple lance le plan « Santé proche 2025-2028 ». Une aide de 12 000 € est versée à "
    "chaque médecin généraliste qui s’installe."
)


def page(title: str, text: str, *, menu: str = "Accueil", end: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang='fr'><head><title>{title}</title>"
        "<meta property='og:site_name' content='Mairie d’Exemple'></head>"
        f"<body><nav>{menu}</nav><main><h1>{title}</h1><p>{text}</p>{end}</main></body></html>"
    )


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeRelease:
    """Makes the release of a day of January 2025 on which a site held these pages (path → page)."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"RHI_{name}".upper(), raising=False)

    def make(day: int, pages: Mapping[str, str]) -> Tables:
        folder = tmp_path / f"day-{day}"
        folder.mkdir()
        lines = ["path,url,retrieved_on,content_type"]
        for number, (path, content) in enumerate(pages.items()):
            (folder / f"{number}.html").write_text(content, "utf-8")
            lines.append(f"{number}.html,https://www.exemple.fr/{path},2025-01-{day:02},text/html")
        (folder / "captures.csv").write_text("\n".join(lines))
        out = tmp_path / "out"
        source = Source(id="mairie", title="Mairie", connector=Folder(path=folder))
        fetch([source], out / "archive")
        normalise(out / "archive", out / "tables")
        made = publish(out / "tables", out, Settings())
        return {path.stem: pq.read_table(path).to_pylist() for path in made.path.glob("*.parquet")}

    return make


def told(tables: Tables, *names: str) -> list[tuple[str | None, ...]]:
    """The changes in some tables, without those of evidence."""
    return [
        (row["table_name"], row["change"], row["column_name"], row["value_before"], row["value_after"])
        for row in tables["changes"]
        if row["table_name"] in names and row["column_name"] != "evidence"
    ]


def ids(tables: Tables, table: str) -> dict[str, str]:
    """Identifiers by name or title."""
    named = "title" if table == "announcement" else "name"
    return {row[named]: row[f"{table}_id"] for row in tables[table]}


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        pytest.param(
            page("Réunion publique", REUNION),
            page("Réunion publique", REUNION.replace("18h30", "19h")),
            [("event", "changed", "start_time", "18:30", "19:00")],
            id="hour",
        ),
        pytest.param(
            page("Réunion publique sur la maison de santé", REUNION),
            page("Grande réunion publique sur la future maison de santé", REUNION),
            [
                (
                    "announcement",
                    "changed",
                    "title",
                    "Réunion publique sur la maison de santé",
                    "Grande réunion publique sur la future maison de santé",
                ),
                (
                    "event",
                    "changed",
                    "name",
                    "Réunion publique sur la maison de santé",
                    "Grande réunion publique sur la future maison de santé",
                ),
            ],
            id="title",
        ),
        pytest.param(
            page("Réunion publique", REUNION),
            page("Réunion publique", REUNION.replace("salle des fêtes", "Salle des Fetes")),
            [
                (
                    "event",
                    "changed",
                    "venue_name",
                    "salle des fêtes de Saint-Agrève",
                    "Salle des Fetes de Saint-Agrève",
                )
            ],
            id="spelling of the venue",
        ),
        pytest.param(
            page("Réunion publique", REUNION),
            page("Réunion publique", REUNION, menu="Accueil Agenda", end="<p>Entrée libre.</p>"),
            [],
            id="elsewhere on the page",
        ),
        pytest.param(
            page("Réunion publique", REUNION),
            page("Réunion publique", "Venez nombreux : une collation sera offerte. " + REUNION),
            [],
            id="before what is told",
        ),
        pytest.param(
            page("Ateliers santé", ATELIERS),
            page("Ateliers santé", ATELIERS.replace("14h", "15h")),
            [("event", "changed", "start_time", "14:00", "15:00")],
            id="hour of the second of two on one day",
        ),
    ],
)
def test_corrections_leave_every_identifier(
    release: MakeRelease, before: str, after: str, changes: list[tuple[str | None, ...]]
) -> None:
    first, second = release(2, {"page": before}), release(3, {"page": after})
    for table in ("announcement", "event"):
        assert [row[f"{table}_id"] for row in first[table]] == [row[f"{table}_id"] for row in second[table]]
    assert len(first["event"]) >= 1
    assert told(second, "announcement", "event") == changes


def test_a_page_that_moves_and_is_corrected_there_leaves_every_identifier(release: MakeRelease) -> None:
    content = page("Réunion publique", REUNION)
    first = release(2, {"reunion": content})
    moved = release(3, {"agenda/reunion": content})
    corrected = release(4, {"agenda/reunion": content.replace("18h30", "19h")})
    for table in ("announcement", "event"):
        assert ids(first, table) == ids(moved, table) == ids(corrected, table)
    assert told(moved, "announcement", "event", "announcement_url") == [
        ("announcement_url", "added", None, None, None)
    ]
    assert told(corrected, "announcement", "event") == [
        (
            "announcement",
            "changed",
            "url",
            "https://www.exemple.fr/reunion",
            "https://www.exemple.fr/agenda/reunion",
        ),
        ("event", "changed", "start_time", "18:30", "19:00"),
    ]
    assert [(row["url"], row["first_seen_on"].day, row["last_seen_on"].day) for row in
            corrected["announcement_url"]] == [
        ("https://www.exemple.fr/agenda/reunion", 3, 4),
        ("https://www.exemple.fr/reunion", 2, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "table"),
    [
        pytest.param(REUNION, REUNION.replace("mardi 14", "jeudi 16"), "event", id="day"),
        pytest.param(REUNION, REUNION.replace("Saint-Agrève (07)", "Lamastre (07)"), "event", id="place"),
        pytest.param(AIDE, AIDE.replace("12 000", "15 000"), "funding", id="sum"),
        pytest.param(AIDE, AIDE.replace("2025-2028", "2025-2029"), "programme", id="name of a programme"),
    ],
)
def test_where_an_identifier_must_change_it_is_told_which_takes_its_place(
    release: MakeRelease, before: str, after: str, table: str
) -> None:
    first = release(2, {"page": page("Santé à Exemple", before)})
    second = release(3, {"page": page("Santé à Exemple", after)})
    (was,), (now,) = ([row[f"{table}_id"] for row in tables[table]] for tables in (first, second))
    assert was != now
    assert [
        (row["row_key"], row["change"], row["superseded_by"])
        for row in second["changes"]
        if row["table_name"] == table
    ] == [(now, "added", None), (was, "superseded", now)]


def test_five_releases_with_corrections_moves_vanishing_and_return(release: MakeRelease) -> None:
    reunion = page("Réunion publique", REUNION)
    later = reunion.replace("18h30", "19h")
    postponed = later.replace("mardi 14", "jeudi 16")
    ateliers, aide = page("Ateliers santé", ATELIERS), page("Aide aux médecins", AIDE)
    series = [
        release(2, {"reunion": reunion, "ateliers": ateliers, "aide": aide}),
        # an hour is corrected, a page is gone
        release(3, {"reunion": later, "ateliers": ateliers}),
        # a page has moved, another has a new title
        release(4, {"agenda/1": later, "ateliers": ateliers.replace("Ateliers santé", "Deux ateliers")}),
        # it is corrected there, a second page is gone, the first is back as it was
        release(5, {"agenda/1": postponed, "aide": aide}),
        # the second is back, with another place; nothing else
        release(
            6,
            {
                "agenda/1": postponed,
                "ateliers": ateliers.replace("Ateliers santé", "Deux ateliers").replace(
                    "Bien manger » aura lieu le samedi 8 mars 2025 à 14h, à la médiathèque",
                    "Bien manger » aura lieu le samedi 8 mars 2025 à 14h, à l’espace culturel",
                ),
                "aide": aide,
            },
        ),
    ]

    announcements = [{row["announcement_id"]: row for row in tables["announcement"]} for tables in series]
    assert len({frozenset(found) for found in announcements}) == 1
    names = {row["title"]: key for key, row in announcements[0].items()}
    seen = {
        title: [(found[key]["first_seen_on"].day, found[key]["last_seen_on"].day) for found in announcements]
        for title, key in names.items()
    }
    assert seen == {
        "Réunion publique": [(2, 2), (2, 3), (2, 4), (2, 5), (2, 6)],
        "Ateliers santé": [(2, 2), (2, 3), (2, 4), (2, 4), (2, 6)],
        "Aide aux médecins": [(2, 2), (2, 2), (2, 2), (2, 5), (2, 6)],
    }
    assert {row["first_seen_on"] for row in series[-1]["announcement"]} == {date(2025, 1, 2)}

    told_of = [told(tables, "announcement", "announcement_url", "event", "programme") for tables in series]
    assert told_of[0] == []
    assert told_of[1] == [("event", "changed", "start_time", "18:30", "19:00")]
    site = "https://www.exemple.fr"
    assert told_of[2] == [
        ("announcement", "changed", "title", "Ateliers santé", "Deux ateliers"),
        ("announcement_url", "added", None, None, None),
    ]
    assert told_of[3] == [
        ("announcement", "changed", "url", f"{site}/reunion", f"{site}/agenda/1"),
        ("event", "added", None, None, None),
        ("event", "superseded", None, None, None),
    ]
    assert told_of[4] == [
        (
            "event",
            "changed",
            "venue_name",
            "médiathèque de Descartes",
            "espace culturel de Descartes",
        )
    ]
    assert [(row["url"], row["first_seen_on"].day, row["last_seen_on"].day) for row in
            series[-1]["announcement_url"] if row["announcement_id"] == names["Réunion publique"]] == [
        (f"{site}/agenda/1", 4, 6),
        (f"{site}/reunion", 2, 3),
    ]  # fmt: skip

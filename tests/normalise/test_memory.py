"""What was read is not read again, and the tables do not show what was read when."""

from __future__ import annotations

import ast
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.fetch.archive import Archive
from flows.fetch.capture import Capture, Problem
from flows.fetch.connectors.pages import Pages
from flows.fetch.source import Publisher, Source
from flows.fetch.state import SourceStatus, remember_outcome, remember_source
from flows.normalise import batch, memory, order, tables
from flows.normalise.tables import normalise
from flows.publish.release import publish
from flows.settings import Settings

FORUM = """Forum de l’emploi en santé

L’ARS Exemple organise un forum le mardi 14 janvier 2025 à 18h30, à la salle des fêtes de Dijon (21000),
avec le Dr Camille Exemple.

Au programme :
- 18h30 : accueil
- 19h00 : table ronde sur l’accès aux soins
"""
GRANT = """Appel à projets « Bien vieillir »

L’ARS Exemple lance un appel à projets doté de 120 000 euros pour la prévention. Il vise à rompre l’isolement
des aînés. Date limite : 31 mars 2025.
"""
RATE = "Le projet a été financé à 250 % par l’ARS Exemple.\n"
"""A rate of more than the whole, which no table takes."""
MEETING = (
    "Réunion publique\n\nLa réunion publique aura lieu jeudi prochain à 20h à la mairie de Beaune (21).\n"
)


def capture(name: str, day: int, text: str, source_id: str = "ars") -> Capture:
    at = datetime(2025, 1, day, 12, tzinfo=UTC)
    return Capture(source_id, f"https://exemple.fr/{name}", at, "text/plain; charset=utf-8", text.encode())


def fetched(archive: Path, *captures: Capture, publisher: str = "ARS Exemple", problems: int = 0) -> None:
    """Add captures as a fetch does, with what it notes of their sources."""
    Archive(archive).append(captures)
    for source_id in {one.source_id for one in captures}:
        newest = max(one.fetched_at for one in captures if one.source_id == source_id)
        source = Source(
            id=source_id,
            title=f"Source {source_id}",
            publisher=Publisher(name=publisher, type="regional_health_agency"),
            connector=Pages(urls=("https://exemple.fr/",)),
        )
        remember_source(archive, source)
        remember_outcome(
            archive,
            SourceStatus(source_id, source.title, "ok", newest, len(captures), problems, "Lu.", "Read."),
            [
                Problem(source_id, f"https://exemple.fr/absente/{n}", "http_status", "Absente.", "Gone.")
                for n in range(problems)
            ],
        )


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def column(folder: Path, table: str, name: str) -> list[Any]:
    found: list[Any] = pq.read_table(folder / f"{table}.parquet")[name].to_pylist()
    return found


STEPS: tuple[Callable[[Path], None], ...] = (
    lambda archive: fetched(
        archive, capture("b", 6, FORUM), capture("a", 6, GRANT), capture("vide", 6, ""), problems=2
    ),
    lambda archive: fetched(archive, capture("c", 7, MEETING), capture("b", 7, FORUM), problems=1),
    lambda archive: fetched(archive, capture("aa", 5, RATE, "agence"), capture("bb", 7, GRANT, "agence")),
    lambda archive: fetched(archive, capture("a", 8, MEETING), capture("vide", 8, FORUM + GRANT)),
    lambda archive: fetched(archive, capture("c", 9, MEETING), publisher="CHU Exemple"),
)  # fmt: skip
"""New pages and a revisit; a second source that stands before the first; changed pages; a new publisher."""
READ = (3, 1, 1, 3, 3)
"""How many are read at each step. The grant of the second source is known by the page seen first, until
that page holds something else."""


def test_an_archive_read_step_by_step_gives_what_it_gives_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "BATCH_SIZE", 2)
    monkeypatch.setattr(order, "ROWS_PER_GROUP", 3)
    archive, grown = tmp_path / "archive", tmp_path / "grown"
    read = []
    for number, step in enumerate(STEPS):
        step(archive)
        read.append(normalise(archive, grown, workers=2 if number == 3 else 1).read)
        once = tmp_path / f"once-{number}"
        normalise(archive, once)
        assert files(grown) == files(once)
    assert tuple(read) == READ
    assert pq.ParquetFile(grown / "announcement.parquet").num_row_groups == 2
    releases = [publish(made, tmp_path / f"out-{made.name}", Settings()) for made in (grown, once)]
    assert files(releases[0].path) == files(releases[1].path)


TEXTS = (FORUM, GRANT, MEETING, RATE, "")
PAGES = st.tuples(st.sampled_from("abcd"), st.sampled_from(TEXTS), st.sampled_from(["ars", "agence"]))


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(PAGES, max_size=4), min_size=2, max_size=4))
def test_whatever_happens_to_pages_the_tables_follow_from_the_archive_alone(
    tmp_path_factory: pytest.TempPathFactory, days: list[list[tuple[str, str, str]]]
) -> None:
    folder = tmp_path_factory.mktemp("grown")
    for day, pages in enumerate(days, start=1):
        fetched(folder / "archive", *(capture(name, day, text, source) for name, text, source in pages))
        normalise(folder / "archive", folder / "tables")
    normalise(folder / "archive", folder / "once")
    assert files(folder / "tables") == files(folder / "once")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of three announcements, one of which cannot be read."""
    STEPS[0](tmp_path / "archive")
    return tmp_path / "archive"


@pytest.fixture
def made(archive: Path, tmp_path: Path) -> Path:
    """The tables of that archive."""
    normalise(archive, tmp_path / "tables")
    return tmp_path / "tables"


def test_a_second_run_reads_nothing(archive: Path, made: Path) -> None:
    before = files(made)
    steps: list[tuple[int, int]] = []
    report = normalise(archive, made, progress=lambda done, total: steps.append((done, total)))
    assert (report.announcements, report.read, steps) == (3, 0, [])
    assert report.quarantined == 3
    assert report.rows["announcement"] == 2
    assert files(made) == before


def test_progress_counts_what_is_to_be_read(archive: Path, made: Path) -> None:
    fetched(archive, capture("neuf", 7, MEETING))
    steps: list[tuple[int, int]] = []
    report = normalise(archive, made, progress=lambda done, total: steps.append((done, total)))
    assert (report.announcements, report.read, steps) == (4, 1, [(1, 1)])


def test_days_and_addresses_are_told_without_reading_again(archive: Path, made: Path) -> None:
    fetched(archive, capture("b", 9, FORUM), capture("copie", 10, FORUM))
    assert normalise(archive, made).read == 0
    announcement = dict(zip(column(made, "announcement", "url"), column(made, "announcement", "last_seen_on"), strict=True))  # fmt: skip
    assert announcement == {
        "https://exemple.fr/a": date(2025, 1, 6),
        "https://exemple.fr/b": date(2025, 1, 10),
    }
    addresses = pq.read_table(made / "announcement_url.parquet").to_pylist()
    assert [(row["url"], row["first_seen_on"].day, row["last_seen_on"].day) for row in addresses] == [
        ("https://exemple.fr/b", 6, 9),
        ("https://exemple.fr/copie", 10, 10),
        ("https://exemple.fr/a", 6, 6),
    ]


def test_what_cannot_be_read_is_told_of_each_address_it_was_found_at(archive: Path, made: Path) -> None:
    fetched(archive, capture("vide", 7, ""), capture("vide-aussi", 7, ""))
    assert normalise(archive, made).read == 0
    normalise(archive, made)
    assert column(made, "quarantine", "url") == ["https://exemple.fr/vide", "https://exemple.fr/vide-aussi"]
    (status,) = pq.read_table(made / "source_status.parquet").to_pylist()
    assert (status["announcements"], status["problems"]) == (2, 2)

    fetched(archive, capture("vide-aussi", 8, MEETING))
    assert normalise(archive, made).read == 1
    assert column(made, "quarantine", "url") == ["https://exemple.fr/vide"]


def test_what_could_not_be_fetched_is_told_as_it_is_now(archive: Path, made: Path) -> None:
    assert sorted(column(made, "quarantine", "stage")) == ["fetch", "fetch", "normalise"]
    fetched(archive, capture("b", 7, FORUM))
    assert normalise(archive, made).read == 0
    assert column(made, "quarantine", "rule") == ["empty_page"]
    assert column(made, "source_status", "problems") == [1]


def test_a_reading_that_failed_is_not_tried_again_by_the_same_rules(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(batch, "read", fail)
        normalise(archive, tmp_path / "tables")
    report = normalise(archive, tmp_path / "tables")
    assert (report.read, report.rows["announcement"]) == (0, 0)
    assert "reading_failed" in column(tmp_path / "tables", "quarantine", "rule")
    monkeypatch.setattr(memory, "rules_version", lambda: "newer")
    report = normalise(archive, tmp_path / "tables")
    assert (report.read, report.rows["announcement"]) == (3, 2)
    assert "reading_failed" not in column(tmp_path / "tables", "quarantine", "rule")


def test_a_refused_value_stays_in_quarantine(tmp_path: Path) -> None:
    fetched(tmp_path / "archive", capture("p", 6, RATE))
    normalise(tmp_path / "archive", tmp_path / "tables")
    refused = column(tmp_path / "tables", "quarantine", "column_name")
    assert normalise(tmp_path / "archive", tmp_path / "tables").read == 0
    assert column(tmp_path / "tables", "quarantine", "column_name") == refused == ["rate_percent"]


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def _turn_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 1
    path.write_bytes(content)


def _drop_a_column(path: Path) -> None:
    table = pq.read_table(path)
    pq.write_table(table.drop_columns(table.column_names[-1]), path)


@pytest.mark.parametrize(
    ("table", "damage"),
    [
        *(
            (table, damage)
            for table in ("readings", "event")
            for damage in (Path.unlink, _cut, _drop_a_column)
        ),
        ("person_names", _turn_a_bit),
    ],
)
def test_tables_that_are_not_as_they_were_written_are_no_memory(
    archive: Path, made: Path, table: str, damage: Callable[[Path], None]
) -> None:
    before = files(made)
    damage(made / f"{table}.parquet")
    assert normalise(archive, made).read == 3
    assert files(made) == before


def test_a_run_stopped_while_it_reads_leaves_the_former_tables(
    archive: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(made)
    fetched(archive, capture("neuf", 7, MEETING))
    for name in ("select", "read_batch", "write_readings"):
        with monkeypatch.context() as patched:
            patched.setattr(tables, name, _stop)
            with pytest.raises(KeyboardInterrupt):
                normalise(archive, made)
        assert files(made) == before
    assert normalise(archive, made).read == 1
    assert {path.name for path in made.parent.iterdir()} == {"archive", "tables"}


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_run_stopped_between_the_two_steps_of_replacing_tables_loses_nothing(
    archive: Path, made: Path
) -> None:
    before = files(made)
    made.rename(made.with_name("tables.former"))
    shutil.copytree(made.with_name("tables.former"), made.with_name("tables.new"))
    assert normalise(archive, made).read == 0
    assert files(made) == before


def test_a_run_stopped_while_it_sweeps_up_is_no_matter(archive: Path, made: Path) -> None:
    before = files(made)
    for leftover in ("tables.former", "tables.new", "tables.parts"):
        shutil.copytree(made, made.with_name(leftover))
        (made.with_name(leftover) / "event.parquet").unlink()
    assert normalise(archive, made).read == 0
    assert files(made) == before
    shutil.copytree(made, made.with_name("tables.former"))
    (made.with_name("tables.former") / "event.parquet").unlink()
    shutil.rmtree(made)
    assert normalise(archive, made).read == 3
    assert files(made) == before


def test_any_change_of_a_rule_is_a_new_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in memory._RULES:
        if place.is_dir():
            shutil.copytree(place, tmp_path / place.name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(place, tmp_path)
    version = memory.rules_version()
    monkeypatch.setattr(memory, "_RULES", tuple(tmp_path / place.name for place in memory._RULES))
    assert memory.rules_version() == version
    versions = {version}
    for name in (
        "normalise/lexicon/events.yaml",
        "normalise/reference/communes.parquet",
        "normalise/rows.py",
        "schemas/event.py",
        "calendar_text.py",
    ):
        with (tmp_path / name).open("ab") as file:
            file.write(b"\n")
        versions.add(memory.rules_version())
    (tmp_path / "schemas" / "event.py").rename(tmp_path / "schemas" / "happening.py")
    versions.add(memory.rules_version())
    assert len(versions) == 7


def _imported() -> Iterator[str]:
    """The names of all modules that the rules import."""
    for place in memory._RULES:
        for path in place.rglob("*.py") if place.is_dir() else [place]:
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    yield from (alias.name for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.module:
                    yield node.module


def test_every_library_that_reading_rests_on_is_part_of_the_version() -> None:
    names = {name.partition(".")[0] for name in _imported()} - {*sys.stdlib_module_names, "flows", "schemas"}
    distributions = packages_distributions()
    assert {distributions[name][0] for name in names} == set(memory._LIBRARIES)


def test_every_module_that_reading_rests_on_is_part_of_the_version() -> None:
    of_the_archive = {"flows.fetch.archive", "flows.fetch.capture", "flows.fetch.state"}
    names = {name for name in _imported() if name.startswith("flows.fetch.")} - of_the_archive
    assert names == {f"flows.fetch.{place.stem}" for place in memory._RULES if place.is_file()}

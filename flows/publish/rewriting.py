"""Names of persons leave releases that are published already.

A release is made anew from its own tables, under its own version, without the names of persons who
objected, and without any name where the operator no longer publishes them. A release that tells nothing
of the kind stays as it is, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.normalise.documents.folding import fold
from flows.normalise.mentions.organisations import find_organisations, fullest_names
from flows.normalise.mentions.persons import find_persons
from flows.normalise.mentions.withheld import names_to_withhold
from flows.publish.changes import differences_told
from flows.publish.checks import check_release
from flows.publish.comparison import COMPARED, has_names
from flows.publish.data_files import write_data
from flows.publish.errors import ReleaseError
from flows.publish.lock import alone_in
from flows.publish.metadata_files import write_metadata
from flows.publish.owners import Owners
from flows.publish.personal_data import holds_words
from flows.publish.release import RELEASES, latest_release
from flows.publish.staging import built_aside, put_in_place, standing, sweep
from flows.publish.tables import PERSON_NAMES
from flows.settings import Settings
from schemas import Table
from schemas.event_speaker import EVENT_SPEAKER


def rewrite_releases(tables_path: Path, output_path: Path, settings: Settings) -> list[str]:
    """Withholds from all releases but the latest what may no longer be told. Gives the versions concerned.

    The latest is the work of `publish`. Raises ReleaseError, after all the others are done, where a
    release cannot be made anew.
    """
    releases = output_path / RELEASES
    latest = latest_release(output_path)
    rewritten, faults = [], []
    with alone_in(releases):
        sweep(releases)
        for release in standing(releases):
            if latest is not None and release.name == latest.name:
                continue
            try:
                if _rewrite(release, tables_path, settings):
                    rewritten.append(release.name)
            except (ReleaseError, OSError, pa.ArrowException) as error:
                faults.append(f"{release}: {error}")
    if faults:
        told = "\n  ".join(faults)
        raise ReleaseError(f"These releases may still tell names; restore or delete them:\n  {told}")
    return rewritten


def _rewrite(release: Path, tables_path: Path, settings: Settings) -> bool:
    """Makes a release anew, unless that changes nothing in its tables."""
    had_names = has_names(release)
    settings = settings.model_copy(update={"person_names": settings.person_names and had_names})
    with_words = settings.person_names or not had_names
    with built_aside(release.parent) as aside:
        tables, building = aside / "tables", aside / "release"
        tables.mkdir()
        building.mkdir()
        for table in COMPARED:
            _restore(table, release / f"{table.name}.parquet", tables / f"{table.name}.parquet")
        names = _named(release, tables_path)
        if had_names and not settings.person_names:
            names = pa.concat_tables([names, _named_in_words(release, names.schema)])
        pq.write_table(names, tables / PERSON_NAMES)
        told = differences_told(release, with_words=with_words)
        contents = replace(write_data(tables, building, settings, told), is_rewritten=True)
        if _tells_the_same(release, building):
            return False
        write_metadata(contents, release.name, building)
        check_release(building)
        put_in_place(building, release)
        return True


def _restore(table: Table, published: Path, path: Path) -> None:
    """Writes a published table as normalise would have left it; what came into the schema later is null."""
    schema = table.arrow_schema
    with pq.ParquetWriter(path, schema) as writer:
        for rows in _parts(published):
            cells = [
                rows[name] if name in rows.column_names else pa.nulls(len(rows), schema.field(name).type)
                for name in schema.names
            ]
            writer.write_table(pa.table(cells, names=schema.names).cast(schema))


def _named(release: Path, tables_path: Path) -> pa.Table:
    """Whom the announcements of a release name, as far as its own speakers and the present tables tell."""
    present = pq.read_table(tables_path / PERSON_NAMES)
    speakers = _column(release / f"{EVENT_SPEAKER.name}.parquet", "person_name")
    told = pa.table([_owners(release).of(EVENT_SPEAKER), speakers], schema=present.schema)
    return pa.concat_tables([present, told])


def _named_in_words(release: Path, schema: pa.Schema) -> pa.Table:
    """Whom the words of a release with names tell of: the page that named them may be another now."""
    owners, named = _owners(release), set[tuple[str | None, str]]()
    for table in COMPARED:
        path = release / f"{table.name}.parquet"
        if not path.exists():
            continue
        of_rows, done = owners.of(table), 0
        for rows in _parts(path):
            told_by = of_rows.slice(done, len(rows)).to_pylist()
            done += len(rows)
            for column in filter(holds_words, table.columns):
                if column.name in rows.column_names:
                    for announcement, text in zip(told_by, rows[column.name].to_pylist(), strict=True):
                        named.update((announcement, name) for name in _names_in(text or ""))
    columns = zip(*sorted(named, key=str), strict=True) if named else ([], [])
    return pa.table([pa.array(column, pa.string()) for column in columns], schema=schema)


def _parts(path: Path) -> Iterator[pa.Table]:
    """The rows of a table as far as a release has it, in parts."""
    if path.exists():
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches():
                yield pa.Table.from_batches([batch])


@lru_cache(maxsize=65_536)
def _names_in(text: str) -> frozenset[str]:
    folded = fold(text)
    organisations = find_organisations(text, folded)
    persons = find_persons(text, folded, organisations, fullest_names(organisations))
    return frozenset(names_to_withhold(text, folded, persons, organisations))


def _owners(release: Path) -> Owners:
    return Owners(lambda name, columns: pq.read_table(release / f"{name}.parquet", columns=columns))


def _tells_the_same(before: Path, after: Path) -> bool:
    """Whether all tables hold the same rows, column by column, as far as the former release has them."""
    return all(
        _column(path, name).equals(_column(after / path.name, name))
        for path in before.glob("*.parquet")
        for name in pq.read_schema(path).names
    )


def _column(path: Path, name: str) -> pa.ChunkedArray:
    return pq.read_table(path, columns=[name]).column(name)

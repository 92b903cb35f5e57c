"""From the tables that normalise leaves to the rows that a release holds.

Rows get the declared schema, lose what may not be published and are sorted; empty texts become null.
One table is in memory at a time.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.publish.errors import ReleaseError
from flows.publish.owners import Owners
from flows.publish.personal_data import PersonNames, holds_words, withhold
from schemas import Table

PERSON_NAMES = "person_names.parquet"
"""Whom each announcement names (announcement_id, person_name): for redaction, never published."""


class TablesToPublish:
    """The tables of a folder, made ready one by one."""

    def __init__(self, folder: Path, *, person_names: bool) -> None:
        self._folder = folder
        self.names = None if person_names else PersonNames(_read(folder / PERSON_NAMES))
        self._owners = Owners(lambda name, columns: _read(folder / f"{name}.parquet", columns))

    def rows(self, table: Table) -> pa.Table:
        """The rows of a table as they are published.

        Raises ReleaseError if the table is missing or is not as its declaration says.
        """
        path = self._folder / f"{table.name}.parquet"
        rows = _read(path)
        if not rows.schema.equals(table.arrow_schema, check_metadata=False):
            raise ReleaseError(f"{path} does not have the declared columns. Run `rhi normalise` again.")
        rows = rows.replace_schema_metadata(None).cast(table.arrow_schema)
        rows = _without_empty_texts(rows)
        rows = withhold(table, rows, self._owners.of(table, rows), self.names)
        order = dict.fromkeys([*table.sort_key, *table.primary_key])
        rows = rows.sort_by([(name, "ascending") for name in order])
        if self.names is not None and any(holds_words(table.column(name)) for name in table.primary_key):
            rows = _without_doubles(rows, table.primary_key)
        for column in table.columns:
            if column.required and (missing := rows.column(column.name).null_count):
                raise ReleaseError(
                    f"{table.name}.{column.name} is required but empty in {missing} rows. "
                    "Run `rhi normalise` again: it puts such rows in quarantine."
                )
        return rows


def _read(path: Path, columns: list[str] | None = None) -> pa.Table:
    try:
        return pq.read_table(path, columns=columns)
    except FileNotFoundError:
        raise ReleaseError(f"{path} is missing. Run `rhi normalise` first.") from None
    except (OSError, pa.ArrowException) as error:
        raise ReleaseError(f"{path} cannot be read ({error}). Run `rhi normalise` again.") from error


def _without_doubles(rows: pa.Table, key: tuple[str, ...]) -> pa.Table:
    """The first of each rows that only a name set apart ("Cabinet du Dr [nom]", twice)."""
    numbered = rows.select(key).append_column("row", pa.array(range(len(rows)), pa.int64()))
    firsts = numbered.group_by(list(key), use_threads=False).aggregate([("row", "min")]).column("row_min")
    return rows if len(firsts) == len(rows) else rows.take(firsts.sort())


def _without_empty_texts(rows: pa.Table) -> pa.Table:
    """Unknown is null: an empty text would say the same twice, and CSV cannot tell them apart."""
    for index, field in enumerate(rows.schema):
        if pa.types.is_string(field.type):
            values = rows.column(index)
            empty = pc.equal(values, "")
            if pc.any(empty).as_py():
                rows = rows.set_column(index, field, pc.if_else(empty, None, values))
    return rows

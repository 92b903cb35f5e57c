"""What differs between any two releases: how much, and the first changes of each table to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flows.publish.change_counts import ChangeCounts, Counting
from flows.publish.comparison import COMPARED, OWNER, Comparison, has_names
from flows.publish.release import LATEST, RELEASES

SHOWN = 10
"""Changes of a table that are shown."""


class NoReleaseError(ValueError):
    """There is no release of that name; the message says where it was looked for."""


@dataclass(frozen=True)
class Difference:
    """The difference between two releases."""

    before: Path
    after: Path
    counts: Mapping[str, ChangeCounts]
    """By table; one that does not differ is left out."""
    first: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    """The first changes of each table, as rows of the table `changes`."""

    def as_dict(self) -> dict[str, Any]:
        """The difference as plain values."""
        return {
            "before": str(self.before),
            "after": str(self.after),
            "tables": {
                name: {**counts.as_dict(), "first": self.first[name]} for name, counts in self.counts.items()
            },
        }


def find_release(name: str, output: Path) -> Path:
    """The folder of a release, given by its path, its version or `latest`. Raises NoReleaseError."""
    for folder in (output / RELEASES / name, output / LATEST if name == LATEST else Path(name)):
        if any((folder / f"{table.name}.parquet").is_file() for table in COMPARED):
            return folder.resolve()
    known = sorted(folder.name for folder in (output / RELEASES).glob("[!.]*") if folder.is_dir())
    there = f"There are {', '.join(known)} and latest" if known else "There is none yet; `rhi run` makes one"
    raise NoReleaseError(f"{name} is no folder of a release, nor a version in {output}. {there}.")


def difference(before: Path, after: Path, tables: Sequence[str] = ()) -> Difference:
    """What differs from one release to another, in all tables or in some.

    Raises ReleaseError where a release cannot be read.
    """
    comparison = Comparison(before, after, names_withdrawn=has_names(before) and not has_names(after))
    counting = Counting()
    first: dict[str, list[dict[str, Any]]] = {}
    for part in comparison.differences([table for table in COMPARED if not tables or table.name in tables]):
        counting.add(part)
        for table in part["table_name"].unique().to_pylist():
            shown = first.setdefault(table, [])
            shown += part.drop_columns(OWNER).slice(0, SHOWN - len(shown)).to_pylist()
    return Difference(before, after, counting.tables, first)

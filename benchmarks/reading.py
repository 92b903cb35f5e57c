"""How well the gold announcements are read, set by set: the day's line and the tables of reading.md.

python benchmarks/reading.py
"""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from flows.evaluate import MEASURES, Evaluation, evaluate
from flows.fetch.archive import Archive
from flows.fetch.capture import Capture
from flows.normalise.tables import normalise

GOLD = Path(__file__).parent.parent / "tests" / "gold"
SETS = ("written", "training", "unseen")
TYPES = {".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8"}


def read(gold: Path) -> Evaluation:
    """Read the announcements of a gold folder and compare."""
    captures = []
    for path in sorted(gold.glob("*.json")):
        facts = json.loads(path.read_text("utf-8"))
        page = next(p for suffix in TYPES if (p := path.with_suffix(suffix)).exists())
        day = datetime.fromisoformat(facts["retrieved_on"]).replace(hour=12, tzinfo=UTC)
        captures.append(Capture("gold", facts["url"], day, TYPES[page.suffix], page.read_bytes()))
    with tempfile.TemporaryDirectory() as folder:
        Archive(Path(folder) / "archive").append(captures)
        normalise(Path(folder) / "archive", Path(folder) / "tables")
        return evaluate([gold], Path(folder) / "tables")


def main() -> None:
    results = [read(GOLD / name) for name in SETS]
    counts = [len(result.documents) for result in results]
    print(f"| {date.today()} | " + " | ".join(_figures(results, counts)) + " |\n")
    _heading("table")
    for table in MEASURES:
        print(f"| {table} | " + " | ".join(f"{result.cells[table].f1:.2f}" for result in results) + " |")
    print("| **all** | " + " | ".join(f"**{result.all_cells.f1:.3f}**" for result in results) + " |\n")
    _heading("column")
    for table, column in results[0].columns:
        tallies = [result.columns[table, column] for result in results]
        print(f"| {table}.{column} | " + " | ".join(f"{tally.f1:.2f}" for tally in tallies) + " |")


def _figures(results: list[Evaluation], counts: list[int]) -> list[str]:
    """How many announcements each set holds and how well they are read, for the line of a day."""
    return [f"{count} | {result.all_cells.f1:.3f}" for count, result in zip(counts, results, strict=True)]


def _heading(first: str) -> None:
    print(f"| {first} | " + " | ".join(SETS) + " |")
    print("|---" * (1 + len(SETS)) + "|")


if __name__ == "__main__":
    main()

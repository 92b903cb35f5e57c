"""How well the gold announcements are read, set by set: the table of reading.md.

python benchmarks/reading.py
"""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime
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
    print("| table | " + " | ".join(SETS) + " |")
    print("|---" * (1 + len(SETS)) + "|")
    for table in MEASURES:
        print(f"| {table} | " + " | ".join(f"{result.cells[table].f1:.2f}" for result in results) + " |")
    print("| **all** | " + " | ".join(f"**{result.all_cells.f1:.3f}**" for result in results) + " |")


if __name__ == "__main__":
    main()

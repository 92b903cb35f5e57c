"""How well pages are read that were kept for years before their capture, as in old web archives.

    python benchmarks/kept.py [DAYS]

Reads the gold announcements as if captured so many days (1,000) later. What was open by then is closed, so
that the columns of status are told otherwise than in the gold; all else should be read the same.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from reading import GOLD, SETS, read


def later(gold: Path, days: int, folder: Path) -> Path:
    """A copy of a gold folder whose announcements were captured so many days later."""
    copy = Path(shutil.copytree(gold, folder / gold.name))
    for path in copy.glob("*.json"):
        facts = json.loads(path.read_text("utf-8"))
        captured = datetime.fromisoformat(facts["retrieved_on"]) + timedelta(days=days)
        facts["retrieved_on"] = captured.date().isoformat()
        path.write_text(json.dumps(facts), "utf-8")
    return copy


def main() -> None:
    days = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    print(f"| set | captured as in the gold | {days} days later |\n|---|---|---|")
    for name in SETS:
        with tempfile.TemporaryDirectory() as folder:
            kept = read(later(GOLD / name, days, Path(folder)))
        print(f"| {name} | {read(GOLD / name).all_cells.f1:.3f} | {kept.all_cells.f1:.3f} |")


if __name__ == "__main__":
    main()

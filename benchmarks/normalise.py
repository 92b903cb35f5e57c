"""How fast announcements are read: 5,000 distinct ones, made by varying the gold announcements.

    python benchmarks/normalise.py [COUNT]

Prints announcements per second on one core, by the clock and in processor time, peak memory, what a
second run takes that finds nothing new, and the share of each step. Absolute figures are those of the
machine; shares hold elsewhere.
"""

from __future__ import annotations

import re
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

from flows.fetch.archive import Archive
from flows.fetch.capture import Capture
from flows.normalise import batch, reading
from flows.normalise.frames import announcement
from flows.normalise.tables import normalise

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "written"
TYPES = {".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8"}
DAY = re.compile(r"\b([12]?\d)(?= (?:janvier|mars|mai|juillet|août|octobre|décembre)\b)")
STEPS: list[tuple[ModuleType, str]] = [
    (reading, "read_document"),
    (reading, "WrittenDates"),
    *[(reading, name) for name in vars(reading) if name.startswith("find_")],
    *[
        (announcement, name)
        for name in vars(announcement)
        if name.startswith("read_") and name[5:] != "announcement"
    ],
    (batch, "_rows"),
    (batch, "validated"),
    (batch, "quarantine_table"),
]


def variants(count: int) -> Iterator[Capture]:
    """Announcements like the gold ones, each with other days and a number of its own."""
    gold = [path for path in sorted(GOLD.iterdir()) if path.suffix in TYPES]
    texts = [path.read_text("utf-8") for path in gold]
    for number in range(count):
        path, text = gold[number % len(gold)], texts[number % len(gold)]
        shift = number // len(gold)
        text = DAY.sub(lambda match, s=shift: str((int(match[1]) + s) % 28 + 1), text)
        note = f"Annonce n° {number}"
        text = (
            text.replace("</h1>", f"</h1><p>{note}</p>", 1)
            if path.suffix == ".html"
            else f"{text}\n\n{note}\n"
        )
        yield Capture(
            "benchmark",
            f"https://benchmark.example.org/{number}",
            datetime(2024, 1, 15, 12, tzinfo=UTC),
            TYPES[path.suffix],
            text.encode(),
        )


def timed(shares: dict[str, float], name: str, step: Callable[..., Any]) -> Callable[..., Any]:
    """The same step, its time added up under its name."""

    @wraps(step)
    def run(*args: Any, **kwargs: Any) -> Any:
        start = time.perf_counter()
        try:
            return step(*args, **kwargs)
        finally:
            shares[name] += time.perf_counter() - start

    return run


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive"
        Archive(archive).append(variants(count))
        small = Path(folder) / "small"
        Archive(small).append(variants(50))
        normalise(small, Path(folder) / "warm")  # lexicons and gazetteer are loaded once a process

        start, cpu = time.perf_counter(), time.process_time()
        report = normalise(archive, Path(folder) / "tables")
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{count} announcements, {sum(report.rows.values())} rows, {report.quarantined} quarantined")
        print(
            f"{count / seconds:.0f} announcements a second on one core by the clock, "
            f"{count / cpu:.0f} in processor time; peak memory {memory:.0f} MB"
        )

        start = time.perf_counter()
        again = normalise(archive, Path(folder) / "tables")
        second = time.perf_counter() - start
        print(f"second run: {again.read} read, {second:.1f} s, {second / seconds:.1%} of the first")

        shares: dict[str, float] = defaultdict(float)
        for module, name in STEPS:
            setattr(module, name, timed(shares, name, getattr(module, name)))
        start = time.perf_counter()
        normalise(archive, Path(folder) / "timed")
        total = time.perf_counter() - start
        for name, spent in sorted(shares.items(), key=lambda item: -item[1]):
            print(f"{spent / total:7.1%}  {name}")
        print(f"{1 - sum(shares.values()) / total:7.1%}  the rest (archive, Parquet, masthead)")


if __name__ == "__main__":
    main()

"""How long it takes to publish a million events with their children, and in how much memory.

    python benchmarks/publish.py [EVENTS]

The tables are those of the sample, repeated with other identifiers, addresses and quotations. They are
published twice, the second time with some rows changed, so that a release is compared with the one before.
The measure is pyarrow's bare write of the same tables, as Parquet and as CSV, in the same run.
"""

from __future__ import annotations

import multiprocessing
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from flows.publish.release import publish
from flows.settings import Settings
from schemas import TABLES

COPIES_AT_ONCE = 2_000
SHARED = {"source_id", "organisation_id"}
"""Identifiers that stay the same in every copy."""
VARIED = {"evidence", "url"}
ALONE = {"source_status", "quarantine"}
"""Tables that are not repeated."""


def sample_tables(folder: Path) -> Path:
    """The working tables of the sample."""
    # Not at the top: processes that are started read this module, and are measured.
    from flows.fetch.run import fetch
    from flows.fetch.source import load_sources
    from flows.normalise.tables import normalise

    fetch(load_sources(), folder / "archive")
    normalise(folder / "archive", folder / "tables")
    return folder / "tables"


def repeated(rows: pa.Table, copies: int, changed: str) -> Iterator[pa.Table]:
    """The rows so many times over; `changed` goes into the quotations of every hundredth copy."""
    for start in range(0, copies, COPIES_AT_ONCE):
        numbers = np.arange(start, min(start + COPIES_AT_ONCE, copies))
        which = pa.array(np.tile(np.arange(len(rows)), len(numbers)))
        marks = np.repeat(numbers, len(rows))
        number = pa.array(marks).cast(pa.string())
        mark = pc.if_else(pa.array(marks % 100 == 0), pa.scalar(changed), pa.scalar(""))
        table = rows.take(which)
        for index, field in enumerate(table.schema):
            if field.name in VARIED:
                varied = pc.binary_join_element_wise(table.column(index), number, mark, " ")
                table = table.set_column(index, field, pc.utf8_slice_codeunits(varied, 0, 300))
            elif field.name.endswith("_id") and field.name not in SHARED:
                varied = pc.binary_join_element_wise(table.column(index), number, "-")
                table = table.set_column(index, field, varied)
        yield table


def write_tables(sample: Path, folder: Path, events: int, changed: str) -> None:
    """Working tables with so many events."""
    folder.mkdir()
    copies = max(events // pq.read_metadata(sample / "event.parquet").num_rows, 1)
    for path in sorted(sample.glob("*.parquet")):
        rows = pq.read_table(path)
        with pq.ParquetWriter(folder / path.name, rows.schema, compression="zstd") as writer:
            for part in repeated(rows, 1 if path.stem in ALONE else copies, changed):
                writer.write_table(part.cast(rows.schema))


def bare_write(tables: Path, folder: Path) -> None:
    """What cannot be saved: reading the tables, and writing them as Parquet and CSV."""
    folder.mkdir()
    for name in TABLES:
        path = tables / f"{name}.parquet"
        if path.exists():
            rows = pq.read_table(path)
            pq.write_table(rows, folder / path.name, compression="zstd", compression_level=9)
            for index, field in enumerate(rows.schema):
                if pa.types.is_timestamp(field.type):
                    rows = rows.set_column(index, field.name, rows.column(index).cast(pa.string()))
            pa_csv.write_csv(rows, folder / f"{name}.csv")


def measured(work: Callable[[], object]) -> tuple[float, float, float]:
    """Seconds, seconds of processor time, and peak memory in MB, of work done in a process of its own.

    What a process that it starts uses is counted with it; of both peaks, the sum.
    """
    # A fork would begin with the memory of this process.
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_do_and_tell, args=(work, sender))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit("the work failed")
    found: tuple[float, float, float] = receiver.recv()
    return found


def _do_and_tell(work: Callable[[], object], sender: Connection) -> None:
    begun, begun_processor = time.perf_counter(), time.process_time()
    work()
    seconds, processor = time.perf_counter() - begun, time.process_time() - begun_processor
    started = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor += started.ru_utime + started.ru_stime
    # Not ru_maxrss for its own: that is never less than what the process that started it had.
    (peak,) = re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))
    sender.send((seconds, processor, (int(peak) + started.ru_maxrss) / 1024))


def main() -> None:
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sample = sample_tables(folder / "sample")
        for number, changed in enumerate(("", "modifié")):
            write_tables(sample, folder / f"tables{number}", events, changed)
        metadata = {path.stem: pq.read_metadata(path).num_rows for path in (folder / "tables0").iterdir()}
        print(f"{metadata['event']} events, {sum(metadata.values())} rows in all")
        bare, bare_processor, memory = measured(partial(bare_write, folder / "tables0", folder / "bare"))
        print(f"bare write: {bare:.1f} s, {bare_processor:.1f} s of processor time, {memory:.0f} MB")
        settings = Settings(output=folder / "output")
        for number, what in enumerate(("first release", "second release, compared with the first")):
            seconds, processor, memory = measured(
                partial(publish, folder / f"tables{number}", settings.output, settings)
            )
            print(
                f"{what}: {seconds:.1f} s, {seconds / bare:.1f} times the bare write; in processor time "
                f"{processor:.1f} s, {processor / bare_processor:.1f} times; {memory:.0f} MB"
            )


if __name__ == "__main__":
    main()

"""Rows in order, however many there are.

Few rows are sorted in memory. Of many, memory holds only the keys, which tell each row's place, and one
part: the others wait on disk, each in the file of the part that its rows belong to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

ROWS_A_PART = 61_440

Places = npt.NDArray[np.int64]


def in_order(parts: Iterable[pa.Table], key: Sequence[str], folder: Path) -> Iterator[pa.Table]:
    """The rows sorted by the columns of `key`, in parts; those with the same key stay in their order.

    Args:
        parts: At least one, all of one schema.
        key: Names of columns.
        folder: Where files may lie meanwhile; none is left.
    """
    waiting: list[pa.Table] = []
    coming = iter(parts)
    for part in coming:
        waiting.append(part)
        if sum(map(len, waiting)) > ROWS_A_PART:
            yield from _by_way_of_disk(chain(waiting, coming), key, folder)
            return
    rows = pa.concat_tables(waiting)
    yield rows.take(_order(rows, key))


def _by_way_of_disk(parts: Iterable[pa.Table], key: Sequence[str], folder: Path) -> Iterator[pa.Table]:
    with TemporaryDirectory(prefix="sorting-", dir=folder) as name:
        aside = Path(name)
        unsorted = aside / "unsorted.arrow"
        places = _places(_laid_aside(parts, key, unsorted), key)
        with _opened(unsorted) as stream:
            files = _distributed(stream, places, aside)
        unsorted.unlink()
        for number, file in enumerate(files):
            with _opened(file) as stream:
                rows = stream.read_all()
            file.unlink()
            mine = (places // ROWS_A_PART) == number
            yield rows.take(pa.array(np.argsort(places[mine])))


@contextmanager
def _opened(file: Path) -> Iterator[pa.RecordBatchStreamReader]:
    """The rows of a file; without this Arrow maps it whole, and what was read of it stays in memory."""
    with pa.OSFile(str(file)) as source, pa.ipc.open_stream(source) as stream:
        yield stream


def _laid_aside(parts: Iterable[pa.Table], key: Sequence[str], file: Path) -> pa.Table:
    """Writes the rows to a file and gives their keys."""
    keys: list[pa.Table] = []
    with ExitStack() as stack:
        writer = None
        for part in parts:
            writer = writer or stack.enter_context(pa.ipc.new_stream(file, part.schema))
            writer.write_table(part)
            keys.append(part.select(key))
    return pa.concat_tables(keys)


def _places(keys: pa.Table, key: Sequence[str]) -> Places:
    """The place of each row in the order."""
    order = _order(keys, key).to_numpy()
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order))
    return places


def _distributed(batches: Iterable[pa.RecordBatch], places: Places, folder: Path) -> list[Path]:
    """Writes each row to the file of its part, and gives the files in the order of parts."""
    files = [folder / f"{number}.arrow" for number in range(-(-len(places) // ROWS_A_PART))]
    done = 0
    with ExitStack() as stack:
        writers: dict[int, pa.RecordBatchStreamWriter] = {}
        for batch in batches:
            part_of = places[done : done + len(batch)] // ROWS_A_PART
            done += len(batch)
            for number in np.unique(part_of).tolist():
                if number not in writers:
                    writers[number] = stack.enter_context(pa.ipc.new_stream(files[number], batch.schema))
                writers[number].write_batch(batch.take(pa.array(np.flatnonzero(part_of == number))))
    return files


def _order(rows: pa.Table, key: Sequence[str]) -> pa.Array:
    return pc.sort_indices(rows, [(name, "ascending") for name in key])

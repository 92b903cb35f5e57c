"""Work beside one's own, on a release that is large enough: in a process of its own.

Much of the work holds the interpreter, so two threads do little more than one. A process takes a second to
start, which a small release is made in; there a thread does what else the process would.

The process holds nothing of its parent but pipes, no lock, and ends with it, whatever that ends by.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from flows.processes import processes
from flows.publish.errors import ReleaseError

ROWS_WORTH_A_PROCESS = 200_000


@contextmanager
def beside(rows: int) -> Iterator[Executor]:
    """One who does tasks, one after another, for a release of so many rows.

    Tasks are functions of modules, and what they take and give can be pickled. Raises ReleaseError if the
    process is ended from outside.
    """
    if rows < ROWS_WORTH_A_PROCESS:
        with ThreadPoolExecutor(1) as thread:
            yield thread
        return
    try:
        with processes(1) as process:
            yield process
    except BrokenProcessPool as error:
        raise ReleaseError(
            "A process that made part of the release was ended from outside, perhaps for want of memory. "
            "The last release stands."
        ) from error

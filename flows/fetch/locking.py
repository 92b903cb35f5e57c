"""Keep two runs from writing the same thing at once.

The system gives the lock back when its holder ends, however it ends, so no stale lock stays behind.
Windows has no such lock in the standard library; there, one run at a time is the operator's care.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextmanager
def locked(path: Path, *, wait: bool) -> Iterator[None]:
    """Hold the lock file `path`, against other threads and processes alike.

    Raises `BlockingIOError` if another holds it and `wait` is false.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as stream:
        if sys.platform != "win32":
            fcntl.flock(stream, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield

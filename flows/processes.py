"""Processes beside one's own, which end with it, whatever that ends by."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread


@contextmanager
def processes(count: int) -> Iterator[ProcessPoolExecutor]:
    """So many processes for tasks that are functions of modules, and take and give what can be pickled."""
    # Fresh interpreters: a fork of a program with threads may hang, and would hold its locks.
    with ProcessPoolExecutor(count, get_context("spawn"), initializer=_end_with_parent) as pool:
        yield pool


def _end_with_parent() -> None:
    """Has this process end when its parent has, and silently when somebody interrupts both."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)

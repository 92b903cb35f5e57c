"""Publishes many times, each time in a process that kills itself at another moment (no test itself).

    python killing.py TABLES STANDING KILLS ROWS

STANDING is the output folder as each attempt finds it. A release of so many ROWS is made by two processes, of
which the first is killed and the other left to itself. A moment is the opening, making, renaming, linking
or removing of a file or folder, as Python's audit events tell of it
(https://docs.python.org/3/library/audit_events.html). Printed is a JSON array: for each kill its event, the
version that `latest` then points to, and what is wrong with that release or with the next attempt.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from itertools import count, pairwise
from pathlib import Path
from typing import Any

from flows.publish import beside
from flows.publish.checks import checksum_faults
from flows.publish.release import publish
from flows.settings import Settings

_LAST = 15
"""Moments at the end that are all tried: the release gets its name, and `latest` is switched."""
_TRIED_AGAIN = 5
"""After so many of the kills, it is tried whether the next attempt succeeds."""


def kill_publishing(tables: Path, standing: Path, kills: int) -> Iterator[dict[str, Any]]:
    """What came of each kill."""
    output = standing.with_name(f"{standing.name}-killed")

    def attempt() -> None:
        publish(tables, output, Settings(operator_name="Un autre éditeur"))

    _restore(standing, output)
    events, instants = _timeline(attempt)
    for number, moment in enumerate(_moments(instants, kills)):
        _restore(standing, output)
        status = _in_a_process_of_its_own(lambda until=moment: _killed(attempt, until))
        assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, events[moment]
        told = {"event": events[moment], "latest": _latest(output), "faults": _faults(output)}
        if number % (kills // _TRIED_AGAIN) == 0:
            assert _in_a_process_of_its_own(attempt) == 0
            told["faults"] += _faults(output) + [path.name for path in _leftovers(output)]
        yield told


def _latest(output: Path) -> str | None:
    return (output / "latest").resolve(strict=True).name if (output / "latest").is_symlink() else None


def _faults(output: Path) -> list[str]:
    """What is wrong with the releases that have a name."""
    return [fault for release in (output / "releases").glob("[0-9]*") for fault in checksum_faults(release)]


def _leftovers(output: Path) -> Iterator[Path]:
    return (path for folder in (output, output / "releases") for path in folder.glob(".[!l]*"))


def _restore(standing: Path, output: Path) -> None:
    """Has the output folder as it stood, with hard links: a published file is never written to."""
    if output.exists():
        # Under its name, who was left to himself might still write in it.
        shutil.rmtree(output.rename(tempfile.mkdtemp(dir=output.parent)), ignore_errors=True)
    shutil.copytree(standing, output, symlinks=True, copy_function=os.link)


def _killed(work: Callable[[], object], moment: int) -> None:
    seen = count()  # threads may count at the same time

    def kill(event: str, _: object) -> None:
        if _is_a_moment(event) and next(seen) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(kill)
    work()


def _timeline(work: Callable[[], object]) -> tuple[list[str], list[float]]:
    """The moments of some work: the names of their events, and when each came."""
    reading, writing = os.pipe()

    def tell() -> None:
        moments: list[tuple[str, float]] = []
        sys.addaudithook(
            lambda event, _: moments.append((event, time.process_time())) if _is_a_moment(event) else None
        )
        work()
        os.write(writing, json.dumps(moments).encode())

    assert _in_a_process_of_its_own(tell) == 0
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        names, instants = zip(*json.loads(told.read()), strict=True)
    return list(names), list(instants)


def _moments(instants: Sequence[float], count: int) -> list[int]:
    """The last moments and others by chance, as likely as the work before them is long."""
    chance = random.Random(5)
    moments = set(range(len(instants) - _LAST, len(instants)))
    gaps = [0.0, *(after - before for before, after in pairwise(instants))]
    while len(moments) < count:
        moments.update(chance.choices(range(len(instants)), gaps, k=count - len(moments)))
    return sorted(moments)


def _is_a_moment(event: str) -> bool:
    return event == "open" or event.startswith(("os.", "fcntl.", "shutil."))


def _in_a_process_of_its_own(work: Callable[[], object]) -> int:
    """Forks, does the work there, and gives the status that the process ended with."""
    if process := os.fork():
        return os.waitpid(process, 0)[1]
    try:
        work()
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


if __name__ == "__main__":
    os.fsync = lambda _: None  # a kill, unlike a power cut, loses nothing that the system has taken over
    beside.ROWS_WORTH_A_PROCESS = int(sys.argv[4])
    print(json.dumps(list(kill_publishing(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))))

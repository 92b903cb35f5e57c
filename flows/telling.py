"""What goes wrong, told to people: one message on standard error and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from signal import SIGINT, signal

import typer

FAILED = 1
WRONG_USAGE = 2
STOPPED = 130
"""What shells give for a command that Ctrl-C stopped."""


@contextmanager
def interrupted_afterwards() -> Iterator[None]:
    """Ctrl-C takes effect when the block is done: within an import, Python may lose it."""
    pressed: list[int] = []
    former = signal(SIGINT, lambda number, _: pressed.append(number))
    try:
        yield
    finally:
        signal(SIGINT, former)
    if pressed:
        raise KeyboardInterrupt


@contextmanager
def told_plainly() -> Iterator[None]:
    """Errors that people can mend are one message on standard error and an exit code."""
    try:
        yield
    except KeyboardInterrupt:
        say("Stopped. The last release stands.")
        raise typer.Exit(STOPPED) from None
    except Exception as error:
        code = _exit_code(error)
        if code is None:
            raise
        say(str(error))
        raise typer.Exit(code) from None


def _exit_code(error: Exception) -> int | None:
    """The exit code of an error that people can mend; None for what is a fault of the program."""
    from flows.fetch.archive.records import ArchiveError
    from flows.fetch.declaration import SourceError
    from flows.normalise.documents.problems import UnreadableDocument
    from flows.normalise.errors import TablesError
    from flows.publish.errors import ReleaseError
    from flows.registry.errors import NoSourceError

    if isinstance(error, SourceError):
        return WRONG_USAGE
    mendable = ArchiveError | TablesError | ReleaseError | UnreadableDocument | NoSourceError
    return FAILED if isinstance(error, mendable) else None


def say(message: str) -> None:
    print(f"rhi: {message}", file=sys.stderr)

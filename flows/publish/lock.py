"""One run at a time writes in a folder; the lock goes with its holder, however that ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from flows.fetch.locking import locked
from flows.publish.errors import OutputBusyError, ReleaseError


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Makes the folder if need be and holds its lock.

    Raises OutputBusyError if another run holds it, ReleaseError if the folder cannot be written.
    """
    with ExitStack() as held:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            held.enter_context(locked(folder / ".lock", wait=False))
        except BlockingIOError:
            raise OutputBusyError(
                f"Another run is at work in {folder}. Wait until it has ended, or choose another --output."
            ) from None
        except OSError as error:
            raise ReleaseError(
                f"{folder} cannot be written ({error.strerror}). Check its owner and permissions, or choose "
                "another --output."
            ) from error
        yield

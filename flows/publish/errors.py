"""What keeps a release from being made, in words for the people who run it."""

from __future__ import annotations

from collections.abc import Sequence

_SHOWN = 5


class ReleaseError(Exception):
    """No release was made and the last one stands. The message says why and what to do."""


class OutputBusyError(ReleaseError):
    """Another run is at work in the same folder."""


def demand_none(faults: Sequence[str]) -> None:
    """Raises ReleaseError where checks found faults; it tells the first of them."""
    if faults:
        shown = [fault.rstrip(".") for fault in faults[:_SHOWN]]
        if len(faults) > _SHOWN:
            shown.append(f"and {len(faults) - _SHOWN} more")
        raise ReleaseError(
            "The release does not pass its checks, so the last release stands:\n  " + "\n  ".join(shown)
        )

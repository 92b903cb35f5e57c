"""What keeps a release from being made, in words for the people who run it."""

from __future__ import annotations


class ReleaseError(Exception):
    """No release was made and the last one stands. The message says why and what to do."""


class OutputBusyError(ReleaseError):
    """Another run is at work in the same folder."""

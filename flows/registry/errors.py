"""Why a source cannot be begun."""

from __future__ import annotations


class NoSourceError(Exception):
    """A site gives nothing to begin a source with; the message says why."""

"""What keeps the tables from being made, in words for the people who run it."""

from __future__ import annotations


class TablesError(Exception):
    """The tables cannot be made, and the former ones stand. The message says why and what to do."""

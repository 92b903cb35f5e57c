"""What keeps the tables from being made, in words for the people who run it."""

from __future__ import annotations


class TablesError(Exception):
    """The tables cannot be written, and the former ones stand. The message says where and what to do."""

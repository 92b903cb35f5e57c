"""One module for each way in which announcements are offered.

Every module of this folder is imported, and every connector in it can be declared by its `kind`.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Union

from flows.fetch.connector import Connector

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

if TYPE_CHECKING:
    AnyConnector = Connector
else:
    AnyConnector = Union[tuple(sorted(Connector.__subclasses__(), key=lambda one: one.__name__))]  # noqa: UP007
    """Every connector; a declaration chooses by `kind`."""

__all__ = ["AnyConnector"]

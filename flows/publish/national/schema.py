"""A national schema, and whether a row conforms to it (Table Schema, https://datapackage.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

_WEB_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class NationalSchema:
    """A schema as its authors publish it, for rows of texts."""

    name: str
    version: str
    fields: tuple[Mapping[str, Any], ...]

    @classmethod
    def read(cls, path: Path) -> NationalSchema:
        """The schema of a JSON file."""
        content = json.loads(path.read_text("utf-8"))
        return cls(content["name"], content["version"].removeprefix("v"), tuple(content["fields"]))

    @cached_property
    def field_names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(field["name"] for field in self.fields)

    def faults(self, row: Mapping[str, str]) -> list[str]:
        """Why a row does not conform, one entry a field at fault; empty where it does."""
        found = (self._fault(name, cell) for name, cell in row.items())
        return [*self._missing(tuple(row)), *(fault for fault in found if fault)]

    @cached_property
    def _missing(self) -> Callable[[tuple[str, ...]], list[str]]:
        """The faults of the fields that are not given; rows give the same ones."""

        def missing(given: tuple[str, ...]) -> list[str]:
            found = (self._fault(name, "") for name in self.field_names if name not in given)
            return [fault for fault in found if fault]

        return lru_cache(maxsize=16)(missing)

    @cached_property
    def _fault(self) -> Callable[[str, str], str | None]:
        """Why a cell does not do for a field; rows share many cells."""

        fields = {field["name"]: field for field in self.fields}

        def fault(name: str, cell: str) -> str | None:
            field = fields[name]
            found = next(_faults(field, cell), None)
            return f"{name} {found}" if found else None

        return lru_cache(maxsize=4096)(fault)


def _faults(field: Mapping[str, Any], cell: str) -> Iterator[str]:
    constraints = field.get("constraints", {})
    if not cell:
        if constraints.get("required"):
            yield "missing"
        return
    if not _is_of_type(field, cell):
        yield f"is no {field.get('format', field['type'])}"
        return
    if "pattern" in constraints and not re.fullmatch(constraints["pattern"], cell):
        yield "has another form"
    if "enum" in constraints and cell not in constraints["enum"]:
        yield "is not in the list"
    if len(cell) > constraints.get("maxLength", len(cell)):
        yield "too long"
    if "minimum" in constraints and Decimal(cell) < Decimal(str(constraints["minimum"])):
        yield "too small"
    if "maximum" in constraints and Decimal(cell) > Decimal(str(constraints["maximum"])):
        yield "too large"


def _is_of_type(field: Mapping[str, Any], cell: str) -> bool:
    try:
        match field["type"], field.get("format"):
            case "string", "uuid":
                UUID(cell)
            case "string", "uri":
                return _WEB_ADDRESS.fullmatch(cell) is not None
            case "date", _:
                date.fromisoformat(cell)
            case "datetime", _:
                datetime.strptime(cell, "%Y-%m-%dT%H:%M:%SZ")
            case "number", _:
                return Decimal(cell).is_finite()
            case "boolean", _:
                return cell in (*field["trueValues"], *field["falseValues"])
    except (ValueError, InvalidOperation):
        return False
    return True

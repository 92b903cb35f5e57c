"""The data dictionary: one row for each column of each table, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schemas.codes import CODE_LISTS
from schemas.model import Column, Table

DICTIONARY_COLUMNS = (
    "table",
    "column",
    "type",
    "required",
    "unit",
    "code_list",
    "codes",
    "labels_fr",
    "labels_en",
    "title_fr",
    "title_en",
    "description_fr",
    "description_en",
)
"""Columns of `dictionnaire.csv`. Codes and their labels stand in the same order, between " | "."""

_SEPARATOR = " | "


def dictionary(tables: Iterable[Table]) -> Iterator[dict[str, str]]:
    """Rows with the keys `DICTIONARY_COLUMNS`; empty text where something does not apply."""
    for table in tables:
        for column in table.columns:
            yield _row(table, column)


def _row(table: Table, column: Column) -> dict[str, str]:
    codes = CODE_LISTS[column.codes].codes if column.codes else ()
    return {
        "table": table.name,
        "column": column.name,
        "type": column.type,
        "required": "true" if column.required else "false",
        "unit": column.unit or "",
        "code_list": column.codes or "",
        "codes": _SEPARATOR.join(code.code for code in codes),
        "labels_fr": _SEPARATOR.join(code.label_fr for code in codes),
        "labels_en": _SEPARATOR.join(code.label_en for code in codes),
        "title_fr": column.title_fr,
        "title_en": column.title_en,
        "description_fr": column.description_fr,
        "description_en": column.description_en,
    }

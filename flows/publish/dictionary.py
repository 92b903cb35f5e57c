"""`dictionnaire.csv`: a line for each published column, in French and in English."""

from __future__ import annotations

import pyarrow as pa

from schemas import TABLES
from schemas.dictionary import DICTIONARY_COLUMNS
from schemas.dictionary import dictionary as dictionary_rows

FILE_NAME = "dictionnaire.csv"


def dictionary() -> pa.Table:
    """The dictionary of all tables, in the order of publication."""
    schema = pa.schema([(name, pa.string()) for name in DICTIONARY_COLUMNS])
    return pa.Table.from_pylist(list(dictionary_rows(TABLES.values())), schema=schema)

"""The data dictionary tells of every column in a row of its own."""

from __future__ import annotations

from schemas import TABLES
from schemas.dictionary import DICTIONARY_COLUMNS, dictionary


def test_one_row_a_column_in_publication_order() -> None:
    rows = list(dictionary(TABLES.values()))
    assert [(row["table"], row["column"]) for row in rows] == [
        (table.name, column) for table in TABLES.values() for column in table.column_names
    ]
    assert all(tuple(row) == DICTIONARY_COLUMNS for row in rows)


def test_what_a_row_says() -> None:
    rows = {(row["table"], row["column"]): row for row in dictionary(TABLES.values())}
    assert rows["event", "attendance_mode"] == {
        "table": "event",
        "column": "attendance_mode",
        "type": "string",
        "required": "false",
        "unit": "",
        "code_list": "attendance_mode",
        "codes": "offline | online | mixed",
        "labels_fr": "Sur place | En ligne | Hybride",
        "labels_en": "On site | Online | Mixed",
        "title_fr": "Mode de participation",
        "title_en": "Attendance mode",
        "description_fr": "Sur place, en ligne ou les deux. Vide si l’annonce ne le dit pas.",
        "description_en": "On site, online or both. Null if unstated.",
    }
    amount = rows["funding", "amount_eur"]
    assert (amount["type"], amount["unit"], amount["codes"]) == ("decimal", "EUR", "")
    assert rows["event", "name"]["required"] == "true"

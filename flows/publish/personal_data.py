"""Names of persons, e-mail addresses and phone numbers stay out of what is published.

Unless the operator opts in, a person's name is withheld twice over: columns that hold names are
null, and wherever the name stands in other words of the same announcement (a title, a label, the
evidence, a raw value in quarantine) it reads `[nom]`. The names of persons who objected (the
suppression list) are withheld in the same two ways from all announcements, whatever the operator chose.

E-mail addresses and phone numbers read `•••` always. Addresses of pages keep their words: they are the
source that a reader must be able to go back to.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.normalise.documents.contacts import mask_contacts
from flows.publish.redactor import WITHHELD_NAME
from flows.publish.withheld_names import Numbers, WithheldNames
from schemas import TABLES, Column, Table

# What an e-mail address or a phone number cannot be without: most texts need no closer look.
_MAYBE_CONTACT = r"(?i)[@＠]|\b(?:at|arobase|chez)\b|[\[({] ?[aà] ?[\])}]|[0-9](?:[^0-9a-z]{0,3}[0-9]){8}"


def withhold(table: Table, rows: pa.Table, groups: Numbers, names: WithheldNames) -> pa.Table:
    """The rows of a table without what may not be published.

    Args:
        table: The table's declaration.
        rows: Its rows.
        groups: The group of persons that each row may not name.
        names: The names that may not be published.
    """
    for index, column in enumerate(table.columns):
        values = rows.column(column.name)
        if column.personal and names.everyone:
            values = pa.chunked_array([pa.nulls(len(rows), values.type)])
        elif holds_words(column):
            values = _withheld(column, values, groups, names)
            if column.name == "raw_value" and names.everyone:
                values = _without_personal_values(rows, values)
        rows = rows.set_column(index, rows.schema.field(index), values)
    return rows


def _withheld(
    column: Column, values: pa.ChunkedArray, groups: Numbers, names: WithheldNames
) -> pa.ChunkedArray:
    """The texts of a column without names and contacts; rows share many of them."""
    shared = values.combine_chunks().dictionary_encode()
    texts = _without_contacts(shared.dictionary)
    codes = pc.fill_null(shared.indices, -1).to_numpy().astype(np.int64)
    texts, codes = names.withheld(texts, codes, groups)
    if column.personal:
        texts = pc.if_else(pc.match_substring(texts, WITHHELD_NAME), None, texts)
    if column.max_length and (pc.max(pc.utf8_length(texts)).as_py() or 0) > column.max_length:
        texts = pc.utf8_slice_codeunits(texts, 0, column.max_length)
    if texts is shared.dictionary:
        return values
    return pa.chunked_array([texts.take(pa.array(codes, mask=codes < 0))])


def _without_personal_values(rows: pa.Table, values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Raw values of quarantined names: nothing of them may stay."""
    personal = pa.array(
        [
            f"{table.name}.{column.name}"
            for table in TABLES.values()
            for column in table.columns
            if column.personal
        ],
        pa.string(),
    )
    places = pc.binary_join_element_wise(rows.column("table_name"), rows.column("column_name"), ".")
    is_name = pc.and_(pc.is_in(places, pa.array(personal, pa.string())), pc.is_valid(values))
    return pc.if_else(is_name, WITHHELD_NAME, values)


def _without_contacts(texts: pa.Array) -> pa.Array:
    """Addresses and numbers overwritten, as in the text of documents."""
    suspected = pc.match_substring_regex(texts, _MAYBE_CONTACT)
    found = texts.filter(suspected).to_pylist()
    masked = [mask_contacts(text) for text in found]
    return pc.replace_with_mask(texts, suspected, pa.array(masked, texts.type)) if masked != found else texts


def holds_words(column: Column) -> bool:
    """Whether a column has words of an announcement, where names may stand."""
    return (
        column.type == "string"
        and not column.codes
        and not column.pattern
        and not _is_identifier(column)
        and not _is_address(column)
    )


def _is_identifier(column: Column) -> bool:
    return column.name.endswith(("_id", "_digest"))


def _is_address(column: Column) -> bool:
    return column.name == "url" or column.name.endswith("_url")

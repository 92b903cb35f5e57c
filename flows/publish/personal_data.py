"""Names of persons, e-mail addresses and phone numbers stay out of what is published.

Unless the operator opts in, a person's name is withheld twice over: columns that hold names are
null, and wherever the name stands in other words of the same announcement (a title, a label, the
evidence, a raw value in quarantine) it reads `[nom]`. The names of persons who objected (the
suppression list) are withheld in the same two ways from all announcements, whatever the operator chose.

E-mail addresses and phone numbers read `•••` always. Addresses of pages keep their words: they are the
source that a reader must be able to go back to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from flows.normalise.documents.contacts import mask_contacts
from flows.normalise.documents.folding import fold
from flows.publish.redactor import WITHHELD_NAME, Redactor, hints
from schemas import TABLES, Column, Table

_TEXTS_AT_ONCE = 1_024
# What an e-mail address or a phone number cannot be without: most texts need no closer look.
_MAYBE_CONTACT = r"(?i)[@＠]|\b(?:at|arobase|chez)\b|[\[({] ?[aà] ?[\])}]|[0-9](?:[^0-9a-z]{0,3}[0-9]){8}"


def withhold(table: Table, rows: pa.Table, owners: pa.ChunkedArray, names: WithheldNames) -> pa.Table:
    """The rows of a table without what may not be published.

    Args:
        table: The table's declaration.
        rows: Its rows.
        owners: The announcement_id that each row belongs to; null where there is none.
        names: The names that may not be published.
    """
    cleared = [column for column in table.columns if column.personal and names.everyone]
    wordy = [column for column in table.columns if holds_words(column) and column not in cleared]
    suspected = names.suspected_in([rows.column(column.name) for column in wordy], owners)
    for index, column in enumerate(table.columns):
        values = rows.column(column.name)
        if column in cleared:
            values = pa.chunked_array([pa.nulls(len(rows), values.type)])
        elif column in wordy:
            values = _without_contacts(values)
            values = names.replaced_in(values, owners, suspected)
            if column.personal:
                values = pc.if_else(pc.match_substring(values, WITHHELD_NAME), None, values)
            if column.name == "raw_value" and names.everyone:
                values = _without_personal_values(rows, values)
            if column.max_length:
                values = pc.utf8_slice_codeunits(values, 0, column.max_length)
        rows = rows.set_column(index, rows.schema.field(index), values)
    return rows


class WithheldNames:
    """The names that stay out of a release, and out of which rows."""

    def __init__(self, named: pa.Table | None, suppressed: Iterable[str] = ()) -> None:
        """Whom the announcements name, and who is not to be named.

        Args:
            named: A row (announcement_id, person_name) for each person named, whose names stay out of the
                rows of that announcement; None where names are published.
            suppressed: Persons whose names stay out of all rows in any case.
        """
        self.everyone = named is not None
        """Whether the names of all persons stay out."""
        self._everywhere = tuple(sorted(set(suppressed)))
        names: dict[str, set[str]] = {}
        for row in named.to_pylist() if named is not None else ():
            if row["announcement_id"] and row["person_name"]:
                names.setdefault(row["announcement_id"], set(self._everywhere)).add(row["person_name"])
        self._announcements = pa.array(names, pa.string())
        self._names = {announcement: tuple(sorted(found)) for announcement, found in names.items()}
        # Rows of one announcement lie together or nearly so, and many announcements name the same persons.
        self._redactor = lru_cache(maxsize=4096)(Redactor)
        self._hints = lru_cache(maxsize=4096)(hints)
        # Several rows of an announcement rest on one sentence, and name one organisation.
        self._redacted = lru_cache(maxsize=65_536)(lambda names, text: self._redactor(names).redact(text))

    def __bool__(self) -> bool:
        """Whether any name stays out."""
        return self.everyone or bool(self._everywhere)

    def suspected_in(self, columns: Sequence[pa.ChunkedArray], owners: pa.ChunkedArray) -> pa.ChunkedArray:
        """Which rows may name somebody in one of their texts; a look at each as a whole is quick."""
        concerned = pc.fill_null(pc.is_in(owners, self._announcements), False)
        if self._everywhere:
            concerned = pa.chunked_array([pa.repeat(True, len(owners))])
        parts = [column.filter(concerned) for column in columns]
        if not any(map(len, parts)):
            return concerned
        texts = pc.binary_join_element_wise(
            *parts, "\n", null_handling="replace", null_replacement=""
        ).to_pylist()
        words = (self._hints(self._of(one)) for one in owners.filter(concerned).to_pylist())
        found = [any(map(text.__contains__, some)) for text, some in zip(_folded(texts), words, strict=True)]
        return pc.replace_with_mask(concerned, concerned.combine_chunks(), pa.array(found, pa.bool_()))

    def replaced_in(
        self, values: pa.ChunkedArray, owners: pa.ChunkedArray, suspected: pa.ChunkedArray
    ) -> pa.ChunkedArray:
        """The texts of a column without the names that their rows may not tell."""
        concerned = pc.and_(suspected, pc.is_valid(values))
        texts = values.filter(concerned).to_pylist()
        announcements = owners.filter(concerned).to_pylist()
        redacted = [
            self._redacted(self._of(announcement), text)
            for text, announcement in zip(texts, announcements, strict=True)
        ]
        return _replaced(values, concerned, redacted) if redacted != texts else values

    def _of(self, announcement: str | None) -> tuple[str, ...]:
        return self._names.get(announcement or "", self._everywhere)


def _folded(texts: Sequence[str]) -> Iterator[str]:
    """Each text folded; many at once, which moves no character, take a fraction of the time."""
    for first in range(0, len(texts), _TEXTS_AT_ONCE):
        some = texts[first : first + _TEXTS_AT_ONCE]
        folded, start = fold("".join(some)), 0
        for text in some:
            yield folded[start : start + len(text)]
            start += len(text)


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


def _without_contacts(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Addresses and numbers overwritten, as in the text of documents."""
    suspected = pc.fill_null(pc.match_substring_regex(values, _MAYBE_CONTACT), False)
    texts = values.filter(suspected).to_pylist()
    return _replaced(values, suspected, [mask_contacts(text) for text in texts]) if texts else values


def _replaced(values: pa.ChunkedArray, chosen: pa.ChunkedArray, texts: Sequence[str]) -> pa.ChunkedArray:
    """The column with the chosen cells replaced, in order."""
    return pc.replace_with_mask(values, chosen.combine_chunks(), pa.array(texts, values.type))


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

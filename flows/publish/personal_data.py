"""Names of persons, e-mail addresses and phone numbers stay out of what is published.

Unless the operator opts in, a person's name is withheld twice over: columns that hold names are
null, and wherever the name stands in other words of the same announcement (a title, a label, the
evidence, a raw value in quarantine) it reads `[nom]`. E-mail addresses and phone numbers are
withheld always.

Found are the full name in either order ("Camille Exemple", "EXEMPLE Camille"), with initials
("C. Exemple"), and the surname alone after a title ("Dr Exemple", "Mmes Exemple et Modèle");
capitals, accents and hyphens make no difference, and only whole words count. E-mail addresses and
phone numbers read `•••`. Addresses of pages keep their words: they are the source that a reader must be
able to go back to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from flows.normalise.documents.contacts import mask_contacts
from flows.normalise.documents.folding import fold
from schemas import TABLES, Column, Table
from schemas.evidence import LONGEST_EVIDENCE

WITHHELD_NAME = "[nom]"
# What an e-mail address or a phone number cannot be without: most texts need no closer look.
_MAYBE_CONTACT = r"(?i)[@＠]|\b(?:at|arobase|chez)\b|[0-9](?:[ ./()-]{0,3}[0-9]){8}"

_TITLES = (
    "dr|drs|docteur|docteure|docteurs|pr|prs|prof|professeur|professeure|professeurs"
    "|m|mr|mm|mme|mmes|mlle|mlles|monsieur|messieurs|madame|mesdames|mademoiselle|me|maitre"
)
_TITLE = re.compile(rf"(?<!\w)(?:{_TITLES})\b\.?\s+")
_TITLE_BEFORE = re.compile(rf"^(?:(?:{_TITLES})\b\.?\s*)+")
_MORE = re.compile(r"\s*(?:,|&|\bet\b)\s*")
# Words that open a surname without being one: "de La Roche".
_PARTICLES = frozenset(
    "al bel ben d da de del della den der des di dos du el l la le les van von".split(" ")  # noqa: SIM905
)

_GAP = r"[\s\-'.]+"
_WORD = re.compile(r"[^\W\d_]+")
_OPENS = r"(?<!\w)"
_CLOSES = r"(?:-[^\W\d_]+)*(?!\w)"


def withhold(table: Table, rows: pa.Table, owners: pa.ChunkedArray, names: PersonNames | None) -> pa.Table:
    """The rows of a table without what may not be published.

    Args:
        table: The table's declaration.
        rows: Its rows.
        owners: The announcement_id that each row belongs to; null where there is none.
        names: Whom the announcements name, or None where names are published.
    """
    wordy = [
        rows.column(column.name) for column in table.columns if holds_words(column) and not column.personal
    ]
    suspected = names.suspected_in(wordy, owners) if names is not None and wordy else None
    for index, column in enumerate(table.columns):
        values = rows.column(column.name)
        if names is not None and column.personal:
            values = pa.chunked_array([pa.nulls(len(rows), values.type)])
        elif holds_words(column):
            values = _without_contacts(values)
            if names is not None and suspected is not None:
                values = names.replaced_in(values, owners, suspected)
            if names is not None and column.name == "raw_value":
                values = _without_personal_values(rows, values)
            if column.max_length:
                values = pc.utf8_slice_codeunits(values, 0, column.max_length)
        rows = rows.set_column(index, rows.schema.field(index), values)
    return rows


class PersonNames:
    """Which persons each announcement names."""

    def __init__(self, table: pa.Table) -> None:
        """`table` has a row (announcement_id, person_name) for each person named."""
        names: dict[str, list[str]] = {}
        for announcement, name in zip(
            table.column("announcement_id").to_pylist(), table.column("person_name").to_pylist(), strict=True
        ):
            if announcement and name:
                names.setdefault(announcement, []).append(name)
        self._announcements = pa.array(names, pa.string())
        self._names = {announcement: tuple(sorted(set(named))) for announcement, named in names.items()}
        # Rows of one announcement lie together or nearly so, and many announcements name the same persons.
        self._redactor = lru_cache(maxsize=4096)(Redactor)
        self._hints = lru_cache(maxsize=4096)(_hints)
        # Several rows of an announcement rest on one sentence, and name one organisation.
        self._redacted = lru_cache(maxsize=65_536)(lambda names, text: self._redactor(names).redact(text))

    def suspected_in(self, columns: Sequence[pa.ChunkedArray], owners: pa.ChunkedArray) -> pa.ChunkedArray:
        """Which rows may name somebody in one of their texts; a look at each as a whole is quick."""
        concerned = pc.fill_null(pc.is_in(owners, self._announcements), False)
        parts = [column.filter(concerned) for column in columns]
        if not any(map(len, parts)):
            return concerned
        texts = pc.binary_join_element_wise(
            *parts, "\n", null_handling="replace", null_replacement=""
        ).to_pylist()
        hints = (self._hints(self._names[one]) for one in owners.filter(concerned).to_pylist())
        found = [any(map(fold(text).__contains__, words)) for text, words in zip(texts, hints, strict=True)]
        return pc.replace_with_mask(concerned, concerned.combine_chunks(), pa.array(found, pa.bool_()))

    def replaced_in(
        self, values: pa.ChunkedArray, owners: pa.ChunkedArray, suspected: pa.ChunkedArray
    ) -> pa.ChunkedArray:
        """The texts of a column with the names that their own announcement holds withheld."""
        concerned = pc.and_(suspected, pc.is_valid(values))
        texts = values.filter(concerned).to_pylist()
        announcements = owners.filter(concerned).to_pylist()
        redacted = [
            self._redacted(self._names[announcement], text)
            for text, announcement in zip(texts, announcements, strict=True)
        ]
        return _replaced(values, concerned, redacted) if redacted != texts else values


class Redactor:
    """Replaces the names of some persons wherever they stand in a text.

    >>> Redactor(["Camille Exemple"]).redact("Échange avec le Dr EXEMPLE, puis Camille Exemple.")
    'Échange avec le Dr [nom], puis [nom].'
    """

    def __init__(self, names: Iterable[str]) -> None:
        """`names` as written, with or without a title before them."""
        full: set[str] = set()
        surnames: set[str] = set()
        cut: set[str] = set()
        hints: set[str] = set()
        for name in names:
            given, surname = _parts(name)
            if not surname:
                continue
            hints.add(max(surname, key=len))
            surnames.add(_surname_pattern(surname))
            if given:
                full.update(_full_patterns(given, surname))
                cut.add(_GAP.join(given))
            elif len(surname[0]) > 3:
                full.add(_GAP.join(surname))
        self._hints = tuple(sorted(hints))
        self._names, self._given = _alternatives(full), _alternatives(cut)
        self._surnames = _alternatives(surnames)

    # Compiling takes longer than searching, and most texts of an announcement name nobody: each
    # pattern is made when a text first asks for it.

    @cached_property
    def _full(self) -> re.Pattern[str]:
        return re.compile(rf"{_OPENS}(?:{self._names}){_CLOSES}")

    @cached_property
    def _surname(self) -> re.Pattern[str]:
        return re.compile(rf"{_OPENS}(?:{self._surnames}){_CLOSES}")

    @cached_property
    def _cut(self) -> re.Pattern[str]:
        """The given name and at most a stump after it, at the end: "… présenté par Camille Exem"."""
        return re.compile(rf"{_OPENS}(?:{self._given})(?:{_GAP}[^\W\d_]*)?\W*\Z")

    def redact(self, text: str) -> str:
        """The text with every name replaced by `[nom]`."""
        folded = fold(text)
        spans: list[tuple[int, int]] = []
        if any(hint in folded for hint in self._hints):
            spans += [found.span() for found in self._full.finditer(folded)]
            for title in _TITLE.finditer(folded):
                spans += self._titled(folded, title.end())
        # Only evidence of full length may have been cut within a name.
        if len(text) >= LONGEST_EVIDENCE and (cut := self._cut.search(folded, len(folded) - 80)):
            spans.append(cut.span())
        pieces: list[str] = []
        done = 0
        for start, end in sorted(spans):
            if start >= done:
                pieces += [text[done:start], WITHHELD_NAME]
            done = max(done, end)
        return "".join([*pieces, text[done:]]) if spans else text

    def _titled(self, folded: str, start: int) -> Iterator[tuple[int, int]]:
        """Surnames after a title, which may stand before several ("Drs Exemple et Modèle")."""
        while surname := self._surname.match(folded, start):
            yield surname.span()
            if not (more := _MORE.match(folded, surname.end())):
                return
            start = more.end()


def _hints(names: Iterable[str]) -> frozenset[str]:
    """Words, folded, of which one stands in every text that `Redactor` changes for these names."""
    both = [_parts(name) for name in names]
    return frozenset(max(words, key=len) for parts in both if parts[1] for words in parts if words)


def _parts(name: str) -> tuple[list[str], list[str]]:
    """Given name and surname of a person, as folded words."""
    folded = fold(name)
    start = title.end() if (title := _TITLE_BEFORE.match(folded)) else 0
    chunks = name[start:].split()
    capitals = [chunk for chunk in chunks if chunk.isupper() and len(chunk.strip(".-")) > 1]
    if 0 < len(capitals) < len(chunks):  # "Camille EXEMPLE", "EXEMPLE Camille"
        given = [chunk for chunk in chunks if chunk not in capitals]
        surname = capitals
    elif len(chunks) > 1:
        given, surname = chunks[:1], chunks[1:]
    else:
        given, surname = [], chunks
    return _WORD.findall(fold(" ".join(given))), _WORD.findall(fold(" ".join(surname)))


def _full_patterns(given: Sequence[str], surname: Sequence[str]) -> Iterable[str]:
    first, last = _GAP.join(given), _GAP.join(surname)
    yield rf"{first}{_GAP}{last}"
    yield rf"{last}(?:{_GAP}|,\s*){first}"
    if len(given) == 1:
        yield rf"{given[0][0]}\.\s*{last}"
    else:
        yield rf"{given[0][0]}\.?[\s\-]*{given[1][0]}(?:\.\s*|\s+){last}"


def _surname_pattern(words: Sequence[str]) -> str:
    """A surname after a title; of a double one the first half is enough."""
    opening = next((i for i, word in enumerate(words) if word not in _PARTICLES), len(words) - 1) + 1
    pattern = _GAP.join(words[:opening])
    if rest := words[opening:]:
        pattern += rf"(?:{_GAP}{_GAP.join(rest)})?"
    return pattern


def _alternatives(patterns: Iterable[str]) -> str:
    """Longest first, so that a longer name is not cut short by one it begins with."""
    return "|".join(sorted(patterns, key=lambda pattern: (-len(pattern), pattern))) or r"(?!)"


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

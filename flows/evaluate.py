"""How well a release says what careful readers say: rows and cells compared with gold documents.

A gold document is a JSON file with the announcement's `url` and the rows that a person read in it.
Rows of a release are paired with gold rows of the same announcement, best match first, then compared
cell by cell:

- row F1: a published row counts where it pairs with a gold row (they tell of the same thing);
- cell F1: a published non-null cell counts where its row is paired and its value is right. Every
  other published cell costs precision, every gold cell that is not matched costs recall.

Text cells match from 80 % similarity, all others exactly.
"""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from rapidfuzz import fuzz

Row = dict[str, Any]
Cell = str | float | None


@dataclass(frozen=True)
class Measure:
    """How one table is compared: its columns, and those that tell whether two rows are the same thing."""

    columns: tuple[str, ...]
    keys: tuple[tuple[str, int], ...] = ()
    """(column, weight); a table without keys has one row an announcement."""


MEASURES: Mapping[str, Measure] = {
    "announcement": Measure(("title", "publisher_name", "published_on", "region_code", "department_code")),
    "event": Measure(
        (
            "name", "event_type", "start_date", "start_time", "end_date", "end_time", "date_precision",
            "attendance_mode", "venue_name", "street_address", "postal_code", "commune_code",
            "department_code", "region_code", "organiser_name", "attendance_count", "event_status",
            "registration_deadline",
        ),
        (("start_date", 3), ("name", 3), ("commune_code", 2), ("start_time", 1)),
    ),
    "event_session": Measure(
        ("start_time", "end_time", "title", "session_type"), (("title", 3), ("start_time", 2))
    ),
    "event_speaker": Measure(
        ("person_name", "role", "organisation_name"), (("person_name", 3), ("role", 1))
    ),
    "programme": Measure(
        (
            "name", "acronym", "programme_type", "lead_organisation_name", "start_date", "end_date",
            "scope", "department_code", "region_code", "programme_status",
        ),
        (("name", 4), ("acronym", 1)),
    ),
    "programme_objective": Measure(("level", "text", "parent"), (("text", 1),)),
    "programme_site": Measure(
        ("site_name", "commune_code", "department_code"), (("commune_code", 2), ("site_name", 1))
    ),
    "funding": Measure(
        (
            "funder_name", "beneficiary", "beneficiary_count", "amount_eur", "amount_max_eur",
            "amount_qualifier", "amount_basis", "rate_percent", "instrument", "period_start",
            "period_end", "application_deadline", "funding_status",
        ),
        (
            ("amount_eur", 4), ("amount_max_eur", 1), ("rate_percent", 1), ("funder_name", 1),
            ("beneficiary", 1),
        ),
    ),
    "organisation_role": Measure(
        ("organisation_name", "organisation_type", "role"), (("organisation_name", 3), ("role", 1))
    ),
    "indicator": Measure(("label", "value", "unit", "out_of"), (("value", 3), ("label", 1))),
}  # fmt: skip

_TEXT = frozenset(
    {
        "title", "publisher_name", "name", "venue_name", "street_address", "organiser_name", "person_name",
        "organisation_name", "lead_organisation_name", "text", "parent", "site_name", "funder_name",
        "beneficiary", "label", "unit",
    }
)  # fmt: skip
_SIMILAR_ENOUGH = 0.8
_SAME_THING = 0.5


@dataclass
class Tally:
    """Counts of what is right, what was said, what should have been said."""

    right: int = 0
    said: int = 0
    gold: int = 0

    def add(self, right: int, said: int, gold: int) -> None:
        self.right += right
        self.said += said
        self.gold += gold

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Evaluation:
    """Row and cell tallies per table, cell tallies per (table, column) and per document."""

    rows: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    cells: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    columns: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    documents: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    unread: list[str] = field(default_factory=list)
    """Gold documents whose announcement the release does not hold."""
    comparisons: list[tuple[str, str, Row | None, Row | None]] = field(default_factory=list)
    """(document, table, gold row, published row), either null where it has no partner."""

    @property
    def all_rows(self) -> Tally:
        return _sum(self.rows.values())

    @property
    def all_cells(self) -> Tally:
        return _sum(self.cells.values())


def evaluate(gold_folders: Iterable[Path], release: Path) -> Evaluation:
    """Compare the release in a folder of `<table>.parquet` with all gold documents of some folders.

    Raises FileNotFoundError, saying which, where a folder, its documents or the release's tables are missing.
    """
    published = _published_rows(release)
    result = Evaluation()
    for name, gold in gold_documents(gold_folders):
        if gold["url"] not in published:
            result.unread.append(name)
        said = published.get(gold["url"], {})
        for table, truth in gold_rows(gold).items():
            compare(result, name, table, truth, said.get(table, []))
    return result


def gold_documents(folders: Iterable[Path]) -> Iterable[tuple[str, Row]]:
    """The gold documents of some folders, each with its name.

    Raises FileNotFoundError where a folder is missing, holds none or holds something else.
    """
    for folder in folders:
        if not folder.is_dir():
            raise FileNotFoundError(f"There is no folder of gold documents at {folder}.")
        paths = sorted(folder.glob("*.json"))
        if not paths:
            raise FileNotFoundError(f"There are no gold documents (*.json) in {folder}.")
        for path in paths:
            yield path.stem, _gold_document(path)


def _gold_document(path: Path) -> Row:
    try:
        gold: Row = json.loads(path.read_text("utf-8"))
        gold["url"], gold["announcement"]
    except (ValueError, KeyError, TypeError):
        raise FileNotFoundError(
            f"{path} is no gold document: it needs `url` and `announcement`, as JSON."
        ) from None
    return gold


def compare(result: Evaluation, document: str, table: str, truth: list[Row], said: list[Row]) -> None:
    """Add to a result how one table of a document was read (rows of `gold_rows` and `comparable`)."""
    measure = MEASURES[table]
    pairs = _pair(truth, said, measure.keys)
    result.rows[table].add(len(pairs), len(said), len(truth))
    for column in measure.columns:
        right = sum(is_right(table, column, truth[i][column], said[j][column]) for i, j in pairs)
        counts = (
            right,
            sum(row[column] is not None for row in said),
            sum(row[column] is not None for row in truth),
        )
        for tally in (result.cells[table], result.columns[table, column], result.documents[document]):
            tally.add(*counts)
    partner = dict(pairs)
    for i, row in enumerate(truth):
        result.comparisons.append((document, table, row, said[partner[i]] if i in partner else None))
    paired = set(partner.values())
    result.comparisons += [(document, table, None, row) for j, row in enumerate(said) if j not in paired]


def _pair(truth: list[Row], said: list[Row], keys: Sequence[tuple[str, int]]) -> list[tuple[int, int]]:
    """Indices (gold, published) of rows that tell of the same thing, best first, each row once."""
    if not keys:
        return [(0, 0)] if truth and said else []
    scored = []
    for i, gold in enumerate(truth):
        stated = [(column, weight) for column, weight in keys if gold[column] is not None] or list(keys)
        total = sum(weight for _, weight in stated)
        for j, row in enumerate(said):
            score = sum(weight * _similarity(gold[c], row[c]) for c, weight in stated) / total
            if score >= _SAME_THING:
                scored.append((score, i, j))
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_said: set[int] = set()
    for _, i, j in sorted(scored, key=lambda entry: -entry[0]):
        if i not in used_gold and j not in used_said:
            pairs.append((i, j))
            used_gold.add(i)
            used_said.add(j)
    return pairs


def is_right(table: str, column: str, gold: Cell, said: Cell) -> bool:
    """Whether a published cell says what gold says. Two empty cells say nothing."""
    if gold is None or said is None:
        return False
    if column in _TEXT or (table == "event_speaker" and column == "role"):
        return _similarity(gold, said) >= _SIMILAR_ENOUGH
    return gold == said if isinstance(gold, float) or isinstance(said, float) else str(gold) == str(said)


def _similarity(a: Cell, b: Cell) -> float:
    """Likeness of two cells, 0 to 1."""
    if a is None or b is None:
        return 0.0
    if isinstance(a, float) or isinstance(b, float):
        return float(a == b)
    x, y = _plain(a), _plain(b)
    if x == y:
        return 1.0
    if not x or not y:
        return 0.0
    score = fuzz.token_sort_ratio(x, y) / 100
    if min(len(x), len(y)) >= 0.5 * max(len(x), len(y)):
        score = max(score, 0.95 * fuzz.token_set_ratio(x, y) / 100)
    return score


def _plain(value: object) -> str:
    text = unicodedata.normalize("NFKD", str(value)).encode("ascii", "ignore").decode().lower()
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


def _canonical(value: object) -> Cell:
    """A cell in the one form that gold and release are compared in."""
    if value is None:
        return None
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    text = str(value).strip()
    leading_zero = len(text) > 1 and text[0] == "0" and text[1].isdigit()
    try:
        return text or None if leading_zero or not text else round(float(text), 4)
    except ValueError:
        return text


def gold_rows(gold: Row) -> dict[str, list[Row]]:
    """The rows by table that a gold document states."""
    events, programmes = gold.get("events", []), gold.get("programmes", [])
    rows = {
        "announcement": [gold["announcement"]],
        "event": events,
        "event_session": [row for event in events for row in event.get("sessions", [])],
        "event_speaker": [row for event in events for row in event.get("speakers", [])],
        "programme": programmes,
        "programme_objective": [row for p in programmes for row in p.get("objectives", [])],
        "programme_site": [row for p in programmes for row in p.get("sites", [])],
        "funding": gold.get("fundings", []),
        "organisation_role": gold.get("organisations", []),
        "indicator": gold.get("indicators", []),
    }
    return {table: comparable(table, rows_) for table, rows_ in rows.items()}


def _published_rows(release: Path) -> dict[str, dict[str, list[Row]]]:
    """Published rows by announcement URL and table."""
    frames = {table: _read(release / f"{table}.parquet") for table in MEASURES}
    url = {row["announcement_id"]: row["url"] for row in frames["announcement"]}
    event = {row["event_id"]: row["announcement_id"] for row in frames["event"]}
    programme = {row["programme_id"]: row["announcement_id"] for row in frames["programme"]}
    objective = {row["objective_id"]: row["text"] for row in frames["programme_objective"]}
    grouped: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for table, rows in frames.items():
        for row in rows:
            owner = (
                row.get("announcement_id")
                or event.get(row.get("event_id"))
                or programme.get(row["programme_id"])
            )
            if table == "programme_objective":
                row["parent"] = objective.get(row["parent_objective_id"])
            grouped[url[owner]][table].append(row)
    return {
        address: {table: comparable(table, rows) for table, rows in tables.items()}
        for address, tables in grouped.items()
    }


def _read(path: Path) -> list[Row]:
    if not path.exists():
        raise FileNotFoundError(f"There is no table at {path}: is this the folder of a release?")
    rows: list[Row] = pq.read_table(path).to_pylist()
    return rows


def comparable(table: str, rows: Iterable[Row]) -> list[Row]:
    """Only the compared cells; an organisation's role counts once an announcement, whatever its subject."""
    compared = [{c: _canonical(row.get(c)) for c in MEASURES[table].columns} for row in rows]
    if table == "organisation_role":
        return list({(_plain(r["organisation_name"]), r["role"]): r for r in reversed(compared)}.values())[
            ::-1
        ]
    return compared


def _sum(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total.add(tally.right, tally.said, tally.gold)
    return total

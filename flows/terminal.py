"""What the commands show: progress while they work, and what came of it, for people or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from rapidfuzz.distance import Prefix
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn
from rich.table import Table

from flows.report import NO_NEWS, RunReport
from schemas.codes import CODE_LISTS

if TYPE_CHECKING:
    from flows.confusion import Confusion
    from flows.evaluate import Evaluation, Tally
    from flows.fetch.source import Source, Territory
    from flows.publish.difference import Difference

_WIDE = 400
"""Characters of a line where no terminal limits it: a row stays on one line, for grep."""
_VALUE = 60
"""Characters of a value that are shown."""
_ALIKE = 20
"""Characters shown of what two long values have in common before they differ."""
NOT_ASKED: Mapping[str, Mapping[str, Any]] = MappingProxyType({})


class Silence:
    """Progress that nobody is told of."""

    def fetched(self, source_id: str, announcements: int) -> None:
        """Says nothing."""

    def normalised(self, done: int, total: int) -> None:
        """Says nothing."""


class Bars:
    """Progress bars on a terminal: one for fetching, from all sources, and one for the reading."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}
        self._fetched: dict[str, int] = {}

    def fetched(self, source_id: str, announcements: int) -> None:
        """Moves the bar of fetching."""
        self._fetched[source_id] = announcements
        self._progress.update(self._task("fetch"), completed=sum(list(self._fetched.values())))

    def normalised(self, done: int, total: int) -> None:
        """Moves the bar of the reading."""
        self._progress.update(self._task("normalise"), completed=done, total=total)

    def _task(self, name: str) -> TaskID:
        if name not in self._tasks:
            self._tasks[name] = self._progress.add_task(name, total=None)
        return self._tasks[name]


class Lines:
    """Progress as plain lines, for logs: each tenth of the reading, each thousand fetched."""

    def __init__(self) -> None:
        self._tenth = 0

    def fetched(self, source_id: str, announcements: int) -> None:
        """Says so at each thousand."""
        if announcements % 1000 == 0:
            print(f"fetch {source_id}: {announcements}", file=sys.stderr, flush=True)

    def normalised(self, done: int, total: int) -> None:
        """Says so at each tenth."""
        tenth = 10 * done // max(total, 1)
        if tenth > self._tenth:
            self._tenth = tenth
            print(f"normalise: {done} of {total}", file=sys.stderr, flush=True)


@contextmanager
def showing_progress(quiet: bool) -> Iterator[Silence | Bars | Lines]:
    """Bars on a terminal, lines elsewhere, nothing where quiet is asked for. All on standard error."""
    console = Console(stderr=True)
    if quiet:
        yield Silence()
    elif console.is_terminal:
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=console, transient=True) as progress:
            yield Bars(progress)
    else:
        yield Lines()


def show_report(report: RunReport, *, quiet: bool, as_json: bool) -> None:
    """Prints what a run read, made and put in quarantine, and where it lies."""
    if as_json:
        print_json(report.as_dict())
        return
    if quiet:
        return
    if report.sources or report.announcements:
        print("Read")
        for source in report.sources:
            print(f"  {source.source_id}: {source.status}. {source.message}")
        if report.announcements:
            print(f"  {report.readings}")
    if report.rows:
        print("Made")
        for table, rows in report.rows.items():
            print(f"  {table:<20} {rows:>8}")
    if report.changes is not None:
        print("Changed")
        for table, words in report.news:
            print(f"  {table:<20} {words}")
        if not report.news:
            print(f"  {NO_NEWS}")
    if report.by_source:
        print(f"Quarantined\n  {report.quarantined} rows, with reasons, in the table quarantine")
    if report.rewritten:
        print("Rewritten without names\n  " + "\n  ".join(report.rewritten))
    if report.path:
        latest = Path(report.path).parents[1] / "latest"
        print(f"Where\n  {latest}: release {report.version}" + ("" if report.is_new else ", as before"))


def show_difference(difference: Difference, *, as_json: bool) -> None:
    """Prints what differs between two releases: how much, and the first changes of each table."""
    if as_json:
        print_json(difference.as_dict())
        return
    print(f"{difference.before.name} → {difference.after.name}")
    if not difference.counts:
        print("No difference.")
    for table, counts in difference.counts.items():
        print(f"\n{table}: {counts.in_words()}")
        for change in difference.first[table]:
            print(f"  {change['row_key']} {_change(change)}")
        if (more := counts.entries - len(difference.first[table])) > 0:
            print(f"  … and {more} more")


def _change(change: Mapping[str, Any]) -> str:
    if change["change"] == "changed":
        before, after = (" ".join((change[f"value_{when}"] or "").split()) for when in ("before", "after"))
        is_long = max(len(before), len(after)) > _VALUE
        start = max(Prefix.similarity(before, after) - _ALIKE, 0) if is_long else 0
        return f"{change['column_name']}: {_shortened(before, start)} → {_shortened(after, start)}"
    return f"superseded by {change['superseded_by']}" if change["superseded_by"] else str(change["change"])


def _shortened(line: str, start: int) -> str:
    if not line:
        return "unknown"
    shown = f"…{line[start:]}" if start else line
    return f"“{shown}”" if len(shown) <= _VALUE else f"“{shown[: _VALUE - 1]}…”"


def show_sources(
    sources: Sequence[Source], statuses: Mapping[str, Mapping[str, Any]] = NOT_ASKED, *, as_json: bool
) -> None:
    """Prints declared sources, one a line, each with how it fared when it was last asked."""
    if as_json:
        print_json(
            [{**source.model_dump(mode="json"), "last": statuses.get(source.id)} for source in sources]
        )
        return
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDE
    lines = Table(box=None, pad_edge=False)
    lines.add_column("id", no_wrap=True)
    for heading in ("title", "kind", "territory", "schedule", "verified on", "last time"):
        lines.add_column(heading, overflow="fold")
    for source in sources:
        lines.add_row(
            source.id,
            source.title,
            source.connector.kind,
            _territory(source.territory),
            source.schedule or "every run",
            str(source.verified_on or "never"),
            _last_time(statuses.get(source.id)),
        )
    console.print(lines)


def _territory(territory: Territory) -> str:
    names = {region.code: region.label_fr for region in CODE_LISTS["region"].codes}
    region = names[territory.region_code] if territory.region_code else ""
    return f"{region} ({territory.department_code})" if territory.department_code else region


def _last_time(status: Mapping[str, Any] | None) -> str:
    if status is None:
        return ""
    when = f", {status['checked_at']:%Y-%m-%d %H:%M} UTC" if status["checked_at"] else ""
    return f"{status['status']}{when}: {status['message_en']}"


def show_evaluation(
    evaluation: Evaluation,
    confusions: Sequence[Confusion],
    *,
    worst: int,
    document: str | None,
    columns: bool,
    confusion: bool,
    as_json: bool,
) -> None:
    """Prints how well a release says what gold documents say: precision, recall and F1 in percent."""
    if as_json:
        print_json(_figures(evaluation, confusions))
        return
    for name, table, gold, said in evaluation.comparisons:
        if name == document:
            print(f"{table}\n  gold      {gold or 'NOTHING'}\n  published {said or 'NOTHING'}")
    print(f"{'table':22}{'gold rows':>10}   row P    R   F1    cell P    R   F1")
    lines = [(table, evaluation.rows[table], cells) for table, cells in evaluation.cells.items()]
    for table, rows, cells in [*lines, ("ALL", evaluation.all_rows, evaluation.all_cells)]:
        print(f"{table:22}{rows.gold:10}   {_percents(rows)}      {_percents(cells)}")
    if evaluation.unread:
        print("not in the release:", ", ".join(evaluation.unread))
    for name, tally in sorted(evaluation.documents.items(), key=lambda item: item[1].f1)[:worst]:
        print(f"{name:30} cell F1 {100 * tally.f1:.0f}")
    if columns:
        for (table, column), tally in evaluation.columns.items():
            print(f"{table + '.' + column:45}{_percents(tally)}")
    if confusion:
        for mistaken in confusions:
            column = f"{mistaken.table}.{mistaken.column}"
            print(f"{column:45}{mistaken.count:4}  {mistaken.gold} → {mistaken.read}")


def _percents(tally: Tally) -> str:
    return " ".join(f"{100 * share:4.0f}" for share in (tally.precision, tally.recall, tally.f1))


def _figures(evaluation: Evaluation, confusions: Sequence[Confusion]) -> dict[str, Any]:
    def shares(tally: Tally) -> list[float]:
        return [tally.precision, tally.recall, tally.f1]

    return {
        "documents_unread": evaluation.unread,
        "tables": {
            table: {
                "row": shares(evaluation.rows[table]),
                "cell": shares(cells),
                "gold_rows": evaluation.rows[table].gold,
            }
            for table, cells in evaluation.cells.items()
        },
        "columns": {
            f"{table}.{column}": shares(tally) for (table, column), tally in evaluation.columns.items()
        },
        "row": shares(evaluation.all_rows),
        "cell": shares(evaluation.all_cells),
        "documents": {name: tally.f1 for name, tally in evaluation.documents.items()},
        "confusion": [asdict(mistaken) for mistaken in confusions],
    }


def print_json(content: object) -> None:
    """Prints content for programs, days and decimals as text."""
    print(json.dumps(content, ensure_ascii=False, indent=2, default=str))

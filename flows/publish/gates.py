"""Gates between a release that is made and `latest`: what has been lost since the last release?

Sources that fail keep their rows. So a table, a source's rows or a key column that shrinks much means that
reading broke or that a site changed, and the last release stands until somebody has looked. A loss of a few
rows closes no gate, whatever their share.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.publish.errors import ReleaseError
from flows.publish.tally import Tally, tally
from flows.settings import Settings

REPORT = "gate-report.md"
"""Beside `latest`: what the gates held back. It goes when a release passes."""

_SHOWN = 5
_LET_PASS = (
    "If this is right, let this one release pass: `rhi publish --allow-loss`, or the flow's parameter "
    "allow_loss. RHI_GATE_… settings say how much may be lost without a word."
)


class GateClosedError(ReleaseError):
    """A release lacks too much of the last one, which stands. REPORT tells all of it."""


@dataclass(frozen=True)
class Loss:
    """What fell by more than its gate lets through."""

    what: str
    """A table, a source's rows in it, or one of its columns."""
    before: str
    now: str
    lost: float
    """Share of the rows, or fall of the share of cells that are filled: from 0 to 1."""
    allowed: float

    def __str__(self) -> str:
        fall = f"-{self.lost:.0%}, allowed -{self.allowed:.0%}"
        return f"{self.what}: {self.now} instead of {self.before} ({fall})"


def pass_gates(last: Path, building: Path, settings: Settings) -> None:
    """Raises GateClosedError where a release lacks too much of the last one, and leaves a report of it.

    The first release passes.
    """
    if last.exists() and (found := list(losses(tally(last), tally(building), settings))):
        report = last.with_name(REPORT)
        report.write_text(_report(found), "utf-8")
        raise GateClosedError(_message(found, report))


def losses(last: Tally, now: Tally, settings: Settings) -> Iterator[Loss]:
    """What is too much: rows by table, rows by table and source, filled cells by column."""
    for table, before in last.rows.items():
        yield from _fewer(table, before, now.rows.get(table, 0), settings.gate_rows_lost, settings)
    for (table, source), before in last.by_source.items():
        found = now.by_source.get((table, source), 0)
        yield from _fewer(f"{table} of {source}", before, found, settings.gate_source_rows_lost, settings)
    for (table, column), filled in last.filled.items():
        if rows := now.rows.get(table, 0):
            before_share, share = filled / max(last.rows[table], 1), now.filled[table, column] / rows
            fall, allowed = before_share - share, settings.gate_filled_lost
            if fall > allowed and fall * rows >= settings.gate_fewest_lost:
                yield Loss(f"{table}.{column}", f"{before_share:.0%} filled", f"{share:.0%}", fall, allowed)


def _fewer(what: str, before: int, now: int, allowed: float, settings: Settings) -> Iterator[Loss]:
    lost = before - now
    if lost >= settings.gate_fewest_lost and lost > allowed * before:
        yield Loss(what, f"{before} rows", str(now), lost / before, allowed)


def _message(found: Sequence[Loss], report: Path) -> str:
    shown = [str(loss) for loss in found[:_SHOWN]]
    if len(found) > _SHOWN:
        shown.append(f"and {len(found) - _SHOWN} more")
    head = "The release lacks much that the last one held, so the last release stands:"
    return "\n  ".join([head, *shown]) + f"\nAll of it is in {report}. {_LET_PASS}"


def _report(found: Sequence[Loss]) -> str:
    lines = [
        f"| {loss.what} | {loss.before} | {loss.now} | {loss.lost:.0%} | {loss.allowed:.0%} |"
        for loss in found
    ]
    return "\n".join(
        [
            "# The release was held back",
            "",
            "It lacks much that the last release held, so the last release stands.",
            "",
            "| What | Before | Now | Lost | Allowed |",
            "|---|---|---|---|---|",
            *lines,
            "",
            _LET_PASS,
            "",
        ]
    )

"""Which sources are due: those whose schedule has come round since they were last asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from cronsim import CronSim

from flows.fetch.source import Source
from flows.fetch.state import STATUSES, read_state

_PARIS = ZoneInfo("Europe/Paris")


def due(sources: Iterable[Source], archive: Path, now: datetime) -> list[Source]:
    """Those of the sources that are to be asked now; one without a schedule always is."""
    asked = {row["source_id"]: row["finished_at"] for row in read_state(archive, STATUSES).to_pylist()}
    return [source for source in sources if _is_due(source.schedule, asked.get(source.id), now)]


def _is_due(schedule: str | None, asked_at: datetime | None, now: datetime) -> bool:
    if schedule is None or asked_at is None:
        return True
    return asked_at < next(CronSim(schedule, now.astimezone(_PARIS), reverse=True))

"""The pipeline as Prefect runs it: a flow for the whole and one for each stage.

A task is a source (fetch) or a stage (normalise, publish); paths and small counts pass between them.
What the tasks do is plain Python in `flows.fetch`, `flows.normalise` and `flows.publish`; this is the
only module that imports Prefect.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Protocol

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.settings import (
    PREFECT_API_URL,
    PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
    PREFECT_HOME,
    temporary_settings,
)
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from pydantic import Field

from flows.fetch.archive import Archive
from flows.fetch.http.client import HttpClient
from flows.fetch.run import SOURCES_AT_ONCE, SourceReport, fetch_one
from flows.fetch.schedule import due
from flows.fetch.source import Source, load_sources
from flows.normalise.tables import NormaliseReport
from flows.normalise.tables import normalise as normalise_archive
from flows.publish.errors import ReleaseError
from flows.publish.gates import REPORT, GateClosedError
from flows.publish.lock import alone_in
from flows.publish.release import Release
from flows.publish.release import publish as publish_tables
from flows.report import RunReport, demand_announcements, run_report
from flows.settings import Settings

logger = logging.getLogger(__name__)

SIDE_BY_SIDE: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=SOURCES_AT_ONCE)

Workers = Annotated[int, Field(ge=1)]


class Progress(Protocol):
    """Who is told how far a run is."""

    def fetched(self, source_id: str, announcements: int) -> None:
        """Called after each capture with the number that the source gave so far."""

    def normalised(self, done: int, total: int) -> None:
        """Called after each batch of announcements read."""


class _Log:
    """Progress as lines of the run's log, at each tenth."""

    def __init__(self) -> None:
        self._tenth = 0

    def fetched(self, source_id: str, announcements: int) -> None:
        if announcements % 500 == 0:
            logger.info("%s: %d announcements", source_id, announcements)

    def normalised(self, done: int, total: int) -> None:
        tenth = 10 * done // max(total, 1)
        if tenth > self._tenth:
            self._tenth = tenth
            logger.info("%d of %d announcements read", done, total)


_progress: ContextVar[Progress | None] = ContextVar("progress", default=None)


class NoServerError(ReleaseError):
    """Prefect's server does not answer, or did not start."""


@task(name="fetch source", task_run_name="fetch-{source.id}", cache_policy=NO_CACHE)
def fetch_source(
    source: Source, archive_path: Path, client: HttpClient, progress: Progress | None
) -> SourceReport:
    """Fetches one source. What may heal is tried again by the client, so the task needs no retries."""
    return fetch_one(source, Archive(archive_path), client, (progress or _Log()).fetched)


@task(name="normalise archive")
def normalise_all(archive_path: Path, tables_path: Path, workers: int) -> NormaliseReport:
    """Reads the archive into tables; the work is shared among the stage's own processes."""
    progress = _progress.get() or _Log()
    return normalise_archive(archive_path, tables_path, workers=workers, progress=progress.normalised)


@task(name="publish release")
def publish_release(tables_path: Path, output_path: Path, settings: Settings, allow_loss: bool) -> Release:
    """Makes the release and switches `latest` to it."""
    try:
        return publish_tables(tables_path, output_path, settings, allow_loss=allow_loss)
    except GateClosedError:
        report = (output_path / REPORT).read_text("utf-8")
        create_markdown_artifact(report, key="rhi-gate-report", description="Why a release was held back")
        raise


@flow(name="rhi-run", task_runner=SIDE_BY_SIDE)
def run(
    sources: str | None = None,
    output: Path | None = None,
    person_names: bool | None = None,
    workers: Workers | None = None,
    due_only: bool = False,
    allow_loss: bool = False,
) -> RunReport:
    """Fetches announcements, reads them and publishes a release.

    Args:
        sources: Name of a source, YAML file, WARC file or folder. Empty: the sample that ships with
            the project.
        output: Folder of the archive and the releases. Empty: RHI_OUTPUT, else output/.
        person_names: Publish the names of persons. Empty: RHI_PERSON_NAMES, else no.
        workers: Processes that read announcements. Empty: RHI_WORKERS, else one for each core.
        due_only: Ask only sources whose schedule has come round since they were last asked.
        allow_loss: Let this release pass however much it lacks of the last one.
    """
    settings = _settings(output=output, person_names=person_names, workers=workers)
    declared = load_sources(sources)
    with alone_in(settings.output):
        fetched = _fetch(_due(declared, settings) if due_only else declared, settings)
        demand_announcements(fetched)
        read = normalise_all(settings.archive_path, settings.tables_path, settings.workers)
        release = publish_release(settings.tables_path, settings.output, settings, allow_loss)
    return _reported(run_report(fetched, read, release))


@flow(name="rhi-fetch", task_runner=SIDE_BY_SIDE)
def fetch(sources: str | None = None, output: Path | None = None) -> RunReport:
    """Fetches announcements into the archive.

    Args:
        sources: Name of a source, YAML file, WARC file or folder. Empty: the sample that ships with
            the project.
        output: Folder of the archive and the releases. Empty: RHI_OUTPUT, else output/.
    """
    settings = _settings(output=output)
    declared = load_sources(sources)
    with alone_in(settings.output):
        fetched = _fetch(declared, settings)
        demand_announcements(fetched)
    return _reported(run_report(fetched))


@flow(name="rhi-normalise")
def normalise(output: Path | None = None, workers: Workers | None = None) -> RunReport:
    """Reads the archive into tables.

    Args:
        output: Folder of the archive and the releases. Empty: RHI_OUTPUT, else output/.
        workers: Processes that read announcements. Empty: RHI_WORKERS, else one for each core.
    """
    settings = _settings(output=output, workers=workers)
    with alone_in(settings.output):
        read = normalise_all(settings.archive_path, settings.tables_path, settings.workers)
    return _reported(run_report(read=read))


@flow(name="rhi-publish")
def publish(
    output: Path | None = None, person_names: bool | None = None, allow_loss: bool = False
) -> RunReport:
    """Publishes a release of the tables.

    Args:
        output: Folder of the archive and the releases. Empty: RHI_OUTPUT, else output/.
        person_names: Publish the names of persons. Empty: RHI_PERSON_NAMES, else no.
        allow_loss: Let this release pass however much it lacks of the last one.
    """
    settings = _settings(output=output, person_names=person_names)
    with alone_in(settings.output):
        release = publish_release(settings.tables_path, settings.output, settings, allow_loss)
    return _reported(run_report(release=release))


@contextmanager
def run_here(progress: Progress | None) -> Iterator[None]:
    """For flows called from a terminal: tells `progress` how far they are, and sends no heartbeats.

    Prefect's heartbeat serves to find runs that died on other machines; it costs a second a run.
    """
    token = _progress.set(progress)
    try:
        with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            _demand_server()
            yield
    finally:
        _progress.reset(token)


def _settings(**chosen: Any) -> Settings:
    """The operator's settings, with what was chosen for this run before them."""
    return Settings(**{name: value for name, value in chosen.items() if value is not None})


def _fetch(sources: Sequence[Source], settings: Settings) -> list[SourceReport]:
    """Sources side by side; one client sees to it that a host that two of them share is asked politely."""
    client = HttpClient(settings.http)
    progress = _progress.get()
    asked = [fetch_source.submit(one, settings.archive_path, client, progress) for one in sources]
    return [future.result() for future in asked]


def _due(sources: Sequence[Source], settings: Settings) -> list[Source]:
    found = due(sources, settings.archive_path, datetime.now(UTC))
    logger.info("%d of %d sources are due", len(found), len(sources))
    return found


def _demand_server() -> None:
    """Starts an ephemeral server unless one is set, and raises NoServerError where that fails."""
    home = PREFECT_HOME.value()
    if not PREFECT_API_URL.value() and not os.access(home, os.W_OK):
        raise NoServerError(
            f"Prefect keeps its database in {home}, which cannot be written. Set PREFECT_HOME to a folder "
            "that can be."
        )
    try:
        with get_client(sync_client=True) as client:
            fault = client.api_healthcheck()
    except RuntimeError as error:
        fault = error
    if fault:
        address = PREFECT_API_URL.value() or "the ephemeral server"
        raise NoServerError(
            f"Prefect does not answer ({address}: {fault}). Start its server, or unset PREFECT_API_URL to "
            "run with an ephemeral one."
        )


def _reported(report: RunReport) -> RunReport:
    """Shows the report on Prefect's page of the run."""
    create_markdown_artifact(report.as_markdown(), key="rhi-run-report", description="What the run did")
    return report

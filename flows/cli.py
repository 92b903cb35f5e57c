"""The `rhi` command. Each command imports what it needs itself, so that `--help` answers at once."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from flows.options import (
    AllowLoss,
    AsJson,
    Due,
    Output,
    PersonNames,
    Quiet,
    Sources,
    Workers,
    chosen_settings,
)
from flows.registry.commands import source_app
from flows.review.command import review
from flows.telling import FAILED, WRONG_USAGE, interrupted_afterwards, say, told_plainly

app = typer.Typer(
    name="rhi",
    help="From announcements of regional health initiatives to a release of open data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(source_app, name="source")


@app.command(epilog="Example: rhi run --sources announcements.warc.gz --output out")
def run(
    sources: Sources = None,
    output: Output = None,
    person_names: PersonNames = None,
    workers: Workers = None,
    due: Due = False,
    allow_loss: AllowLoss = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Fetch, normalise and publish: DIR/latest then holds every table as Parquet and CSV."""
    with told_plainly():
        from flows.fetch.source import load_sources
        from flows.publish.lock import alone_in
        from flows.terminal import show_report, showing_progress

        settings = chosen_settings(output=output, person_names=person_names, workers=workers)
        load_sources(sources)
        with alone_in(settings.output):
            pass  # what can be wrong with sources or folder is told before Prefect is started
        _prepare_prefect()
        with interrupted_afterwards():
            from flows import pipeline

        with showing_progress(quiet or as_json) as progress, pipeline.run_here(progress):
            report = pipeline.run(
                sources, settings.output, settings.person_names, settings.workers, due, allow_loss
            )
        show_report(report, quiet=quiet, as_json=as_json)


@app.command(epilog="Example: rhi fetch --sources my-sources.yaml --output out")
def fetch(
    sources: Sources = None,
    output: Output = None,
    due: Due = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Fetch announcements into DIR/archive."""
    with told_plainly():
        from flows.fetch.run import fetch as fetch_sources
        from flows.fetch.schedule import due as due_sources
        from flows.fetch.source import load_sources
        from flows.publish.lock import alone_in
        from flows.report import demand_announcements, run_report
        from flows.terminal import show_report, showing_progress

        settings = chosen_settings(output=output)
        declared = load_sources(sources)
        if due:
            declared = due_sources(declared, settings.archive_path, datetime.now(UTC))
        with alone_in(settings.output), showing_progress(quiet or as_json) as progress:
            fetched = fetch_sources(declared, settings.archive_path, settings.http, progress.fetched).sources
        show_report(run_report(fetched), quiet=quiet, as_json=as_json)
        demand_announcements(fetched)


@app.command(epilog="Example: rhi normalise --output out --workers 4")
def normalise(
    output: Output = None, workers: Workers = None, quiet: Quiet = False, as_json: AsJson = False
) -> None:
    """Read DIR/archive into tables."""
    with told_plainly():
        from flows.fetch.archive import Archive, ArchiveError
        from flows.normalise.tables import normalise as normalise_archive
        from flows.publish.lock import alone_in
        from flows.report import run_report
        from flows.terminal import show_report, showing_progress

        settings = chosen_settings(output=output, workers=workers)
        with alone_in(settings.output), showing_progress(quiet or as_json) as progress:
            if Archive(settings.archive_path).is_empty:
                raise ArchiveError(f"{settings.archive_path} holds no announcement. Run `rhi fetch` first.")
            read = normalise_archive(
                settings.archive_path,
                settings.tables_path,
                workers=settings.workers,
                progress=progress.normalised,
            )
        show_report(run_report(read=read), quiet=quiet, as_json=as_json)


@app.command(epilog="Example: rhi publish --output out --person-names")
def publish(
    output: Output = None,
    person_names: PersonNames = None,
    allow_loss: AllowLoss = False,
    rewrite: Annotated[
        bool,
        typer.Option(
            "--rewrite", help="Then withhold from old releases too what may no longer be told of persons."
        ),
    ] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Make a release of the tables and switch DIR/latest to it."""
    with told_plainly():
        from flows.publish.gates import GateClosedError
        from flows.publish.lock import alone_in
        from flows.publish.release import publish as publish_tables
        from flows.publish.rewriting import rewrite_releases
        from flows.report import run_report
        from flows.terminal import show_report

        settings = chosen_settings(output=output, person_names=person_names)
        with alone_in(settings.output):
            try:
                release = publish_tables(
                    settings.tables_path, settings.output, settings, allow_loss=allow_loss
                )
            except GateClosedError:  # who objected leaves old releases all the same
                if rewrite:
                    rewrite_releases(settings.tables_path, settings.output, settings)
                raise
            rewritten = rewrite_releases(settings.tables_path, settings.output, settings) if rewrite else []
        show_report(run_report(release=release, rewritten=rewritten), quiet=quiet, as_json=as_json)


@app.command(epilog="Example: rhi diff 2025-10-01-0f8c2a51 latest --table event")
def diff(
    before: Annotated[str, typer.Argument(metavar="A", help="A version, “latest”, or a release's folder.")],
    after: Annotated[str, typer.Argument(metavar="B", help="The release to compare with it.")],
    table: Annotated[
        list[str] | None, typer.Option(metavar="TABLE", help="Compare only this table; may be repeated.")
    ] = None,
    output: Output = None,
    as_json: AsJson = False,
) -> None:
    """Show what differs from release A to release B: how much, and the first changes of each table."""
    with told_plainly():
        from flows.publish.comparison import COMPARED
        from flows.publish.difference import NoReleaseError, difference, find_release
        from flows.terminal import show_difference

        known = [compared.name for compared in COMPARED]
        if unknown := [name for name in table or () if name not in known]:
            raise typer.BadParameter(f"{unknown[0]} is none of {', '.join(known)}.", param_hint="--table")
        try:
            folder = chosen_settings(output=output).output
            one, other = find_release(before, folder), find_release(after, folder)
        except NoReleaseError as error:
            raise typer.BadParameter(str(error), param_hint="A B") from None
        show_difference(difference(one, other, table or ()), as_json=as_json)


@app.command(epilog="Example: rhi serve --output out --port 8080")
def serve(
    output: Output = None,
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="Port of this machine; 0 for any that is free.")
    ] = 8000,
) -> None:
    """Show the latest release in a browser: its page, its tables, its catalogue. Ctrl-C ends it."""
    with told_plainly():
        from flows.publish.difference import NoReleaseError, find_release
        from flows.publish.release import LATEST
        from flows.publish.web_server import address_of, web_server

        folder = chosen_settings(output=output).output
        try:
            release = find_release(LATEST, folder)
            server = web_server(folder / LATEST, port)
        except NoReleaseError as error:
            say(str(error))
            raise typer.Exit(FAILED) from None
        except OSError:
            raise typer.BadParameter(
                f"{port} is taken or may not be used; 0 takes any that is free.", param_hint="--port"
            ) from None
        with server, suppress(KeyboardInterrupt):
            print(f"{release.name} is shown at {address_of(server)} until Ctrl-C.", flush=True)
            server.serve_forever()


app.command(epilog="Example: rhi review announcement.html --html review.html")(review)

_COMPARED = "GOLD... RELEASE"


@app.command(epilog="Example: rhi evaluate tests/gold/sample output/latest --worst 5")
def evaluate(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar=_COMPARED,
            exists=True,
            file_okay=False,
            help="Folders of gold documents, then the folder of the release.",
        ),
    ],
    worst: Annotated[int, typer.Option(min=0, help="Also list the documents that are read worst.")] = 0,
    document: Annotated[str | None, typer.Option(help="Compare this document only, row by row.")] = None,
    columns: Annotated[bool, typer.Option(help="Also print every column.")] = False,
    confusion: Annotated[
        bool, typer.Option(help="Also print which code was read for which, the most frequent first.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Measure a release against announcements that people have read."""
    if len(paths) < 2:
        raise typer.BadParameter("give one folder of gold at least, then the release", param_hint=_COMPARED)
    with told_plainly():
        from flows.confusion import confusions
        from flows.evaluate import evaluate as compare
        from flows.terminal import show_evaluation

        try:
            evaluation = compare(paths[:-1], paths[-1])
        except FileNotFoundError as error:
            say(str(error))
            raise typer.Exit(WRONG_USAGE) from None
        if document is not None and document not in evaluation.documents:
            raise typer.BadParameter(
                f"{document} is none of the gold documents: {', '.join(evaluation.documents)}.",
                param_hint="--document",
            )
        show_evaluation(
            evaluation,
            confusions(evaluation),
            worst=worst,
            document=document,
            columns=columns,
            confusion=confusion,
            as_json=as_json,
        )


def main() -> None:
    """The command `rhi`. What a terminal has no letter for is shown as its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    app()


def _prepare_prefect() -> None:
    """Sets what Prefect reads when it is imported; what the operator has set goes before."""
    for name, value in {
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_LEVEL": "CRITICAL",  # errors are told below, in one line
        "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_INTERNAL_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
    }.items():
        os.environ.setdefault(name, value)
    logging.getLogger("EventsWorker").setLevel(logging.CRITICAL)  # speaks of its queue whatever is set above


if __name__ == "__main__":
    main()

"""The `rhi` command. Each command imports what it needs itself, so that `--help` answers at once."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.telling import FAILED, WRONG_USAGE, interrupted_afterwards, say, told_plainly

if TYPE_CHECKING:
    from flows.settings import Settings

app = typer.Typer(
    name="rhi",
    help="From announcements of regional health initiatives to a release of open data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
source_app = typer.Typer(help="The registry of sources.", no_args_is_help=True)
app.add_typer(source_app, name="source")

Sources = Annotated[
    str | None,
    typer.Option(
        metavar="NAME|all|FILE|FOLDER",
        help="Name of a source, “all” for every registered one, YAML file, WARC file, or folder. "
        "Default: the sample that ships with rhi.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        file_okay=False,
        help="Archive and releases lie here. Default: RHI_OUTPUT, else output.",
    ),
]
PersonNames = Annotated[
    bool | None,
    typer.Option(
        "--person-names",
        help="Publish names of persons, which needs RHI_LEGAL_BASIS and RHI_OBJECTION_CONTACT. "
        "Default: RHI_PERSON_NAMES, else no.",
    ),
]
AllowLoss = Annotated[
    bool, typer.Option("--allow-loss", help="Let this release pass however much it lacks of the last one.")
]
Workers = Annotated[
    int | None,
    typer.Option(min=1, help="Processes that read. Default: RHI_WORKERS, else one for each core."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


Due = Annotated[
    bool, typer.Option("--due", help="Ask only sources whose schedule came round since they were last asked.")
]


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

        settings = _settings(output=output, person_names=person_names, workers=workers)
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

        settings = _settings(output=output)
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

        settings = _settings(output=output, workers=workers)
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

        settings = _settings(output=output, person_names=person_names)
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
            folder = _settings(output=output).output
            one, other = find_release(before, folder), find_release(after, folder)
        except NoReleaseError as error:
            raise typer.BadParameter(str(error), param_hint="A B") from None
        show_difference(difference(one, other, table or ()), as_json=as_json)


@app.command(epilog="Example: rhi review announcement.html --html review.html")
def review(
    announcement: Annotated[
        str, typer.Argument(metavar="FILE|URL", help="A file, or the address of a page.")
    ],
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day on which it is read. Default: today."),
    ] = None,
    url: Annotated[
        str | None,
        typer.Option(help="The address that a file was published at, which may tell by whom."),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(metavar="PAGE", dir_okay=False, help="Write a page to open in a browser instead."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show an announcement with the rows read in it, each beside its evidence and the rule that read it."""
    with told_plainly():
        from flows.review.announcement import review as review_announcement
        from flows.review.capture import captured
        from flows.review.page import review_page
        from flows.review.terminal import show_review
        from flows.terminal import print_json

        capture = captured(announcement, _settings().http)
        day = (on or capture.fetched_at).date()
        reviewed = review_announcement(capture.body, capture.content_type, url or capture.url, day)
        if html is not None:
            _write(html, review_page(reviewed))
        if as_json:
            print_json(reviewed.as_dict())
        elif html is not None:
            print(f"{html}: {len(reviewed.rows)} rows")
        else:
            show_review(reviewed)


_COMPARED = "GOLD... RELEASE"


@app.command(epilog="Example: rhi evaluate tests/gold output/latest --worst 5")
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
        show_evaluation(
            evaluation,
            confusions(evaluation),
            worst=worst,
            document=document,
            columns=columns,
            confusion=confusion,
            as_json=as_json,
        )


@source_app.command("list", epilog="Example: rhi source list --output out")
def source_list(output: Output = None, as_json: AsJson = False) -> None:
    """List the sources that ship with rhi, and how each fared when it was last asked for DIR/archive."""
    with told_plainly():
        from flows.fetch.source import load_sources, registered_names
        from flows.fetch.state import STATUSES, read_state
        from flows.terminal import show_sources

        statuses = read_state(_settings(output=output).archive_path, STATUSES).to_pylist()
        show_sources(
            [source for name in registered_names() for source in load_sources(name)],
            {status["source_id"]: status for status in statuses},
            as_json=as_json,
        )


@source_app.command("check", epilog="Example: rhi source check ars-bretagne my-source.yaml")
def source_check(
    specs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME|FILE|FOLDER|all]...",
            help="What is to be checked. Default: every registered source.",
        ),
    ] = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Try sources on their sites, keeping nothing: do they answer, allow it, list and hold announcements?

    Exit code 0 if all are fine, 1 if one at least is not, 2 if a declaration is wrong.
    """
    with told_plainly():
        from flows.fetch.source import ALL, load_sources
        from flows.registry.check import check_all
        from flows.registry.terminal import show_check, show_sum
        from flows.terminal import print_json

        settings = _settings()
        sources = [source for spec in specs or [ALL] for source in load_sources(spec)]
        checks = []
        for check in check_all(sources, settings.http, date.today()):
            checks.append(check)
            if not quiet and not as_json:
                show_check(check)
        if as_json:
            print_json([check.as_dict() for check in checks])
        elif not quiet:
            show_sum(checks)
        if not all(check.is_fine for check in checks):
            raise typer.Exit(FAILED)


@source_app.command("new", epilog="Example: rhi source new https://www.chu.exemple.fr/actualites")
def source_new(
    url: Annotated[
        str, typer.Argument(metavar="URL", help="The page that lists announcements, or the site's.")
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", dir_okay=False, help="Where to write. Default: <id>.yaml in this folder."
        ),
    ] = None,
) -> None:
    """Look what a site offers and write a declaration for it, with a saved announcement and a first test."""
    with told_plainly():
        from flows.registry.draft import draft, write
        from flows.registry.terminal import show_draft

        if output is not None and output.exists():
            raise typer.BadParameter(f"{output} is there already.", param_hint="--output")
        settings = _settings()
        say(f"looking at {url}")
        begun = draft(url, settings.http, date.today())
        show_draft(begun, write(begun, output))


def main() -> None:
    """The command `rhi`."""
    app()


def _write(page: Path, content: str) -> None:
    try:
        page.write_text(content, "utf-8")
    except OSError as error:
        raise typer.BadParameter(
            f"{page} cannot be written ({error.strerror}).", param_hint="--html"
        ) from None


def _settings(**chosen: Any) -> Settings:
    """The operator's settings with the options of the command before them."""
    from pydantic import ValidationError

    from flows.settings import Settings

    try:
        return Settings(**{name: value for name, value in chosen.items() if value is not None})
    except ValidationError as error:
        for fault in error.errors():
            settings = [f"RHI_{name}".upper() for name in fault["loc"][:1]]
            where = "".join(f"{setting} = {fault['input']!r}: " for setting in settings)
            said = fault["msg"].removeprefix("Value error, ")
            forms = {"string_pattern_mismatch": "not of this form", "string_too_short": "nothing is given"}
            if form := forms.get(fault["type"]):
                said = f"{form}. {Settings.model_fields[str(fault['loc'][0])].description}"
            say(f"{where}{said.removesuffix('.')}.")
        raise typer.Exit(WRONG_USAGE) from None


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


if __name__ == "__main__":
    main()

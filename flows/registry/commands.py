"""The commands `rhi source list`, `check` and `new`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from flows.options import AsJson, Output, Quiet, chosen_settings
from flows.telling import FAILED, say, told_plainly

source_app = typer.Typer(help="The registry of sources.", no_args_is_help=True)


@source_app.command("list", epilog="Example: rhi source list --output out")
def source_list(output: Output = None, as_json: AsJson = False) -> None:
    """List the sources that ship with rhi, and how each fared when it was last asked for DIR/archive."""
    with told_plainly():
        from flows.fetch.source import load_sources, registered_names
        from flows.fetch.state import STATUSES, read_state
        from flows.terminal import show_sources

        statuses = read_state(chosen_settings(output=output).archive_path, STATUSES).to_pylist()
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

        settings = chosen_settings()
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
        settings = chosen_settings()
        say(f"looking at {url}")
        begun = draft(url, settings.http, date.today())
        show_draft(begun, write(begun, output))

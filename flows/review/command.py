"""The command `rhi review`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from flows.options import AsJson, chosen_settings
from flows.telling import told_plainly


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"“{text}” is no day of the form YYYY-MM-DD.") from None


def review(
    announcement: Annotated[
        str, typer.Argument(metavar="FILE|URL", help="A file, or the address of a page.")
    ],
    on: Annotated[
        date | None,
        typer.Option(metavar="YYYY-MM-DD", parser=_day, help="The day on which it is read. Default: today."),
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
        from flows.fetch.address import address_of
        from flows.review.announcement import review as review_announcement
        from flows.review.capture import captured
        from flows.review.page import review_page
        from flows.review.terminal import show_review
        from flows.terminal import print_json

        if url is not None and address_of(url) is None:
            raise typer.BadParameter(f"“{url}” is no whole web address (https://…).", param_hint="--url")
        capture = captured(announcement, chosen_settings().http)
        day = on or capture.fetched_at.date()
        reviewed = review_announcement(capture.body, capture.content_type, url or capture.url, day)
        if html is not None:
            _write(html, review_page(reviewed))
        if as_json:
            print_json(reviewed.as_dict())
        elif html is not None:
            print(f"{html}: {len(reviewed.rows)} rows")
        else:
            show_review(reviewed)


def _write(page: Path, content: str) -> None:
    try:
        page.write_text(content, "utf-8")
    except OSError as error:
        raise typer.BadParameter(
            f"{page} cannot be written ({error.strerror}).", param_hint="--html"
        ) from None

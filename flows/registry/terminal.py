"""Checks and drafts of sources on a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from flows.fetch.discovery import Tried
from flows.fetch.probe import Access
from flows.registry.check import Check
from flows.registry.draft import Draft
from flows.registry.sample import Sample
from flows.review.announcement import printable


def show_check(check: Check) -> None:
    """Prints what was found of one source, the outcome first."""
    print(f"{check.source.id}: {check.status}. {printable(check.message)}")
    access = check.probe.access
    if access and access.reachable:
        print(f"    site: {_manners(access)}")
    for problem in _further_problems(check):
        print(f"    problem: {printable(problem)}")
    for sample in check.samples:
        print(f"    {printable(sample.capture.url)}: {_rows(sample)}")
    print(f"    next: {check.next_step}")


def show_sum(checks: Iterable[Check]) -> None:
    """Prints how many sources are fine."""
    fine = [check.is_fine for check in checks]
    print(f"{sum(fine)} of {len(fine)} fine")


def show_draft(begun: Draft, written: Iterable[Path]) -> None:
    """Prints what a site offers, what was chosen and written, and what comes next."""
    discovery = begun.discovery
    software = f" ({discovery.software})" if discovery.software else ""
    print(f"{printable(discovery.page.url)}{software}: {printable(begun.source.title)}")
    print("Found")
    for tried in discovery.tried:
        print(f"  {'→' if tried is discovery.chosen else ' '} {_offered(tried)}")
    for sample in begun.check.samples:
        print(f"    {printable(sample.capture.url)}: {_rows(sample)}")
    if not begun.check.matching:
        print(
            "    No event, programme or funding is read in these: is this the page that lists announcements?"
        )
    declaration, folder, test = written
    print("Written")
    print(f"  {declaration}: the declaration")
    print(f"  {folder}: an announcement, saved")
    print(f"  {test}: what is read in it, as a test (pytest {test})")
    print("Next")
    print(f"  1. Open {declaration}: its comments say what is to be filled in.")
    print(f"  2. rhi source check {declaration}")
    print(f"  3. rhi run --sources {declaration} --output try")


def _offered(tried: Tried) -> str:
    connector, seen = tried.offer.connector, tried.survey
    address = getattr(connector, "url", tried.survey.urls[0] if seen.urls else "")
    if not seen.announcements and seen.problems:
        found = seen.problems[0].reason_en
    else:
        found = f"{'' if seen.is_whole else 'at least '}{seen.announcements} listed"
        found += "" if tried.fitting == seen.announcements else f", {tried.fitting} of them from this page"
    return f"{connector.kind} {printable(address)} ({tried.offer.why}): {printable(found)}"


def _manners(access: Access) -> str:
    rules = {
        "allowed": "robots allowed",
        "forbidden": "robots forbidden",
        "unknown": "robots.txt not had",
    }[access.robots]
    delay = f", {access.crawl_delay:g} s between two requests" if access.crawl_delay else ""
    reserved = ", text-and-data-mining rights reserved" if access.rights_reserved else ""
    return f"answers; {rules}{delay}{reserved}"


def _further_problems(check: Check) -> list[str]:
    """The problems that the first line does not tell."""
    told = [f"{problem.reason_en} {problem.url or ''}".strip() for problem in check.probe.problems]
    return told if check.probe.announcements else told[1:]


def _rows(sample: Sample) -> str:
    if sample.problem:
        return sample.problem
    return ", ".join(f"{len(rows)} {table}" for table, rows in sample.rows.items()) or "nothing is read in it"

"""The beginning of a source: a declaration, a saved announcement and a test, written for a site just seen."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_address
from pathlib import Path, PurePosixPath
from string import Template
from typing import Any
from urllib.parse import urlsplit

import yaml

from flows.fetch.address import web_address
from flows.fetch.capture import Problem
from flows.fetch.declaration import SourceError
from flows.fetch.discovery import Discovery, discover
from flows.fetch.http.client import HttpClient
from flows.fetch.http.settings import HttpSettings, Politeness
from flows.fetch.source import Publisher, Source, slug
from flows.fetch.survey import Onlooker
from flows.normalise.mentions.organisation_types import organisation_type
from flows.registry.check import Check, check
from flows.registry.errors import NoSourceError
from flows.registry.sample import SUBJECTS, Sample, read_sample
from flows.registry.saved import rows_in, save
from schemas.patterns import LANGUAGE_TAG

_TEMPLATES = Path(__file__).parent / "templates"
_TITLE_PARTS = re.compile(r"\s+[|–—·-]\s+")
_LONGEST_SECTION = 40


@dataclass(frozen=True, slots=True)
class Draft:
    """A source as it can be declared after a first look at its site."""

    discovery: Discovery
    check: Check
    saved: Sample
    """The announcement that is kept as an example."""

    @property
    def source(self) -> Source:
        """The declaration."""
        return self.check.source


def draft(url: str, http: HttpSettings, on: date) -> Draft:
    """Look at a site from one of its pages.

    Raises `SourceError` if `url` is no address, `NoSourceError` if nothing there could or may be read.
    """
    address = web_address(url, "")
    if address is None:
        raise SourceError(f"{url} is no web address: give it whole, with https://.")
    onlooker = Onlooker(HttpClient(http), "new", Politeness())
    discovery = discover(address, onlooker)
    if isinstance(discovery, Problem):
        raise NoSourceError(f"{discovery.url}: {discovery.reason_en}")
    found = check(_source(discovery), onlooker, on)
    readable = [sample for sample in found.samples if sample.reading]
    if not readable:
        reasons = [*(f"{problem.reason_en} ({problem.url})" for problem in found.probe.problems)]
        reasons += [f"{sample.problem} ({sample.capture.url})" for sample in found.samples if sample.problem]
        raise NoSourceError(f"{address}: {found.message} {' '.join(reasons)}".strip())
    best = max(readable, key=lambda sample: sample.is_announcement)
    return Draft(discovery, found, best)


def write(begun: Draft, file: Path | None = None) -> tuple[Path, Path, Path]:
    """Write the declaration (to `<id>.yaml` if no `file` is given), beside it the announcement and a test.

    Gives the three paths. Raises `SourceError`, and writes nothing, if one is there already or the
    folder cannot be written to.
    """
    source = begun.source
    file = file or Path(f"{source.id}.yaml")
    folder = file.parent / f"{source.id}-test"
    test = file.parent / f"test_{source.id.replace('-', '_')}.py"
    for path in (file, folder, test):
        if path.exists():
            raise SourceError(
                f"{path} is there already, and nothing was written: move it away, or choose --output."
            )
    try:
        save(begun.saved.capture, folder)
        test.write_text(_test(begun, folder), "utf-8")
        file.write_text(_declaration(begun), "utf-8")
    except OSError as error:
        raise SourceError(f"{file.parent} cannot be written to ({error.strerror}).") from error
    return file, folder, test


def _source(discovery: Discovery) -> Source:
    """What the page says of itself, as a declaration of the way that was chosen."""
    page = discovery.page
    reading = read_sample(page).reading
    metadata = reading.page.document.metadata if reading else None
    title = metadata.title if metadata else None
    name = reading.told.publisher_name if reading else None
    language = metadata.language if metadata else None
    return Source(
        id=source_id(page.url, title),
        title=_title(name, title or urlsplit(page.url).netloc),
        publisher=Publisher(name=name, type=organisation_type(name)) if name else None,
        language=language if language and re.match(LANGUAGE_TAG, language) else "fr",
        connector=discovery.chosen.offer.connector,
    )


def _title(publisher: str | None, page: str) -> str:
    return page if publisher is None or publisher in page else f"{publisher} : {page}"


def source_id(url: str, title: str | None) -> str:
    """The host without its ends, and what a page below the site's first one is called."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    labels = host.split(".")
    name = host if _is_number(host) or len(labels) == 1 else "-".join(labels[:-1])
    path = PurePosixPath(parts.path)
    section = _TITLE_PARTS.split(title)[0] if title and path.name else path.stem
    return slug(f"{name}-{section[:_LONGEST_SECTION]}")


def _is_number(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


def _declaration(begun: Draft) -> str:
    source, page = begun.source, begun.discovery.page
    chosen = begun.discovery.chosen
    publisher = source.publisher and source.publisher.model_dump(mode="json")
    connector = source.connector
    gives = [table for table in SUBJECTS if any(table in sample.rows for sample in begun.check.samples)]
    entries: dict[str, Any] = {
        "id": source.id,
        "title": source.title,
        "publisher": publisher,
        "language": source.language,
        "gives": gives,
        "notes": f"{connector.kind}: {chosen.offer.why}, when {page.url} was looked at on {begun.check.on}.",
        "connector": {"kind": connector.kind, **connector.model_dump(mode="json", exclude_defaults=True)},
    }
    written = {name: _entry(name, value) for name, value in entries.items()}
    return _filled("source.yaml", url=page.url, day=begun.check.on, **written)


def _test(begun: Draft, folder: Path) -> str:
    rows = json.dumps(rows_in(folder), ensure_ascii=False, indent=4)  # lists and texts: the same in Python
    return _filled("test.py", id=begun.source.id, day=begun.check.on, folder=folder.name, rows=rows)


def _entry(name: str, value: object) -> str:
    return yaml.safe_dump({name: value}, allow_unicode=True, sort_keys=False, width=110).rstrip("\n")


def _filled(name: str, **values: object) -> str:
    return Template((_TEMPLATES / f"{name}.template").read_text("utf-8")).substitute(values)

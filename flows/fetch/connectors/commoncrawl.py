"""Announcements out of Common Crawl, or out of any archive with such an index.

The index (https://commoncrawl.org/columnar-index) tells in which WARC file, from which byte on and over
how many bytes a capture lies, so that a few hosts' pages are had without reading the archive.

    connector:
      kind: commoncrawl
      index: s3://commoncrawl/cc-index/table/cc-main/warc/crawl=CC-MAIN-2025-05/subset=warc/*.parquet
      hosts: [www.exemple.fr]
      url_pattern: /actualites/

Since April 2022, Common Crawl asks for an AWS account at `s3://commoncrawl/`; without one, its files
are at `https://data.commoncrawl.org/`, which cannot be listed: the index is downloaded first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, Self

from fsspec import AbstractFileSystem
from pydantic import AfterValidator, Field, PositiveInt, model_validator

from flows.fetch.capture import Capture, Problem
from flows.fetch.columnar_index import Location, MissingColumnsError, locations
from flows.fetch.connector import Connector, Site, UrlPattern
from flows.fetch.indexed_records import captures_at
from flows.fetch.storage import StorageAddress, is_local, open_storage, parquet_files, unreadable
from flows.fetch.surt import host_name

_NOT_IN_A_HOST = re.compile(r"[/:?#@\s]")


def _is_host(name: str) -> str:
    host = host_name(f"https://{name}/")
    if not host or _NOT_IN_A_HOST.search(name):
        raise ValueError("must be the name of a host, such as www.exemple.fr")
    return host


HostName = Annotated[str, AfterValidator(_is_host)]
"""The host of an address, with its `www.` if it has one; in lower case, ASCII."""


class CommonCrawl(Connector):
    """Captures of Common Crawl, or of any archive with such an index: which to take, and where they lie."""

    kind: Literal["commoncrawl"] = "commoncrawl"
    index: StorageAddress
    """A Parquet file, a folder of them, or a glob; a path, relative to the YAML file, or an address that
    begins with `s3://` and the like."""
    hosts: tuple[HostName, ...] = Field(min_length=1)
    """Whose pages to take, each host exactly: an index of Common Crawl whole is terabytes."""
    url_pattern: UrlPattern | None = None
    """A regular expression that the addresses to take contain a match of; null: all addresses."""
    since: date | None = None
    """The first day of capture (UTC)."""
    until: date | None = None
    """The last day of capture (UTC)."""
    archives: StorageAddress = "s3://commoncrawl/"
    """What `warc_filename` in the index is relative to: a folder, or an address (`s3://`, `https://`)."""
    max_captures: PositiveInt = 10_000
    """No more than these are read, the first in the index; each takes half a kilobyte of memory."""

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise ValueError("since must not be later than until")
        return self

    def obstacle(self, source_id: str) -> Problem | None:
        """A library is missing for such an address; or the place is on this machine and holds nothing."""
        index = open_storage(source_id, self.index)
        archives = open_storage(source_id, self.archives)
        if isinstance(index, Problem):
            return index
        if isinstance(archives, Problem):
            return archives
        if is_local(index[0]) and not parquet_files(*index):
            return self._no_index(source_id)
        if is_local(archives[0]) and not archives[0].isdir(archives[1]):
            return Problem(
                source_id,
                None,
                "archives_missing",
                f"Il n’y a pas de dossier {self.archives}, où devraient être les fichiers WARC.",
                f"There is no folder {self.archives}, where the WARC files should be.",
                self.archives,
            )
        return None

    def announcements(self, source_id: str, site: Site) -> Iterator[Capture | Problem]:  # noqa: ARG002
        """The captures that the index names, by WARC file and in its order: each is opened once."""
        archives = open_storage(source_id, self.archives)
        if isinstance(archives, Problem):
            yield archives
            return
        wanted = []
        for found in self._look_up(source_id):
            if isinstance(found, Problem):
                yield found
            else:
                wanted.append(found)
        file_system, _ = archives
        yield from captures_at(wanted, source_id, file_system, self.archives)

    def _look_up(self, source_id: str) -> Iterator[Location | Problem]:
        """What the index names and the settings ask for, and why anything is missing from that."""
        index = open_storage(source_id, self.index)
        if isinstance(index, Problem):
            yield index
            return
        file_system, path = index
        try:
            files = parquet_files(file_system, path)
        except Exception as error:  # each kind of file system has its own
            yield unreadable(source_id, "index_unreadable", self.index, error)
            return
        if not files:
            yield self._no_index(source_id)
        found = 0
        for file in files:
            for location in self._look_up_in(source_id, file_system, file):
                if isinstance(location, Location):
                    if found == self.max_captures:
                        yield self._too_many(source_id)
                        return
                    found += 1
                yield location

    def _look_up_in(
        self, source_id: str, file_system: AbstractFileSystem, file: str
    ) -> Iterator[Location | Problem]:
        try:
            with file_system.open(file, "rb", cache_type="none") as stream:
                for location in locations(stream, self.hosts, self.since, self.until):
                    if self.url_pattern is None or self.url_pattern.search(location.url):
                        yield location
        except MissingColumnsError as error:
            yield Problem(
                source_id,
                None,
                "index_column_missing",
                f"Colonne absente de l’index {file} : {error}.",
                f"The index {file} lacks the column {error}; it must have Common Crawl’s columns.",
                file,
            )
        except Exception as error:  # Arrow's, and those of each kind of file system
            yield unreadable(source_id, "index_unreadable", file, error)

    def _no_index(self, source_id: str) -> Problem:
        return Problem(
            source_id,
            None,
            "index_missing",
            f"Aucun index (fichier Parquet) à l’emplacement {self.index}.",
            f"There is no index (Parquet file) at {self.index}.",
            self.index,
        )

    def _too_many(self, source_id: str) -> Problem:
        return Problem(
            source_id,
            None,
            "captures_limited",
            f"L’index annonce plus de {self.max_captures} captures ; seules les premières ont été lues. "
            "Préciser url_pattern, since ou until, ou augmenter max_captures.",
            f"The index names more than {self.max_captures} captures; only the first were read. "
            "Narrow url_pattern, since or until, or raise max_captures.",
            str(self.max_captures),
        )

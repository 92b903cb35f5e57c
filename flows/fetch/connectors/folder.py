"""Announcements saved in a folder, with a table that says where each is from.

    captures.csv
        path,url,retrieved_on,content_type
        forum.html,https://exemple.fr/forum,2026-01-15,text/html; charset=utf-8

Columns beyond the four are left alone. Separator: comma or semicolon, as spreadsheets write it.
"""

from __future__ import annotations

import csv
import mimetypes
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Literal

from flows.fetch.address import address_of
from flows.fetch.capture import MAX_BODY_BYTES, Capture, Problem
from flows.fetch.connector import Connector, LocalPath, Site

TABLE = "captures.csv"
_COLUMNS = ("path", "url", "retrieved_on", "content_type")
_READABLE = frozenset({".html", ".htm", ".txt", ".pdf", ".docx", ".ics"})
_SHOWN = 5
"""Names of files that a reason tells."""
_NOON = time(12, tzinfo=UTC)
"""The hour given to a bare day: the same calendar day in Paris and in every French territory."""


class Folder(Connector):
    """Files saved in a folder, with a table `captures.csv` that says where each is from."""

    kind: Literal["folder"] = "folder"
    path: LocalPath
    """The folder; in a YAML file, relative to that file."""

    def obstacle(self, source_id: str) -> Problem | None:
        """The folder or its table is missing, unreadable, or lacks a column."""
        table = self.path / TABLE
        if not table.is_file():
            return Problem(
                source_id,
                None,
                "captures_table_missing",
                f"Le dossier {self.path} ne contient pas de fichier {TABLE}.",
                f"The folder {self.path} holds no file {TABLE}; it needs one with the columns "
                f"{', '.join(_COLUMNS)}.",
                str(table),
            )
        try:
            header = next(_rows(table), [])
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            return _unreadable_table(source_id, table, error)
        missing = [name for name in _COLUMNS if name not in header]
        if missing:
            return Problem(
                source_id,
                None,
                "captures_column_missing",
                f"Absent de l’en-tête de {table} : {', '.join(missing)}.",
                f"The header of {table} lacks {', '.join(missing)}; it needs {', '.join(_COLUMNS)}.",
                ",".join(header),
            )
        return None

    def announcements(self, source_id: str, site: Site) -> Iterator[Capture | Problem]:  # noqa: ARG002
        """One capture for each row of the table, in its order; then what lies beside it without a row."""
        table = self.path / TABLE
        named: set[Path] = set()
        try:
            rows = _rows(table)
            header = next(rows)
            for row in rows:
                if any(row):
                    cells = dict(zip(header, row, strict=False))
                    named.add((self.path / cells.get("path", "").strip()).resolve())
                    yield self._capture(source_id, cells)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            yield _unreadable_table(source_id, table, error)
            return
        files = (file for file in self.path.iterdir() if file.suffix.lower() in _READABLE)
        if unnamed := sorted(file.name for file in files if file.resolve() not in named):
            yield _unnamed_files(source_id, unnamed)

    def _capture(self, source_id: str, row: dict[str, str]) -> Capture | Problem:
        path, written_url, retrieved_on, content_type = (row.get(name, "").strip() for name in _COLUMNS)

        def problem(rule: str, reason_fr: str, reason_en: str, raw_value: str) -> Problem:
            return Problem(source_id, written_url or None, rule, reason_fr, reason_en, raw_value)

        url = address_of(written_url)
        if url is None:
            return problem(
                "url_unreadable",
                f"L’adresse « {written_url} » du fichier {path} n’est pas complète (https://…).",
                f"The address “{written_url}” of the file {path} is not complete (https://…).",
                written_url,
            )
        fetched_at = _instant(retrieved_on)
        if fetched_at is None:
            return problem(
                "date_unreadable",
                f"La date « {retrieved_on} » du fichier {path} n’est pas de la forme AAAA-MM-JJ.",
                f"The date “{retrieved_on}” of the file {path} is not of the form YYYY-MM-DD.",
                retrieved_on,
            )
        file = (self.path / path).resolve()
        if not file.is_relative_to(self.path.resolve()):
            return problem(
                "path_outside_folder",
                f"Le chemin « {path} » sort du dossier de la source ; il n’a pas été lu.",
                f"The path “{path}” leads out of the source's folder; it was not read.",
                path,
            )
        if not file.is_file():
            return problem(
                "file_missing",
                f"Le fichier « {path} », cité dans {TABLE}, n’existe pas.",
                f"The file “{path}”, named in {TABLE}, does not exist.",
                path,
            )
        try:
            size = file.stat().st_size
            if size > MAX_BODY_BYTES:
                return problem(
                    "body_too_large",
                    f"Le fichier « {path} » est trop volumineux ({size} octets, {MAX_BODY_BYTES} au plus).",
                    f"The file “{path}” is too large ({size} bytes, at most {MAX_BODY_BYTES}).",
                    str(size),
                )
            body = file.read_bytes()
        except OSError as error:
            return problem(
                "file_unreadable",
                f"Le fichier « {path} » n’a pas pu être lu : {error.strerror}.",
                f"The file “{path}” could not be read: {error.strerror}.",
                path,
            )
        return Capture(source_id, url, fetched_at, content_type or _type_by_name(file), body)


def _rows(table: Path) -> Iterator[list[str]]:
    """The table's rows, header first; UTF-8 with or without byte order mark."""
    with table.open(encoding="utf-8-sig", newline="") as stream:
        first = stream.readline()
        stream.seek(0)
        separator = ";" if first.count(";") > first.count(",") else ","
        rows = csv.reader(stream, delimiter=separator)
        header = next(rows, [])
        yield [name.strip().lower() for name in header]
        yield from rows


def _instant(text: str) -> datetime | None:
    """Read a day or an instant; null if it is neither. An instant without a zone is UTC."""
    try:
        return datetime.combine(date.fromisoformat(text), _NOON)
    except ValueError:
        pass
    try:
        instant = datetime.fromisoformat(text)
        return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _type_by_name(file: Path) -> str:
    return mimetypes.guess_type(file.name)[0] or ""


def _unnamed_files(source_id: str, names: list[str]) -> Problem:
    shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
    return Problem(
        source_id,
        None,
        "files_unnamed",
        f"Sans ligne dans {TABLE}, donc non lu : {shown} (nombre de fichiers : {len(names)}).",
        f"Without a row in {TABLE}, and so not read: {shown} (number of files: {len(names)}).",
        shown,
    )


def _unreadable_table(source_id: str, table: Path, error: Exception) -> Problem:
    return Problem(
        source_id,
        None,
        "captures_table_unreadable",
        f"Le fichier {table} n’a pas pu être lu ; il doit être un CSV en UTF-8 ({error}).",
        f"{table} could not be read; it must be a CSV in UTF-8 ({error}).",
        str(table),
    )

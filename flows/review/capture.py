"""The announcement to review, as one capture: a file, or a page that is asked for politely."""

from __future__ import annotations

import mimetypes
from datetime import UTC, datetime
from pathlib import Path

from flows.fetch.capture import Capture, Problem
from flows.fetch.declaration import SourceError
from flows.fetch.http import HttpClient, HttpSettings


def captured(announcement: str, contact: str | None) -> Capture:
    """Capture a file or an address now. Raises SourceError, saying why, where there is nothing to read."""
    if announcement.startswith(("http://", "https://")):
        found = HttpClient(HttpSettings(contact=contact)).capture("review", announcement)
        if isinstance(found, Problem):
            raise SourceError(f"{announcement}: {found.reason_en}")
        return found
    path = Path(announcement)
    try:
        body = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path} cannot be read ({error.strerror}).") from error
    content_type = mimetypes.guess_type(path.name)[0] or ""
    return Capture("review", path.resolve().as_uri(), datetime.now(UTC), content_type, body)

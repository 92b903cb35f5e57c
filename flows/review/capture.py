"""The announcement to review, as one capture: a file, or a page that is asked for politely."""

from __future__ import annotations

import mimetypes
from datetime import UTC, datetime
from pathlib import Path

from flows.fetch.capture import Capture
from flows.fetch.declaration import SourceError
from flows.fetch.http.client import HttpClient
from flows.fetch.http.failure import FailedError
from flows.fetch.http.settings import HttpSettings


def captured(announcement: str, http: HttpSettings) -> Capture:
    """Capture a file or an address now. Raises SourceError, saying why, where there is nothing to read."""
    if announcement.startswith(("http://", "https://")):
        try:
            answer = HttpClient(http).get(announcement)
        except FailedError as failure:
            raise SourceError(f"{announcement}: {failure}") from failure
        content_type = answer.headers.get("Content-Type", "")
        return Capture("review", answer.url, answer.at, content_type, answer.body)
    path = Path(announcement)
    try:
        body = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path} cannot be read ({error.strerror}).") from error
    content_type = mimetypes.guess_type(path.name)[0] or ""
    return Capture("review", path.resolve().as_uri(), datetime.now(UTC), content_type, body)

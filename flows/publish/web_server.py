"""The latest release in a browser: served by this machine to itself alone.

Portals read a release from a real web server, as the README says; this one is for looking at it before.
"""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from os import PathLike
from pathlib import Path

from flows.publish.distributions import FORMATS

_HERE = "127.0.0.1"
_MEDIA_TYPES = {
    **{suffix: form.media_type for suffix, form in FORMATS.items()},
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown; charset=utf-8",
    ".rdf": "application/rdf+xml",
    ".ttl": "text/turtle; charset=utf-8",
}


class _Handler(SimpleHTTPRequestHandler):
    def guess_type(self, path: str | PathLike[str]) -> str:
        """The media type of a file of a release; of others as Python knows it."""
        return _MEDIA_TYPES.get(Path(path).suffix) or super().guess_type(path)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: whoever looks at a page knows what they asked for."""


def web_server(release: Path, port: int) -> ThreadingHTTPServer:
    """A server of a release's files, its page first, for this machine alone; `port` 0 means any that is free.

    Raises OSError where the port is taken. The caller starts it and closes it.
    """
    return ThreadingHTTPServer((_HERE, port), partial(_Handler, directory=str(release)))


def address_of(server: ThreadingHTTPServer) -> str:
    """Where a browser finds what a server shows."""
    return f"http://{_HERE}:{server.server_port}/"

"""A small web site on this machine that plays each answer a test needs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from flows.fetch.http import HttpClient, HttpSettings
from flows.fetch.visitor import Visitor

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """What the site answers by path, and what it was asked."""

    url: str
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    raw: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def answer(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> str:
        """Answer so at `path`; several answers to one path are given in turn, the last again and again."""
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers.setdefault(path, []).append((status, names, body))
        return self.url + path

    @property
    def asked(self) -> list[str]:
        """The paths asked for, robots.txt left out."""
        return [path for path, _ in self.requests if path != "/robots.txt"]


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        self.site.requests.append((self.path, dict(self.headers.items())))
        if self.path in self.site.raw:
            self.site.raw[self.path](self)
            return
        answers = self.site.answers.get(self.path, [(404, {}, b"")])
        status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass = type("Handler", (_Handler,), {"site": site})
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def hasty() -> HttpSettings:
    """Settings without any pause."""
    return HttpSettings(delay_seconds=0, backoff_seconds=0, connect_seconds=2, read_seconds=2, tries=2)


@pytest.fixture
def client(hasty: HttpSettings) -> HttpClient:
    return HttpClient(hasty)


@pytest.fixture
def visitor(client: HttpClient) -> Visitor:
    """A visit on behalf of the source `ars`."""
    return Visitor("ars", client)

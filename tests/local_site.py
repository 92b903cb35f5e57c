"""A small web site on this machine that plays each answer a test needs."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme

from flows.fetch.http.client import HttpClient
from flows.fetch.http.settings import HttpSettings

RULES = ("/robots.txt", "/.well-known/tdmrep.json")
Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """What the site answers by path, and what it was asked."""

    url: str
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    raw: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    authority: str = ""

    def answer(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> str:
        """Answer so at `path`; several answers to one path are given in turn, the last again and again.

        One with an ETag or Last-Modified is answered with 304 to those who ask on that condition.
        """
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers.setdefault(path, []).append((status, names, body))
        return self.url + path

    def change(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> None:
        """Answer otherwise from now on."""
        self.answers.pop(path, None)
        self.answer(path, body, status, **headers)

    @property
    def conditional(self) -> list[bool]:
        """Whether each request for `asked` was made on a condition."""
        return [
            "If-None-Match" in headers or "If-Modified-Since" in headers
            for path, headers in self.requests
            if path not in RULES
        ]

    @property
    def asked(self) -> list[str]:
        """The paths asked for, the site's rules left out."""
        return [path for path, _ in self.requests if path not in RULES]


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        self.site.requests.append((self.path, dict(self.headers.items())))
        if self.path in self.site.raw:
            self.site.raw[self.path](self)
            return
        answers = self.site.answers.get(self.path, [(404, {}, b"")])
        status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
        asked_if = (self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since"))
        if (
            status == 200
            and any(asked_if)
            and asked_if == (headers.get("ETag"), headers.get("Last-Modified"))
        ):
            status, body = 304, b""
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
    with _serving(server, f"http://127.0.0.1:{server.server_port}") as site:
        yield site


@pytest.fixture
def tls_site(tmp_path: Path) -> Iterator[Site]:
    """The same over TLS; `authority` is the file of the authority that vouches for it."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with _serving(server, f"https://localhost:{server.server_port}") as site:
        site.authority = str(tmp_path / "authority.pem")
        yield site


@contextmanager
def _serving(server: ThreadingHTTPServer, url: str) -> Iterator[Site]:
    server.daemon_threads = True
    site = Site(url)
    server.RequestHandlerClass = type("Handler", (_Handler,), {"site": site})
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def hasty() -> HttpSettings:
    """Settings without any pause."""
    return HttpSettings(
        delay_seconds=0,
        backoff_seconds=0,
        connect_seconds=2,
        read_seconds=2,
        tries=2,
        allowed_networks=("127.0.0.0/8",),
    )


@pytest.fixture
def client(hasty: HttpSettings) -> HttpClient:
    return HttpClient(hasty)

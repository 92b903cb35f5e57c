"""How fast sites are asked, and how much memory it takes: 40 hosts that answer after 50 ms.

    python benchmarks/fetch.py              40 pages a host
    python benchmarks/fetch.py 2500         2,500 pages a host: 100,000 in all

The hosts are addresses of this machine's loopback network, served by a process of its own. There is no pause
between two requests to a host here: what is measured is rhi, not politeness. The pages are asked for
twice, the second time on the condition that they changed.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from pathlib import Path

from flows.fetch.connectors.pages import Pages
from flows.fetch.http.settings import HttpSettings
from flows.fetch.run import fetch
from flows.fetch.source import Source

HOSTS = [f"127.0.0.{number}" for number in range(1, 41)]
PORT = 8753
ANSWER_SECONDS = 0.05
PARAGRAPH = "<p>Le forum régional de santé aura lieu à {} et réunira les professionnels du territoire.</p>\n"


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One connection: pages of 20 kB with an ETag, nothing at the addresses of rules."""
    while head := await _head(reader):
        path = head.split(" ", 2)[1]
        await asyncio.sleep(ANSWER_SECONDS)
        if path in ("/robots.txt", "/.well-known/tdmrep.json"):
            writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        elif f'"{path}"' in head:
            writer.write(f'HTTP/1.1 304 Not Modified\r\nETag: "{path}"\r\n\r\n'.encode())
        else:
            body = f"<html><body>{PARAGRAPH.format(path) * 200}</body></html>".encode()
            answer = f'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: "{path}"\r\n'
            writer.write(f"{answer}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    writer.close()


async def _head(reader: asyncio.StreamReader) -> str:
    try:
        return (await reader.readuntil(b"\r\n\r\n")).decode()
    except (asyncio.IncompleteReadError, ConnectionError):
        return ""


async def _serve(ready: Event) -> None:
    servers = [await asyncio.start_server(_answer, host, PORT) for host in HOSTS]
    ready.set()
    await asyncio.gather(*(server.serve_forever() for server in servers))


def _run_server(ready: Event) -> None:
    asyncio.run(_serve(ready))


@contextmanager
def _site() -> Iterator[None]:
    ready = multiprocessing.Event()
    process = multiprocessing.Process(target=_run_server, args=(ready,), daemon=True)
    process.start()
    ready.wait(10)
    try:
        yield
    finally:
        process.terminate()


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    sources = [
        Source(
            id=f"host-{number}",
            title=host,
            connector=Pages(urls=tuple(f"http://{host}:{PORT}/{page}" for page in range(pages))),
        )
        for number, host in enumerate(HOSTS)
    ]
    total = pages * len(HOSTS)
    settings = HttpSettings(delay_seconds=0, allowed_networks=("127.0.0.0/8",))
    done = 0

    def progress(_source_id: str, _announcements: int) -> None:
        nonlocal done
        done += 1
        if done % max(total // 5, 1) == 0:
            print(f"  {done:>7} pages: {_peak_mb():.0f} MB at most so far")

    print(f"{total} pages of {len(HOSTS)} hosts that answer after {ANSWER_SECONDS * 1000:.0f} ms")
    with _site(), tempfile.TemporaryDirectory() as folder:
        for visit in ("first", "second"):
            begun = time.perf_counter()
            report = fetch(sources, Path(folder), settings, progress)
            seconds = time.perf_counter() - begun
            states = {status.status for status in report.statuses}
            print(f"{visit} visit: {total / seconds:.0f} pages a second, {' and '.join(sorted(states))}")


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()

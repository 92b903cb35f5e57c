"""Runs that are killed at any moment, and the runs after them."""

from __future__ import annotations

import io
import json
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

from cdxj_indexer.main import CDXJIndexer
from warcio.archiveiterator import ArchiveIterator

from flows.fetch.archive import Archive
from flows.fetch.state import STATUSES, read_state

SOURCES = 4
PAGES = 60
RUN = textwrap.dedent(
    """
    import json, sys
    from pathlib import Path
    from flows.fetch.connectors.feed import Feed
    from flows.fetch.http.settings import HttpSettings
    from flows.fetch.run import fetch
    from flows.fetch.source import Source
    sources = [Source(id=name, title=name, connector=Feed(url=url)) for name, url in json.loads(sys.argv[2]).items()]
    fetch(sources, Path(sys.argv[1]), HttpSettings(delay_seconds=0.002, allowed_networks=("127.0.0.0/8",)))
    """
)


def test_killed_runs_lose_nothing_and_ask_nothing_twice(site: Any, tmp_path: Path) -> None:
    feeds = {}
    for source in range(SOURCES):
        items = "".join(
            f"<item><title>{page}</title><link>{site.url}/{source}/{page}</link></item>"
            for page in range(PAGES)
        )
        feed = f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'
        feeds[f"s{source}"] = site.answer(f"/{source}/rss", feed.encode())
        for page in range(PAGES):
            site.answer(f"/{source}/{page}", f"<p>Annonce {source}/{page}</p>".encode() * 50)
    chance = random.Random(4)
    stored: set[str] = set()
    kills = 0
    for _ in range(10):
        site.requests.clear()
        run = subprocess.Popen([sys.executable, "-c", RUN, str(tmp_path), json.dumps(feeds)])
        enough = chance.randrange(1, SOURCES * PAGES // 8)
        while len(site.requests) < enough and run.poll() is None:
            time.sleep(0.001)
        run.send_signal(signal.SIGKILL)
        kills += run.wait() == -signal.SIGKILL
        assert stored.isdisjoint(site.asked)
        stored = paths_in(tmp_path, site.url)
    assert kills == 10
    site.requests.clear()
    subprocess.run([sys.executable, "-c", RUN, str(tmp_path), json.dumps(feeds)], check=True)
    assert stored.isdisjoint(site.asked)
    every = {f"/{source}/{page}" for source in range(SOURCES) for page in [*range(PAGES), "rss"]}
    assert paths_in(tmp_path, site.url) == every
    assert set(read_state(tmp_path, STATUSES)["status"].to_pylist()) == {"ok"}
    warcs = sorted((tmp_path / "warc").iterdir())
    with_warcio = []
    for warc in warcs:
        with warc.open("rb") as stream:
            records = list(ArchiveIterator(stream, check_digests="raise"))
            with_warcio += [
                one.rec_headers["WARC-Target-URI"] for one in records if one.rec_type == "response"
            ]
    assert sorted(with_warcio) == sorted(site.url + path for path in every)
    out = io.StringIO()
    CDXJIndexer(out, [str(warc) for warc in warcs]).process_all()
    assert len(out.getvalue().splitlines()) == len(every)


def paths_in(archive: Path, base: str) -> set[str]:
    return {url.removeprefix(base) for url in Archive(archive).addresses()["url"].to_pylist()}

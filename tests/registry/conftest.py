"""A hospital's site with announcements, and the command that looks at it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from flows.cli import app

FORUM = """<!doctype html><html lang="fr"><head><title>Forum des métiers | CHU Exemple</title>
<meta property="article:published_time" content="2025-01-07T10:00:00+01:00">
<meta property="og:site_name" content="CHU Exemple"></head><body><main><h1>Forum des métiers</h1>
<p>Le forum des métiers aura lieu le mardi 14 janvier 2025 à 18h30, à la salle des fêtes de Saint-Agrève (07).</p>
<p>Intervenante : Dr Camille Exemple, cheffe de service.</p></main></body></html>"""
NEWS = """<!doctype html><html lang="fr"><head><title>Actualités | CHU Exemple</title>{head}
<meta property="og:site_name" content="CHU Exemple"></head><body><main>{main}</main></body></html>"""


@pytest.fixture
def hospital(site: Any) -> Any:
    """A site whose feed lists a forum and a page that tells of nothing."""
    items = "".join(
        f"<item><title>{path}</title><link>{path}</link><pubDate>{day} Jan 2025 10:00:00 +0100</pubDate></item>"
        for path, day in (("/parking", "Mon, 06"), ("/forum", "Tue, 07"))
    )
    site.answer("/rss.xml", f'<rss version="2.0"><channel>{items}</channel></rss>'.encode())
    site.answer("/forum", FORUM.encode())
    site.answer("/parking", b"<html><body><main><h1>Le parking</h1><p>Il est ouvert.</p></main></body>")
    head = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
    site.answer("/", NEWS.format(head=head, main="<p>Le CHU vous accueille.</p>").encode())
    return site


@pytest.fixture
def rhi(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """Runs a command in a folder of its own; this machine may be asked, without pauses."""
    monkeypatch.setenv("RHI_ALLOWED_NETWORKS", "127.0.0.0/8")
    monkeypatch.setenv("RHI_DELAY_SECONDS", "0")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Result:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        assert isinstance(result.exception, SystemExit | type(None)), result.exception
        return result

    return run

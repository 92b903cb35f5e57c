from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
import requests
from typer.testing import CliRunner

from flows.cli import app
from flows.publish.web_server import address_of, web_server

FILES = {
    "index.html": "text/html; charset=utf-8",
    "announcement.csv": "text/csv; charset=utf-8",
    "announcement.parquet": "application/vnd.apache.parquet",
    "catalog.jsonld": "application/ld+json",
}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    latest = tmp_path / "latest"
    latest.mkdir()
    for name in FILES:
        (latest / name).write_text(f"Échantillon {name}", "utf-8")
    return tmp_path


def test_the_files_of_a_release_are_shown_with_their_media_types(output: Path) -> None:
    with web_server(output / "latest", 0) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        shown = {name: requests.get(address_of(server) + name, timeout=5) for name in FILES}
        first = requests.get(address_of(server), timeout=5)
        server.shutdown()
    assert {name: answer.headers["Content-Type"] for name, answer in shown.items()} == FILES
    assert first.content.decode() == "Échantillon index.html"


def test_ctrl_c_ends_the_server_well(output: Path) -> None:
    hearing = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{hearing}; from flows.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", "--output", str(output), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = process.stdout.readline()
        address = told.split(" is shown at ")[1].split(" ")[0]
        assert requests.get(address, timeout=5).status_code == requests.codes.ok
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 0


def test_without_a_release_nothing_is_shown(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["serve", "--output", str(tmp_path)])
    assert result.exit_code == 1
    assert "There is none yet; `rhi run` makes one." in result.output


def test_a_port_that_is_taken_is_told(output: Path) -> None:
    with web_server(output / "latest", 0) as server:
        result = CliRunner().invoke(
            app, ["serve", "--output", str(output), "--port", str(server.server_port)]
        )
    assert result.exit_code == 2
    assert f"{server.server_port} is taken or may not be used" in result.output

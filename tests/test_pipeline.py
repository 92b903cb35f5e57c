"""The flows, run on a Prefect server; what the stages do is tested without one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings
from prefect.utilities.callables import parameter_schema

from flows import pipeline
from flows.fetch.source import SourceError
from flows.publish.errors import OutputBusyError, ReleaseError
from flows.publish.gates import GateClosedError
from flows.publish.lock import alone_in
from flows.report import NothingReadError
from schemas import TABLES

pytestmark = pytest.mark.usefixtures("prefect_server")


class Listener:
    """Notes how far a run says it is."""

    def __init__(self) -> None:
        self.fetched_last: dict[str, int] = {}
        self.normalised_last = (0, 0)

    def fetched(self, source_id: str, announcements: int) -> None:
        self.fetched_last[source_id] = announcements

    def normalised(self, done: int, total: int) -> None:
        self.normalised_last = (done, total)


@pytest.fixture
def listener() -> Iterator[Listener]:
    heard = Listener()
    with pipeline.run_here(heard):
        yield heard


def _announcements(folder: Path, **pages: str) -> Path:
    """A folder of announcements with its list of captures."""
    folder.mkdir(parents=True)
    lines = ["path,url,retrieved_on,content_type"]
    for name, text in pages.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
        lines.append(f"{name}.txt,https://exemple.fr/{name},2025-10-02,text/plain")
    (folder / "captures.csv").write_text("\n".join(lines), "utf-8")
    return folder


def _artifacts(key: str) -> list[str]:
    with get_client(sync_client=True) as client:
        found = client.read_artifacts(artifact_filter=ArtifactFilter(key=ArtifactFilterKey(any_=[key])))
    return [str(artifact.data) for artifact in found]


def test_a_run_goes_from_announcements_to_a_release(tmp_path: Path, listener: Listener) -> None:
    folder = _announcements(
        tmp_path / "annonces",
        un="Conférence santé à Dijon\n\nL’ARS invite le mardi 4 novembre 2025 à 18h30 à Dijon.",
        deux="Journée portes ouvertes\n\nLe 5 novembre 2025 au centre hospitalier d’Exemple.",
    )
    report = pipeline.run(str(folder), tmp_path / "out", False, 1)
    assert [(source.source_id, source.status) for source in report.sources] == [("annonces", "ok")]
    assert report.announcements == 2
    assert listener.fetched_last == {"annonces": 2}
    assert listener.normalised_last == (2, 2)
    latest = tmp_path / "out" / "latest"
    assert latest.resolve().name == report.version
    assert {path.stem for path in latest.glob("*.parquet")} == set(TABLES)
    assert pq.read_metadata(latest / "announcement.parquet").num_rows == 2

    (shown,) = [shown for shown in _artifacts("rhi-run-report") if f"**{report.version}**" in shown]
    assert "\n2 announcements: 2 read, 0 unchanged since read before. 0 rows in quarantine.\n" in shown

    again = pipeline.run(str(folder), tmp_path / "out", False, 1)
    assert (again.announcements, again.read) == (2, 0)


@pytest.mark.usefixtures("listener")
def test_a_failed_run_leaves_the_last_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _announcements(tmp_path / "annonces", un="Conférence santé\n\nLe 4 novembre 2025 à Dijon.")
    first = pipeline.run(str(folder), tmp_path / "out", False, 1)
    latest = tmp_path / "out" / "latest"

    empty = tmp_path / "vide"
    empty.mkdir()
    (empty / "captures.csv").write_text("path,url,retrieved_on,content_type\n")
    with pytest.raises(NothingReadError, match="No source gave an announcement"):
        pipeline.run(str(empty), tmp_path / "out", False, 1)
    assert latest.resolve().name == first.version

    def fail(*_: object, **__: object) -> None:
        raise ReleaseError("The release does not pass its checks.")

    monkeypatch.setattr(pipeline, "publish_tables", fail)
    with pytest.raises(ReleaseError, match="does not pass its checks"):
        pipeline.run(str(folder), tmp_path / "out", False, 1)
    assert latest.resolve().name == first.version

    with alone_in(tmp_path / "out"), pytest.raises(OutputBusyError, match="Another run is at work"):
        pipeline.run(str(folder), tmp_path / "out", False, 1)


@pytest.mark.usefixtures("listener")
def test_stages_run_one_by_one(tmp_path: Path) -> None:
    folder = _announcements(tmp_path / "annonces", un="Conférence santé\n\nLe 4 novembre 2025 à Dijon.")
    out = tmp_path / "out"
    assert pipeline.fetch(str(folder), out).sources[0].announcements == 1
    assert pipeline.normalise(out, 1).announcements == 1
    release = pipeline.publish(out, False)
    assert release.version == (out / "latest").resolve().name
    with pytest.raises(SourceError, match="There is no source"):
        pipeline.fetch("nowhere", out)


@pytest.mark.usefixtures("listener")
def test_a_closed_gate_is_shown_and_can_be_passed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RHI_GATE_FEWEST_LOST", "1")
    pages = {name: f"Conférence {name}\n\nLe 4 novembre 2025 à Dijon." for name in ("un", "deux")}
    first = pipeline.run(str(_announcements(tmp_path / "annonces", **pages)), tmp_path / "out", False, 1)
    shutil.rmtree(tmp_path / "out" / "archive")
    fewer = str(_announcements(tmp_path / "moins" / "annonces", un=pages["un"]))
    with pytest.raises(GateClosedError, match=r"announcement: 1 instead of 2 rows \(-50%, allowed -30%\)"):
        pipeline.run(fewer, tmp_path / "out", False, 1)
    assert (tmp_path / "out" / "latest").resolve().name == first.version
    assert any(
        "| announcement | 2 rows | 1 | 50% | 30% |" in shown for shown in _artifacts("rhi-gate-report")
    )
    assert pipeline.run(fewer, tmp_path / "out", False, 1, allow_loss=True).is_new


def test_a_folder_that_prefect_cannot_write_is_told_at_once(tmp_path: Path) -> None:
    home = tmp_path / "absent"
    with (
        temporary_settings({PREFECT_HOME: home}, restore_defaults={PREFECT_API_URL}),
        pytest.raises(pipeline.NoServerError) as told,
        pipeline.run_here(None),
    ):
        pass
    assert str(told.value) == (
        f"Prefect keeps its database in {home}, which cannot be written. Set PREFECT_HOME to a folder that can be."
    )


@pytest.mark.usefixtures("listener")
def test_names_without_a_reason_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RHI_LEGAL_BASIS", raising=False)
    for refused in (
        lambda: pipeline.run(None, tmp_path / "out", True, 1),
        lambda: pipeline.publish(tmp_path / "out", True),
    ):
        with pytest.raises(ValueError, match="Set RHI_LEGAL_BASIS and RHI_OBJECTION_CONTACT"):
            refused()
    assert not (tmp_path / "out").exists()


def test_parameters_are_documented_for_the_form() -> None:
    for flow in (pipeline.run, pipeline.fetch, pipeline.normalise, pipeline.publish):
        schema = parameter_schema(flow)
        assert schema.properties
        for name, field in schema.properties.items():
            assert field.get("description"), f"{flow.name}: {name}"

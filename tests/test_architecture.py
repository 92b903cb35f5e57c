"""The walls of the house: who may import what."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted([*(ROOT / "flows").rglob("*.py"), *(ROOT / "schemas").rglob("*.py")])
NETWORK = {"requests", "urllib3", "httpx", "aiohttp", "socket", "http.client", "urllib.request"}
CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "monotonic"}
STAGES = ("fetch", "normalise", "publish")
# Where a stage may look: at those before it in the flow of data, for what they say of their results.
BEFORE = {"fetch": (), "normalise": ("fetch",), "publish": ("fetch", "normalise")}


def _imports(path: Path) -> Iterator[str]:
    """Full names of all modules that a module imports, at its top or inside functions."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _imported(path: Path, *modules: str) -> list[str]:
    return [name for name in _imports(path) if any(name == m or name.startswith(f"{m}.") for m in modules)]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _of(*folders: str) -> list[Path]:
    return [path for path in MODULES if _name(path).startswith(folders)]


def test_there_is_a_house_to_look_at() -> None:
    assert {"flows/pipeline.py", "flows/cli.py", "schemas/model.py"} <= set(map(_name, MODULES))


def test_only_the_pipeline_imports_prefect() -> None:
    assert [_name(path) for path in MODULES if _imported(path, "prefect")] == ["flows/pipeline.py"]


def test_only_the_command_imports_the_pipeline() -> None:
    assert [_name(path) for path in MODULES if _imported(path, "flows.pipeline")] == ["flows/cli.py"]


def test_schemas_stand_on_nothing_of_the_flows() -> None:
    assert {
        _name(path): _imported(path, "flows") for path in _of("schemas/") if _imported(path, "flows")
    } == {}


@pytest.mark.parametrize("stage", STAGES)
def test_data_moves_one_way(stage: str) -> None:
    after = [f"flows.{other}" for other in STAGES if other != stage and other not in BEFORE[stage]]
    found = {_name(path): _imported(path, *after) for path in _of(f"flows/{stage}/")}
    assert {path: names for path, names in found.items() if names} == {}


def test_reading_and_publishing_ask_no_clock() -> None:
    asked = [
        f"{_name(path)}:{node.lineno}"
        for path in _of("flows/normalise/", "flows/publish/", "schemas/")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and ast.unparse(node.func.value).split(".")[-1] in {"datetime", "date", "time", "dt", "Timestamp"}
    ]
    assert asked == []


def test_reading_and_publishing_use_no_network() -> None:
    found = {
        _name(path): _imported(path, *NETWORK)
        for path in _of("flows/normalise/", "flows/publish/", "schemas/")
    }
    assert {path: names for path, names in found.items() if names} == {}


def test_there_are_no_helper_drawers() -> None:
    drawers = {"utils", "util", "common", "misc", "helpers", "helper"}
    assert [_name(path) for path in MODULES if drawers & {path.stem, *path.parts}] == []


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["source", "list", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys; from flows.cli import app\n"
        f"try: app({arguments!r})\n"
        "except SystemExit as stop: assert not stop.code\n"
        "heavy = {'prefect', 'pandas', 'pyarrow', 'pandera', 'requests', 'selectolax'}\n"
        "print('heavy:', sorted(heavy & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert shown.stdout.splitlines()[-1] == "heavy: []"
    assert "Example: rhi" in shown.stdout or arguments == ["--help"]

"""What Prefect costs: the whole run through its flow, beside the plain functions and an empty flow.

    python benchmarks/pipeline.py [COUNT]

Each is a process of its own, timed whole. The flow should cost at most a tenth more than the plain
functions and Prefect's own start together.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from normalise import variants

from flows.fetch.archive import Archive

PLAIN = """
import sys
from pathlib import Path
from flows.fetch.run import fetch
from flows.fetch.source import load_sources
from flows.normalise.tables import normalise
from flows.publish.release import publish
from flows.settings import Settings
if __name__ == "__main__":
    settings = Settings(output=Path(sys.argv[2]), workers=1)
    fetch(load_sources(sys.argv[1]), settings.archive_path)
    normalise(settings.archive_path, settings.tables_path, workers=1)
    publish(settings.tables_path, settings.output, settings)
"""

EMPTY = """
from flows.pipeline import run_here
from prefect import flow
@flow
def empty() -> None: ...
with run_here(None):
    empty()
"""


def seconds(*command: str) -> float:
    """How long a process takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    count = sys.argv[1] if len(sys.argv) > 1 else "5000"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Archive(folder / "made").append(variants(int(count)))
        warc = str(folder / "made" / "warc")
        python = sys.executable
        seconds(python, "-c", EMPTY)  # the first start makes Prefect's database
        start = seconds(python, "-c", EMPTY)
        plain = seconds(python, "-c", PLAIN, warc, str(folder / "plain"))
        rhi = str(Path(python).with_name("rhi"))
        flow = seconds(
            rhi, "run", "--sources", warc, "--output", str(folder / "flow"), "--workers", "1", "--quiet"
        )
    print(f"{count} announcements: plain functions {plain:.1f} s, Prefect's own start {start:.1f} s")
    print(f"the flow {flow:.1f} s, {flow / (plain + start) - 1:+.1%} of both together")


if __name__ == "__main__":
    main()

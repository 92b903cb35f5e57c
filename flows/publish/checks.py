"""What must hold of what a release says of itself, before anybody sees it; of its data, see table_checks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from flows.publish.contents import FileFacts
from flows.publish.errors import demand_none
from flows.publish.metadata_files import CHECKSUMS


def check_release(folder: Path) -> None:
    """Raises ReleaseError unless the metadata can be read and the checksums hold."""
    demand_none([*_metadata_faults(folder), *checksum_faults(folder)])


def checksum_faults(folder: Path) -> Iterator[str]:
    """What SHA256SUMS does not tell rightly of the files in a release's folder."""
    lines = (folder / CHECKSUMS).read_text("utf-8").splitlines()
    told = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    del paths[CHECKSUMS]
    found = FileFacts.of_all(paths)
    for name in sorted(told.keys() | paths.keys()):
        if name not in paths:
            yield f"{name} is missing"
        elif name not in told:
            yield f"{name} is not in {CHECKSUMS}"
        elif found[name].sha256 != told[name]:
            yield f"{name} does not have the digest that {CHECKSUMS} tells"


def _metadata_faults(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*.json*")):
        try:
            json.loads(path.read_bytes())
        except ValueError as error:
            yield f"{path.relative_to(folder)} is no JSON ({error})"

"""chrono-node: its French casual parser, in one Node process for all texts."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from taggers.model import LONG_ENOUGH, Missing, Sentence, Tool, Values, clock

_HERE = Path(__file__).parent
_PACKAGE = _HERE / "node_modules" / "chrono-node" / "package.json"


class ChronoNode(Tool):
    name = "chrono-node"
    package = "chrono-node"

    def __init__(self) -> None:
        if shutil.which("node") is None or not _PACKAGE.exists():
            raise Missing("chrono-node")

    @property
    def version(self) -> str:
        return str(json.loads(_PACKAGE.read_text("utf-8"))["version"])

    def find(self, sentence: Sentence) -> list[dict[str, dict[str, int]]]:
        return list(self._run([sentence])["found"][0])

    def read(self, sentences: Sequence[Sentence]) -> list[Values]:
        return [self.values(found) for found in self._run(sentences)["found"]]

    def seconds(self, sentences: Sequence[Sentence]) -> float:
        """Measured inside Node."""
        return float(self._run(sentences, LONG_ENOUGH)["seconds"])

    def values(self, found: Any) -> Values:
        values = Values()
        for result in found:
            for end in (result["start"], result["end"]):
                if end is None:
                    continue
                known = end["known"]
                if "hour" in known:
                    values.times.add(clock(known["hour"], known.get("minute", 0)))
                day = f"{end['year']:04}-{end['month']:02}-{end['day']:02}"
                if "day" in known or "weekday" in known:
                    values.dates.add(day)
                elif "month" in known:
                    values.dates.add(day[:7])
                elif "year" in known:
                    values.dates.add(day[:4])
        return values

    def _run(self, sentences: Sequence[Sentence], long_enough: float = 0) -> dict[str, Any]:
        plain = [{"on": str(sentence.on), "text": sentence.text} for sentence in sentences]
        given = json.dumps({"sentences": plain, "longEnough": long_enough})
        run = subprocess.run(
            ["node", str(_HERE / "chrono.js")], input=given, capture_output=True, text=True, check=True
        )
        return dict(json.loads(run.stdout))

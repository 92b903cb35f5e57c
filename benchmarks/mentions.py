"""How well and how fast days, hours and sums are read, by rhi and by its peers: writes mentions.md.

    python benchmarks/mentions.py                       every tool that is installed
    python benchmarks/mentions.py --only rhi --wrong    one tool, and each value it gets wrong

The peers: pip install -e '.[peers]', and npm install --prefix benchmarks/taggers for chrono-node.
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import yaml
from taggers.model import Missing, Sentence, Tool, Values

HERE = Path(__file__).parent
PUBLISHED = date(2025, 1, 6)
"""The day from which sums are read: it does not matter to them."""
COMPARABLE = 0.1
"""A peer whose F1 lies no farther below is compared in speed."""
SAMPLED = 5
"""Sentence by sentence, speed is measured on every fifth."""

# The peers by module and class: dates and hours, then sums.
DATE_TOOLS = {
    "rhi": ("rhi", "RhiDates"),
    "HeidelTime": ("heideltime", "HeidelTime"),
    "chrono-node": ("chrono_node", "ChronoNode"),
    "edsnlp": ("eds", "Edsnlp"),
    "dateparser": ("dateparser_fr", "Dateparser"),
    "chronostring": ("chronostring_fr", "Chronostring"),
    "recognizers-text": ("recognizers", "RecognizersDates"),
}
SUM_TOOLS = {
    "rhi": ("rhi", "RhiSums"),
    "recognizers-text": ("recognizers", "RecognizersSums"),
    "price-parser": ("price", "PriceParser"),
}


@dataclass(frozen=True, slots=True)
class Value:
    """What one expression stands for: its end points; several where readers differ."""

    readings: tuple[frozenset[str], ...]
    optional: bool = False

    @classmethod
    def parse(cls, written: str) -> Value:
        optional = written.startswith("?")
        readings = [reading.strip() for reading in written.removeprefix("?").split(" or ")]
        return cls(tuple(frozenset(reading.split("/")) for reading in readings), optional)

    def meant(self, read: set[str]) -> frozenset[str]:
        """The reading that a tool comes nearest to."""
        return max(self.readings, key=lambda reading: (len(reading & read), -len(reading - read)))


@dataclass(frozen=True, slots=True)
class Expected:
    """A sentence with its values."""

    kind: str
    sentence: Sentence
    dates: tuple[Value, ...] = ()
    times: tuple[Value, ...] = ()
    sums: tuple[Value, ...] = ()
    qualifiers: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Score:
    """Values read right, read wrong, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __iadd__(self, other: Score) -> Score:
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        return self

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0


@dataclass(slots=True)
class Result:
    """What one tool makes of all sentences."""

    name: str
    version: str = ""
    missing: str | None = None
    speed: float = 0.0
    scores: dict[str, Score] = field(default_factory=dict)
    """By dates, times, both, sums."""
    kinds: dict[str, Score] = field(default_factory=dict)


def load(name: str) -> list[Expected]:
    """The sentences of one file of `expressions/`."""
    groups = yaml.load(
        (HERE / "expressions" / name).read_text("utf-8"), Loader=yaml.BaseLoader
    )  # strings only
    return [_expected(kind, entry) for kind, entries in groups.items() for entry in entries]


def _expected(kind: str, entry: dict[str, str]) -> Expected:
    day = date.fromisoformat(entry["on"]) if "on" in entry else PUBLISHED
    dates, times, sums = (
        [value.strip() for value in entry.get(key, "").split(",") if value.strip()]
        for key in ("dates", "times", "sums")
    )
    return Expected(
        kind,
        Sentence(day, entry["text"]),
        tuple(map(Value.parse, dates)),
        tuple(map(Value.parse, times)),
        tuple(Value.parse(value.split()[0]) for value in sums),
        tuple(_qualifier(value) for value in sums),
    )


def _qualifier(written: str) -> tuple[str, str]:
    amount, _, said = written.partition(" ")
    return amount.split("/")[0], said or ("between" if "/" in amount else "exact")


def compare(values: Sequence[Value], read: set[str]) -> tuple[Score, set[str], set[str]]:
    """The score of one sentence, with what is wrong and what is missed."""
    meant = {point for value in values if not value.optional for point in value.meant(read)}
    allowed = {point for value in values if value.optional for point in value.meant(read)}
    wrong, missed = read - meant - allowed, meant - read
    return Score(len(meant & read), len(wrong), len(missed)), wrong, missed


def measure(name: str, where: tuple[str, str], given: Sequence[Expected], show: bool) -> Result:
    """One tool on all sentences; missing where it cannot be loaded."""
    try:
        tool: Tool = getattr(import_module(f"taggers.{where[0]}"), where[1])()
    except (ImportError, Missing) as error:
        return Result(name, missing=str(error))
    result = Result(name, tool.version)
    sentences = [expected.sentence for expected in given]
    for expected, values in zip(given, tool.read(sentences), strict=True):
        for part, wanted, read in _parts(expected, values):
            score, wrong, missed = compare(wanted, read)
            for scores, key in ((result.scores, part), (result.scores, "all"), (result.kinds, expected.kind)):
                scores.setdefault(key, Score())
                scores[key] += score
            if show and (wrong or missed):
                print(f"{name}, {expected.kind}: {expected.sentence.text} ({expected.sentence.on})")
                print(f"    {part}: wrong {sorted(wrong)}, missed {sorted(missed)}")
    result.speed = speed(tool, sentences)
    return result


def _parts(expected: Expected, values: Values) -> Iterator[tuple[str, tuple[Value, ...], set[str]]]:
    if expected.kind.startswith("sums"):
        yield "sums", expected.sums, {_plain(amount) for amount in values.sums}
        return
    yield "dates", expected.dates, values.dates
    yield "times", expected.times, values.times


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def speed(tool: Tool, sentences: Sequence[Sentence]) -> float:
    """Characters a second: over one long text or sentence by sentence, whichever suits the tool better."""
    ways = [sentences[::SAMPLED]]
    if tool.takes_long_texts:
        ways.append([Sentence(sentences[0].on, "\n\n".join(sentence.text for sentence in sentences))])
    return max(sum(len(one.text) for one in way) / tool.seconds(way) for way in ways)


def qualified(given: Sequence[Expected]) -> tuple[int, int]:
    """Of the sums that rhi reads, how many with what is said of them (about, at least, up to, between)."""
    from taggers.rhi import RhiSums

    tool, right, read = RhiSums(), 0, 0
    for expected in given:
        found = tool.qualifiers(expected.sentence)
        for amount, said in expected.qualifiers:
            if amount in found:
                read += 1
                right += found[amount] == said
    return right, read


def table(results: Sequence[Result], parts: Sequence[str]) -> Iterator[str]:
    yield "| tool | " + " | ".join(f"{part}: P | R | F1" for part in parts) + " | characters/s |"
    yield "|---" * (2 + 3 * len(parts)) + "|"
    for result in results:
        if result.missing is not None:
            yield f"| {result.name} | not installed" + " |" * (1 + 3 * len(parts))
            continue
        cells = []
        for part in parts:
            score = result.scores[part]
            cells += [f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}"]
        yield f"| {result.name} {result.version} | " + " | ".join(cells) + f" | {_thousands(result.speed)} |"


def verdict(results: Sequence[Result], part: str) -> str:
    """Where rhi stands among the peers that ran: in F1, and in speed beside those of comparable F1."""
    ran = [result for result in results if result.missing is None]
    own = next((result for result in ran if result.name == "rhi"), None)
    peers = [result for result in ran if result is not own]
    if own is None or not peers:
        return "rhi or all its peers did not run."
    f1 = own.scores[part].f1
    ahead = [peer.name for peer in peers if peer.scores[part].f1 >= f1]
    near = [peer for peer in peers if peer.scores[part].f1 > f1 - COMPARABLE]
    faster = [peer.name for peer in near if peer.speed >= own.speed]
    best = max(peers, key=lambda peer: peer.scores[part].f1)
    said = (
        f"In F1 {', '.join(ahead)} stand before rhi."
        if ahead
        else f"In F1 rhi is ahead of all {len(peers)} peers that ran; next comes {best.name}."
    )
    if not near:
        return f"{said} None comes within {COMPARABLE} of it."
    names = ", ".join(f"{peer.name} (rhi is {own.speed / peer.speed:,.1f} times as fast)" for peer in near)
    return f"{said} Within {COMPARABLE} of it: {names}; faster than rhi: {', '.join(faster) or 'none'}."


def kinds_table(results: Sequence[Result], given: Sequence[Expected]) -> Iterator[str]:
    ran = [result for result in results if result.missing is None]
    yield "| kind | sentences | " + " | ".join(result.name for result in ran) + " |"
    yield "|---" * (2 + len(ran)) + "|"
    for kind in dict.fromkeys(expected.kind for expected in given):
        count = sum(expected.kind == kind for expected in given)
        trap = kind.endswith("trap")
        cells = [
            f"{score.wrong} wrong" if trap else f"{score.f1:.2f}"
            for score in (result.kinds[kind] for result in ran)
        ]
        yield f"| {kind.removeprefix('sums: ')} | {count} | " + " | ".join(cells) + " |"


def _thousands(number: float) -> str:
    digits = 3 if number < 100_000 else 2
    rounded = float(f"{number:.{digits}g}")
    return f"{rounded:,.0f}"


def report(dates: list[Expected], sums: list[Expected], read: list[Result], summed: list[Result]) -> str:
    right, stated = qualified(sums)
    today = datetime.now(UTC).date()
    return "\n".join(
        [
            "# Days, hours and sums: rhi and its peers",
            "",
            "Written by `python benchmarks/mentions.py`, all tools in one run; below, what it compares.",
            f"{today}, Python {platform.python_version()}, {platform.system()} {platform.machine()}.",
            "",
            f"## Days, periods and hours: {len(dates)} sentences",
            "",
            *table(read, ("all", "dates", "times")),
            "",
            verdict(read, "all"),
            "",
            "F1 by kind of sentence; of traps, the number of values read where there are none or others:",
            "",
            *kinds_table(read, dates),
            "",
            f"## Sums: {len(sums)} sentences",
            "",
            *table(summed, ("sums",)),
            "",
            verdict(summed, "sums"),
            "",
            *kinds_table(summed, sums),
            "",
            "rhi alone tells what is said of a sum (about, at least, up to, between): right for "
            f"{right} of the {stated} it reads.",
            "",
            (HERE / "expressions" / "README.md").read_text("utf-8").rstrip(),
            "",
        ]
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument(
        "--only", nargs="+", metavar="TOOL", help="these tools, and mentions.md is left alone"
    )
    arguments.add_argument("--wrong", action="store_true", help="print each value that is wrong or missed")
    options = arguments.parse_args()
    dates = load("dates.yaml")
    sums = [
        Expected(f"sums: {one.kind}", one.sentence, sums=one.sums, qualifiers=one.qualifiers)
        for one in load("money.yaml")
    ]
    results: list[list[Result]] = []
    for tools, given in ((DATE_TOOLS, dates), (SUM_TOOLS, sums)):
        chosen = {name: where for name, where in tools.items() if not options.only or name in options.only}
        results.append([])
        for name, where in chosen.items():
            print(f"{name} …", file=sys.stderr)
            results[-1].append(measure(name, where, given, options.wrong))
    text = report(dates, sums, *results)
    if options.only:
        print(text)
    else:
        (HERE / "mentions.md").write_text(text, "utf-8")
        print(HERE / "mentions.md")


if __name__ == "__main__":
    main()

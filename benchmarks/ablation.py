"""Which rules of reading are of use: every condition is switched off in turn, and the gold read again.

    python benchmarks/ablation.py frames/fundings [frames/roles …]

Takes folders or modules of `flows/normalise`. A condition is the test of an `if`, an operand of `and` or
`or`, or the filter of a comprehension. Switched off, an `if` and an operand of `or` never hold; an operand
of `and` and a filter always do. Prints those that no announcement in `tests/gold` needs:

    never    it decides nothing in any of them
    nothing  it decides somewhere, and no row is another without it
    no gain  rows are others without it, and none the worse
    one      it is for the better on one announcement alone

A hint, not a verdict: guards against bad input and cheap forms of the language are among them, two
conditions that stand in for each other are both printed, and real pages need forms that announcements
written for tests seldom have. Measure on real ones before taking out. Takes minutes for a folder.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

ROOT = Path(__file__).parent.parent
READER = ROOT / "flows" / "normalise"
GOLD = ROOT / "tests" / "gold"
TYPES = {".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8"}
SETS = ("written", "training")
COMMON = 40
"""Announcements in which a condition decides from which it is taken as needed."""
WRONG = 0.45
"""What a wrong cell costs in F1 where a right one gains 1 - WRONG, at an F1 of about 0.9."""


@dataclass
class Place:
    """A condition in the source, and the announcements in which it decides."""

    path: str
    line: int
    source: str
    decides_in: set[str] = field(default_factory=set)


class Switchboard:
    """All conditions, which of them is off, and the announcement that is being read."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.off: int | None = None
        self.reading = ""

    def holds(self, number: int, value: Any) -> Any:
        """The test of an `if` or an operand of `or`, which decides where it holds."""
        return self._decided(number, None, value) if value else value

    def fails(self, number: int, value: Any) -> Any:
        """A filter or an operand of `and`, which decides where it does not hold."""
        return value if value else self._decided(number, True, value)

    def _decided(self, number: int, otherwise: Any, value: Any) -> Any:
        if self.off is None:
            self.places[number].decides_in.add(self.reading)
        return otherwise if number == self.off else value


BOARD = Switchboard()


class Switches(ast.NodeTransformer):
    """Puts a switch at each condition within functions of a module."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._depth = 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self._depth += 1
        node.body = [self.visit(statement) for statement in node.body]
        self._depth -= 1
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        node.test = self._switched("holds", node.test)
        node.body = [self.visit(statement) for statement in node.body]
        node.orelse = [self.visit(statement) for statement in node.orelse]
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        node.test = self._switched("holds", node.test)
        node.body, node.orelse = self.visit(node.body), self.visit(node.orelse)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        node.iter = self.visit(node.iter)
        node.ifs = [self._switched("fails", test) for test in node.ifs]
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        which = "holds" if isinstance(node.op, ast.Or) else "fails"
        node.values = [self._switched(which, value) for value in node.values]
        return node

    def _switched(self, which: str, node: ast.expr) -> ast.expr:
        source, line = ast.unparse(node), node.lineno
        inner: ast.expr = self.visit(node)
        if not self._depth or isinstance(node, ast.Constant):
            return inner
        number = ast.Constant(len(BOARD.places))
        BOARD.places.append(Place(self._path, line, source))
        switch = ast.Attribute(ast.Name("SWITCHBOARD", ast.Load()), which, ast.Load())
        return ast.copy_location(ast.Call(switch, [number, inner], []), node)


class Loader(SourceFileLoader):
    """Loads a module of the reader with its switches."""

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        tree = Switches(str(Path(path).relative_to(ROOT))).visit(ast.parse(self.get_data(path), path))
        return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        vars(module)["SWITCHBOARD"] = BOARD
        super().exec_module(module)


class Finder:
    """Finds the modules to be switched; leaves all others to Python."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name.startswith("flows.normalise.") else None
        if spec is None or spec.origin is None:
            return None
        file = Path(spec.origin)
        if not any(file.is_relative_to(folder) for folder in self._folders):
            return None
        spec.loader = Loader(name, spec.origin)
        return spec


class Gold:
    """The gold announcements, and how well each is read. Imports the reader: the finder must be in place."""

    def __init__(self) -> None:
        from flows import evaluate
        from flows.normalise import reading, rows

        self._evaluate, self._reading, self._rows = evaluate, reading, rows
        self._facts = dict(evaluate.gold_documents(GOLD / name for name in SETS))
        self._pages = {
            path.stem: path for name in SETS for path in (GOLD / name).iterdir() if path.suffix in TYPES
        }
        self._caches = [
            function
            for name, module in list(sys.modules.items())
            if name.startswith("flows.normalise.")
            for function in vars(module).values()
            if hasattr(function, "cache_parameters") and function.cache_parameters()["maxsize"]
        ]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def read(self, name: str) -> dict[str, list[dict[str, Any]]]:
        """The published rows of an announcement by table, without what quotes it."""
        for function in self._caches:
            function.cache_clear()
        BOARD.reading = name
        page, facts = self._pages[name], self._facts[name]
        day = date.fromisoformat(facts["retrieved_on"][:10])
        found = self._reading.read(
            page.read_bytes(), TYPES[page.suffix], facts["url"], day, self._reading.Source()
        )
        rows = self._rows.Rows(found.page.document, name)
        rows.add(found.told)
        head = {
            column: getattr(found.told, column) for column in self._evaluate.MEASURES["announcement"].columns
        }
        tables = {"announcement": [head], **rows.by_table}
        texts = {row["objective_id"]: row["text"] for row in tables.get("programme_objective", ())}
        for row in tables.get("programme_objective", ()):
            row["parent"] = texts.get(row["parent_objective_id"])
        return {
            table: [{c: v for c, v in row.items() if not c.startswith("evidence")} for row in of_table]
            for table, of_table in tables.items()
        }

    def worth(self, name: str, tables: dict[str, list[dict[str, Any]]]) -> float:
        """The cells that are right, less what wrong ones cost."""
        result = self._evaluate.Evaluation()
        for table, truth in self._evaluate.gold_rows(self._facts[name]).items():
            said = self._evaluate.comparable(table, tables.get(table, []))
            self._evaluate.compare(result, name, table, truth, said)
        cells = result.all_cells
        return cells.right - WRONG * cells.said


def verdict(gold: Gold, number: int, whole: dict[str, dict[str, list[dict[str, Any]]]]) -> str | None:
    """What is to be said of a condition; null where it is needed."""
    decides_in = sorted(BOARD.places[number].decides_in)
    if not decides_in:
        return "never"
    if len(decides_in) > COMMON:
        return None
    BOARD.off = number
    gains: list[float] = []
    for name in decides_in:
        try:
            tables = gold.read(name)
        except Exception:  # it guards what comes after it
            return None
        if tables != whole[name]:
            gains.append(gold.worth(name, whole[name]) - gold.worth(name, tables))
    if not gains:
        return "nothing"
    better = sum(gain > 0 for gain in gains)
    return "no gain" if sum(gains) <= 0 else "one" if better == 1 else None


def main() -> None:
    folders = [READER / argument for argument in sys.argv[1:]]
    if not folders or not all(folder.exists() for folder in folders):
        sys.exit("Name folders or modules of flows/normalise, such as frames/fundings.")
    sys.meta_path.insert(0, Finder(folders))
    gold = Gold()
    whole = {name: gold.read(name) for name in gold}
    for number, place in enumerate(list(BOARD.places)):
        if said := verdict(gold, number, whole):
            print(f"{place.path}:{place.line}  {said:8} {place.source[:100]}")


if __name__ == "__main__":
    main()

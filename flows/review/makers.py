"""Which rule made a row: the functions of `flows.normalise.frames` at work when its object was made.

Rules carry no labels of their own. While `recorded_makers` is open, the interpreter's profiling hook
looks at each object of `frames.model` as it is made and keeps who called for it. Reading elsewhere
pays nothing for this.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, is_dataclass
from types import FrameType

from flows.normalise import frames
from flows.normalise.frames import model
from flows.normalise.frames.announcement import read_announcement

_RULES = f"{frames.__name__}."
_MADE = frozenset(
    thing.__init__.__code__
    for thing in vars(model).values()
    if isinstance(thing, type) and is_dataclass(thing)
)
"""What runs when an object that becomes a row is made."""


@dataclass(frozen=True, slots=True)
class Step:
    """A function on the way to a row, and the line where it was at work."""

    module: str
    function: str
    line: int

    def __str__(self) -> str:
        return f"{self.module.removeprefix(_RULES).replace('.', '/')}.py:{self.line} {self.function}"


class Makers:
    """Who made each object, the reader of its table first, the function that made it last."""

    def __init__(self) -> None:
        self._steps: dict[int, tuple[object, tuple[Step, ...]]] = {}
        """By the object's `id`; the object is kept with it, so that no other one takes its place."""

    def of(self, thing: object) -> tuple[Step, ...]:
        """The functions that made an object while makers were recorded; none if it was made elsewhere."""
        return self._steps.get(id(thing), (thing, ()))[1]

    def note(self, frame: FrameType, event: str, _: object) -> None:
        """The profiling hook. It looks at names first: to look up a function by its code takes longer."""
        if event == "call" and frame.f_code.co_name == "__init__" and frame.f_code in _MADE:
            thing = frame.f_locals["self"]
            self._steps[id(thing)] = (thing, tuple(_steps_to(frame)))


@contextmanager
def recorded_makers() -> Iterator[Makers]:
    """Record who makes what in this thread."""
    makers, before = Makers(), sys.getprofile()
    sys.setprofile(makers.note)
    try:
        yield makers
    finally:
        sys.setprofile(before)


def _steps_to(made: FrameType) -> list[Step]:
    steps: list[Step] = []
    frame = made.f_back
    while frame is not None and frame.f_code is not read_announcement.__code__:
        module, function = frame.f_globals["__name__"], frame.f_code.co_name
        if module.startswith(_RULES) and not function.startswith("<"):
            steps.append(Step(module, function, frame.f_lineno))
        frame = frame.f_back
    return steps[::-1]

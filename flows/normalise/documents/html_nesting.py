"""A guard against pages nested so deep that parsing them takes the square of their length.

HTML parsers look through all open elements at most start tags. Browsers stop nesting at 512 elements;
so does this: what is nested deeper keeps its words and loses its tags.
"""

from __future__ import annotations

import re

from flows.normalise.lexicon import lexicon

DEEPEST = 500
_FEWEST_TAGS = 10_000
"""Tags below which no page is slow, however it is nested."""
_UNCOUNTED = frozenset(lexicon("page_parts")["closing_themselves"])
_TAG = re.compile(
    r"<!--(?:.*?-->|.*\Z)|<(?P<raw>script|style|textarea)\b(?:.*?</(?P=raw)\b|.*\Z)"
    r"|<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*)[^<>]*>?",
    re.IGNORECASE | re.DOTALL,
)


def flattened(source: str) -> str:
    """`source`, without the tags of elements nested deeper than `DEEPEST`.

    Elements whose end tags may be left out (`li`, `p`, `td` …) close each other and are not counted.
    """
    if source.count("<") < _FEWEST_TAGS:
        return source
    depth = 0

    def tag(match: re.Match[str]) -> str:
        nonlocal depth
        name = match["name"]
        if name is None or name.lower() in _UNCOUNTED:
            return match.group()
        if match["end"]:
            too_deep = depth > DEEPEST
            depth = max(0, depth - 1)
        else:
            depth += 1
            too_deep = depth > DEEPEST
        return " " if too_deep else match.group()

    return _TAG.sub(tag, source)

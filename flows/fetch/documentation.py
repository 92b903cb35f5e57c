"""The settings of sources as `docs/sources.md` shows them: written from the models, never by hand.

    python -m flows.fetch.documentation      writes them anew

What stands between the two marks of the page is this module's; the rest is its writers'.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from flows.fetch.connectors import AnyConnector
from flows.fetch.http.settings import Politeness
from flows.fetch.source import Publisher, Source, Territory
from schemas.patterns import WORDING

PAGE = Path(__file__).parents[2] / "docs" / "sources.md"
_BEGIN = "<!-- Settings. `python -m flows.fetch.documentation` writes what follows. -->"
_END = "<!-- End of the settings. -->"

_TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "`true` or `false`",
    "object": "keys and values",
}
_FORMATS = {
    "uri": "web address",
    "path": "file or folder",
    "date": "day, as 2025-03-14",
    "regex": "regular expression",
}
_LIMITS = {
    "minimum": "at least",
    "exclusiveMinimum": "more than",
    "maximum": "at most",
    "exclusiveMaximum": "less than",
}


def with_settings(page: str) -> str:
    """The page with the settings as the models state them. Raises `ValueError` if it lacks a mark."""
    before, after = page.index(_BEGIN) + len(_BEGIN), page.index(_END)
    return f"{page[:before]}\n\n{_settings()}\n{page[after:]}"


def _settings() -> str:
    connectors = {model.model_fields["kind"].default: model for model in get_args(AnyConnector)}
    parts = {
        "A source": Source,
        "`publisher`": Publisher,
        "`territory`": Territory,
        "`politeness`": Politeness,
        **{f"`connector` of kind `{kind}`": connectors[kind] for kind in sorted(connectors)},
    }
    return "\n".join(
        f"### {title}\n\n{_text(model.__doc__)}\n\n{_table(model)}" for title, model in parts.items()
    )


def _table(model: type[BaseModel]) -> str:
    rows = "".join(f"| {' | '.join(row)} |\n" for row in _rows(model))
    return f"| setting | what it means | value | default |\n|---|---|---|---|\n{rows}"


def _rows(model: type[BaseModel]) -> Iterator[tuple[str, str, str, str]]:
    properties = model.model_json_schema()["properties"]
    for name, field in model.model_fields.items():
        if name != "kind":  # the heading says it
            default = "required" if field.is_required() else _default(properties[name].get("default"))
            yield f"`{name}`", _text(field.description), _value(properties[name]), default


def _value(schema: Mapping[str, Any]) -> str:
    """What may stand there, in words, from its JSON schema."""
    if "anyOf" in schema:
        return " or ".join(_value(one) for one in schema["anyOf"] if one.get("type") != "null")
    if "$ref" in schema or "oneOf" in schema:
        return "see below"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if schema["type"] == "array":
        return f"list: {_value(schema['items'])}"
    if schema.get("pattern") in WORDING:
        return WORDING[schema["pattern"]][1]
    limits = [f"{words} {schema[key]}" for key, words in _LIMITS.items() if key in schema]
    return ", ".join([_FORMATS.get(schema.get("format", ""), _TYPES[schema["type"]]), *limits])


def _default(value: Any) -> str:
    if isinstance(value, dict):
        return "see below"
    if value is None or value == []:
        return "none"
    return f"`{value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}`"


def _text(words: str | None) -> str:
    """A docstring on one line of a table."""
    return " ".join((words or "").split()).replace("|", r"\|")


if __name__ == "__main__":
    PAGE.write_text(with_settings(PAGE.read_text("utf-8")), "utf-8")

"""Reading declarations written by hand, and saying in plain words what is wrong with them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

_Model = TypeVar("_Model", bound=BaseModel)
_QUOTED = re.compile(r"'([^']*)'")


class SourceError(Exception):
    """What was named as a source is none; the message says why and what to do."""


def close_match(word: str, known: Iterable[str]) -> str:
    """The end of a sentence that offers the known word nearest to `word`; empty if none is near.

    >>> close_match("smaple", ["sample", "ars-bretagne"])
    ' (did you mean “sample”?)'
    """
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" (did you mean “{near[0]}”?)" if near else ""


def read_yaml(file: Path) -> Any:
    """What a YAML file holds. Raises `SourceError` that names the line where it is not YAML."""
    try:
        return yaml.safe_load(file.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceError(f"{file} is not text in UTF-8 (byte {error.start}); save it as UTF-8.") from error
    except OSError as error:
        raise SourceError(f"{file} cannot be read: {error.strerror}.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        what = getattr(error, "problem", None) or "not YAML"
        advice = (
            "Put a text that holds “\\” in single quotes."
            if "escape" in what
            else "A text that holds “: ” or “#” needs quotes."
        )
        raise SourceError(f"{file}{where}: {what}. {advice}") from error
    except ValueError as error:
        raise SourceError(f"{file}: a value cannot be read ({error}).") from error


def validated(model: type[_Model], content: Any, file: Path) -> _Model:
    """The declaration as an object of `model`; relative paths in it are taken from the file's folder.

    Raises `SourceError` with one line for each thing that is wrong.
    """
    try:
        return model.model_validate(content, context={"folder": file.parent})
    except ValidationError as error:
        name = f" ({content['id']})" if isinstance(content, dict) and content.get("id") else ""
        faults = [dict(detail) for detail in error.errors() if not _is_echo(detail["type"], detail["input"])]
        lines = [_in_words(model, fault) for fault in faults]
        raise SourceError("\n  ".join([f"{file}{name} is not a valid source:", *lines])) from error


def _is_echo(kind: str, value: Any) -> bool:
    """Whether a list is said to be too short only because its entries, told of by themselves, are wrong."""
    return kind == "too_short" and bool(value)


def _in_words(model: type[BaseModel], detail: dict[str, Any]) -> str:
    path = [str(step) for step in detail["loc"]]
    kind = detail["type"]
    if not path:
        return "it must be declared by keys and values (id, title, connector, …)"
    if kind == "extra_forbidden":
        return f"unknown key “{_shown(path)}”{close_match(path[-1], _keys_beside(model, path))}"
    if kind == "missing":
        return f"the key “{_shown(path)}” is missing"
    if kind == "string_type" and isinstance(detail["input"], int):
        return f"{_shown(path)}: must be text; put it in quotes (leading zeros are lost without them)"
    if kind == "string_pattern_mismatch":
        return f"{_shown(path)}: “{detail['input']}” is not of the form {detail['ctx']['pattern']}"
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        kinds = detail.get("ctx", {}).get("expected_tags", "")
        return f"{_shown(path)}: needs a “kind”" + (f" out of {kinds}" if kinds else "")
    if kind == "tuple_type":
        return f"{_shown(path)}: must be a list: [first, second], or a line that begins with “- ” for each"
    if kind == "too_short":
        return f"{_shown(path)}: must not be empty"
    if kind == "literal_error":
        known = _QUOTED.findall(detail["ctx"]["expected"])
        value = str(detail["input"])
        return f"{_shown(path)}: “{value}” is none of {', '.join(known)}{close_match(value, known)}"
    message = detail["msg"].removeprefix("Value error, ").replace("Input should be", "must be")
    return f"{_shown(path)}: {message}"


def _shown(path: list[str]) -> str:
    """Where in the file, as its writer sees it: the connector's kind is no level there, entries of a
    list count from one."""
    levels = path[:1] + path[2:] if path[0] == "connector" else path
    return "".join(
        f" (entry {int(level) + 1})" if level.isdecimal() else f".{level}" for level in levels
    ).removeprefix(".")


def _keys_beside(model: type[BaseModel], path: list[str]) -> list[str]:
    """The keys that are allowed where an unknown one stands."""
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    level: dict[str, Any] = schema
    for step in path[:-1]:
        if step in (mapping := level.get("discriminator", {}).get("mapping", {})):
            level = definitions[mapping[step].rpartition("/")[2]]
            continue
        level = level.get("properties", {}).get(step, {})
        reference = level.get("$ref") or next((o["$ref"] for o in level.get("anyOf", ()) if "$ref" in o), "")
        level = definitions.get(reference.rpartition("/")[2], level)
    return list(level.get("properties", {}))

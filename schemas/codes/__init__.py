"""Code lists: the values that coded columns may take, with French and English labels.

One YAML file a list; the file's name is the list's name, and its comments say where the values come
from. Codes are English snake_case words and never change meaning; labels and definitions may be reworded.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from schemas.model import Code, CodeList, SchemaDeclarationError

_LIST_KEYS = {"title_fr", "title_en", "codes"}
_CODE_KEYS = {"fr", "en", "definition_fr", "definition_en"}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml reads ten times faster


def read_code_list(path: Path) -> CodeList:
    """The code list of one YAML file.

    SchemaDeclarationError if a key is missing or unknown, or if a code or wording is not text.
    """
    content = yaml.load(path.read_text("utf-8"), Loader=_Loader)
    _demand_texts(path, "the list", content, _LIST_KEYS, {"codes"})
    codes = []
    for code, wording in content["codes"].items():
        if not isinstance(code, str):
            raise SchemaDeclarationError(f"{path.name}: the code {code!r} is not text; put it in quotes.")
        _demand_texts(path, f"the code {code!r}", wording, _CODE_KEYS, set())
        codes.append(
            Code(code, wording["fr"], wording["en"], wording["definition_fr"], wording["definition_en"])
        )
    return CodeList(path.stem, content["title_fr"], content["title_en"], tuple(codes))


def _demand_texts(path: Path, what: str, found: Any, keys: set[str], not_texts: set[str]) -> None:
    if not isinstance(found, dict) or set(found) != keys:
        raise SchemaDeclarationError(f"{path.name}: {what} must have the keys {', '.join(sorted(keys))}.")
    for key in keys - not_texts:
        if not isinstance(found[key], str) or not found[key].strip():
            raise SchemaDeclarationError(f"{path.name}: {key} of {what} must be text.")


CODE_LISTS: Mapping[str, CodeList] = MappingProxyType(
    {path.stem: read_code_list(path) for path in sorted(Path(__file__).parent.glob("*.yaml"))}
)
"""Every code list by its name."""

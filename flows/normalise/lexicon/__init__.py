"""French words by meaning, as commented YAML files beside this module.

What a word means to a reader lives in these files; how words combine is in the code that reads them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def lexicon(name: str) -> Any:
    """The content of `<name>.yaml`, parsed once. Callers must not change it."""
    return yaml.load((_FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=_LOADER)

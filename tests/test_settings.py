"""The operator's settings, and the page that tells of them."""

from __future__ import annotations

import re
from pathlib import Path

from flows.settings import Settings

README = Path(__file__).parents[1] / "README.md"


def test_the_readme_tells_of_every_setting_and_of_no_other() -> None:
    told = re.findall(r"^\| `(RHI_\w+)` \| .*? \| (.*) \|$", README.read_text("utf-8"), re.MULTILINE)
    declared = [(f"RHI_{name}".upper(), field.description) for name, field in Settings.model_fields.items()]
    assert told == declared

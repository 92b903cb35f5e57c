from __future__ import annotations

import re
from typing import get_args

import pytest
import yaml
from pydantic import BaseModel

from flows.fetch.connectors import AnyConnector
from flows.fetch.documentation import PAGE, with_settings
from flows.fetch.source import Publisher, Source, Territory


def test_the_page_says_what_the_models_say() -> None:
    page = PAGE.read_text("utf-8")
    assert page == with_settings(page), (
        "docs/sources.md is behind the models; run: python -m flows.fetch.documentation"
    )


@pytest.mark.parametrize("model", [Source, Publisher, Territory, *get_args(AnyConnector)])
def test_every_setting_says_what_it_means(model: type[BaseModel]) -> None:
    silent = [name for name, field in model.model_fields.items() if name != "kind" and not field.description]
    assert silent == [], f"{model.__name__}: say what it means in words below the field"
    assert model.__doc__


def test_a_setting_is_shown_with_its_meaning_value_and_default() -> None:
    lines = PAGE.read_text("utf-8").splitlines()
    assert (
        "| `language` | The language of the announcements (BCP 47). | "
        "a BCP 47 language tag, such as “fr” or “fr-FR” | `fr` |" in lines
    )
    assert "| `urls` | The pages' addresses. | list: web address | required |" in lines
    gives = "What its announcements tell of, as far as its maintainer knows."
    assert f"| `gives` | {gives} | list: `event`, `programme`, `funding` | none |" in lines
    assert "### `connector` of kind `folder`" in lines


def test_the_example_of_the_page_is_a_source() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert Source.model_validate(yaml.safe_load(example)).id == "chu-exemple-actualites"

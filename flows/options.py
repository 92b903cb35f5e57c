"""What commands share: their options, and the operator's settings with these before them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.telling import WRONG_USAGE, say

if TYPE_CHECKING:
    from flows.settings import Settings

Sources = Annotated[
    str | None,
    typer.Option(
        metavar="NAME|all|FILE|FOLDER",
        help="Name of a source, “all” for every registered one, YAML file, WARC file, or folder. "
        "Default: the sample that ships with rhi.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        file_okay=False,
        help="Archive and releases lie here. Default: RHI_OUTPUT, else output.",
    ),
]
PersonNames = Annotated[
    bool | None,
    typer.Option(
        "--person-names",
        help="Publish names of persons, which needs RHI_LEGAL_BASIS and RHI_OBJECTION_CONTACT. "
        "Default: RHI_PERSON_NAMES, else no.",
    ),
]
AllowLoss = Annotated[
    bool, typer.Option("--allow-loss", help="Let this release pass however much it lacks of the last one.")
]
Workers = Annotated[
    int | None,
    typer.Option(min=1, help="Processes that read. Default: RHI_WORKERS, else one for each core."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Due = Annotated[
    bool, typer.Option("--due", help="Ask only sources whose schedule came round since they were last asked.")
]

_FORMS = {
    "string_too_short": "nothing is given",
    "string_pattern_mismatch": "not of this form",
    "ip_v4_network": "not of this form",
    "ip_v6_network": "not of this form",
}
"""What is wrong with a setting whose description says what it has to be, by pydantic's name of the fault."""


def chosen_settings(**chosen: Any) -> Settings:
    """The operator's settings with the options of the command before them."""
    from pydantic import ValidationError

    from flows.settings import Settings

    try:
        return Settings(**{name: value for name, value in chosen.items() if value is not None})
    except ValidationError as error:
        told = []
        for fault in error.errors():
            settings = [f"RHI_{name}".upper() for name in fault["loc"][:1]]
            where = "".join(f"{setting} = {fault['input']!r}: " for setting in settings)
            said = fault["msg"].removeprefix("Value error, ")
            if form := _FORMS.get(fault["type"]):
                said = f"{form}. {Settings.model_fields[str(fault['loc'][0])].description}"
            told.append(f"{where}{said.removesuffix('.')}.")
        for message in dict.fromkeys(told):  # what is neither form of a network is told once
            say(message)
        raise typer.Exit(WRONG_USAGE) from None

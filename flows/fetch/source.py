"""A source: who publishes announcements, for which territory, and how they are had.

One YAML file declares one source (or several under `sources:`); unknown keys are refused, so that a
slip of the pen is told and not passed over.

    id: chu-exemple
    title: CHU d'Exemple, actualités
    publisher: {name: CHU d'Exemple, type: hospital}
    territory: {department_code: "21", region_code: "27"}
    connector: {kind: feed, url: "https://chu.exemple.fr/rss.xml"}

The words below each setting are what `docs/sources.md` says of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

from cronsim import CronSim, CronSimError
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic_core.core_schema import CoreSchema, no_info_after_validator_function

from flows.fetch.capture import Problem
from flows.fetch.connector import WebAddress
from flows.fetch.connectors import AnyConnector
from flows.fetch.connectors.folder import TABLE, Folder
from flows.fetch.connectors.warc import PATTERNS, Warc
from flows.fetch.declaration import SourceError, close_match, read_yaml, validated
from flows.fetch.http.settings import Politeness
from schemas.codes import CODE_LISTS
from schemas.patterns import DEPARTMENT_CODE, LANGUAGE_TAG

__all__ = ["Publisher", "Source", "SourceError", "Territory", "load_sources", "registered_names"]

REGISTRY = Path(__file__).parent / "sources"
"""The sources that ship with the project, one YAML file each."""
SAMPLE = "sample"
ALL = "all"
_ANY_DAY = datetime(2025, 1, 1)  # cronsim parses an expression together with the time to count from


class _ListedIn:
    """Accept the codes of a code list only."""

    def __init__(self, code_list: str) -> None:
        self._codes = CODE_LISTS[code_list].values

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_after_validator_function(self._known, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), "enum": list(self._codes)}

    def _known(self, code: str) -> str:
        if code not in self._codes:
            raise ValueError(f"“{code}” is none of {', '.join(self._codes)}{close_match(code, self._codes)}")
        return code


def _has_luhn_key(siren: str) -> str:
    """Refuse a number whose last digit is not the key of the others (ISO/IEC 7812-1, Luhn)."""
    doubled = [int(digit) * 2 if place % 2 else int(digit) for place, digit in enumerate(reversed(siren))]
    if sum(number - 9 if number > 9 else number for number in doubled) % 10:
        raise ValueError(f"“{siren}” is no SIREN: its last digit does not fit the others; look it up again")
    return siren


def _is_cron(schedule: str) -> str:
    if len(schedule.split()) != 5:
        raise ValueError(
            f"“{schedule}” is not a cron expression: it needs five fields (minute, hour, day of the month, "
            "month, day of the week), such as “30 6 * * *”, every day at 6:30"
        )
    try:
        CronSim(schedule, _ANY_DAY)
    except CronSimError as error:
        raise ValueError(f"“{schedule}” is not a cron expression: {str(error).lower()}") from None
    return schedule


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Publisher(_Declared):
    """Who signs the announcements."""

    name: str = Field(min_length=1)
    """Its name as it writes it itself."""
    type: Annotated[str, _ListedIn("organisation_type")]
    """What kind of organisation it is (explained in `schemas/codes/organisation_type.yaml`)."""
    siren: Annotated[str, Field(pattern=r"^\d{9}$"), AfterValidator(_has_luhn_key)] | None = None
    """Its number in the register SIRENE, seen in an official source; null if not."""


class Territory(_Declared):
    """Where the announcements' happenings lie unless they say otherwise, in codes of INSEE.

    Both are null for the whole of France.
    """

    region_code: Annotated[str, _ListedIn("region")] | None = None
    """The region (named in `schemas/codes/region.yaml`)."""
    department_code: str | None = Field(default=None, pattern=DEPARTMENT_CODE)
    """The department, where the source keeps to one."""


class Source(_Declared):
    """One place that announcements come from."""

    id: str = Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=80)
    """Its name in commands, in the archive and in every published row, for good: lower-case letters,
    digits and hyphens. A registered source lies in `<id>.yaml`."""
    title: str = Field(min_length=1)
    """What it is, in French, for readers of the data."""
    publisher: Publisher | None = None
    """Who signs the announcements; null where a source gathers those of many."""
    territory: Territory = Territory()
    """Where the announcements' happenings lie unless they say otherwise."""
    licence: str | None = None
    """The licence the publisher grants, as data.gouv.fr abbreviates it (`lov2`: Licence Ouverte 2.0);
    null if unknown."""
    terms: WebAddress | None = None
    """The publisher's legal notice or terms of reuse; null if unknown."""
    language: str = Field(default="fr", pattern=LANGUAGE_TAG)
    """The language of the announcements (BCP 47)."""
    gives: tuple[Annotated[str, _ListedIn("subject_type")], ...] = ()
    """What its announcements tell of, as far as its maintainer knows."""
    schedule: Annotated[str, AfterValidator(_is_cron)] | None = None
    """When it is worth asking, as a cron expression in Europe/Paris; null: with every run."""
    verified_on: date | None = None
    """The last day on which someone saw it work with `rhi source check`; null: never yet."""
    notes: str | None = None
    """For those who maintain it: what the addresses rest on, what to look at first."""
    politeness: Politeness = Politeness()
    """How its site is asked, where it asks for more than the settings that hold for all."""
    connector: AnyConnector = Field(discriminator="kind")
    """How the announcements are had: a `kind` and the settings of that kind."""


def load_sources(spec: str | None = None) -> list[Source]:
    """The sources that `spec` stands for.

    Nothing: the sample that ships with the project. Otherwise `all` (every registered source but the
    sample), the name of a registered source, a YAML file, a WARC file, or a folder (with a
    `captures.csv`, with WARC files, or with YAML files). A folder that bears a registered name is meant
    by `./name`.
    Raises `SourceError`, in words for whoever wrote `spec`, if it stands for none.
    """
    names = registered_names()
    if spec is None:
        return _declared_in(REGISTRY / f"{SAMPLE}.yaml")
    if spec == ALL:
        return _of_declarations(REGISTRY / f"{name}.yaml" for name in names if name != SAMPLE)
    if spec in names:
        return _declared_in(REGISTRY / f"{spec}.yaml")
    path = Path(spec)
    if path.is_dir():
        return _of_folder(path)
    if path.is_file():
        return _of_file(path)
    if spec.startswith(("http://", "https://")):
        raise SourceError(
            f"{spec} is the address of a page. `rhi source new {spec}` declares its site as a source; "
            f"`rhi review {spec}` shows what is read in this page."
        )
    if path.suffix or len(path.parts) > 1:
        raise SourceError(f"There is no file or folder {spec}.")
    raise SourceError(
        f"There is no source “{spec}”, and no file or folder of that name. "
        f"Give “{ALL}” for every registered source, or the name of one as `rhi source list` shows "
        f"it{close_match(spec, [ALL, *names])}."
    )


def registered_names() -> list[str]:
    """The names of the sources that ship with the project."""
    return sorted(path.stem for path in REGISTRY.glob("*.yaml"))


def _of_file(path: Path) -> list[Source]:
    if path.suffix.lower() in (".yaml", ".yml"):
        return _declared_in(path)
    if any(path.match(pattern) for pattern in PATTERNS):
        return [_without_declaration(path, Warc(path=path))]
    raise SourceError(
        f"{path} is neither a declaration of sources (.yaml) nor a web archive (.warc.gz, .warc). "
        f"An announcement is given in a folder, with a {TABLE} that says where it is from; "
        f"`rhi review {path}` shows what is read in it."
    )


def _of_folder(folder: Path) -> list[Source]:
    if (folder / TABLE).exists():
        return [_without_declaration(folder, Folder(path=folder))]
    warc = Warc(path=folder)
    if warc.obstacle("") is None:
        return [_without_declaration(folder, warc)]
    files = sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")])
    if not files:
        raise SourceError(
            f"The folder {folder} holds nothing that can be read: it needs a {TABLE} beside the "
            "announcements (columns path, url, retrieved_on, content_type), web archives (*.warc.gz) or "
            "declarations of sources (*.yaml)."
        )
    return _of_declarations(files)


def _without_declaration(path: Path, connector: Folder | Warc) -> Source:
    """A source for captures that were pointed at directly, named after their file or folder."""
    name = path.resolve().name
    for suffix in (".gz", ".warc"):
        name = name.removesuffix(suffix)
    source = Source(id=slug(name), title=name, connector=connector)
    obstacle: Problem | None = connector.obstacle(source.id)
    if obstacle:
        raise SourceError(obstacle.reason_en)
    return source


def _declared_in(file: Path) -> list[Source]:
    """The source, or the list of sources, that a YAML file declares."""
    content = read_yaml(file)
    declared: list[Any] = [content]
    if isinstance(content, dict) and "sources" in content:
        if set(content) != {"sources"} or not isinstance(content["sources"], list) or not content["sources"]:
            raise SourceError(f"{file}: “sources” must be a list of sources, with nothing beside it.")
        declared = content["sources"]
    sources = [validated(Source, one, file) for one in declared]
    return _without_doubles([(source, file) for source in sources])


def _of_declarations(files: Iterable[Path]) -> list[Source]:
    return _without_doubles([(source, file) for file in files for source in _declared_in(file)])


def _without_doubles(found: list[tuple[Source, Path]]) -> list[Source]:
    """Refuse two sources of one id: their captures would be taken for each other's."""
    first: dict[str, Path] = {}
    for source, file in found:
        if source.id in first:
            where = f"{file}" if first[source.id] == file else f"{first[source.id]} and {file}"
            raise SourceError(f"{where}: two sources have the id “{source.id}”; give each its own.")
        first[source.id] = file
    return [source for source, _ in found]


def slug(name: str) -> str:
    """A name as a source id: `Été 2025_S` → `ete-2025-s`."""
    plain = (
        unicodedata.normalize("NFKD", name.lower().replace("’", "'"))
        .encode("ascii", "ignore")
        .decode("ascii")
    )
    words = re.sub(r"[^a-z0-9]+", "-", plain)[:70].strip("-")
    return words if words[:1].isalpha() else f"source-{words}".strip("-")

"""A source: who publishes announcements, for which territory, and how they are had.

One YAML file declares one source (or several under `sources:`); unknown keys are refused, so that a
slip of the pen is told and not passed over.

    id: chu-exemple
    title: CHU d'Exemple, actualités
    publisher: {name: CHU d'Exemple, type: hospital}
    territory: {department_code: "21", region_code: "27"}
    connector: {kind: feed, url: "https://chu.exemple.fr/rss.xml"}
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from flows.fetch.capture import Problem
from flows.fetch.connectors import AnyConnector
from flows.fetch.connectors.folder import TABLE, Folder
from flows.fetch.connectors.warc import PATTERNS, Warc
from flows.fetch.declaration import SourceError, close_match, read_yaml, validated
from schemas.codes import CODE_LISTS
from schemas.patterns import DEPARTMENT_CODE, LANGUAGE_TAG

__all__ = ["Publisher", "Source", "SourceError", "Territory", "load_sources", "registered_names"]

REGISTRY = Path(__file__).parent / "sources"
"""The sources that ship with the project, one YAML file each."""
SAMPLE = "sample"


def _listed_in(code_list: str) -> AfterValidator:
    """Accept the codes of a code list only."""

    def check(code: str) -> str:
        known = CODE_LISTS[code_list].values
        if code not in known:
            raise ValueError(f"“{code}” is none of {', '.join(known)}{close_match(code, known)}")
        return code

    return AfterValidator(check)


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Publisher(_Declared):
    """Who signs the announcements."""

    name: str = Field(min_length=1)
    type: Annotated[str, _listed_in("organisation_type")]
    """A code of the list `organisation_type`."""
    siren: str | None = Field(default=None, pattern=r"^\d{9}$")
    """The publisher's number in the register SIRENE, where known."""


class Territory(_Declared):
    """Where the announcements' happenings lie unless they say otherwise (INSEE codes)."""

    region_code: Annotated[str, _listed_in("region")] | None = None
    department_code: str | None = Field(default=None, pattern=DEPARTMENT_CODE)


class Source(_Declared):
    """One place that announcements come from."""

    id: str = Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=80)
    """Lower-case letters, digits and hyphens; part of file names and of every published row."""
    title: str = Field(min_length=1)
    publisher: Publisher | None = None
    """Null where a source gathers announcements of many."""
    territory: Territory = Territory()
    licence: str | None = None
    """The licence the publisher grants, as data.gouv.fr abbreviates it (`lov2`: Licence Ouverte 2.0);
    null if unknown."""
    language: str = Field(default="fr", pattern=LANGUAGE_TAG)
    schedule: str | None = None
    """When it is worth asking, as a cron expression in Europe/Paris; null: with every run."""
    connector: AnyConnector = Field(discriminator="kind")


def load_sources(spec: str | None = None) -> list[Source]:
    """The sources that `spec` stands for.

    Nothing: the sample that ships with the project. Otherwise the name of a registered source, a YAML
    file, a WARC file, or a folder (with a `captures.csv`, with WARC files, or with YAML files). A folder
    that bears a registered name is meant by `./name`.
    Raises `SourceError`, in words for whoever wrote `spec`, if it stands for none.
    """
    if spec is None:
        return _declared_in(REGISTRY / f"{SAMPLE}.yaml")
    names = registered_names()
    if spec in names:
        return _declared_in(REGISTRY / f"{spec}.yaml")
    path = Path(spec)
    if path.is_dir():
        return _of_folder(path)
    if path.is_file():
        return _of_file(path)
    if path.suffix or len(path.parts) > 1:
        raise SourceError(f"There is no file or folder {spec}.")
    raise SourceError(
        f"There is no source “{spec}”, and no file or folder of that name. "
        f"Registered sources: {', '.join(names)}{close_match(spec, names)}."
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
        f"{path} is neither a declaration of sources (.yaml) nor a web archive (.warc.gz, .warc)."
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
    return _without_doubles([(source, file) for file in files for source in _declared_in(file)])


def _without_declaration(path: Path, connector: Folder | Warc) -> Source:
    """A source for captures that were pointed at directly, named after their file or folder."""
    name = path.resolve().name
    for suffix in (".gz", ".warc"):
        name = name.removesuffix(suffix)
    source = Source(id=_slug(name), title=name, connector=connector)
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


def _without_doubles(found: list[tuple[Source, Path]]) -> list[Source]:
    """Refuse two sources of one id: their captures would be taken for each other's."""
    first: dict[str, Path] = {}
    for source, file in found:
        if source.id in first:
            where = f"{file}" if first[source.id] == file else f"{first[source.id]} and {file}"
            raise SourceError(f"{where}: two sources have the id “{source.id}”; give each its own.")
        first[source.id] = file
    return [source for source, _ in found]


def _slug(name: str) -> str:
    """A file's name as a source id: `Été 2025_S` → `ete-2025-s`."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode("ascii")
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:70].strip("-")
    return slug if slug[:1].isalpha() else f"source-{slug}".strip("-")

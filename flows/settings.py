"""One settings object: where things lie, who runs the pipeline, what may be published.

Every setting is read from the environment (`RHI_OUTPUT`, `RHI_PERSON_NAMES`, …); options of the
command line and parameters of a deployment go before it. One that is set to nothing is not set.
"""

from __future__ import annotations

import os
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, StringConstraints, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from flows.fetch.http.settings import HttpSettings
from flows.publish.suppression import read_suppression_list

FREQUENCIES = ("daily", "weekly", "monthly", "irregular")

_NOT_IN_ADDRESSES = r"\s<>\"{}|\\^`"  # RFC 3987 has no place for these
_WEB_PAGE = rf"https?://[^{_NOT_IN_ADDRESSES}]+"
_E_MAIL = rf"[^@{_NOT_IN_ADDRESSES}]+@[^@{_NOT_IN_ADDRESSES}]+"

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Settings(BaseSettings):
    """What an operator may choose. The defaults publish the sample without names of persons."""

    model_config = SettingsConfigDict(env_prefix="RHI_", env_ignore_empty=True, frozen=True)

    output: Path = Field(
        default=Path("output"),
        description="Folder of the archive, the releases and `latest`.",
    )
    workers: int = Field(
        default_factory=lambda: os.cpu_count() or 1,
        ge=1,
        description="Processes that read announcements. The release is the same with any number.",
    )
    person_names: bool = Field(
        default=False,
        description="Publish the names of persons. Otherwise they are absent from every column.",
    )
    legal_basis: Words | None = Field(
        default=None,
        description="Why names of persons may be published (article 6 GDPR). Needed to publish them.",
    )
    objection_contact: Words | None = Field(
        default=None,
        description="E-mail address or web page where persons object. Needed to publish names.",
    )
    suppression_list: Path | None = Field(
        default=None,
        description="File of persons who objected, one a line: named in no release, `#` begins a comment.",
    )
    operator_name: str = Field(
        default="Initiatives régionales de santé",
        min_length=1,
        description="Who publishes the release: named in its metadata as the publisher.",
    )
    operator_contact: str | None = Field(
        default=None,
        pattern=f"^({_WEB_PAGE}|{_E_MAIL})$",
        description="E-mail address or web page for questions about the data.",
    )
    base_url: str | None = Field(
        default=None,
        pattern=f"^{_WEB_PAGE}[^/{_NOT_IN_ADDRESSES}]$",
        description="Web address under which `latest/` and `releases/` are served, without a final slash.",
    )
    licence_title: str = Field(
        default="Licence Ouverte / Open Licence 2.0",
        min_length=1,
        description="Licence of the facts published. Quotations stay under their authors' rights.",
    )
    licence_id: str = Field(
        default="lov2",
        pattern=r"^[A-Za-z0-9._-]+$",
        description="The licence's identifier on data.gouv.fr.",
    )
    licence_url: str = Field(
        default="https://www.etalab.gouv.fr/licence-ouverte-open-licence",
        pattern=f"^{_WEB_PAGE}$",
        description="Where the licence is to be read.",
    )
    frequency: str = Field(
        default="daily",
        pattern=f"^({'|'.join(FREQUENCIES)})$",
        description="How often a release is made: daily, weekly, monthly or irregular.",
    )

    keep_releases: int | None = Field(
        default=None,
        ge=1,
        description="How many releases stay, the newest; older ones are deleted. Not set: all.",
    )
    gate_rows_lost: float = Field(
        default=0.3,
        ge=0,
        le=1,
        description="Share of a table's rows that a release may lack of the last one's; 1 lets all pass.",
    )
    gate_source_rows_lost: float = Field(
        default=0.5,
        ge=0,
        le=1,
        description="The same for the rows of one source in a table.",
    )
    gate_filled_lost: float = Field(
        default=0.2,
        ge=0,
        le=1,
        description="By how much the share of filled cells of a key column may fall.",
    )
    gate_fewest_lost: int = Field(
        default=10,
        ge=1,
        description="A loss of fewer rows or cells closes no gate, whatever their share.",
    )

    allowed_networks: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = Field(
        default=(),
        description="Private networks that may be asked all the same, as in 10.0.0.0/8,127.0.0.1/32.",
    )
    delay_seconds: float = Field(
        default=1,
        ge=0,
        description="Between two requests to one host, unless a source or the host itself asks for more.",
    )

    @field_validator("allowed_networks", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return value.replace(",", " ").split() if isinstance(value, str) else value

    @model_validator(mode="after")
    def _names_with_a_reason(self) -> Self:
        if self.person_names and not (self.legal_basis and self.objection_contact):
            raise ValueError(
                "Names of persons are published only with a stated legal basis and a contact for objections. "
                "Set RHI_LEGAL_BASIS and RHI_OBJECTION_CONTACT, or publish without names"
            )
        return self

    @property
    def latest_address(self) -> str:
        """The address of `latest/`; empty without a base address, so that links to files are relative."""
        return f"{self.base_url}/latest/" if self.base_url else ""

    @property
    def contact_page(self) -> str | None:
        """The contact, where it is a web page."""
        contact = self.operator_contact
        return contact if contact and contact.startswith(("http://", "https://")) else None

    @property
    def contact_email(self) -> str | None:
        """The contact, where it is an e-mail address."""
        return None if self.contact_page else self.operator_contact

    @field_validator("suppression_list")
    @classmethod
    def _readable(cls, path: Path | None) -> Path | None:
        if path is not None:
            read_suppression_list(path)
        return path

    @property
    def suppressed(self) -> tuple[str, ...]:
        """Persons whose names stay out of every release. Raises ValueError where the list cannot be read."""
        return read_suppression_list(self.suppression_list) if self.suppression_list else ()

    @property
    def http(self) -> HttpSettings:
        """How sites are asked."""
        return HttpSettings(
            contact=self.operator_contact,
            delay_seconds=self.delay_seconds,
            allowed_networks=self.allowed_networks,
        )

    @property
    def archive_path(self) -> Path:
        """Folder of the web archive: everything fetched, and its index."""
        return self.output / "archive"

    @property
    def tables_path(self) -> Path:
        """Folder of the tables between normalise and publish. They hold names of persons."""
        return self.output / "tables"

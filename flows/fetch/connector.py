"""A connector knows one way in which announcements are offered, and its settings.

It is the part of a source's declaration below `connector:`, and at the same time what reads it: a
strict model with one method that gives captures. A new one is a module in `connectors/` and one
line in that folder's list; nothing else changes.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationInfo

from flows.fetch.capture import Capture, Problem, address_of

if TYPE_CHECKING:
    from flows.fetch.http import HttpClient


class Connector(BaseModel):
    """The settings of one way to announcements, and the reading of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    live: ClassVar[bool] = False
    """Whether it asks a site now, or reads what was captured before."""

    def obstacle(self, source_id: str) -> Problem | None:  # noqa: ARG002
        """What makes reading pointless from the start, known without reading; null if nothing does."""
        return None

    @abstractmethod
    def captures(self, source_id: str, client: HttpClient) -> Iterator[Capture | Problem]:
        """Give what the source holds, one by one; what cannot be had is given as a problem."""


def _beside_declaration(path: Path, info: ValidationInfo) -> Path:
    """Take a relative path from the folder of the YAML file that states it."""
    folder = (info.context or {}).get("folder")
    return folder / path if folder is not None else path


def _is_web_address(url: str) -> str:
    if not url.startswith(("http://", "https://")) or address_of(url) != url:
        raise ValueError("must be a complete address that begins with https:// or http://")
    return url


WebAddress = Annotated[str, AfterValidator(_is_web_address)]
"""A complete http(s) address."""

LocalPath = Annotated[Path, AfterValidator(_beside_declaration)]
"""A file or folder; in a YAML file, relative to that file."""

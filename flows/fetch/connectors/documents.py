"""Pages whose linked files (PDF, DOCX, calendars) are the announcements."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import Field

from flows.fetch.capture import Problem
from flows.fetch.connector import Connector, Link, Site, UrlPattern, WebAddress, is_chosen
from flows.fetch.html_page import HtmlPage
from flows.fetch.media_type import declared_type
from flows.fetch.surt import surt

DocumentType = Literal["pdf", "docx", "ics", "html"]
_EXTENSIONS: dict[str, DocumentType] = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".ics": "ics",
    ".html": "html",
    ".htm": "html",
}
_MEDIA_TYPES: dict[str, DocumentType] = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "text/calendar": "ics",
    "text/html": "html",
}


class Documents(Connector):
    """Pages whose linked files (PDF, DOCX, calendars) are the announcements."""

    live: ClassVar[bool] = True

    kind: Literal["documents"] = "documents"
    pages: tuple[WebAddress, ...] = Field(min_length=1)
    """The pages on which the links stand."""
    types: tuple[DocumentType, ...] = Field(default=("pdf", "docx", "ics"), min_length=1)
    """Kinds of files, told by the end of the address or by the link's `type` attribute."""
    include: tuple[UrlPattern, ...] = ()
    """Only files are asked for in whose address one of these is found; none: all."""

    def announcements(self, source_id: str, site: Site) -> Iterator[Link | Problem]:
        """The files that each page links to, in its order; a file linked twice is given once."""
        given: set[str] = set()
        for address in self.pages:
            page = site.listing(address)
            if isinstance(page, Problem):
                yield page
                continue
            files = [
                link.url
                for link in HtmlPage(page).links("a[href]")
                if link.url and self._is_document(link.url, link.media_type)
            ]
            if not files:
                yield self._without_documents(source_id, address)
            for url in files:
                key = surt(url)
                if key not in given and is_chosen(url, self.include):
                    given.add(key)
                    yield Link(url)

    def _is_document(self, url: str, media_type: str) -> bool:
        extension = PurePosixPath(urlsplit(url).path).suffix.lower()
        return (
            _EXTENSIONS.get(extension) in self.types
            or _MEDIA_TYPES.get(declared_type(media_type)) in self.types
        )

    def _without_documents(self, source_id: str, address: str) -> Problem:
        types = ", ".join(self.types)
        return Problem(
            source_id,
            address,
            "page_without_documents",
            f"La page ne contient aucun lien vers un fichier ({types}) ; elle a sans doute changé. "
            "Vérifier son adresse et le réglage « types ».",
            f"The page holds no link to a file ({types}); it has probably changed. "
            "Check its address and the setting “types”.",
            types,
        )

"""A page that lists announcements, the newest first, and the pages on which the list goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from flows.fetch.capture import Problem
from flows.fetch.connector import Connector, Link, Site, UrlPattern, WebAddress, is_chosen
from flows.fetch.html_page import CssSelector, HtmlPage
from flows.fetch.surt import surt

_NUMBER = "{page}"


def _holds_number(url: str) -> str:
    if _NUMBER not in url:
        raise ValueError(f"must hold {_NUMBER} in the place of the page's number")
    return url


class Listing(Connector):
    """A page that lists announcements, the newest first, and the pages on which the list goes on."""

    live: ClassVar[bool] = True

    kind: Literal["listing"] = "listing"
    url: WebAddress
    """The first page of the list."""
    link: CssSelector
    """Which links on a page lead to announcements, as a CSS selector."""
    include: tuple[UrlPattern, ...] = ()
    """Only links are followed in whose address one of these is found; none: all."""
    next: CssSelector | None = None
    """The link to the next page, as a CSS selector."""
    pages: Annotated[WebAddress, AfterValidator(_holds_number)] | None = None
    """The address of the further pages, with `{page}` for their number; for lists whose pages are turned
    by a script."""
    first_page: int = Field(default=1, ge=0)
    """The number that the site gives to the first page: 1 as a rule, 0 with Drupal."""
    max_pages: int = Field(default=20, ge=1)
    """Pages read at most, the first included."""

    @model_validator(mode="after")
    def _one_way_on(self) -> Self:
        if self.next and self.pages:
            raise ValueError("give either “next” or “pages”, not both")
        if "first_page" in self.model_fields_set and not self.pages:
            raise ValueError("“first_page” says nothing without “pages”")
        return self

    def announcements(self, source_id: str, site: Site) -> Iterator[Link | Problem]:
        """The links of each page in their order, each once, until a page brings none that is new."""
        url: str | None = self.url
        read: set[str] = set()
        listed: set[str] = set()
        unusable: list[str] = []
        for number in range(self.first_page, self.first_page + self.max_pages):
            if url is None or surt(url) in read:
                break
            page = site.listing(url)
            if isinstance(page, Problem):
                if not self._is_past_the_end(number, page):
                    yield page
                break
            read.update((surt(url), surt(page.url)))
            html = HtmlPage(page)
            new = 0
            for link in html.links(self.link):
                if link.url is None:
                    unusable.append(link.text)
                elif (key := surt(link.url)) not in listed and key not in read:
                    listed.add(key)
                    new += 1
                    if is_chosen(link.url, self.include):
                        yield Link(link.url)
            if not new:
                break
            url = self._url_after(number, html)
        if unusable:
            yield self._with_unusable_links(source_id, unusable)
        elif read and not listed:
            yield self._without_links(source_id)

    def _url_after(self, number: int, html: HtmlPage) -> str | None:
        """The address of the page after the one with this number; null if there is none."""
        if self.pages:
            return self.pages.replace(_NUMBER, str(number + 1))
        return next((link.url for link in html.links(self.next) if link.url), None) if self.next else None

    def _is_past_the_end(self, number: int, problem: Problem) -> bool:
        """Whether a numbered page is missing because the list ended before it."""
        return (
            self.pages is not None
            and number > self.first_page
            and problem.rule == "http_status"
            and problem.raw_value in ("404", "410")
        )

    def _without_links(self, source_id: str) -> Problem:
        return Problem(
            source_id,
            self.url,
            "listing_without_links",
            f"Aucun lien de la page ne répond au sélecteur « {self.link} » ; sa mise en page a sans doute "
            "changé. Vérifier que le réglage « link » désigne les liens (<a href>) des annonces.",
            f"No link of the page matches the selector “{self.link}”; its layout has probably changed. "
            "Check that the setting “link” picks the links (<a href>) of the announcements.",
            self.link,
        )

    def _with_unusable_links(self, source_id: str, texts: list[str]) -> Problem:
        return Problem(
            source_id,
            self.url,
            "listing_link_unusable",
            f"Éléments désignés par le sélecteur « {self.link} » mais ne menant à aucune page : {len(texts)} "
            f"(par exemple « {texts[0]} »). Si ce ne sont pas des annonces, préciser le sélecteur.",
            f"Elements picked by the selector “{self.link}” that lead to no page: {len(texts)} "
            f"(such as “{texts[0]}”). If they are no announcements, make the selector narrower.",
            texts[0],
        )

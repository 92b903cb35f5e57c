"""A web page as a list of links: what a CSS selector picks, with complete addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urldefrag

from pydantic import AfterValidator
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from flows.fetch.address import web_address
from flows.fetch.capture import Capture
from flows.fetch.charset import text_of


@dataclass(frozen=True, slots=True)
class HtmlLink:
    """One element that a selector picked."""

    url: str | None
    """The address it leads to, without a fragment; null if it leads to no web page."""
    text: str
    """What a visitor reads on it."""
    media_type: str
    """What its `type` attribute says of the address; empty if it says nothing."""


class HtmlPage:
    """A page in which links, and what it says of itself, are looked for."""

    def __init__(self, capture: Capture) -> None:
        self._tree = LexborHTMLParser(text_of(capture.body, capture.content_type))
        base = self._tree.css_first("base[href]")
        href = base.attributes["href"] if base is not None else None
        self._base = web_address(capture.url, href or "") or capture.url

    def links(self, selector: str) -> Iterator[HtmlLink]:
        """The elements that match a CSS selector, in the page's order."""
        for node in self._tree.css(selector):
            href = (node.attributes.get("href") or "").strip()
            url = web_address(self._base, href) if href else None
            yield HtmlLink(
                urldefrag(url).url if url else None,
                " ".join(node.text(separator=" ").split()),
                node.attributes.get("type") or "",
            )

    def attributes(self, selector: str, name: str) -> Iterator[str]:
        """What an attribute says on each element that matches a CSS selector and has it."""
        for node in self._tree.css(selector):
            if value := (node.attributes.get(name) or "").strip():
                yield value


def _is_selector(selector: str) -> str:
    try:
        LexborHTMLParser("").css(selector)
    except SelectolaxError as error:
        raise ValueError(
            f"“{selector}” is not a CSS selector; “.news h2 a” picks the links in headings below class “news”"
        ) from error
    return selector


CssSelector = Annotated[str, AfterValidator(_is_selector)]
"""A CSS selector (W3C Selectors Level 4, as far as the parser Lexbor knows it)."""

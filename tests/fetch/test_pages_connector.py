from __future__ import annotations

from flows.fetch.connector import Link
from flows.fetch.connectors.pages import Pages
from flows.fetch.visitor import Visitor


def test_pages_are_links_in_their_order(visitor: Visitor) -> None:
    urls = ("https://exemple.fr/b", "https://exemple.fr/a")
    assert list(Pages(urls=urls).announcements("ars", visitor)) == [Link(urls[0]), Link(urls[1])]

from __future__ import annotations

import pytest

from flows.fetch.address import web_address


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/agenda", "https://exemple.fr/agenda"),
        (" https://autre.fr/é ", "https://autre.fr/%C3%A9"),
        ("mailto:contact@exemple.fr", None),
        ("http://[::1", None),
    ],
)
def test_links_become_addresses(link: str, address: str | None) -> None:
    assert web_address("https://exemple.fr/flux.xml", link) == address

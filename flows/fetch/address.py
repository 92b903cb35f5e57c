"""Addresses as texts give them, made complete."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from requests.exceptions import InvalidURL
from requests.utils import requote_uri

_SCHEMES = frozenset({"http", "https", "ftp", "file"})


def address_of(text: str) -> str | None:
    """The complete address that a text gives, spaces in it escaped; null if it gives none.

    >>> address_of(" https://exemple.fr/un forum ")
    'https://exemple.fr/un%20forum'
    >>> address_of("/actualite"), address_of("dns:exemple.fr")
    (None, None)
    """
    url = "%20".join(text.split())
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    complete = parts.scheme in _SCHEMES and (parts.netloc or parts.scheme == "file")
    return url if complete and url.isprintable() else None


def web_address(base: str, link: str) -> str | None:
    """A link as it stands in what `base` gave, as a complete address; null if it leads to no page.

    >>> web_address("https://exemple.fr/flux/rss.xml", "../une annonce")
    'https://exemple.fr/une%20annonce'
    """
    try:
        url = address_of(requote_uri(urljoin(base, link.strip())))
    except (ValueError, InvalidURL):
        return None
    return url if url and url.startswith(("http://", "https://")) else None

"""The key under which two spellings of one address meet.

SURT (sort-friendly URI reordering transform) is how web archives sort their indexes: host parts
reversed, so that a publisher's pages lie together. https://github.com/iipc/urlcanon and Common
Crawl's `url_surtkey` column follow the same order. On top of that, what does not change the page is
left out: tracking parameters, fragments, a trailing slash, Drupal's optional `/index.php`. A fragment that
begins with `uid=` stays: it names one event of a calendar, with a content of its own.
"""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import SplitResult, urlsplit

_TRACKING = re.compile(
    r"(?:utm_\w*|mtm_\w*|pk_\w*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|yclid|igshid|mc_cid|mc_eid"
    r"|xtor|_ga|_gl|at_(?:medium|campaign|custom\w*)|jsessionid|phpsessid)(?:=|$)",
    re.IGNORECASE,
)
_LEADING_WWW = re.compile(r"^www\d*\.")
_INDEX = re.compile(r"^/index\.(?:php|html?)(?=/|$)")
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_TO_ESCAPE = re.compile(r"[^!-~]+")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_DEFAULT_PORTS = {"http": 80, "https": 443, "ftp": 21}


def surt(url: str) -> str:
    """Give the key of an address; addresses with the same key are one page.

    >>> surt("https://www.grand-est.exemple.fr:443/index.php/forum/?utm_source=x&b=2&a=1#agenda")
    'fr,exemple,grand-est)/forum?a=1&b=2'
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    host = _host(parts)
    key = ",".join(reversed(host.split("."))) if not host.replace(".", "").isdigit() else host
    if port is not None and port != _DEFAULT_PORTS.get(parts.scheme.lower()):
        key += f":{port}"
    path = _INDEX.sub("", _escapes(parts.path)).rstrip("/") or "/"
    query = "&".join(
        sorted(pair for pair in _escapes(parts.query).split("&") if pair and not _TRACKING.match(pair))
    )
    part = f"#{_escapes(parts.fragment)}" if parts.fragment.startswith("uid=") else ""
    return f"{key}){path}" + (f"?{query}" if query else "") + part


def host_name(url: str) -> str:
    """Give the host of an address in lower case, ASCII; empty where it has none."""
    try:
        return _host(urlsplit(url), keep_www=True)
    except ValueError:
        return ""


def _host(parts: SplitResult, keep_www: bool = False) -> str:
    host = (parts.hostname or "").rstrip(".").lower()
    if not host.isascii():
        with suppress(UnicodeError):
            host = host.encode("idna").decode("ascii")
    return host if keep_www else _LEADING_WWW.sub("", host)


def _escapes(text: str) -> str:
    """Escape spaces and what is not ASCII, and spell every escape in one way (RFC 3986, section 6.2.2)."""
    if _TO_ESCAPE.search(text):
        text = _TO_ESCAPE.sub(
            lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8")), text
        )
    return _ESCAPED.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()

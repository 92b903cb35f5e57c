"""What a site says against being read by machines, beside robots.txt.

The TDM Reservation Protocol (https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/) lets
a site reserve its rights in `/.well-known/tdmrep.json`, in a header or in a meta tag; article L122-5-3 of
the French Code de la propriété intellectuelle makes such a reservation binding. The words `noai` and
`noindex` in robots directives are customs of search engines and picture sites.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from requests.structures import CaseInsensitiveDict
from selectolax.lexbor import LexborHTMLParser

from flows.fetch.http.failure import FailedError
from flows.fetch.http.settings import ROBOT_NAME

WELL_KNOWN = "/.well-known/tdmrep.json"
_HEAD_BYTES = 100_000
"""Meta tags stand in a page's head."""
_NAMES = (b"robots", b"tdm-reservation", ROBOT_NAME.encode())
"""Without one of these names there is no need to parse a page."""
_WORDS = re.compile(r"[^\s,;]+")


@dataclass(frozen=True, slots=True)
class Reservations:
    """The paths of a site whose rights are reserved: the first rule that fits a path decides."""

    rules: tuple[tuple[re.Pattern[str], bool], ...] = ()

    def holds_for(self, path: str) -> bool:
        """Whether the rights of a path (with its query) are reserved."""
        return next((reserved for pattern, reserved in self.rules if pattern.match(path)), False)


def reservations(body: bytes) -> Reservations:
    """Read a `tdmrep.json`; what is none reserves nothing.

    >>> reservations(b'[{"location": "/fiches/*", "tdm-reservation": 1}]').holds_for("/fiches/12")
    True
    """
    try:
        entries = json.loads(body)
    except ValueError:
        return Reservations()
    return Reservations(
        tuple(
            (_path_pattern(entry["location"]), _is_one(entry.get("tdm-reservation")))
            for entry in (entries if isinstance(entries, list) else [entries])
            if isinstance(entry, dict) and isinstance(entry.get("location"), str)
        )
    )


def demand_no_reservation(
    headers: CaseInsensitiveDict[str], content_type: str, body: bytes, meta_robots: Sequence[str]
) -> None:
    """Raises `FailedError` if a page or its headers say that machines shall not use it."""
    metas = _metas(body) if "html" in content_type else {}
    reserved = [headers.get("TDM-Reservation", ""), *metas.get("tdm-reservation", ())]
    if any(_is_one(value.strip()) for value in reserved):
        raise tdm_reserved()
    directives = [
        _for_rhi(headers.get("X-Robots-Tag", "")),
        *metas.get("robots", ()),
        *metas.get(ROBOT_NAME, ()),
    ]
    words = {word.lower() for text in directives for word in _WORDS.findall(text)}
    for word in meta_robots:
        if word in words:
            raise FailedError(
                "robots_forbidden",
                f"La page demande aux robots de ne pas l’utiliser ({word}).",
                f"The page asks robots not to use it ({word}).",
                word,
            )


def tdm_reserved() -> FailedError:
    """The failure for a page whose rights are reserved."""
    return FailedError(
        "tdm_reserved",
        "Le site réserve ses droits de fouille de textes (TDM Reservation Protocol) ; la page n’est pas lue.",
        "The site reserves its text-and-data-mining rights (TDM Reservation Protocol); the page is not read.",
        "tdm-reservation: 1",
    )


def _metas(body: bytes) -> dict[str, list[str]]:
    """The contents of the meta tags at the beginning of a page, by lower-case name."""
    found: dict[str, list[str]] = {}
    head = body[:_HEAD_BYTES].lower()
    if not any(name in head for name in _NAMES):
        return found
    for tag in LexborHTMLParser(body[:_HEAD_BYTES]).css("meta[name][content]"):
        name, content = tag.attributes["name"] or "", tag.attributes["content"] or ""
        found.setdefault(name.strip().lower(), []).append(content)
    return found


def _for_rhi(header: str) -> str:
    """The directives of an X-Robots-Tag without those that are for another robot (`otherbot: noindex`)."""
    for_us = []
    robot = ROBOT_NAME
    for directive in header.split(","):
        name, colon, rest = directive.partition(":")
        if colon and name.strip().lower() not in ("unavailable_after", "max-snippet", "max-image-preview"):
            robot, directive = name.strip().lower(), rest
        if robot in (ROBOT_NAME, "*"):
            for_us.append(directive)
    return ",".join(for_us)


def _path_pattern(location: str) -> re.Pattern[str]:
    """A location of `tdmrep.json`: `*` stands for anything, a final `$` for the end (as in RFC 9309)."""
    ends = location.endswith("$")
    pattern = ".*".join(map(re.escape, location.removesuffix("$").split("*")))
    return re.compile(pattern + ("$" if ends else ""))


def _is_one(value: object) -> bool:
    return value in (1, "1")

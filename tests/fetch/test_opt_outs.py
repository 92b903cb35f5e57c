from __future__ import annotations

import json
from typing import Any

import pytest

from flows.fetch.http.client import HttpClient
from flows.fetch.http.failure import FailedError
from flows.fetch.http.opt_outs import reservations
from flows.fetch.http.settings import Politeness

PAGE = b"<html><head>%s</head><body><p>Forum</p></body></html>"


def rule(client: HttpClient, url: str, politeness: Politeness | None = None) -> str | None:
    try:
        client.get(url, politeness)
    except FailedError as failure:
        return failure.rule
    return None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'<meta name="tdm-reservation" content="1">', "tdm_reserved"),
        (b'<meta name="TDM-Reservation" content=" 1 ">', "tdm_reserved"),
        (b'<meta name="tdm-reservation" content="0">', None),
        (b'<meta name="robots" content="noindex, follow">', "robots_forbidden"),
        (b'<meta name="ROBOTS" content="NoAI">', "robots_forbidden"),
        (b'<meta name="rhi" content="noindex">', "robots_forbidden"),
        (b'<meta name="googlebot" content="noindex">', None),
        (b'<meta name="robots" content="index,follow,max-snippet:-1">', None),
        (b'<meta name="description" content="noindex">', None),
    ],
)
def test_meta_tags(site: Any, client: HttpClient, head: bytes, expected: str | None) -> None:
    assert rule(client, site.answer("/a", PAGE % head)) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ({"TDM_Reservation": "1"}, "tdm_reserved"),
        ({"TDM_Reservation": "0"}, None),
        ({"X_Robots_Tag": "noindex"}, "robots_forbidden"),
        ({"X_Robots_Tag": "otherbot: noindex, nofollow"}, None),
        ({"X_Robots_Tag": "otherbot: nofollow, rhi: noai"}, "robots_forbidden"),
        ({"X_Robots_Tag": "unavailable_after: 2026-12-31, noindex"}, "robots_forbidden"),
    ],
)
def test_headers(site: Any, client: HttpClient, header: dict[str, str], expected: str | None) -> None:
    assert rule(client, site.answer("/a", b"%PDF-1.7", Content_Type="application/pdf", **header)) == expected


def test_source_chooses_which_robots_words_keep_a_page_out(site: Any, client: HttpClient) -> None:
    url = site.answer("/a", PAGE % b'<meta name="robots" content="noindex">')
    assert rule(client, url, Politeness(meta_robots=("noai",))) is None
    reserved = site.answer("/b", PAGE % b'<meta name="tdm-reservation" content="1">')
    assert rule(client, reserved, Politeness(meta_robots=())) == "tdm_reserved"


def test_well_known_file_reserves_paths(site: Any, client: HttpClient) -> None:
    entries = [
        {"location": "/fiches/libres/*", "tdm-reservation": 0},
        {"location": "/fiches/*", "tdm-reservation": 1, "tdm-policy": "https://exemple.fr/tdm"},
    ]
    site.answer("/.well-known/tdmrep.json", json.dumps(entries).encode(), Content_Type="application/json")
    assert rule(client, site.answer("/fiches/1", b"x")) == "tdm_reserved"
    assert rule(client, site.answer("/fiches/libres/1", b"x")) is None
    assert rule(client, site.answer("/actualites/1", b"x")) is None
    assert site.asked == ["/fiches/libres/1", "/actualites/1"]


@pytest.mark.parametrize(
    ("location", "path", "reserved"),
    [
        ("/", "/actualites", True),
        ("/*.pdf$", "/a/b.pdf", True),
        ("/*.pdf$", "/a/b.pdf?x=1", False),
        ("/a+b", "/aab", False),
    ],
)
def test_locations(location: str, path: str, reserved: bool) -> None:
    body = json.dumps([{"location": location, "tdm-reservation": 1}]).encode()
    assert reservations(body).holds_for(path) is reserved


@pytest.mark.parametrize("body", [b"", b"<html>", b"null", b"[1]", b'[{"location": 3}]', b"\xff"])
def test_file_that_is_no_reservation_reserves_nothing(body: bytes) -> None:
    assert not reservations(body).holds_for("/")

from __future__ import annotations

import gzip
import time
from http.server import BaseHTTPRequestHandler
from importlib.metadata import version
from typing import Any

import pytest

from flows.fetch.capture import Capture, Problem
from flows.fetch.http import HttpClient, HttpSettings


def got(found: Capture | Problem) -> Capture:
    assert isinstance(found, Capture), found
    return found


def refused(found: Capture | Problem) -> Problem:
    assert isinstance(found, Problem), found
    return found


def test_page_is_captured_as_sent(site: Any, client: HttpClient) -> None:
    url = site.answer(
        "/forum", "<p>Forum santé</p>".encode("latin-1"), Content_Type="text/html; charset=latin-1"
    )
    capture = got(client.capture("ars", url))
    assert (capture.source_id, capture.url, capture.status) == ("ars", url, 200)
    assert capture.content_type == "text/html; charset=latin-1"
    assert capture.body.decode("latin-1") == "<p>Forum santé</p>"
    assert abs(capture.fetched_at.timestamp() - time.time()) < 10


def test_user_agent_names_the_project_and_the_contact(site: Any) -> None:
    HttpClient(HttpSettings(delay_seconds=0, contact="https://exemple.fr/robot")).capture(
        "ars", site.answer("/a")
    )
    sent = {headers["User-Agent"] for _, headers in site.requests}
    assert sent == {f"rhi/{version('regional-health-initiatives')} (+https://exemple.fr/robot)"}


def test_compressed_body_is_decoded(site: Any, client: HttpClient) -> None:
    url = site.answer("/a", gzip.compress(b"<p>Atelier</p>"), Content_Encoding="gzip")
    assert got(client.capture("ars", url)).body == b"<p>Atelier</p>"


def test_robots_txt_is_obeyed_and_read_once(site: Any, client: HttpClient) -> None:
    site.answer("/robots.txt", b"User-agent: *\nDisallow: /interne/\n", Content_Type="text/plain")
    problem = refused(client.capture("ars", site.answer("/interne/a")))
    assert problem.rule == "robots_forbidden"
    assert site.asked == []
    got(client.capture("ars", site.answer("/public/a")))
    assert [path for path, _ in site.requests] == ["/robots.txt", "/public/a"]


@pytest.mark.parametrize(("status", "rule"), [(404, None), (403, None), (500, "robots_unreachable")])
def test_missing_robots_txt_allows_and_a_failing_one_forbids(
    site: Any, client: HttpClient, status: int, rule: str | None
) -> None:
    site.answer("/robots.txt", status=status)
    found = client.capture("ars", site.answer("/a", b"x"))
    assert (found.rule if isinstance(found, Problem) else None) == rule


def test_robots_txt_holds_for_the_target_of_a_redirect(site: Any, client: HttpClient) -> None:
    site.answer("/robots.txt", b"User-agent: *\nDisallow: /interne/\n")
    url = site.answer("/a", status=302, Location="/interne/b")
    assert refused(client.capture("ars", url)).rule == "robots_forbidden"
    assert site.asked == ["/a"]


def test_redirect_is_followed_and_the_final_address_kept(site: Any, client: HttpClient) -> None:
    url = site.answer("/a", status=301, Location="/nouvelle page")
    site.answer("/nouvelle%20page", b"ici")
    capture = got(client.capture("ars", url))
    assert (capture.url, capture.body) == (site.url + "/nouvelle%20page", b"ici")


def test_redirect_loop_ends(site: Any, client: HttpClient) -> None:
    problem = refused(client.capture("ars", site.answer("/a", status=302, Location="/a")))
    assert problem.rule == "too_many_redirects"
    assert len(site.asked) == 6


@pytest.mark.parametrize("location", ["file:///etc/hostname", "ftp://exemple.fr/a", "http://[::1"])
def test_redirect_away_from_the_web_is_refused(site: Any, client: HttpClient, location: str) -> None:
    problem = refused(client.capture("ars", site.answer("/a", status=302, Location=location)))
    assert (problem.rule, problem.raw_value) == ("url_unreadable", location)


def test_missing_page_is_a_problem_and_not_asked_again(site: Any, client: HttpClient) -> None:
    problem = refused(client.capture("ars", site.url + "/absente"))
    assert (problem.rule, problem.raw_value, problem.url) == ("http_status", "404", site.url + "/absente")
    assert problem.reason_fr == "Le site répond 404 au lieu de la page."
    assert site.asked == ["/absente"]


def test_passing_fault_is_tried_again(site: Any, client: HttpClient) -> None:
    site.answer("/a", status=500)
    url = site.answer("/a", b"voici")
    assert got(client.capture("ars", url)).body == b"voici"


def test_lasting_fault_ends_after_the_tries(site: Any, client: HttpClient) -> None:
    problem = refused(client.capture("ars", site.answer("/a", status=503)))
    assert (problem.rule, problem.raw_value) == ("http_status", "503")
    assert site.asked == ["/a", "/a"]


def test_retry_after_is_obeyed(site: Any, client: HttpClient) -> None:
    site.answer("/a", status=429, Retry_After="1")
    url = site.answer("/a", b"voici")
    started = time.monotonic()
    assert got(client.capture("ars", url)).body == b"voici"
    assert time.monotonic() - started >= 1


def test_body_over_the_limit_is_refused(site: Any, hasty: HttpSettings) -> None:
    small = HttpClient(hasty.model_copy(update={"max_body_bytes": 1000}))
    assert len(got(small.capture("ars", site.answer("/juste", b"x" * 1000))).body) == 1000
    assert refused(small.capture("ars", site.answer("/trop", b"x" * 1001))).rule == "body_too_large"


def test_decompression_bomb_is_stopped(site: Any, hasty: HttpSettings) -> None:
    small = HttpClient(hasty.model_copy(update={"max_body_bytes": 100_000}))
    url = site.answer("/a", gzip.compress(b"\0" * 20_000_000), Content_Encoding="gzip")
    assert refused(small.capture("ars", url)).rule == "body_too_large"


def test_endless_slow_body_is_stopped(site: Any, hasty: HttpSettings) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            pass

    site.raw["/a"] = drip
    impatient = HttpClient(hasty.model_copy(update={"total_seconds": 0.3}))
    started = time.monotonic()
    assert refused(impatient.capture("ars", site.url + "/a")).rule == "too_slow"
    assert time.monotonic() - started < 2


def test_body_cut_short_is_not_taken_for_the_page(site: Any, client: HttpClient) -> None:
    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"le debut")

    site.raw["/a"] = cut
    assert refused(client.capture("ars", site.url + "/a")).rule == "connection_failed"
    assert site.asked == ["/a", "/a"]


def test_host_without_a_server_is_a_problem(client: HttpClient) -> None:
    problem = refused(client.capture("ars", "http://127.0.0.1:9/a"))
    assert problem.rule == "robots_unreachable"
    assert "could not be read: The connection to the site failed" in problem.reason_en


def test_delay_between_two_requests_to_a_host(site: Any, hasty: HttpSettings) -> None:
    polite = HttpClient(hasty.model_copy(update={"delay_seconds": 0.2}))
    started = time.monotonic()
    for path in ("/a", "/b"):
        got(polite.capture("ars", site.answer(path, b"x")))
    assert time.monotonic() - started >= 0.4  # robots.txt, /a, /b


def test_crawl_delay_of_robots_txt_is_obeyed(site: Any, client: HttpClient) -> None:
    site.answer("/robots.txt", b"User-agent: *\nCrawl-delay: 0.3\n")
    got(client.capture("ars", site.answer("/a", b"x")))
    started = time.monotonic()
    got(client.capture("ars", site.answer("/b", b"x")))
    assert time.monotonic() - started >= 0.25


def test_cookies_are_not_kept(site: Any, client: HttpClient) -> None:
    client.capture("ars", site.answer("/a", b"x", Set_Cookie="suivi=1"))
    client.capture("ars", site.answer("/b", b"x"))
    assert all("Cookie" not in headers for _, headers in site.requests)

from __future__ import annotations

import gzip
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from importlib.metadata import version
from threading import Lock
from typing import Any

import pytest

from flows.fetch.http.client import HttpClient
from flows.fetch.http.failure import FailedError
from flows.fetch.http.settings import HttpSettings, Politeness


def refused(client: HttpClient, url: str) -> FailedError:
    with pytest.raises(FailedError) as caught:
        client.get(url)
    return caught.value


def test_page_is_captured_as_sent(site: Any, client: HttpClient) -> None:
    url = site.answer(
        "/forum", "<p>Forum santé</p>".encode("latin-1"), Content_Type="text/html; charset=latin-1"
    )
    answer = client.get(url)
    assert (answer.url, answer.status) == (url, 200)
    assert answer.headers["content-type"] == "text/html; charset=latin-1"
    assert answer.body.decode("latin-1") == "<p>Forum santé</p>"
    assert abs(answer.at.timestamp() - time.time()) < 10


def test_user_agent_names_the_project_and_the_contact(site: Any, hasty: HttpSettings) -> None:
    known = hasty.model_copy(update={"contact": "https://exemple.fr/robot"})
    HttpClient(known).get(site.answer("/a"))
    sent = {headers["User-Agent"] for _, headers in site.requests}
    assert sent == {f"rhi/{version('regional-health-initiatives')} (+https://exemple.fr/robot)"}


def test_compressed_body_is_decoded(site: Any, client: HttpClient) -> None:
    url = site.answer("/a", gzip.compress(b"<p>Atelier</p>"), Content_Encoding="gzip")
    assert client.get(url).body == b"<p>Atelier</p>"


def test_robots_txt_is_obeyed_and_read_once(site: Any, client: HttpClient) -> None:
    site.answer("/robots.txt", b"User-agent: *\nDisallow: /interne/\n", Content_Type="text/plain")
    problem = refused(client, site.answer("/interne/a"))
    assert problem.rule == "robots_forbidden"
    assert site.asked == []
    client.get(site.answer("/public/a"))
    assert [path for path, _ in site.requests] == [
        "/robots.txt",
        "/.well-known/tdmrep.json",
        "/public/a",
    ]


@pytest.mark.parametrize("status", [404, 403, 410])
def test_missing_robots_txt_allows(site: Any, client: HttpClient, status: int) -> None:
    site.answer("/robots.txt", status=status)
    assert client.get(site.answer("/a", b"x")).body == b"x"


@pytest.mark.parametrize("status", [500, 503, 429])
def test_failing_robots_txt_forbids_and_is_not_asked_for_by_every_page(
    site: Any, client: HttpClient, status: int
) -> None:
    site.answer("/robots.txt", status=status)
    for _ in range(3):
        assert refused(client, site.answer("/a", b"x")).rule == "robots_unreachable"
    assert [path for path, _ in site.requests] == ["/robots.txt", "/robots.txt"]


def test_robots_txt_holds_for_the_target_of_a_redirect(site: Any, client: HttpClient) -> None:
    site.answer("/robots.txt", b"User-agent: *\nDisallow: /interne/\n")
    url = site.answer("/a", status=302, Location="/interne/b")
    assert refused(client, url).rule == "robots_forbidden"
    assert site.asked == ["/a"]


def test_redirect_is_followed_and_the_final_address_kept(site: Any, client: HttpClient) -> None:
    url = site.answer("/a", status=301, Location="/nouvelle page")
    site.answer("/nouvelle%20page", b"ici")
    answer = client.get(url)
    assert (answer.url, answer.body) == (site.url + "/nouvelle%20page", b"ici")


def test_redirect_loop_ends(site: Any, client: HttpClient) -> None:
    problem = refused(client, site.answer("/a", status=302, Location="/a"))
    assert problem.rule == "too_many_redirects"
    assert len(site.asked) == 6


@pytest.mark.parametrize("location", ["file:///etc/hostname", "ftp://exemple.fr/a", "http://[::1"])
def test_redirect_away_from_the_web_is_refused(site: Any, client: HttpClient, location: str) -> None:
    problem = refused(client, site.answer("/a", status=302, Location=location))
    assert (problem.rule, problem.raw_value) == ("url_unreadable", location)


def test_missing_page_is_a_problem_and_not_asked_again(site: Any, client: HttpClient) -> None:
    problem = refused(client, site.url + "/absente")
    assert (problem.rule, problem.raw_value) == ("http_status", "404")
    assert problem.reason_fr == "Le site répond 404 au lieu de la page."
    assert site.asked == ["/absente"]


def test_passing_fault_is_tried_again(site: Any, client: HttpClient) -> None:
    site.answer("/a", status=500)
    url = site.answer("/a", b"voici")
    assert client.get(url).body == b"voici"


def test_lasting_fault_ends_after_the_tries(site: Any, client: HttpClient) -> None:
    problem = refused(client, site.answer("/a", status=503))
    assert (problem.rule, problem.raw_value) == ("http_status", "503")
    assert site.asked == ["/a", "/a"]


def test_retry_after_is_obeyed(site: Any, client: HttpClient) -> None:
    site.answer("/a", status=429, Retry_After="1")
    url = site.answer("/a", b"voici")
    started = time.monotonic()
    assert client.get(url).body == b"voici"
    assert time.monotonic() - started >= 1


def test_body_over_the_limit_is_refused(site: Any, hasty: HttpSettings) -> None:
    small = HttpClient(hasty.model_copy(update={"max_body_bytes": 1000}))
    assert len(small.get(site.answer("/juste", b"x" * 1000)).body) == 1000
    assert refused(small, site.answer("/trop", b"x" * 1001)).rule == "body_too_large"


def test_decompression_bomb_is_stopped(site: Any, hasty: HttpSettings) -> None:
    small = HttpClient(hasty.model_copy(update={"max_body_bytes": 100_000}))
    url = site.answer("/a", gzip.compress(b"\0" * 20_000_000), Content_Encoding="gzip")
    assert refused(small, url).rule == "body_too_large"


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
    assert refused(impatient, site.url + "/a").rule == "too_slow"
    assert time.monotonic() - started < 2


def test_body_cut_short_is_not_taken_for_the_page(site: Any, client: HttpClient) -> None:
    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"le debut")

    site.raw["/a"] = cut
    assert refused(client, site.url + "/a").rule == "connection_failed"
    assert site.asked == ["/a", "/a"]


def test_host_without_a_server_is_a_problem(client: HttpClient) -> None:
    problem = refused(client, "http://127.0.0.1:9/a")
    assert problem.rule == "robots_unreachable"
    assert "could not be read: The connection to the site failed" in problem.reason_en


def test_delay_between_two_requests_to_a_host(site: Any, hasty: HttpSettings) -> None:
    polite = HttpClient(hasty.model_copy(update={"delay_seconds": 0.2}))
    started = time.monotonic()
    for path in ("/a", "/b"):
        polite.get(site.answer(path, b"x"))
    assert time.monotonic() - started >= 0.6  # robots.txt, tdmrep.json, /a, /b


def test_crawl_delay_of_robots_txt_is_obeyed(site: Any, client: HttpClient) -> None:
    site.answer("/robots.txt", b"User-agent: *\nCrawl-delay: 0.3\n")
    client.get(site.answer("/a", b"x"))
    started = time.monotonic()
    client.get(site.answer("/b", b"x"))
    assert time.monotonic() - started >= 0.25


def test_cookies_are_not_kept(site: Any, client: HttpClient) -> None:
    client.get(site.answer("/a", b"x", Set_Cookie="suivi=1"))
    client.get(site.answer("/b", b"x"))
    assert all("Cookie" not in headers for _, headers in site.requests)


def test_retry_after_may_be_a_date(site: Any, client: HttpClient) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    site.answer("/a", status=503, Retry_After=soon)
    url = site.answer("/a", b"voici")
    started = time.monotonic()
    assert client.get(url).body == b"voici"
    assert time.monotonic() - started >= 0.9


def test_site_that_asks_for_a_long_pause_is_left_alone(site: Any, client: HttpClient) -> None:
    first = refused(client, site.answer("/a", status=429, Retry_After="3600"))
    assert (first.rule, first.raw_value) == ("asked_to_wait", "3600")
    assert refused(client, site.answer("/b", b"x")).rule == "asked_to_wait"
    assert site.asked == ["/a"]


def test_host_that_keeps_failing_is_not_asked_on(site: Any, client: HttpClient) -> None:
    rules = [refused(client, site.answer(f"/{number}", status=500)).rule for number in range(5)]
    assert rules == ["http_status", "http_status", "http_status", "host_failing", "host_failing"]
    assert len(site.asked) == 6


def test_one_good_answer_restores_a_host(site: Any, client: HttpClient) -> None:
    for number in range(5):
        refused(client, site.answer(f"/{number}", status=500))
        assert client.get(site.answer("/a", b"x")).body == b"x"


def test_headers_that_never_end_are_stopped(site: Any, hasty: HttpSettings) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        with suppress(OSError):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while True:
                handler.wfile.write(b"X-A: b\r\n")
                handler.wfile.flush()
                time.sleep(0.05)

    site.raw["/a"] = drip
    impatient = HttpClient(hasty.model_copy(update={"total_seconds": 0.3, "tries": 1}))
    started = time.monotonic()
    assert refused(impatient, site.url + "/a").rule == "too_slow"
    assert time.monotonic() - started < 2


def test_site_that_says_nothing_is_given_up(site: Any, hasty: HttpSettings) -> None:
    site.raw["/a"] = lambda _: time.sleep(1)
    impatient = HttpClient(hasty.model_copy(update={"read_seconds": 0.2, "tries": 1}))
    assert refused(impatient, site.url + "/a").rule == "too_slow"


def test_threads_wait_for_their_turn_at_a_host(site: Any, client: HttpClient) -> None:
    under_way: list[int] = [0, 0]
    lock = Lock()

    def count(handler: BaseHTTPRequestHandler) -> None:
        with lock:
            under_way[0] += 1
            under_way[1] = max(under_way)
        time.sleep(0.05)
        with lock:
            under_way[0] -= 1
        handler.send_response(200)
        handler.end_headers()

    site.raw["/a"] = count
    most = []
    for concurrency in (1, 3):
        under_way[1] = 0
        with ThreadPoolExecutor(6) as pool:
            polite = Politeness(concurrency=concurrency)
            list(pool.map(lambda _, p=polite: client.get(site.url + "/a", p), range(6)))
        most.append(under_way[1])
    assert most == [1, 3]


def test_certificate_that_cannot_be_verified_is_refused(tls_site: Any, client: HttpClient) -> None:
    url = tls_site.answer("/a", b"x")
    assert refused(client, url).rule == "robots_unreachable"
    assert "certificate" in refused(client, url).reason_en
    assert tls_site.requests == []


def test_certificate_of_a_trusted_authority_is_accepted(
    tls_site: Any, client: HttpClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", tls_site.authority)
    assert client.get(tls_site.answer("/a", b"x")).body == b"x"


def test_each_host_has_its_own_rules(site: Any, client: HttpClient) -> None:
    """Two names of one machine are two hosts, and a redirect from one to the other obeys the other's."""
    other = site.url.replace("127.0.0.1", "localhost")

    def rules(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        if handler.headers["Host"].startswith("localhost"):
            handler.wfile.write(b"User-agent: rhi\nDisallow: /")

    site.raw["/robots.txt"] = rules
    assert client.get(site.answer("/a", b"x")).body == b"x"
    assert refused(client, site.answer("/b", status=302, Location=other + "/a")).rule == "robots_forbidden"
    assert site.asked == ["/a", "/b"]

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.fetch import sitemap_file
from flows.fetch.capture import Capture, Problem
from flows.fetch.connector import Found, Link
from flows.fetch.connectors import sitemap as connector
from flows.fetch.connectors.sitemap import Sitemap
from flows.fetch.sitemap_file import SitemapEntry, latest_instant, read_sitemap
from flows.fetch.visitor import Visitor

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
XML = "application/xml"

Read = Callable[..., list[Found]]


def urlset(*entries: str) -> str:
    urls = "".join(f"<url>{entry}</url>\n" for entry in entries)
    return f'{HEAD}<urlset xmlns="{NAMESPACE}">\n{urls}</urlset>'


def index(*addresses: str) -> bytes:
    sitemaps = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses)
    return f'{HEAD}<sitemapindex xmlns="{NAMESPACE}">{sitemaps}</sitemapindex>'.encode()


def pages(*addresses: str) -> bytes:
    return urlset(*(f"<loc>{address}</loc>" for address in addresses)).encode()


@pytest.fixture
def read(site: Any, visitor: Visitor) -> Read:
    """Serves a body at /sitemap.xml and gives what the sitemap yields; {site} in a text is the site."""

    def found(
        body: str | bytes, path: str = "/sitemap.xml", headers: dict[str, str] | None = None, **settings: Any
    ) -> list[Found]:
        sent = body.replace("{site}", site.url).encode() if isinstance(body, str) else body
        url = site.answer(path, sent, **{"Content_Type": XML, **(headers or {})})
        return list(Sitemap(url=url, **settings).announcements("ars", visitor))

    return found


def only_problem(found: list[Found]) -> Problem:
    [problem] = found
    assert isinstance(problem, Problem)
    return problem


def test_pages_are_given_in_their_order_with_their_last_change(site: Any, read: Read) -> None:
    found = read(
        urlset(
            "<loc>{site}/actualites/forum</loc><lastmod>2025-03-01T10:00:00+01:00</lastmod>",
            "<loc>\n  {site}/actualites/atelier?a=1&amp;b=2 </loc><changefreq>daily</changefreq>",
            "<loc>{site}/agenda</loc><lastmod>hier</lastmod>",
        )
    )
    assert found == [
        Link(site.url + "/actualites/forum", datetime(2025, 3, 1, 9, 0, 1, tzinfo=UTC)),
        Link(site.url + "/actualites/atelier?a=1&b=2"),
        Link(site.url + "/agenda"),
    ]
    assert site.asked == ["/sitemap.xml"]


@pytest.mark.parametrize(
    ("lastmod", "instant"),
    [
        ("2025-03-01T10:00:00Z", datetime(2025, 3, 1, 10, 0, 1, tzinfo=UTC)),
        ("2025-03-01T10:00:00.25+01:00", datetime(2025, 3, 1, 9, 0, 1, tzinfo=UTC)),
        ("2025-03-01T10:00-0400", datetime(2025, 3, 1, 14, 1, tzinfo=UTC)),
        ("2025-03-01 10:00:00", datetime(2025, 3, 1, 22, 0, 1, tzinfo=UTC)),
        ("2025-03-01", datetime(2025, 3, 2, 12, tzinfo=UTC)),
        ("2024-02", datetime(2024, 3, 1, 12, tzinfo=UTC)),
        ("2024-12", datetime(2025, 1, 1, 12, tzinfo=UTC)),
        ("2024", datetime(2025, 1, 1, 12, tzinfo=UTC)),
        ("2025-02-30", None),
        ("9999", None),
        ("01/03/2025", None),
        ("", None),
    ],
)
def test_a_last_change_is_the_end_of_what_is_named(lastmod: str, instant: datetime | None) -> None:
    assert latest_instant(lastmod) == instant


@given(st.datetimes(max_value=datetime(9998, 1, 1)), st.sampled_from([4, 7, 10, 16, 19]))
def test_a_last_change_is_never_said_to_be_earlier_than_it_was(moment: datetime, written: int) -> None:
    claimed = latest_instant(moment.isoformat()[:written])
    assert claimed is not None
    assert claimed > moment.replace(tzinfo=UTC)


def test_a_last_change_in_the_future_is_unknown(site: Any, read: Read) -> None:
    today = datetime.now(UTC).date().isoformat()
    entries = [f"<loc>{{site}}/{day}</loc><lastmod>{day}</lastmod>" for day in (today, "9000-01-01")]
    assert read(urlset(*entries)) == [Link(f"{site.url}/{today}"), Link(site.url + "/9000-01-01")]


def test_patterns_choose_among_the_pages(site: Any, read: Read) -> None:
    body = urlset(
        *(f"<loc>{{site}}{path}</loc>" for path in ("/actualites/a", "/agenda/b", "/actualites/2019/c", "/d"))
    )
    chosen = read(body, include=["/actualites/", "^http://[^/]+/agenda/"], exclude=[r"/20[01]\d/"])
    assert chosen == [Link(site.url + "/actualites/a"), Link(site.url + "/agenda/b")]
    assert read(body, include=["/absent/"]) == []


def test_an_empty_sitemap_gives_nothing(read: Read) -> None:
    assert read(urlset()) == []


def test_an_index_is_followed(site: Any, read: Read) -> None:
    site.answer("/a.xml", pages(site.url + "/1", site.url + "/2"), Content_Type=XML)
    site.answer("/b.xml", pages(site.url + "/3"), Content_Type=XML)
    body = index(*(site.url + path for path in ("/a.xml", "/absent.xml", "/b.xml", "/a.xml#again")))
    first, second, problem, third = read(body, include=[r"/\d$"])
    assert [first, second, third] == [Link(f"{site.url}/{number}") for number in (1, 2, 3)]
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.url) == ("http_status", site.url + "/absent.xml")
    assert site.asked == ["/sitemap.xml", "/a.xml", "/absent.xml", "/b.xml"]


def test_a_cycle_of_indexes_is_read_once(site: Any, read: Read) -> None:
    site.answer("/b.xml", index(site.url + "/sitemap.xml", site.url + "/c.xml"), Content_Type=XML)
    site.answer("/c.xml", pages(site.url + "/1"), Content_Type=XML)
    assert read(index(site.url + "/sitemap.xml", site.url + "/b.xml")) == [Link(site.url + "/1")]
    assert site.asked == ["/sitemap.xml", "/b.xml", "/c.xml"]


def test_indexes_without_end_are_stopped(site: Any, read: Read) -> None:
    for depth in range(1, 10):
        body = index(f"{site.url}/{depth + 1}.xml", f"{site.url}/{depth + 1}.xml.gz")
        site.answer(f"/{depth}.xml", body, Content_Type=XML)
        site.answer(f"/{depth}.xml.gz", pages(f"{site.url}/page-{depth}"), Content_Type=XML)
    *links, problem = read(index(site.url + "/1.xml"))
    assert links == [Link(site.url + "/page-2"), Link(site.url + "/page-3")]
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.url, problem.raw_value) == (
        "sitemap_too_deep",
        site.url + "/sitemap.xml",
        site.url + "/4.xml",
    )
    assert "plus de 3 index : 2 (par exemple" in problem.reason_fr
    assert "more than 3 indexes: 2 (such as" in problem.reason_en


def test_sitemaps_without_number_are_stopped(site: Any, read: Read, monkeypatch: Any) -> None:
    monkeypatch.setattr(connector, "MOST_SITEMAPS", 3)
    for number in range(5):
        site.answer(f"/{number}.xml", pages(f"{site.url}/page-{number}"), Content_Type=XML)
    *links, problem = read(index(*(f"{site.url}/{number}.xml" for number in range(5))))
    assert links == [Link(site.url + "/page-0"), Link(site.url + "/page-1")]
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.raw_value) == ("sitemap_too_many", site.url + "/2.xml")
    assert ": 3 (such as" in problem.reason_en
    assert site.asked == ["/sitemap.xml", "/0.xml", "/1.xml"]


@pytest.mark.parametrize("encoding", ["gzip", None])
def test_a_compressed_sitemap_is_read_whatever_the_server_says(
    site: Any, read: Read, encoding: str | None
) -> None:
    headers = {"Content_Encoding": encoding} if encoding else {"Content_Type": "application/octet-stream"}
    found = read(gzip.compress(pages(site.url + "/1")), "/sitemap.xml.gz", headers)
    assert found == [Link(site.url + "/1")]


def test_a_decompression_bomb_is_a_problem(read: Read, monkeypatch: Any) -> None:
    monkeypatch.setattr(sitemap_file, "MAX_BODY_BYTES", 1_000_000)
    assert only_problem(read(gzip.compress(bytes(1_000_001)))).rule == "body_too_large"


def test_a_damaged_compressed_sitemap_is_a_problem(site: Any, read: Read) -> None:
    body = gzip.compress(pages(site.url + "/1"))
    assert only_problem(read(body[:-12], "/a.xml.gz")).rule == "sitemap_unreadable"
    assert only_problem(read(body[:2] + b"x" * 40, "/b.xml.gz")).rule == "sitemap_unreadable"


def test_a_text_sitemap_has_one_address_a_line(site: Any, read: Read) -> None:
    found = read("{site}/1?a=1&b=2\r\n\n  {site}/été \n", headers={"Content_Type": "text/plain"})
    assert found == [Link(site.url + "/1?a=1&b=2"), Link(site.url + "/%C3%A9t%C3%A9")]


def test_what_is_wrong_without_leaving_a_doubt_is_put_right(site: Any, read: Read) -> None:
    found = read(
        f"<br />\n<b>Warning</b>: a script failed\n{HEAD}"
        '<s:urlset xmlns:s="http://www.google.com/schemas/sitemap/0.84"><s:url>'
        "<s:loc>{site}/1?a=1&b=2&copy=3\x0b</s:loc>"
        "<image:image><image:loc>{site}/1.png</image:loc></image:image><image:loc>{site}/2.png</image:loc></s:url>"
        "<s:url><s:loc><![CDATA[{site}/2?a=1&b=2]]></s:loc></s:url></s:urlset>"
    )
    assert found == [Link(site.url + "/1?a=1&b=2&copy=3"), Link(site.url + "/2?a=1&b=2")]


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_wrong_character_set_spoils_no_address(site: Any, read: Read, encoding: str) -> None:
    assert read(pages(site.url + "/été").decode().encode(encoding)) == [Link(site.url + "/%C3%A9t%C3%A9")]


def test_malformed_xml_is_read_up_to_its_fault(site: Any, read: Read) -> None:
    link, problem = read(urlset("<loc>{site}/1</loc>", "<loc>{site}/2</lok>", "<loc>{site}/3</loc>"))
    assert link == Link(site.url + "/1")
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.url) == ("sitemap_malformed", site.url + "/sitemap.xml")
    assert problem.reason_en == (
        "The sitemap is not well-formed XML at line 4; what comes before it was read."
    )


def test_a_sitemap_cut_short_is_read_up_to_its_end(site: Any, read: Read) -> None:
    link, problem = read(pages(site.url + "/1", site.url + "/2")[:-30])
    assert link == Link(site.url + "/1")
    assert isinstance(problem, Problem)
    assert problem.rule == "sitemap_malformed"


def test_entities_grow_no_billion_laughs(site: Any, read: Read) -> None:
    entities = '<!ENTITY l0 "{site}/">' + "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12)
    )
    laughs = f"{HEAD}<!DOCTYPE urlset [{entities}<!ENTITY f SYSTEM 'file:///etc/hostname'>]>"
    found = read(
        laughs + "<urlset><url><loc>&l11;</loc></url><url><loc>&f;</loc></url>"
        "<url><loc>{site}/1</loc></url></urlset>"
    )
    assert found[0] == Link(site.url + "/1")
    problem = only_problem(found[1:])
    assert (problem.rule, problem.raw_value) == ("sitemap_address_unusable", "&l11;")


def test_elements_nested_without_end_are_stopped(read: Read) -> None:
    problem = only_problem(read(f"{HEAD}<urlset>{'<a>' * 100_000}"))
    assert problem.rule == "sitemap_malformed"
    assert problem.raw_value == "elements nested more than 20 deep"


def test_incomplete_addresses_are_one_problem(site: Any, read: Read) -> None:
    entries = ("<loc>/forum</loc>", "<loc>{site}/1</loc>", "<loc>http://[</loc>", "<lastmod>2025</lastmod>")
    link, *rest = read(urlset(*entries))
    assert link == Link(site.url + "/1")
    problem = only_problem(rest)
    assert (problem.rule, problem.url, problem.raw_value) == (
        "sitemap_address_unusable",
        site.url + "/sitemap.xml",
        "/forum",
    )
    assert "3 fois" in problem.reason_fr


def test_pages_and_sitemaps_of_other_sites_are_one_problem(site: Any, read: Read) -> None:
    foreign = [f"https://ailleurs.exemple.fr/{number}" for number in range(1000)]
    site.answer("/a.xml", pages(*foreign, site.url + "/1"), Content_Type=XML)
    body = index("https://ailleurs.exemple.fr/sitemap.xml", site.url + "/a.xml")
    link, *rest = read(body, exclude=["/999$"])
    assert link == Link(site.url + "/1")
    problem = only_problem(rest)
    assert (problem.rule, problem.raw_value) == (
        "sitemap_foreign_address",
        "https://ailleurs.exemple.fr/sitemap.xml",
    )
    assert "1000 times" in problem.reason_en


def test_www_and_scheme_make_no_other_site() -> None:
    class Host:
        def listing(self, url: str) -> Capture:
            body = pages("https://www.exemple.fr/1", "http://exemple.fr/2", "https://forum.exemple.fr/3")
            return Capture("ars", url, datetime(2026, 1, 1, tzinfo=UTC), XML, body)

    *links, problem = Sitemap(url="https://exemple.fr/sitemap.xml").announcements("ars", Host())
    assert links == [Link("https://www.exemple.fr/1"), Link("http://exemple.fr/2")]
    assert isinstance(problem, Problem)
    assert problem.raw_value == "https://forum.exemple.fr/3"


def test_a_sitemap_that_was_moved_speaks_for_its_new_place(site: Any, visitor: Visitor) -> None:
    site.answer("/sitemap_index.xml", pages(site.url + "/1"), Content_Type=XML)
    site.answer("/sitemap.xml", status=301, Location=site.url + "/sitemap_index.xml")
    url = site.url.replace("127.0.0.1", "localhost") + "/sitemap.xml"
    assert list(Sitemap(url=url).announcements("ars", visitor)) == [Link(site.url + "/1")]


def test_a_sitemap_of_an_index_speaks_for_the_site_of_the_index(site: Any, read: Read) -> None:
    elsewhere = site.url.replace("127.0.0.1", "localhost")
    site.answer("/a.xml", status=301, Location=elsewhere + "/b.xml")
    site.answer("/b.xml", pages(elsewhere + "/1", site.url + "/2"), Content_Type=XML)
    link, *rest = read(index(site.url + "/a.xml"))
    assert link == Link(site.url + "/2")
    assert only_problem(rest).raw_value == elsewhere + "/1"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"<!doctype html><html><p>Introuvable</p></html>", "text/html"),
        (b'<?xml version="1.0"?><html><body>&nbsp;</body></html>', "<html>"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "<rss>"),
        (b'\n<feed xmlns="http://www.w3.org/2005/Atom"/>', "<feed>"),
        (b"%PDF-1.7", "application/pdf"),
        (b"", "application/x-empty"),
    ],
)
def test_what_is_no_sitemap_is_said_to_be_none(read: Read, body: bytes, found: str) -> None:
    problem = only_problem(read(body))
    assert (problem.rule, problem.raw_value) == ("sitemap_unreadable", found)
    assert f"This address gives {found}, not a sitemap" in problem.reason_en


def test_a_sitemap_beyond_the_protocols_limit_is_read_up_to_it() -> None:
    body = pages(*(f"https://exemple.fr/{number}" for number in range(50_001)))
    *entries, problem = read_sitemap(
        Capture("ars", "https://exemple.fr/sitemap.xml", datetime(2026, 1, 1, tzinfo=UTC), XML, body)
    )
    assert len(entries) == 50_000
    assert entries[-1] == SitemapEntry("https://exemple.fr/49999", None, False)
    assert isinstance(problem, Problem)
    assert problem.rule == "sitemap_too_long"


def test_a_sitemap_that_cannot_be_had_is_one_problem(site: Any, visitor: Visitor) -> None:
    problem = only_problem(list(Sitemap(url=site.url + "/absent.xml").announcements("ars", visitor)))
    assert (problem.rule, problem.url) == ("http_status", site.url + "/absent.xml")


@given(
    st.binary(max_size=200), st.sampled_from([b"", HEAD.encode(), HEAD.encode() + b"<urlset>", b"\x1f\x8b"])
)
def test_any_bytes_are_read_without_an_error(rest: bytes, start: bytes) -> None:
    capture = Capture("ars", "https://exemple.fr/", datetime(2026, 1, 1, tzinfo=UTC), XML, start + rest)
    assert all(isinstance(found, (SitemapEntry, Problem)) for found in read_sitemap(capture))

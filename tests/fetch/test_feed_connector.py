from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.fetch.capture import Capture, Problem
from flows.fetch.charset import text_of
from flows.fetch.connector import Found, Link
from flows.fetch.connectors.feed import Feed
from flows.fetch.visitor import Visitor
from flows.fetch.xml_text import mended_xml

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">
<channel><title>Actualités</title><link>https://exemple.fr/</link>{items}</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><title>Agenda</title>{items}</feed>"""

Read = Callable[..., list[Found]]


@pytest.fixture
def read(site: Any, visitor: Visitor) -> Read:
    """Serves a body at /flux/rss.xml and gives what the feed yields."""

    def found(body: str | bytes, content_type: str = "application/rss+xml", **settings: Any) -> list[Found]:
        sent = body.encode() if isinstance(body, str) else body
        url = site.answer("/flux/rss.xml", sent, Content_Type=content_type)
        return list(Feed(url=url, **settings).announcements("ars", visitor))

    return found


def rss(*items: str) -> str:
    return RSS.format(items="".join(f"<item>{item}</item>" for item in items))


def atom(*entries: str) -> str:
    return ATOM.format(items="".join(f"<entry>{entry}</entry>" for entry in entries))


def rules(found: list[Found]) -> list[str | None]:
    return [one.rule if isinstance(one, Problem) else None for one in found]


def test_feed_gives_the_address_of_each_entry(site: Any, read: Read) -> None:
    found = read(
        rss(
            "<title>Forum</title><link>/actualites/forum?utm_source=rss</link>",
            "<title>Atelier</title><link>https://exemple.fr/atelier</link>",
            "<title>Une &amp;eacute;tude &lt;b&gt;sans&lt;/b&gt; lien</title>",
        )
    )
    assert found[:2] == [
        Link(site.url + "/actualites/forum?utm_source=rss"),
        Link("https://exemple.fr/atelier"),
    ]
    [problem] = found[2:]
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.url) == ("entry_without_link", site.url + "/flux/rss.xml")
    assert problem.reason_fr == "L’entrée « Une étude sans lien » du flux n’a pas d’adresse utilisable."
    assert site.asked == ["/flux/rss.xml"]


@pytest.mark.parametrize(
    ("item", "address"),
    [
        ("<guid>https://exemple.fr/a</guid>", "https://exemple.fr/a"),
        ('<guid isPermaLink="true">/a</guid><link/>', "{site}/a"),
        ('<link>/a</link><guid isPermaLink="false">12</guid>', "{site}/a"),
        ("<link>/a?x=1&amp;y=2</link>", "{site}/a?x=1&y=2"),
        ("<link>/a?x=1&amp;amp;y=2</link>", "{site}/a?x=1&y=2"),
        ("<link>/a?x=1&y=2</link>", "{site}/a?x=1&y=2"),
        ("<link><![CDATA[ /a?x=1&y=2 ]]></link>", "{site}/a?x=1&y=2"),
        ("<link>/a?x=1&copy=2</link>", "{site}/a?x=1&copy=2"),
        ('<link xml:base="https://exemple.fr/b/">c</link>', "https://exemple.fr/b/c"),
        (
            "<link>https://feeds.exemple.org/1</link><feedburner:origLink>https://exemple.fr/a</feedburner:origLink>",
            "https://exemple.fr/a",
        ),
    ],
)
def test_address_of_an_rss_item(site: Any, read: Read, item: str, address: str) -> None:
    assert read(rss(f"<title>Forum</title>{item}")) == [Link(address.format(site=site.url))]


def test_item_whose_guid_is_no_address_has_none(read: Read) -> None:
    assert rules(read(rss('<title>Forum</title><guid isPermaLink="false">https://exemple.fr/a</guid>'))) == [
        "entry_without_link"
    ]


@pytest.mark.parametrize(
    ("links", "address"),
    [
        ('<link href="../agenda/forum"/>', "{site}/agenda/forum"),
        ('<link rel="self" href="a.atom"/><link rel="alternate" href="b"/>', "{site}/flux/b"),
        (
            '<link rel="alternate" type="application/pdf" href="a.pdf"/><link rel="alternate" type="text/html" href="b"/>',
            "{site}/flux/b",
        ),
        ('<link rel="alternate" type="application/pdf" href="a.pdf"/>', "{site}/flux/a.pdf"),
        ('<link hreflang="en" href="en"/><link hreflang="fr-FR" href="fr"/>', "{site}/flux/fr"),
        ('<link href="a"/><link rel="enclosure" type="audio/mpeg" href="b.mp3"/>', "{site}/flux/a"),
    ],
)
def test_address_of_an_atom_entry(site: Any, read: Read, links: str, address: str) -> None:
    assert read(atom(f"<title>Forum</title>{links}")) == [Link(address.format(site=site.url))]


def test_base_of_an_atom_entry_is_that_of_the_elements_around_it(read: Read) -> None:
    body = atom('<link href="forum"/>').replace("<feed ", '<feed xml:base="https://exemple.fr/agenda/" ')
    assert read(body) == [Link("https://exemple.fr/agenda/forum")]
    inner = body.replace("<entry>", '<entry xml:base="mai/">')
    assert read(inner.replace("agenda", "programme")) == [Link("https://exemple.fr/agenda/forum")]


AT_HALF_PAST_TEN = datetime(2026, 5, 12, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("date", "modified_at"),
    [
        ("<updated>2026-05-12T10:30:00+02:00</updated>", datetime(2026, 5, 12, 8, 30, tzinfo=UTC)),
        ("<updated>2026-05-12T10:30:00.5Z</updated>", datetime(2026, 5, 12, 10, 30, 0, 500_000, tzinfo=UTC)),
        ("<updated>2026-05-12T10:30:00</updated>", None),
        ("<updated>2026-05-12</updated>", None),
        ("<updated>2126-05-12T10:30:00Z</updated>", None),
        ("<updated>2026-02-30T10:30:00Z</updated>", None),
        ("<updated>hier</updated>", None),
        ("", None),
    ],
)
def test_last_change_of_an_atom_entry(read: Read, date: str, modified_at: datetime | None) -> None:
    found = read(atom(f'<link href="https://exemple.fr/a"/>{date}'))
    assert found == [Link("https://exemple.fr/a", modified_at)]


@pytest.mark.parametrize("name", ["published", "dc:date"])
def test_publication_of_an_atom_entry_is_no_change(read: Read, name: str) -> None:
    found = read(atom(f'<link href="https://exemple.fr/a"/><{name}>2026-05-12T10:30:00Z</{name}>'))
    assert found == [Link("https://exemple.fr/a", None, AT_HALF_PAST_TEN)]


def test_change_and_publication_of_one_entry(read: Read) -> None:
    dates = "<published>2026-05-12T10:30:00Z</published><updated>2026-05-13T10:30:00Z</updated>"
    found = read(atom(f'<link href="https://exemple.fr/a"/>{dates}'))
    assert found == [Link("https://exemple.fr/a", AT_HALF_PAST_TEN + timedelta(days=1), AT_HALF_PAST_TEN)]


@pytest.mark.parametrize(
    ("date", "modified_at", "published_at"),
    [
        ("<dcterms:modified>2026-05-12T10:30:00Z</dcterms:modified>", AT_HALF_PAST_TEN, None),
        ("<pubDate>Tue, 12 May 2026 12:30:00 +0200</pubDate>", None, AT_HALF_PAST_TEN),
        ("<dc:date>2026-05-12T10:30:00Z</dc:date>", None, AT_HALF_PAST_TEN),
    ],
)
def test_dates_of_an_rss_item(
    read: Read, date: str, modified_at: datetime | None, published_at: datetime | None
) -> None:
    assert read(rss(f"<link>https://exemple.fr/a</link>{date}")) == [
        Link("https://exemple.fr/a", modified_at, published_at)
    ]


@pytest.mark.parametrize("space", ["\ufeff", "\n\n", "\ufeff \r\n\t"])
def test_what_stands_before_the_declaration_is_passed_over(read: Read, space: str) -> None:
    assert read(space + rss("<link>https://exemple.fr/a</link>")) == [Link("https://exemple.fr/a")]


def test_entities_of_html_and_stray_characters_do_no_damage(read: Read) -> None:
    title = "<title>R&eacute;union &laquo;&nbsp;sant&eacute;&nbsp;&raquo; &inconnue; M&M\x0b</title>"
    found = read(rss(f"{title}<link>https://exemple.fr/a</link>", "<title>&Eacute;t&eacute;</title>"))
    assert found[:1] == [Link("https://exemple.fr/a")]
    [problem] = found[1:]
    assert isinstance(problem, Problem)
    assert "« Été »" in problem.reason_fr


@pytest.mark.parametrize(
    ("declared", "content_type", "encoding"),
    [
        ("utf-8", "application/rss+xml; charset=utf-8", "latin-1"),
        ("iso-8859-1", "text/xml; charset=utf-8", "latin-1"),
        ("iso-8859-1", "text/xml; charset=iso-8859-1", "utf-8"),
        ("iso-8859-15", "text/html", "iso-8859-15"),
        ("klingon", "application/xml; charset=iso-8859-15", "iso-8859-15"),
        ("utf-16", "application/xml", "utf-16"),
    ],
)
def test_character_set_is_found_whatever_is_declared(
    read: Read, declared: str, content_type: str, encoding: str
) -> None:
    body = rss("<title>Été à Évreux</title>").replace("utf-8", declared).encode(encoding)
    [problem] = read(body, content_type)
    assert isinstance(problem, Problem)
    assert "« Été à Évreux »" in problem.reason_fr


def test_ampersands_of_a_section_stand_for_themselves() -> None:
    text = "<a>é &amp; &#233; &eacute; & &LT; <![CDATA[a&b &nbsp;]]>&x<![CDATA[&y"
    mended = "<a>é &amp; &#233; é &amp; &lt; <![CDATA[a&b &nbsp;]]>&amp;x<![CDATA[&y"
    assert mended_xml(text) == mended


@given(st.binary(max_size=60), st.sampled_from(["", "text/xml; charset=hex", "x; charset=utf-7"]))
def test_any_bytes_give_a_text_that_can_be_written(body: bytes, content_type: str) -> None:
    text = mended_xml(text_of(b"<?xml encoding='punycode'?>" + body, content_type))
    assert text.encode().decode() == text
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]|&(?![\w#]+;)", text)


@pytest.mark.parametrize("rest", ["", "<title>Atelier</title><link>https://exemple.fr/coup", "<title>Ate"])
def test_damaged_feed_gives_what_can_be_read_and_one_problem(read: Read, rest: str) -> None:
    whole = rss("<title>Forum</title><link>https://exemple.fr/a</link>")
    cut = whole[: whole.index("</channel>")] + "<item>" + rest
    link, problem = read(cut)
    assert link == Link("https://exemple.fr/a")
    assert isinstance(problem, Problem)
    assert problem.rule == "feed_damaged"


@pytest.mark.parametrize("body", [b"<html><p>Accueil</p></html>", b"", b"\x00\xff", b"<rss", b"{}"])
def test_page_that_is_no_feed_is_a_problem(read: Read, body: bytes) -> None:
    assert rules(read(body, "text/html")) == ["feed_unreadable"]


def test_feed_that_cannot_be_had_is_one_problem(site: Any, visitor: Visitor) -> None:
    [problem] = Feed(url=site.url + "/absent.xml").announcements("ars", visitor)
    assert isinstance(problem, Problem)
    assert problem.url == site.url + "/absent.xml"


@pytest.mark.parametrize("whole_text", [False, True])
def test_empty_feed_gives_nothing(read: Read, whole_text: bool) -> None:
    assert read(rss(), whole_text=whole_text) == []


def test_feed_body_is_never_taken_for_a_file_name(read: Read, tmp_path: Path) -> None:
    file = tmp_path / "flux.xml"
    file.write_text(rss("<link>https://exemple.fr/a</link>"))
    assert rules(read(str(file))) == ["feed_unreadable"]


def test_entry_with_its_whole_text_is_a_page_of_its_own(site: Any, read: Read) -> None:
    content = "<content:encoded><![CDATA[<p>Le <a href='/forum'>forum</a> ouvre &agrave; 9 h.</p><script>x()</script>]]></content:encoded>"
    item = (
        "<title>L&amp;#8217;ARS &amp;amp; vous</title><link>/a</link><description>Court.</description>"
        f"<pubDate>Tue, 12 May 2026 00:30:00 +0200</pubDate>{content}"
    )
    [capture] = read(rss(item), whole_text=True)
    assert isinstance(capture, Capture)
    assert (capture.source_id, capture.url) == ("ars", site.url + "/a")
    assert capture.content_type == "text/html; charset=utf-8"
    assert abs(capture.fetched_at - datetime.now(UTC)).total_seconds() < 60
    assert capture.body.decode() == (
        '<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>L’ARS &amp; vous</title>\n'
        '<meta property="article:published_time" content="2026-05-12T00:30:00+02:00">\n</head>\n<body>\n<main>\n'
        f'<h1>L’ARS &amp; vous</h1>\n<p>Le <a href="{site.url}/forum">forum</a> ouvre &agrave; 9 h.</p>\n'
        "</main>\n</body>\n</html>\n"
    )


@pytest.mark.parametrize(
    ("content", "inside"),
    [
        ('<content type="html">&lt;p&gt;Corps&lt;/p&gt;</content>', "<p>Corps</p>"),
        (
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Corps</p></div></content>',
            "<p>Corps</p>",
        ),
        ('<content type="text">a &lt; b\n\nc</content>', "<pre>a &lt; b\n\nc</pre>"),
    ],
)
def test_content_of_an_atom_entry(read: Read, content: str, inside: str) -> None:
    [capture] = read(atom(f'<title>T</title><link href="/a"/>{content}'), whole_text=True)
    assert isinstance(capture, Capture)
    assert f"<h1>T</h1>\n{inside}\n</main>" in capture.body.decode()


@pytest.mark.parametrize(
    "published",
    ["2026-05-12", "2026-05-12T10:30:00", "Tue, 12 May 2026 10:30:00", "2126-05-12T10:30:00Z", "hier"],
)
def test_date_that_cannot_be_trusted_is_left_out_of_the_page(read: Read, published: str) -> None:
    entry = f'<link href="/a"/><published>{published}</published><content type="html">Corps</content>'
    [capture] = read(atom(entry), whole_text=True)
    assert isinstance(capture, Capture)
    assert b"published_time" not in capture.body


def test_entry_without_its_text_is_asked_for(site: Any, read: Read) -> None:
    entries = (
        '<link href="/a"/><summary>Court.</summary>',
        '<link href="/b"/><content type="image/png" src="b.png"/>',
        '<link href="/c"/><content type="html"> </content>',
    )
    assert read(atom(*entries), whole_text=True) == [Link(site.url + path) for path in ("/a", "/b", "/c")]


def test_entry_listed_again_is_taken_once(read: Read) -> None:
    first, again = (
        f'<link href="/a{tracking}"/><content type="html">{text}</content>'
        for tracking, text in (("", "nouveau"), ("?utm_source=rss", "ancien"))
    )
    [capture] = read(atom(first, again), whole_text=True)
    assert isinstance(capture, Capture)
    assert b"nouveau" in capture.body

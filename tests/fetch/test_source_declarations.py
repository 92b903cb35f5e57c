from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest
import yaml

from flows.fetch import source as registry
from flows.fetch.connectors.feed import Feed
from flows.fetch.connectors.folder import Folder
from flows.fetch.connectors.pages import Pages
from flows.fetch.connectors.warc import Warc
from flows.fetch.source import Publisher, Source, SourceError, Territory, load_sources, registered_names

FULL = """
id: chu-exemple
title: "CHU d'Exemple : actualités"
publisher: {name: CHU d'Exemple, type: hospital, siren: "123456782"}
territory: {region_code: "27", department_code: "21"}
licence: lov2
terms: https://chu.exemple.fr/mentions-legales
gives: [event, funding]
schedule: "0 6 * * *"
verified_on: 2025-03-14
notes: Les pages de plus d'un an disparaissent.
connector: {kind: feed, url: "https://chu.exemple.fr/rss.xml"}
"""
SHORT = "id: {id}\ntitle: Exemple\nconnector: {{kind: folder, path: {path}}}\n"


def declared(path: Path, text: str) -> str:
    (path / "sources.yaml").write_text(text, "utf-8")
    return str(path / "sources.yaml")


def error_of(spec: str) -> str:
    with pytest.raises(SourceError) as caught:
        load_sources(spec)
    return str(caught.value)


def test_the_sample_is_the_default() -> None:
    [sample] = load_sources()
    assert sample.id == "sample"
    assert isinstance(sample.connector, Folder)
    assert sample.connector.path == Path(registry.__file__).parent / "sources" / "sample"
    assert load_sources("sample") == [sample]


def test_all_is_every_registered_source_but_the_sample() -> None:
    assert [source.id for source in load_sources("all")] == [
        name for name in registered_names() if name != "sample"
    ]


def test_every_key_is_read(tmp_path: Path) -> None:
    assert load_sources(declared(tmp_path, FULL)) == [
        Source(
            id="chu-exemple",
            title="CHU d'Exemple : actualités",
            publisher=Publisher(name="CHU d'Exemple", type="hospital", siren="123456782"),
            territory=Territory(region_code="27", department_code="21"),
            licence="lov2",
            terms="https://chu.exemple.fr/mentions-legales",
            language="fr",
            gives=("event", "funding"),
            schedule="0 6 * * *",
            verified_on=date(2025, 3, 14),
            notes="Les pages de plus d'un an disparaissent.",
            connector=Feed(url="https://chu.exemple.fr/rss.xml"),
        )
    ]


def test_list_of_sources_and_paths_beside_the_file(tmp_path: Path) -> None:
    text = """
sources:
  - {id: a, title: A, connector: {kind: folder, path: pages}}
  - {id: b, title: B, connector: {kind: warc, path: /archives/b.warc.gz}}
  - {id: c, title: C, connector: {kind: pages, urls: ["https://exemple.fr/c"]}}
"""
    assert [source.connector for source in load_sources(declared(tmp_path, text))] == [
        Folder(path=tmp_path / "pages"),
        Warc(path=Path("/archives/b.warc.gz")),
        Pages(urls=("https://exemple.fr/c",)),
    ]


def test_folder_with_a_table_is_a_source(tmp_path: Path) -> None:
    folder = tmp_path / "Été 2025_S"
    folder.mkdir()
    (folder / "captures.csv").write_text("path,url,retrieved_on,content_type\n")
    [source] = load_sources(str(folder))
    assert (source.id, source.title, source.connector) == ("ete-2025-s", "Été 2025_S", Folder(path=folder))


@pytest.mark.parametrize(
    ("name", "source_id"), [("S.warc.gz", "s"), ("2025.warc", "source-2025"), ("été.warc.gz", "ete")]
)
def test_warc_file_is_a_source(tmp_path: Path, name: str, source_id: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(b""))
    [source] = load_sources(str(tmp_path / name))
    assert (source.id, source.connector) == (source_id, Warc(path=tmp_path / name))


def test_folder_of_warcs_is_a_source(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(b"")
    [source] = load_sources(str(tmp_path))
    assert source.connector == Warc(path=tmp_path)


def test_folder_of_declarations(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(SHORT.format(id="b", path="b"))
    (tmp_path / "a.yml").write_text(SHORT.format(id="a", path="a"))
    assert [source.id for source in load_sources(str(tmp_path))] == ["a", "b"]
    (tmp_path / "c.yaml").write_text(SHORT.format(id="a", path="c"))
    assert "two sources have the id “a”" in error_of(str(tmp_path))


def test_unknown_name_offers_a_near_one() -> None:
    message = error_of("smaple")
    assert "There is no source “smaple”" in message
    assert "did you mean “sample”?" in message


def test_missing_file_is_told(tmp_path: Path) -> None:
    assert (
        error_of(str(tmp_path / "absent.yaml")) == f"There is no file or folder {tmp_path / 'absent.yaml'}."
    )


def test_folder_and_file_that_hold_no_source_are_told(tmp_path: Path) -> None:
    assert "needs a captures.csv" in error_of(str(tmp_path))
    (tmp_path / "a.html").write_text("<p>")
    assert "is neither a declaration of sources (.yaml) nor a web archive" in error_of(
        str(tmp_path / "a.html")
    )


def test_table_without_a_column_is_told(tmp_path: Path) -> None:
    (tmp_path / "captures.csv").write_text("path,url,retrieved_on\n")
    assert error_of(str(tmp_path)).startswith(f"The header of {tmp_path / 'captures.csv'} lacks content_type")


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("publisher:", "publsher:", "unknown key “publsher” (did you mean “publisher”?)"),
        ("siren:", "sirne:", "unknown key “publisher.sirne” (did you mean “siren”?)"),
        ("url:", "urll:", "unknown key “connector.urll” (did you mean “url”?)"),
        ("url:", "urll:", "the key “connector.url” is missing"),
        ("kind: feed, ", "", "connector: needs a “kind”"),
        ("kind: feed", "kind: fede", "connector: needs a “kind” out of '"),
        ('"21"', "21", "territory.department_code: must be text; put it in quotes"),
        ('"21"', '"20"', "territory.department_code: “20” is not of the form"),
        ("hospital", "hopital", "“hopital” is none of regional_health_agency, ministry"),
        ("hospital", "hopital", "(did you mean “hospital”?)"),
        ('"27"', '"29"', "territory.region_code: “29” is none of"),
        ('url: "https://', 'url: "', "connector.url: must be a complete address"),
        ("terms: https://", "terms: ", "terms: must be a complete address"),
        (
            "[event,",
            "[events,",
            "gives (entry 1): “events” is none of event, programme, funding (did you mean “event”?)",
        ),
        (
            '"123456782"',
            '"123456789"',
            "publisher.siren: “123456789” is no SIREN: its last digit does not fit",
        ),
        ('"123456782"', '"12345678"', "publisher.siren: “12345678” is not of the form"),
        ('"0 6 * * *"', '"0 6 * *"', "schedule: “0 6 * *” is not a cron expression: it needs five fields"),
        ('"0 6 * * *"', '"0 24 * * *"', "schedule: “0 24 * * *” is not a cron expression: bad hour"),
        (
            '"0 6 * * *"',
            '"0 6 * * * *"',
            "it needs five fields (minute, hour, day of the month, month, day of",
        ),
        ("2025-03-14", "14/03/2025", "verified_on: "),
        ("id: chu-exemple", "id: CHU Exemple", "id: “CHU Exemple” is not of the form"),
    ],
)
def test_slip_is_told_in_words(tmp_path: Path, right: str, wrong: str, sentence: str) -> None:
    message = error_of(declared(tmp_path, FULL.replace(right, wrong)))
    assert message.startswith(f"{tmp_path / 'sources.yaml'}")
    assert sentence in message


LISTING = {"kind": "listing", "url": "https://exemple.fr/actualites", "link": ".news a"}
SITEMAP = {"kind": "sitemap", "url": "https://exemple.fr/sitemap.xml"}
DOCUMENTS = {"kind": "documents", "pages": ["https://exemple.fr/aap"]}


@pytest.mark.parametrize(
    ("connector", "sentences"),
    [
        (
            SITEMAP | {"include": ["/actualites/", "*/agenda/"], "exclude": ["(", 2019]},
            [
                "connector.include (entry 2): “*/agenda/” is not a regular expression "
                "(nothing to repeat at position 0); any characters are written .*",
                "connector.exclude (entry 1): “(” is not a regular expression "
                "(missing ), unterminated subpattern at position 0); any characters are written .*",
                "connector.exclude (entry 2): must be text; put it in quotes",
            ],
        ),
        (
            SITEMAP | {"include": "/actualites/"},
            ["connector.include: must be a list: [first, second], or a line that begins with “- ” for each"],
        ),
        (
            LISTING | {"link": ".news a[", "next": "a::text"},
            [
                "connector.link: “.news a[” is not a CSS selector; "
                "“.news h2 a” picks the links in headings below class “news”",
                "connector.next: “a::text” is not a CSS selector; "
                "“.news h2 a” picks the links in headings below class “news”",
            ],
        ),
        (
            LISTING | {"next": ".next", "pages": "https://exemple.fr/actualites?page={page}"},
            ["connector: give either “next” or “pages”, not both"],
        ),
        (LISTING | {"first_page": 0}, ["connector: “first_page” says nothing without “pages”"]),
        (
            LISTING | {"pages": "https://exemple.fr/actualites?page=2", "max_pages": 0},
            [
                "connector.pages: must hold {page} in the place of the page's number",
                "connector.max_pages: must be greater than or equal to 1",
            ],
        ),
        (
            DOCUMENTS | {"types": ["doc", "pfd"]},
            [
                "connector.types (entry 1): “doc” is none of pdf, docx, ics, html (did you mean “docx”?)",
                "connector.types (entry 2): “pfd” is none of pdf, docx, ics, html (did you mean “pdf”?)",
            ],
        ),
        (
            {"kind": "documents", "pages": [], "types": []},
            ["connector.pages: must not be empty", "connector.types: must not be empty"],
        ),
    ],
)
def test_slips_in_settings_of_a_connector_are_told_in_words(
    tmp_path: Path, connector: dict[str, object], sentences: list[str]
) -> None:
    text = yaml.safe_dump({"id": "a", "title": "A", "connector": connector}, allow_unicode=True)
    path = declared(tmp_path, text)
    assert error_of(path).splitlines() == [
        f"{path} (a) is not a valid source:",
        *(f"  {sentence}" for sentence in sentences),
    ]


def test_two_slips_are_told_at_once(tmp_path: Path) -> None:
    message = error_of(declared(tmp_path, FULL.replace("title:", "titel:")))
    assert "the key “title” is missing" in message
    assert "unknown key “titel” (did you mean “title”?)" in message


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("id: a\ntitle: b: c\n", "line 2, column 9: mapping values are not allowed here"),
        ("id: [a\n", "line 2, column 1"),
        ('id: "\\d"\n', "unknown escape character 'd'. Put a text that holds “\\” in single quotes."),
        ("id: 2026-02-30\n", "a value cannot be read"),
        ("", "it must be declared by keys and values"),
        ("sources: []\n", "“sources” must be a list of sources"),
        ("sources: [{id: a}]\nid: b\n", "with nothing beside it"),
        ("sources: [a]\n", "it must be declared by keys and values"),
    ],
)
def test_text_that_declares_nothing_is_told(tmp_path: Path, text: str, sentence: str) -> None:
    assert sentence in error_of(declared(tmp_path, text))


def test_declaration_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("title: été".encode("latin-1"))
    assert "is not text in UTF-8 (byte 7)" in error_of(str(tmp_path / "a.yaml"))

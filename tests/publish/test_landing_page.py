from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from rdflib import DCAT, RDF, Graph

from flows.publish.release import publish
from flows.settings import Settings


class Page(HTMLParser):
    """What a test asks of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = path.read_text("utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, attribute: str) -> list[str]:
        """The values of an attribute, in order."""
        return [value for _, found in self.tags if (value := found.get(attribute))]

    @property
    def data(self) -> dict[str, Any]:
        """The schema.org data in it."""
        (block,) = re.findall(r'<script type="application/ld\+json">\n(.*?)\n</script>', self.text, re.S)
        content: dict[str, Any] = json.loads(block)
        return content


@pytest.fixture
def release(tables: Path, tmp_path: Path, settings: Settings) -> Path:
    return publish(tables, tmp_path / "out", settings).path


@pytest.fixture
def page(release: Path) -> Page:
    return Page(release / "index.html")


def test_the_page_needs_no_script_and_nothing_from_elsewhere(page: Page) -> None:
    assert [found for tag, found in page.tags if tag == "script"] == [{"type": "application/ld+json"}]
    assert page.all("src") == []
    assert not any(tag in ("link", "iframe", "object", "img") for tag, _ in page.tags)
    assert "url(" not in page.text
    assert "@import" not in page.text


def test_every_link_leads_to_a_file_of_the_release_a_part_of_the_page_or_the_licence(
    page: Page, release: Path
) -> None:
    places = set(page.all("id"))
    links = set(page.all("href"))
    assert {link for link in links if link.startswith("#") and link[1:] not in places} == set()
    files = {link for link in links if not link.startswith("#")}
    elsewhere = {link for link in files if not (release / link).is_file()}
    assert elsewhere == {
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
        "mailto:donnees@exemple.fr",
    }
    data_files = set(json.loads((release / "manifest.json").read_text("utf-8"))["files"])
    assert data_files <= files


def test_ids_are_unique_and_those_of_the_catalogue_are_there(page: Page, release: Path) -> None:
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    graph = Graph().parse(release / "catalog.ttl")
    named = {str(thing) for thing in graph.subjects(RDF.type, DCAT.Distribution)}
    named |= {str(thing) for thing in graph.subjects(RDF.type, DCAT.Dataset)}
    assert {name.rpartition("#")[2] for name in named} <= set(ids)


def test_the_page_says_what_this_is_in_both_languages(page: Page, release: Path) -> None:
    assert [found["lang"] for tag, found in page.tags if tag in ("html", "section")] == ["fr", "en"]
    for words in (
        f"<dt>Version</dt><dd>{release.name}</dd>",
        '<time datetime="2025-10-02">2025-10-02</time> (mise à jour quotidienne)',
        "Annonces publiées du 2025-09-01 au 2025-09-02.",
        "Announcements published from 2025-09-01 to 2025-09-02.",
        "Les noms de personnes ne sont pas publiés",
        "les citations restent à leurs auteurs",
        "quotations remain their authors’",
        'pd.read_parquet("https://data.exemple.fr/sante/latest/event.parquet"',
    ):
        assert words in page.text, words
    assert '<code>announcement</code></th><td>Annonces</td><td class="number">2</td>' in page.text
    assert '<code>announcement</code></th><td>Announcements</td><td class="number">2</td>' in page.text


def test_search_engines_find_a_dataset(page: Page, release: Path) -> None:
    data = page.data
    assert (data["@type"], data["version"]) == ("Dataset", release.name)
    assert data["url"] == "https://data.exemple.fr/sante/latest/"
    assert data["temporalCoverage"] == "2025-11-04/2025-11-04"
    download = next(file for file in data["distribution"] if file["contentUrl"].endswith("/event.csv"))
    assert download["encodingFormat"] == "text/csv"
    assert download["contentSize"] == f"{(release / 'event.csv').stat().st_size} B"
    assert data["creator"] == {
        "@type": "Organization",
        "name": "Initiatives régionales de santé",
        "email": "donnees@exemple.fr",
    }


def test_what_an_operator_writes_cannot_become_markup(
    tables: Path, tmp_path: Path, settings: Settings
) -> None:
    name = 'Agence </script><script>alert("x")</script> & fils'
    chosen = settings.model_copy(update={"operator_name": name, "licence_title": "<b>Libre</b>"})
    page = Page(publish(tables, tmp_path / "out", chosen).path / "index.html")
    assert [tag for tag, _ in page.tags if tag in ("script", "b")] == ["script"]
    assert page.data["publisher"]["name"] == name
    assert "Agence &lt;/script&gt;" in page.text


def test_sizes_are_written_as_each_language_does(
    rows: dict[str, list[dict[str, Any]]],
    make_tables: Callable[[dict[str, list[dict[str, Any]]]], Path],
    tmp_path: Path,
    settings: Settings,
) -> None:
    first = rows["announcement"][0]
    rows["announcement"] = [
        first | {"announcement_id": f"a{n}", "url": f"https://exemple.fr/{n}"} for n in range(1, 1235)
    ]
    release = publish(make_tables(rows), tmp_path / "out", settings).path
    text = (release / "index.html").read_text("utf-8")
    assert '<td class="number">1\u202f234</td>' in text
    assert '<td class="number">1,234</td>' in text
    size = round((release / "announcement.csv").stat().st_size / 1000)
    assert f">{size} Ko</a>" in text
    assert f">{size} kB</a>" in text

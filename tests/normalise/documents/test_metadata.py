from __future__ import annotations

from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from flows.normalise.documents.metadata import parse_day, read_metadata, split_title
from flows.normalise.documents.model import PageMetadata


def metadata(head: str, body: str = "") -> PageMetadata:
    source = f"<html lang=fr-FR><head>{head}</head><body>{body}</body></html>"
    return read_metadata(LexborHTMLParser(source))


def test_head_elements() -> None:
    assert metadata(
        "<title>Le bus part | Ville</title><meta property=og:site_name content='Ville de Sées'>"
        "<meta property=og:title content='Le bus  part'>"
    ) == PageMetadata(title="Le bus part", site_name="Ville de Sées", language="fr")


@pytest.mark.parametrize(
    ("title", "site", "expected"),
    [
        ("Le bus roule | Ville de Sées", None, ("Le bus roule", "Ville de Sées")),
        ("Le bus : donnez votre avis - URPS Exemple", None, ("Le bus : donnez votre avis", "URPS Exemple")),
        ("REPORTÉ – 8e Journée | Syndicat Exemple", None, ("REPORTÉ – 8e Journée", "Syndicat Exemple")),
        ("Ville de Sées | Le bus roule", "Ville de Sées", ("Le bus roule", None)),
        ("Plan santé – 2025-2029", None, ("Plan santé – 2025-2029", None)),
        ("Urgences : le nouveau bâtiment", None, ("Urgences : le nouveau bâtiment", None)),
        ("Bus", None, ("Bus", None)),
    ],
)
def test_title_and_site(title: str, site: str | None, expected: tuple[str, str | None]) -> None:
    assert split_title(title, site) == expected


@pytest.mark.parametrize(
    "source",
    [
        "<meta property='article:published_time' content='2025-03-14T12:00:00+01:00'>",
        "<meta name=DC.date.issued content=2025-03-14>",
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-03-14"}</script>',
        '<script type="application/ld+json">{"@graph":[{"@type":["Article"],"datePublished":"2025-03-14"}]}</script>',
        "<time class='entry-date published' datetime='2025-03-14T09:00:00+01:00'>hier</time>",
        "<time itemprop=datePublished datetime=2025-03-14>14.03.2025</time>",
        "<span itemprop=datePublished content=2025-03-14></span>",
        "<time pubdate>14/03/2025</time>",
    ],
)
def test_publication_date(source: str) -> None:
    assert metadata("", source).published_on == date(2025, 3, 14)
    assert metadata(source).published_on == date(2025, 3, 14)


@pytest.mark.parametrize(
    "source",
    [
        "<meta property='article:modified_time' content='2025-03-14T12:00:00+01:00'>",
        '<script type="application/ld+json">{"@type":"Article","dateModified":"2025-03-14"}</script>',
        '<script type="application/ld+json">{"@type":"Event","startDate":"2025-03-14"}</script>',
        '<script type="application/ld+json">{"@type": "Article", broken</script>',
        "<meta property='article:published_time' content='2025-13-45'>",
        "<ul><li><time class=published datetime=2025-03-14>ailleurs</time></li></ul>",
        "<time datetime=2025-03-14>30/05</time>",
    ],
)
def test_other_dates_are_no_publication(source: str) -> None:
    assert metadata(source).published_on is None
    assert metadata("", source).published_on is None


def test_events_and_site_of_json_ld() -> None:
    found = metadata(
        '<script type="application/ld+json">[{"@type":"WebSite","name":"Syndicat Exemple"},'
        '{"@type":"BusinessEvent","name":"Journée"},{"@type":"Event","name":"\\ud800"}]</script>'
    )
    assert found.site_name == "Syndicat Exemple"
    assert found.events == ({"@type": "BusinessEvent", "name": "Journée"},)


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2024-08-29", date(2024, 8, 29)),
        ("29.08.2024", date(2024, 8, 29)),
        ("2024", None),
        ("31/02/2024", None),
    ],
)
def test_parse_day(stated: str, day: date | None) -> None:
    assert parse_day(stated) == day

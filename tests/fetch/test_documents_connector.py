from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from flows.fetch.capture import Problem
from flows.fetch.connector import Found, Link
from flows.fetch.connectors.documents import Documents
from flows.fetch.visitor import Visitor

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAGE = f"""<h1>Appels à projets</h1>
<a href="/">Accueil</a>
<a href="/aap/2026.pdf">Cahier des charges</a>
<a href="/aap/2026.pdf#page=3">Calendrier</a>
<a href="reglement.DOCX?version=2">Règlement</a>
<a href="/media/12/download?inline" type="application/pdf; length=1200">Annexe</a>
<a href="/media/13/download" type="{DOCX}" download>Formulaire</a>
<a href="/agenda/webinaire.ics">Ajouter à l’agenda</a>
<a href="/aap/archives.html">Archives</a>
<a href="/aap/budget.xlsx">Budget</a>
<a href="/voir?fichier=plan.pdf">Voir</a>
<a href="/pdf">PDF</a>
<a href="mailto:contact@exemple.fr?subject=aap.pdf">Écrire</a>
<a name="bas">Bas</a>
""".encode()

Read = Callable[..., list[Found]]


@pytest.fixture
def read(site: Any, visitor: Visitor) -> Read:
    """What documents at pages of the site yield."""

    def found(*paths: str, **settings: Any) -> list[Found]:
        pages = [site.url + path for path in paths]
        return list(Documents(pages=pages, **settings).announcements("ars", visitor))

    return found


def links(site: Any, *paths: str) -> list[Link]:
    return [Link(site.url + path) for path in paths]


def test_linked_files_are_given_once_in_the_order_of_the_page(site: Any, read: Read) -> None:
    site.answer("/aap/", PAGE)
    assert read("/aap/") == links(
        site,
        "/aap/2026.pdf",
        "/aap/reglement.DOCX?version=2",
        "/media/12/download?inline",
        "/media/13/download",
        "/agenda/webinaire.ics",
    )
    assert site.asked == ["/aap/"]


@pytest.mark.parametrize(
    ("types", "paths"),
    [
        (["pdf"], ["/aap/2026.pdf", "/media/12/download?inline"]),
        (["docx"], ["/aap/reglement.DOCX?version=2", "/media/13/download"]),
        (["ics", "html"], ["/agenda/webinaire.ics", "/aap/archives.html"]),
    ],
)
def test_kinds_of_files_are_chosen(site: Any, read: Read, types: list[str], paths: list[str]) -> None:
    site.answer("/aap/", PAGE)
    assert read("/aap/", types=types) == links(site, *paths)


def test_patterns_choose_among_the_files(site: Any, read: Read) -> None:
    site.answer("/aap/", PAGE)
    assert read("/aap/", include=[r"^[^?]+/aap/", r"\.ics$"]) == links(
        site, "/aap/2026.pdf", "/aap/reglement.DOCX?version=2", "/agenda/webinaire.ics"
    )
    assert read("/aap/", include=["/absent/"]) == []


def test_each_page_is_read_whatever_becomes_of_the_others(site: Any, read: Read) -> None:
    site.answer("/a", b"<a href=/1.pdf>1</a><a href=/2.pdf>2</a>")
    site.answer("/b", b"<p>Page en construction <a href=/contact>Contact</a>")
    site.answer("/c", b"<a href=/2.pdf>2</a><a href=/3.pdf>3</a>")
    first, second, missing, empty, third = read("/a", "/absent", "/b", "/c")
    assert [first, second, third] == links(site, "/1.pdf", "/2.pdf", "/3.pdf")
    assert isinstance(missing, Problem)
    assert (missing.rule, missing.url) == ("http_status", site.url + "/absent")
    assert isinstance(empty, Problem)
    assert (empty.rule, empty.url, empty.raw_value) == (
        "page_without_documents",
        site.url + "/b",
        "pdf, docx, ics",
    )
    assert "(pdf, docx, ics)" in empty.reason_fr


def test_a_page_whose_files_were_all_given_before_is_no_problem(site: Any, read: Read) -> None:
    site.answer("/a", b"<a href=/1.pdf>1</a>")
    site.answer("/b", b"<a href=/1.pdf>1</a>")
    assert read("/a", "/b") == links(site, "/1.pdf")

"""The page stands alone, is well-formed, and shows the announcement's words as words."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from flows.review.announcement import Review
from flows.review.page import review_page

ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "main", "ul", "li", "div", "span",
    "mark", "a", "article", "table", "tr", "th", "td", "code", "blockquote",
}  # fmt: skip
WITHOUT_END = {"meta"}


class Parsed(HTMLParser):
    """A page's elements, ids, links, and the text of the announcement without labels."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self._open: list[tuple[str, str]] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        given = {name: value or "" for name, value in attrs}
        assert not any(name.startswith("on") or name in ("src", "style") for name in given)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        if tag not in WITHOUT_END:
            self._open.append((tag, given.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = [name for _, name in self._open]
        if "text" in classes and not any(name.startswith("label") for name in classes):
            self.text += data


def test_words_of_the_announcement_are_escaped(forum: Review) -> None:
    page = review_page(forum)
    assert "<script" not in page
    assert "<b>" not in page
    assert "\x1b" not in page
    assert (
        '<mark class="organisation_role" title="event 2, organisation_role 3,4">'
        "Forum &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; santé</mark>"
    ) in page
    assert "<title>Forum &lt;b&gt;�[31m</title>" in page
    assert "<td>&quot;A&quot; &amp; &lt;B&gt;</td>" in page
    assert "https://exemple.fr/?a=&quot;&gt;&lt;script&gt;, lu le" in page
    assert "<code>events.py:44 read_events › x.py:5 &lt;y&gt;</code>" in page
    assert Parsed(page).text == forum.text


def test_marks_carry_their_table_and_lead_to_their_rows(forum: Review) -> None:
    page = review_page(forum)
    assert '<span class="label event">⟦event <a id="words-2" href="#row-2">2</a></span>' in page
    assert (
        '<span class="label organisation_role">⟦organisation_role <a id="words-3" href="#row-3">3</a>,'
        '<a id="words-4" href="#row-4">4</a></span>'
    ) in page
    assert '<span class="label organisation_role">3,4⟧</span><span class="label event">2⟧</span>' in page
    assert '<a href="#words-2">Dans le texte / <span lang="en">In the text</span></a>' in page


def test_cells_carry_their_titles_and_refer_to_rows(forum: Review) -> None:
    page = review_page(forum)
    assert 'Nom / <span lang="en">Name</span> <code>name</code></th><td>Forum</td>' in page
    assert '<code>subject_id</code></th><td><a href="#row-2">2 event</a></td>' in page
    assert "venue_name" not in page


def test_a_language_that_would_break_out_of_its_attribute(forum: Review) -> None:
    page = review_page(replace(forum, language='"><script>'))
    assert 'lang="&quot;&gt;&lt;script&gt;"' in page
    assert "<script" not in page


def test_every_announcement_gives_a_page_that_stands_alone(reviews: dict[str, Review]) -> None:
    for name, review in reviews.items():
        page = review_page(review)
        parsed = Parsed(page)
        assert page.startswith('<!DOCTYPE html>\n<html lang="fr">\n'), name
        assert parsed.elements <= ELEMENTS, name
        assert "url(" not in page.split("</style>")[0], name
        assert len(set(parsed.ids)) == len(parsed.ids), name
        assert {link.removeprefix("#") for link in parsed.links} <= set(parsed.ids), name
        assert parsed.text == review.text, name
        page.encode("utf-8")

"""What a page says of itself outside its text: head elements, JSON-LD, time elements.

Only a date of first publication counts: a page's last change says nothing of its announcement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from flows.normalise.documents.folding import clean, fold
from flows.normalise.documents.html_parts import words_of
from flows.normalise.documents.json_ld import described_things, types_of
from flows.normalise.documents.model import PageMetadata
from flows.normalise.documents.page_parts import is_rubric
from flows.normalise.documents.site_names import letterhead, own_name, stated_publishers

_PUBLICATION_METAS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "date",
    "pubdate",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
)
"""Names of meta elements that hold a publication date, the most certain first."""
_PUBLICATION_TIMES = ", ".join(
    (
        "time[itemprop=datePublished]",
        "time[pubdate]",
        "time.published",
        "time.entry-date",
        "time.post-date",
        "time.date-publication",
        "[itemprop=datePublished] time",
        "[itemprop=datePublished][content]",
        "[itemprop=datePublished][datetime]",
    )
)
_ARTICLE_TYPES = frozenset(
    ("Article", "NewsArticle", "BlogPosting", "Report", "WebPage", "ItemPage", "PressRelease")
)
_ISO_DAY = re.compile(r"\s*((?:19|20)\d\d)-(\d\d)-(\d\d)")
_FRENCH_DAY = re.compile(r"\s*(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\b")
_TITLE_SEPARATOR = re.compile(r"\s+[|–—·•»:‹›<>-]{1,2}\s+|\s*\|\s*")


def read_metadata(page: LexborHTMLParser) -> PageMetadata:
    """The metadata of a parsed page. Malformed values are left out."""
    metas = _metas(page)
    data = tuple(described_things(page))
    title_element = page.css_first("title")
    page_title = words_of(title_element) if title_element is not None else ""
    site_name = metas.get("og:site_name") or _site_of_json(data) or metas.get("application-name")
    title = metas.get("og:title") or metas.get("twitter:title") or metas.get("dc.title") or page_title
    title, suffix = split_title(title, site_name)
    if suffix and _is_heading(page, suffix, title):
        title, suffix = suffix, title
    title = _without_rubric(title)
    if site_name is None:
        site_name = suffix or split_title(page_title, None)[1]
    return PageMetadata(
        title=title or None,
        site_name=own_name(site_name or "") or None,
        published_on=_published_on(page, metas, data),
        language=_language(page, metas),
        letterhead=letterhead(page),
        publishers=stated_publishers(metas, data),
        events=tuple(item for item in data if any(name.endswith("Event") for name in types_of(item))),
    )


def _is_heading(page: LexborHTMLParser, part: str, other: str) -> bool:
    """Whether the last part of a page's title is its one main heading, and the other part, no heading, names
    the site."""
    main = {fold(words_of(heading)) for heading in page.css("h1")[:_MOST_HEADINGS]}
    if main != {fold(part)}:
        return False
    below = page.css("h2")[:_MOST_HEADINGS]
    return not any(fold(words_of(heading)).startswith(fold(other)) for heading in below)


_MOST_HEADINGS = 6


def split_title(title: str, site_name: str | None) -> tuple[str, str | None]:
    """A page title cut into the title of the announcement and the name of the site, where both are told.

    Without a known site name the last part counts as one if it starts with a capital letter, has no
    more than twelve words, and what remains is longer than it or of at least three words.

        >>> split_title("Le bus roule | Ville de Sées", None)
        ('Le bus roule', 'Ville de Sées')
    """
    separators = list(_TITLE_SEPARATOR.finditer(title))
    if not separators:
        return title, None
    if site_name:
        known = fold(site_name)
        for separator in separators:
            if fold(title[separator.end() :]) == known or fold(title[: separator.start()]) == known:
                is_end = fold(title[separator.end() :]) == known
                return (title[: separator.start()] if is_end else title[separator.end() :]), None
        return title, None
    last = separators[-1]
    head, tail = title[: last.start()].strip(), title[last.end() :].strip()
    if last.group().strip() in (":", "»") or not head or not tail:
        return title, None
    plausible = tail[0].isupper() and len(tail.split()) <= 12 and not re.search(r"\d{4}", tail)
    if plausible and (len(head) > len(tail) or len(head.split()) >= 3):
        return head, tail
    return title, None


def title_parts(title: str) -> list[str]:
    """The parts that a page's title is made of: "SAMU 00 - Forum des métiers" has two."""
    return [part for part in _TITLE_SEPARATOR.split(title) if part]


def _without_rubric(title: str) -> str:
    """A title without the section of the site written before it ("Actualités - ")."""
    first = _TITLE_SEPARATOR.search(title)
    if first is None or ":" in first.group() or not is_rubric(title[: first.start()]):
        return title
    return title[first.end() :] or title


def _metas(page: LexborHTMLParser) -> dict[str, str]:
    """Meta elements by lower-case name; the first of a name counts."""
    metas: dict[str, str] = {}
    for node in page.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = clean(attributes.get("content") or "")
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _site_of_json(data: tuple[Mapping[str, Any], ...]) -> str | None:
    for item in data:
        name = item.get("name")
        if "WebSite" in types_of(item) and isinstance(name, str) and name.strip():
            return clean(name)
    return None


def _published_on(
    page: LexborHTMLParser, metas: Mapping[str, str], data: tuple[Mapping[str, Any], ...]
) -> date | None:
    for name in _PUBLICATION_METAS:
        if (day := parse_day(metas.get(name))) is not None:
            return day
    for item in data:
        if not _ARTICLE_TYPES.isdisjoint(types_of(item)):
            stated = item.get("datePublished")
            if isinstance(stated, str) and (day := parse_day(stated)) is not None:
                return day
    for node in page.css(_PUBLICATION_TIMES):
        attributes = node.attributes
        stated = attributes.get("datetime") or attributes.get("content") or node.text()
        if (day := parse_day(stated)) is not None and not _in_a_list(node):
            return day
    return None


def _in_a_list(node: LexborNode) -> bool:
    """Whether a time element belongs to a teaser among others, not to the page."""
    parent = node.parent
    for _ in range(6):
        if parent is None:
            return False
        if parent.tag in ("li", "aside", "nav"):
            return True
        parent = parent.parent
    return False


def parse_day(stated: str | None) -> date | None:
    """The day that an ISO date or instant, or a French "29.08.2024", names, as written; else null."""
    if not stated:
        return None
    if (match := _ISO_DAY.match(stated)) is not None:
        year, month, day = match.groups()
    elif (match := _FRENCH_DAY.match(stated)) is not None:
        day, month, year = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _language(page: LexborHTMLParser, metas: Mapping[str, str]) -> str | None:
    root = page.root
    stated = None
    if root is not None:
        attributes = root.attributes
        stated = attributes.get("lang") or attributes.get("xml:lang")
    stated = stated or metas.get("og:locale") or metas.get("language") or metas.get("dc.language")
    code = (stated or "").strip()[:2].lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None

"""A web page to the drafts of its announcement: where the content lies, and which heading is the title."""

from __future__ import annotations

from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from flows.normalise.documents.drafts import Draft
from flows.normalise.documents.folding import fold
from flows.normalise.documents.html_nesting import flattened
from flows.normalise.documents.html_parts import words_of
from flows.normalise.documents.html_walk import Walk
from flows.normalise.documents.metadata import read_metadata, title_parts
from flows.normalise.documents.model import BlockKind, PageMetadata
from flows.normalise.documents.page_parts import Part, is_rubric, part_of
from flows.normalise.documents.titles import names_body
from flows.normalise.lexicon import lexicon

_CONTENT_ROOTS = lexicon("page_parts")["content_roots"]
_LITTLE = 250
"""Characters below which a part of the page is doubted to be its content."""
_MOST_TITLES = 20
_TOP = 40
"""Drafts among which a line repeats the page's title."""
_HEADS = 3
"""Headings among which the title follows the name of the body."""
_FEWEST_WORDS = 3
"""Words of a part of the page's title that may be the title itself, not the site's name."""
_SITE_PARTS = frozenset(("header", "nav", "footer", "aside"))


def read_html(source: str, url: str = "") -> tuple[list[Draft], PageMetadata]:
    """The drafts and the metadata of a page's decoded source."""
    page = LexborHTMLParser(flattened(source.replace("\ufdd0", "").replace("\ufdd1", "")))
    metadata = read_metadata(page)
    if page.body is None:
        return [], metadata
    drafts = _content(page, page.body, fold(metadata.title or ""))
    _name(drafts, page, metadata)
    _resolve_links(drafts, url)
    return drafts, metadata


def _content(page: LexborHTMLParser, body: LexborNode, title: str) -> list[Draft]:
    """The drafts of the content: of its own element if there is one with something in it, or of the body."""
    best: list[Draft] = []
    for root, inside_content in _roots(page, body):
        protected = _protected(root, title, inside_content=inside_content)
        drafts = Walk(root, protected=protected, by_class=True, inside_content=inside_content).run()
        length = _length(drafts)
        if length >= _LITTLE:
            return drafts
        if length > 2 * _length(best) or not best:
            best = drafts
    if _length(best) < _LITTLE:
        # Class names that say "menu" or "modal" of everything: believe the elements alone.
        protected = _protected(body, title, inside_content=False)
        drafts = Walk(body, protected=protected, by_class=False, inside_content=False).run()
        if _length(drafts) > 3 * _length(best):
            return drafts
    return best


def _length(drafts: list[Draft]) -> int:
    return sum(len(draft.text) for draft in drafts)


def _roots(page: LexborHTMLParser, body: LexborNode) -> list[tuple[LexborNode, bool]]:
    """Elements that may hold the content, best first, each with whether it is content throughout."""
    roots: list[tuple[LexborNode, bool]] = []
    main = page.css_first("main, [role=main]")
    if main is not None:
        roots.append((main, True))
    else:
        articles = page.css("article")
        with_title = [article for article in articles if article.css_first("h1") is not None]
        if len(with_title) == 1 or len(articles) == 1:
            roots.append(((with_title or articles)[0], True))
        roots.extend((node, False) for node in map(page.css_first, _CONTENT_ROOTS) if node is not None)
    return [*roots[:3], (body, False)]


def _protected(root: LexborNode, title: str, *, inside_content: bool) -> frozenset[int]:
    """The elements around the title, which are content whatever their class names say: around the h1
    that the page's own (folded) title repeats, or else the first outside the site's header and footer;
    where the page states no title, around the first."""
    first: frozenset[int] | None = None
    for heading in root.css("h1")[:_MOST_TITLES]:
        path: list[int] = []
        in_site_part = False
        node: LexborNode | None = heading
        while node is not None and node.mem_id != root.mem_id:
            path.append(node.mem_id)
            in_site_part = in_site_part or _is_site_part(node)
            node = node.parent
        text = fold(words_of(heading))
        if len(text) > 5 and title and (text in title or title in text):
            return frozenset(path)
        if first is None and (inside_content or not in_site_part or not title):
            first = frozenset(path)
    return first or frozenset()


def _is_site_part(node: LexborNode) -> bool:
    if node.tag in _SITE_PARTS:
        return True
    attributes = node.attributes
    return part_of(attributes.get("class") or "", attributes.get("id") or "") is Part.EDGE


def _name(drafts: list[Draft], page: LexborHTMLParser, metadata: PageMetadata) -> None:
    """Make one heading the title: the h1, the heading that repeats the page's title, or that title."""
    headings = [draft for draft in drafts if draft.kind is BlockKind.HEADING]
    stated = fold(metadata.title or "")
    repeated = next((h for h in headings if fold(h.text) == stated), None)
    first = next((h for h in headings if h.level == 1 and not _is_site_heading(h.text, metadata)), None)
    if first is not None and names_body(first.text):
        first = _announced(headings[:_HEADS], metadata) or first
    title = repeated or first or _part_of_title(drafts, metadata)
    if title is None:
        title = _heading_elsewhere(page, metadata)
        if title is None and headings and headings[0] is drafts[0] and headings[0].level <= 2:
            title = next((h for h in headings[:_HEADS] if not names_body(h.text)), headings[0])
        if title is None and metadata.title and not _is_site_heading(metadata.title, metadata):
            title = Draft(BlockKind.HEADING, metadata.title, 1)
        if title is None:
            title = next((h for h in headings if h.level == 1), None)
        if title is not None and title not in headings:
            drafts.insert(0, title)
    for heading in headings:
        if heading.level == 1 and heading is not title:
            heading.level = 2
    if title is not None:
        title.level = 1
        _drop_site_name(drafts, title, metadata)


def _announced(headings: list[Draft], metadata: PageMetadata) -> Draft | None:
    """The heading under the name of a body that opens like a part of the page's title."""
    parts = tuple(fold(part) for part in title_parts(metadata.title or "") if not names_body(part))
    return next((h for h in headings if not names_body(h.text) and fold(h.text).startswith(parts)), None)


def _part_of_title(drafts: list[Draft], metadata: PageMetadata) -> Draft | None:
    """The line near the top that repeats a part of the page's title ("SAMU 00 - Forum des métiers")."""
    stated = [fold(part) for part in title_parts(metadata.title or "")]
    parts = {part for part in stated if len(part.split()) >= _FEWEST_WORDS}
    for draft in drafts[:_TOP]:
        named = draft.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and fold(draft.text) in parts
        if named and not _is_site_heading(draft.text, metadata) and not names_body(draft.text):
            draft.kind = BlockKind.HEADING
            return draft
        if draft.kind is BlockKind.TABLE_ROW and fold(draft.cells[0]).startswith(tuple(parts)):
            draft.kind, draft.text, draft.cells = BlockKind.HEADING, draft.cells[0], ()
            draft.links.clear()
            return draft
    return None


def _drop_site_name(drafts: list[Draft], title: Draft, metadata: PageMetadata) -> None:
    """Take out the site's name set as a heading before the title."""
    name = fold(metadata.site_name or "")
    before = next(index for index, draft in enumerate(drafts) if draft is title)
    drafts[:before] = [d for d in drafts[:before] if d.kind is not BlockKind.HEADING or fold(d.text) != name]


def _is_site_heading(text: str, metadata: PageMetadata) -> bool:
    return is_rubric(text) or (metadata.site_name is not None and fold(text) == fold(metadata.site_name))


def _heading_elsewhere(page: LexborHTMLParser, metadata: PageMetadata) -> Draft | None:
    """The page's h1 where it stands outside the content, if the page's title confirms it."""
    stated = fold(metadata.title or "")
    for node in page.css("h1")[:_MOST_TITLES]:
        text = words_of(node)
        folded = fold(text)
        if len(text) > 10 and (folded in stated or stated in folded) and not _is_site_heading(text, metadata):
            return Draft(BlockKind.HEADING, text, 1)
    return None


def _resolve_links(drafts: list[Draft], url: str) -> None:
    for draft in drafts:
        if draft.links:
            draft.links = [
                (start, end, absolute)
                for start, end, address in draft.links
                if (absolute := _absolute(url, address)) is not None
            ]


def _absolute(base: str, address: str) -> str | None:
    """`address` as an absolute http(s) address, or null."""
    try:
        joined = urljoin(base, address)
    except ValueError:
        return None
    return joined if joined.startswith(("http://", "https://")) else None

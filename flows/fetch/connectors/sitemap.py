"""A site's sitemap: the pages it lists are asked for, but for those that are known not to have changed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import ClassVar, Literal

from flows.fetch.address import web_address
from flows.fetch.capture import Problem
from flows.fetch.connector import Connector, Link, Site, UrlPattern, WebAddress, is_chosen
from flows.fetch.sitemap_file import read_sitemap
from flows.fetch.surt import surt

MOST_SITEMAPS = 500
"""Sitemaps read for one source."""
DEEPEST_SITEMAP = 3
"""How many indexes a sitemap may lie below; by the protocol it is one."""
_SHOWN_CHARACTERS = 200
"""Of an address that is given as an example."""

_PASSED_OVER = {
    "sitemap_address_unusable": (
        "Le plan de site cite {count} fois une adresse incomplète ou illisible, par exemple « {example} ».",
        "The sitemap gives {count} times an address that is incomplete or unreadable, such as “{example}”.",
    ),
    "sitemap_foreign_address": (
        "Le plan de site cite {count} fois une adresse d’un autre site, ce que le protocole ne permet pas "
        "(par exemple {example}) ; ces adresses n’ont pas été demandées.",
        "The sitemap gives {count} times an address of another site, which the protocol does not allow "
        "(such as {example}); these were not asked for.",
    ),
    "sitemap_too_deep": (
        f"Plans de site non lus, car placés sous plus de {DEEPEST_SITEMAP} index : {{count}} "
        "(par exemple {example}). Pour les lire, les déclarer comme sources.",
        f"Sitemaps not read because they lie below more than {DEEPEST_SITEMAP} indexes: {{count}} "
        "(such as {example}). To read them declare them as sources.",
    ),
    "sitemap_too_many": (
        f"Plans de site non lus, car au-delà des {MOST_SITEMAPS} premiers : {{count}} "
        "(par exemple {example}). Pour les lire, les déclarer comme sources.",
        f"Sitemaps not read because they come after the first {MOST_SITEMAPS}: {{count}} "
        "(such as {example}). To read them declare them as sources.",
    ),
}
"""What addresses are passed over for, however many; one problem each."""


class Sitemap(Connector):
    """A sitemap, or an index of sitemaps (https://www.sitemaps.org/protocol.html): the pages it lists."""

    live: ClassVar[bool] = True

    kind: Literal["sitemap"] = "sitemap"
    url: WebAddress
    """The address of an XML or text file, packed with gzip or not; of an index, what it lists is read."""
    include: tuple[UrlPattern, ...] = ()
    """Only pages are asked for in whose address one of these is found; none: all."""
    exclude: tuple[UrlPattern, ...] = ()
    """Pages are left out in whose address one of these is found."""

    def announcements(self, source_id: str, site: Site) -> Iterator[Link | Problem]:
        """The pages of the sitemap and of those it lists, in their order; then what was passed over."""
        walk = _Walk(self.url)
        while walk.waiting:
            sitemap = site.listing(walk.step())
            if isinstance(sitemap, Problem):
                yield sitemap
                continue
            walk.home = walk.home or _host(surt(sitemap.url))
            for entry in read_sitemap(sitemap):
                if isinstance(entry, Problem):
                    yield entry
                elif (url := _complete(entry.loc)) is None:
                    walk.pass_over("sitemap_address_unusable", entry.loc)
                elif entry.is_sitemap:
                    walk.add(url)
                elif is_chosen(url, self.include, self.exclude):
                    if _host(surt(url)) == walk.home:
                        yield Link(url, entry.modified_at)
                    else:
                        walk.pass_over("sitemap_foreign_address", url)
        yield from walk.problems(source_id, self.url)


class _Walk:
    """The way through indexes: the sitemaps still to be read, each once, and what was passed over."""

    def __init__(self, url: str) -> None:
        self.waiting = deque([(url, 0)])
        self.home = ""
        self._depth = 0
        self._known = {surt(url)}
        self._passed_over: dict[str, tuple[int, str]] = {}

    def step(self) -> str:
        """Go to the next sitemap, and give its address."""
        url, self._depth = self.waiting.popleft()
        return url

    def add(self, url: str) -> None:
        """Read this sitemap later, unless it is known, elsewhere or one too many."""
        key = surt(url)
        if key in self._known:
            return
        if _host(key) != self.home:
            self.pass_over("sitemap_foreign_address", url)
        elif self._depth == DEEPEST_SITEMAP:
            self.pass_over("sitemap_too_deep", url)
        elif len(self._known) == MOST_SITEMAPS:
            self.pass_over("sitemap_too_many", url)
        else:
            self._known.add(key)
            self.waiting.append((url, self._depth + 1))

    def pass_over(self, rule: str, url: str) -> None:
        """Count an address that is not asked for, and keep the first of its kind."""
        count, example = self._passed_over.get(rule, (0, url))
        self._passed_over[rule] = (count + 1, example)

    def problems(self, source_id: str, url: str) -> Iterator[Problem]:
        """What was passed over, in one sentence for each reason."""
        for rule, (count, example) in self._passed_over.items():
            shown = example[:_SHOWN_CHARACTERS]
            reason_fr, reason_en = (
                reason.format(count=count, example=shown) for reason in _PASSED_OVER[rule]
            )
            yield Problem(source_id, url, rule, reason_fr, reason_en, shown)


def _complete(loc: str) -> str | None:
    """An address as the protocol asks for it, complete by itself."""
    return web_address(loc, "") if loc.lower().startswith(("http://", "https://")) else None


def _host(key: str) -> str:
    """The host and port that a SURT begins with; the same with and without “www.”."""
    return key.partition(")")[0]

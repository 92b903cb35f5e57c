"""Sitemaps as sites write them: XML, or one address a line, either of them packed with gzip or not.

The format is that of https://www.sitemaps.org/protocol.html (0.9). What real files get wrong without
leaving a doubt is put right: bare ampersands, control characters, warnings printed before the XML, a
wrong character set, a wrong namespace.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from io import BytesIO, StringIO
from xml.parsers.expat import ExpatError, ParserCreate

from flows.fetch.capture import MAX_BODY_BYTES, Capture, Problem
from flows.fetch.charset import text_of
from flows.fetch.media_type import detected_type
from flows.fetch.xml_text import mended_xml

MOST_ENTRIES = 50_000
"""Addresses that one sitemap may hold by the protocol; what comes after them is not read."""
_DEEPEST_ELEMENT = 20
_START_SEARCHED = 65_536
"""Characters in which XML has to begin; what a server prints before it is a warning or two."""
_GZIP = b"\x1f\x8b"
_XML_START = re.compile(r"<\?xml\b|<(?:[\w.-]+:)?(?:urlset|sitemapindex)\b")
_LASTMOD = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?)?)?)?"
    r"(?P<zone>Z|[+-]\d\d:?\d\d)?"
)
_LAST_ZONE = timezone(timedelta(hours=-12))
"""Where on earth a day ends last."""


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """One address in a sitemap."""

    loc: str
    """As written; the protocol asks for a complete address."""
    modified_at: datetime | None
    """The latest moment of its last change; null if the sitemap does not say, or says the future."""
    is_sitemap: bool
    """Whether an index lists it as a further sitemap; otherwise it is a page."""


def read_sitemap(capture: Capture) -> Iterator[SitemapEntry | Problem]:
    """The entries of a sitemap or sitemap index in their order; last, what kept it from being read whole."""
    body = _unpacked(capture)
    if isinstance(body, Problem):
        yield body
        return
    text = text_of(body, capture.content_type)
    start = _XML_START.search(text, 0, _START_SEARCHED)
    kind = detected_type(body)
    if start is not None:
        yield from _of_xml(capture, text[start.start() :])
    elif kind != "text/plain":
        yield _no_sitemap(capture, kind)
    elif text.lstrip().startswith("<"):
        yield from _of_xml(capture, text)
    else:
        yield from _of_lines(capture, text)


def latest_instant(lastmod: str) -> datetime | None:
    """The end of the second, minute, day, month or year that a W3C date and time names.

    A page that changed on a day may have done so in its last second; where the zone is not given, the
    day is the one that ends last on earth. Null if the text is no such date.
    https://www.w3.org/TR/NOTE-datetime

    >>> latest_instant("2025-03-01T10:00+01:00").isoformat()
    '2025-03-01T10:01:00+01:00'
    >>> latest_instant("2025-03").isoformat()
    '2025-04-01T00:00:00-12:00'
    """
    written = _LASTMOD.fullmatch(lastmod.strip())
    if written is None:
        return None
    month, day, hour, minute, second = written.group("month", "day", "hour", "minute", "second")
    try:
        start = datetime.fromisoformat(
            f"{written['year']}-{month or '01'}-{day or '01'}"
            f"T{hour or '00'}:{minute or '00'}:{second or '00'}{written['zone'] or ''}"
        )
        start = start if start.tzinfo else start.replace(tzinfo=_LAST_ZONE)
        if second:
            return start + timedelta(seconds=1)
        if minute:
            return start + timedelta(minutes=1)
        if day:
            return start + timedelta(days=1)
        if month:
            return (start + timedelta(days=31)).replace(day=1)
        return start.replace(year=start.year + 1)
    except (ValueError, OverflowError):
        return None


def _unpacked(capture: Capture) -> bytes | Problem:
    """The body; what gzip it still comes in is told by its bytes, not by its name or headers."""
    if not capture.body.startswith(_GZIP):
        return capture.body
    try:
        with gzip.open(BytesIO(capture.body)) as stream:
            body = stream.read(MAX_BODY_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        return _problem(
            capture,
            "sitemap_unreadable",
            "Le plan de site compressé (gzip) est tronqué ou abîmé ; il n’a pas été lu.",
            "The compressed sitemap (gzip) is cut short or damaged; it was not read.",
            str(error),
        )
    if len(body) <= MAX_BODY_BYTES:
        return body
    return _problem(
        capture,
        "body_too_large",
        f"Une fois décompressé, le plan de site est trop volumineux (plus de {MAX_BODY_BYTES} octets) ; "
        "il n’a pas été lu.",
        f"Decompressed, the sitemap is too large (more than {MAX_BODY_BYTES} bytes); it was not read.",
        str(MAX_BODY_BYTES),
    )


def _of_lines(capture: Capture, text: str) -> Iterator[SitemapEntry | Problem]:
    number = 0
    for line in StringIO(text):
        if not line.strip():
            continue
        if number == MOST_ENTRIES:
            yield _too_long(capture)
            return
        number += 1
        yield SitemapEntry(line.strip(), None, False)


def _of_xml(capture: Capture, text: str) -> Iterator[SitemapEntry | Problem]:
    """The entries of an XML file up to its end, or to where it is no XML any more."""
    reader = _XmlReader(capture.fetched_at)
    fault = None
    try:
        reader.parser.Parse(mended_xml(text), True)
    except _NotASitemapError as error:
        fault = _no_sitemap(capture, f"<{error}>")
    except _TooLongError:
        fault = _too_long(capture)
    except (ExpatError, _TooDeepError) as error:
        line = reader.parser.CurrentLineNumber
        fault = _problem(
            capture,
            "sitemap_malformed",
            f"Le plan de site n’est pas du XML bien formé à la ligne {line} ; ce qui précède a été lu.",
            f"The sitemap is not well-formed XML at line {line}; what comes before it was read.",
            str(error),
        )
    yield from reader.entries
    if fault is not None:
        yield fault


class _NotASitemapError(Exception):
    """An XML file of another kind; the argument is its root element."""


class _TooDeepError(Exception):
    """Elements lie below one another without end."""


class _TooLongError(Exception):
    """There are more entries than the protocol allows."""


class _XmlReader:
    """Collects entries while its parser reads; elements of extensions (images, videos) are passed over."""

    def __init__(self, known_at: datetime) -> None:
        self.entries: list[SitemapEntry] = []
        self.parser = ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._known_at = known_at
        self._path: list[str] = []
        self._prefix = ""
        self._fields: dict[str, list[str]] = {}

    def _start(self, tag: str, _: dict[str, str]) -> None:
        if not self._path:
            prefix, colon, root = tag.rpartition(":")
            self._prefix = prefix + colon
            if root not in ("urlset", "sitemapindex"):
                raise _NotASitemapError(tag)
        if len(self._path) == _DEEPEST_ELEMENT:
            raise _TooDeepError(f"elements nested more than {_DEEPEST_ELEMENT} deep")
        self._path.append(tag.removeprefix(self._prefix))
        if len(self._path) == 2:
            self._fields = {}

    def _text(self, text: str) -> None:
        if len(self._path) == 3:
            self._fields.setdefault(self._path[2], []).append(text)

    def _end(self, _: str) -> None:
        if len(self._path) == 2 and self._path[1] in ("url", "sitemap"):
            if len(self.entries) == MOST_ENTRIES:
                raise _TooLongError
            modified_at = latest_instant(self._field("lastmod"))
            if modified_at is not None and modified_at > self._known_at:
                modified_at = None
            self.entries.append(SitemapEntry(self._field("loc"), modified_at, self._path[1] == "sitemap"))
        self._path.pop()

    def _field(self, name: str) -> str:
        return "".join(self._fields.get(name, ())).strip()


def _too_long(capture: Capture) -> Problem:
    return _problem(
        capture,
        "sitemap_too_long",
        f"Le plan de site contient plus de {MOST_ENTRIES} adresses, le maximum du protocole ; "
        "les suivantes n’ont pas été lues.",
        f"The sitemap holds more than {MOST_ENTRIES} addresses, the most that the protocol allows; "
        "those after them were not read.",
    )


def _no_sitemap(capture: Capture, found: str) -> Problem:
    return _problem(
        capture,
        "sitemap_unreadable",
        f"Cette adresse donne {found}, et non un plan de site (sitemap) ; vérifier l’adresse. "
        "Pour un flux RSS ou Atom, choisir le connecteur « feed ».",
        f"This address gives {found}, not a sitemap; check the address. "
        "For an RSS or Atom feed choose the connector “feed”.",
        found,
    )


def _problem(
    capture: Capture, rule: str, reason_fr: str, reason_en: str, raw_value: str | None = None
) -> Problem:
    return Problem(capture.source_id, capture.url, rule, reason_fr, reason_en, raw_value)

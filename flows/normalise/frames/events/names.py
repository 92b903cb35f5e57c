"""What a happening is called: from its noun to where the sentence turns to something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.events.words import BODIES, OF_ANY_KIND, EventNoun, find_event_nouns, happens
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives

_BEFORE = re.compile(
    r"(?:(?:(?:toute )?(?:premiere?|seconde|prochaine?|nouvelle|grande|traditionnelle|derniere)"
    r"|[a-z]+(?:ieme|ien?ne)|[ivx]+e|\d{1,3} ?(?:er|ere|e|eme|de|nde|es)) )+"
    r"(?:edition (?:d[eu]s?|de la|de l'|d') ?)?$"
)
"""Ordinals and the like, which are part of a name: "troisième journée", "2e édition du forum"."""


@cache
def _stop() -> re.Pattern[str]:
    """Where the name of a happening ends: punctuation, a verb, a relative clause, a day."""
    words = alternatives(lexicon("events")["name_ends"])
    days = (
        r"(?:le|les|du|des|ce|au)(?= (?:\d|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))"
        r"|de(?= \d(?!\d? (?:seances|ateliers|sessions|dates|rencontres)\b))"
    )
    days += r"|(?:chaque|tous les)(?= (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))"
    return re.compile(rf"[,;:!?|\n]|\)(?<!\(s\))|\.(?= |$)| [-–—] | \(| (?:{words}|{days})(?= |$)")


_LOOSE_SIGNS = " \n,;:.-"
_LOOSE_WORDS = (
    " a", " au", " aux", " en", " de", " du", " des", " le", " la", " les", " ce", " cet", " cette", " d'",
    " l'", " et", " par", " sur", " dans", " dans le", " dans la", " dans l'", " pour", " au sein",
)  # fmt: skip
"""What may be left over at the end of a name that was cut before a date or a place."""
_OPENING = r"(?:[«“]|(?<![\w.!?…])\"(?=\S))"
"""A quotation mark that opens; a straight one stands before a word."""
_OPEN_QUOTE = re.compile(rf"[^\S\n]*(?::[^\S\n]*)?{_OPENING}")
_QUOTE_MARK = re.compile(_OPENING)
_CLOSE_QUOTE = re.compile(r"[»”\"]")
_QUOTED = re.compile(rf"{_OPENING}\s*([^»”\"\n]{{4,250}}?)\s*[»”\"]")
_LONGEST = 160


def noun_phrase(page: Page, noun: EventNoun, limit: int) -> tuple[int, int]:
    """Offsets of the name that begins at a noun and lies before `limit`."""
    lead = _BEFORE.search(page.folded, max(0, noun.start - 50), noun.start)
    start = lead.start() if lead else noun.start
    end = phrase_end(page, noun.end, limit)
    if page.text.count('"', start, end) % 2:  # the noun stands in quotation marks itself
        closing = page.text.find('"', noun.end, end)
        end = closing if closing >= 0 else end
    return start, end


def phrase_end(page: Page, start: int, limit: int) -> int:
    """Where a noun phrase that goes on at `start` ends, a title in quotation marks included."""
    end = start
    while True:
        quote = _OPEN_QUOTE.match(page.text, end)
        if quote:
            close = _CLOSE_QUOTE.search(page.text, quote.end(), min(limit, quote.end() + 250))
            return close.end() if close else trimmed(page, start, end)
        stop = _next_stop(page, end, limit)
        reach = stop.start() if stop else limit
        inner = _QUOTE_MARK.search(page.text, end, reach)
        if inner:
            end = inner.start()
            continue
        if stop and (quote := _OPEN_QUOTE.match(page.text, stop.start())) and quote.end() < limit:
            end = stop.start()
            continue
        return trimmed(page, start, before_mentions(page, end, min(reach, start + _LONGEST)))


def heading_phrase(page: Page, noun: EventNoun, block: Block) -> tuple[int, int]:
    """Offsets of the name in a heading or title: the whole where it begins with the noun and goes on with
    its motto ("Forum santé : prenez soin de vous !"), else the noun phrase."""
    start, end = noun_phrase(page, noun, block.end)
    if start - block.start > _ARTICLE or block.end - start > _LONGEST:
        return start, end
    told = (page.dates, page.times, page.places, page.venues)
    if any(within(kind, end, block.end) for kind in told) or happens().search(page.folded, end, block.end):
        return start, end
    motto = _MOTTO.match(page.folded, end, block.end)
    return (start, block.end) if motto else (start, end)


_ARTICLE = 4
"""Characters that an article at the head of a heading takes at most."""
_NUMBER = 8
"""The same of a number at the head of a sentence: "Quatre séances"."""
_MOTTO = re.compile(r" ?(?::|[–—-]) ?\w[^|]{2,80}$")


@cache
def _status_label() -> re.Pattern[str]:
    words = alternatives(lexicon("events")["status_label"])
    return re.compile(
        rf"[\[(]?(?:{words})(?:[\])] ?[:!–—-]*| ?[:!–—-]+) (?=\w|[«\"])"
        rf"|(?P<tail> ?(?:[:–—!,-] ?|[\[(])(?:{words})[\])! ]*$)"
    )


def without_status(name: str) -> str:
    """A name without a label that says how what it names stands: "[REPORTÉ] …", "… : nouvelle date"."""
    folded = fold(name)
    if len(folded) != len(name):
        return name
    if (first := _status_label().match(folded)) and not first["tail"]:
        name, folded = name[first.end() :], folded[first.end() :]
    last = next((m for m in _status_label().finditer(folded) if m["tail"]), None)
    return name[: last.start()] if last and last.start() else name


_TITLE_BEFORE = re.compile(rf"{_OPENING}\s*(?P<title>[^»”\"\n]{{4,100}}?)\s*[»”\"], (?:l[ae] |une? |l['’])?$")
"""Right before a noun: the title of what it says the kind of, "« Bouge ! », tournée consacrée à …"."""
_POSSESSIVE = re.compile(r"\b(?:sa|son|leur|notre) $")


def own_name(page: Page, noun: EventNoun, limit: int) -> str:
    """The name that begins at a noun, with whose it is where a possessive stands before it.

    "Un comité se réunira … Sa première réunion": première réunion du comité.
    """
    start, end = noun_phrase(page, noun, limit)
    name = page.words(start, end)
    if titled := _TITLE_BEFORE.search(page.text, max(0, start - _LONGEST), start):
        return " ".join(titled["title"].split())
    if not _POSSESSIVE.search(page.folded, max(0, start - 8), start):
        return name
    block = block_at(page.document, start)
    begin = block.start if block else 0
    earlier = [n for n in find_event_nouns(page.folded[begin:start]) if n.word.startswith(BODIES)]
    if not earlier:
        return name
    body = earlier[-1]
    words = page.text[begin + body.start : begin + body.end]
    return f"{name} {'de la' if body.word.startswith('commission') else 'du'} {words}"


def heading_title(page: Page, heading: Block) -> str:
    """A heading's title in quotation marks, else the heading."""
    quoted = quoted_title(page, heading.start, heading.end)
    return page.words(*quoted) if quoted else page.document.of(heading)


def _next_stop(page: Page, start: int, limit: int) -> re.Match[str] | None:
    """Where the name ends at the latest; "à" is not the verb "a", which folding makes of it."""
    for stop in _stop().finditer(page.folded, start, limit):
        if stop.group() != " a" or page.text[stop.end() - 1] in "aA":
            return stop
    return None


_AT = re.compile(r" (?:a|au|aux|a la|a l'|dans la|dans le|dans l'|en) ?$")


_BY = re.compile(r"\b(?:par|avec)(?: l[ea])?(?: (?:mm?|mme|drs?|pr|docteure?|professeure?|madame|me)\.?)? ?$")


def before_mentions(page: Page, start: int, end: int) -> int:
    """Where the first date, hour, or place with a preposition begins: not part of the name."""
    stops: list[int] = [m.start for m in within(page.dates, start, end)]
    stops += [m.start for m in within(page.times, start, end)]
    stops += [
        place.start
        for place in (*within(page.places, start, end), *within(page.venues, start, end))
        if getattr(place, "kind", "commune") == "commune" and _AT.search(page.folded, start, place.start)
    ]
    stops += [p.start for p in within(page.persons, start, end) if _BY.search(page.folded, start, p.start)]
    return min(stops, default=end)


def trimmed(page: Page, start: int, end: int) -> int:
    """The end of a name without the signs and small words left over before what was cut off."""
    words = page.folded[start:end].rstrip(_LOOSE_SIGNS)
    while words.endswith(_LOOSE_WORDS):
        words = words[: words.rindex(" ")].rstrip(_LOOSE_SIGNS)
    return start + len(words)


def quoted_title(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """Offsets of a title in quotation marks, without the marks."""
    match = _QUOTED.search(page.text, start, end)
    return match.span(1) if match else None


@cache
def _generic() -> re.Pattern[str]:
    words = alternatives(lexicon("events")["generic_heading"])
    return re.compile(rf"(?:les? |la |nos |vos |a vos |prochaines? |notre |\d+ )*(?:{words})\b.{{0,40}}$")


def is_generic(folded_heading: str) -> bool:
    """Whether a heading names no thing of its own ("Dates", "Infos pratiques")."""
    return bool(_generic().match(folded_heading.strip(" :?!.-")))


def ruling(nouns: Sequence[EventNoun]) -> EventNoun:
    """The noun that a lead or heading with several is on: the last that does not stand for any happening."""
    return next((noun for noun in reversed(nouns) if noun.word not in OF_ANY_KIND), nouns[-1])


def series_name(page: Page, blocks: Iterable[Block], nouns: Iterable[EventNoun]) -> tuple[int, int] | None:
    """The noun that names what a list of dates holds ("quatre réunions publiques"), in a lead or heading."""
    nouns = list(nouns)
    for block in blocks:
        inside = [n for n in nouns if block.start <= n.start < block.end]
        if inside:
            noun = ruling(inside)
            if block.kind is BlockKind.HEADING and (len(inside) == 1 or noun is not inside[-1]):
                span = noun_phrase(page, noun, block.end)  # a motto is not the name of each date
                return heading_phrase(page, noun, block) if is_bare(page, noun, page.words(*span)) else span
            limit = happens().search(page.folded, noun.end, block.end)
            return noun_phrase(page, noun, limit.start() if limit else block.end)
        if (
            block.kind is BlockKind.HEADING
            and block.level > 1
            and not is_generic(page.folded[block.start : block.end])
        ):
            return None
    return None


@cache
def _detail() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternatives(lexicon('events')['detail_line'])})(?!\w)|\W*\d{{5}} ")


def is_detail(page: Page, start: int, end: int) -> bool:
    """Whether a line, or a part of one, says when, where, with whom or how: "14 h 30, médiathèque"."""
    if _detail().match(page.folded, start, end):
        return True
    found = (page.dates, page.times, page.venues, page.addresses, page.places, page.persons)
    return any(within(kind, start, min(start + 4, end)) for kind in found) and not within(
        page.organisations, start, start + 1
    )


def is_bare(page: Page, noun: EventNoun, name: str) -> bool:
    """Whether a name is no more than its noun: "la rencontre du 22 janvier", "nos prochaines Rencontres"."""
    return name == page.words(noun.start, noun.end)


_TITLED = re.compile(r"(?: [\w’'-]+){0,3} ?:? ?[«“\"]")
"""Behind a noun: its title in quotation marks."""


def is_titled(page: Page, noun: EventNoun) -> bool:
    """Whether a title in quotation marks follows a noun: "Soirée « … »"."""
    return _TITLED.match(page.text, noun.end) is not None


def is_announced(page: Page, noun: EventNoun, start: int, end: int) -> bool:
    """Whether a stretch announces what a noun names: with its title, or first of all and with an hour."""
    opens = noun.start - start <= _NUMBER and bool(within(page.times, noun.end, end))
    return opens or is_titled(page, noun)

"""Bodies of any name that their company tells: what they are said to be behind a comma ("Médialys, start-up
lyonnaise"), or who leads them ("la directrice de Médialys")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.named_text import NamedText
from flows.normalise.mentions.names import CAPITALISED, proper_end
from flows.normalise.mentions.organisation_types import word_list
from flows.normalise.mentions.person_words import TITLES, is_first_name
from flows.normalise.reference.gazetteer import communes_by_name

_CHAIN = re.compile(
    rf"{CAPITALISED}(?: (?:de la |de l['’]|du |des |de |d['’]|la |le |les |l['’]|en |et |& |à )?"
    rf"(?:{CAPITALISED}|\d{{2,3}}))*$"
)
_ARTICLE = re.compile(r"(?:(?:La|Le|Les|Et|Avec|Par|Chez|Pour) |L['’])+")
_REACH = 60
"""Characters that a name, or the words for who leads a body, may have."""
_LED = re.compile(rf" (?:de |d['’])(?P<name>{CAPITALISED})")
_PAIR = re.compile(rf" (?:et|&) (?P<word>{CAPITALISED})(?= ?[,.;:)\n]|$)")


def apposed_bodies(page: NamedText, found: Sequence[Organisation]) -> Iterator[Organisation]:
    """Names behind which stands what kind of body bears them."""
    ends = {mention.start: mention.end for mention in found}
    for said in _kinds().finditer(page.folded):
        kind = said.start(said.lastgroup or 0)
        end = ends.get(kind, said.end())
        if any(letter.isupper() for letter in page.text[kind:end]):
            continue  # a body with a name of its own: "salle des fêtes, association Les Amarres"
        name = _name_before(page, said.start())
        if name is not None:
            written = page.text[name : said.start()]
            yield Organisation(name, end, written, None, said.lastgroup or "other")


def led_bodies(page: NamedText) -> Iterator[Organisation]:
    """Names behind "directrice de", "président d'", where they are no place and no office."""
    for led in _LED.finditer(page.text):
        start = led.start("name")
        if start in page.head_starts:
            continue
        if not _offices().search(page.folded, max(0, led.start() - _REACH), led.start()):
            continue
        end = proper_end(page, led.end(), begun=True)
        if (pair := _PAIR.match(page.text, end)) is not None and not is_first_name(fold(pair["word"])):
            end = pair.end()
        if _may_be_body(page.text[start:end]) and fold(led["name"]) not in word_list("complements"):
            yield Organisation(start, end, page.text[start:end], None, "other")


def _name_before(page: NamedText, end: int) -> int | None:
    """Where the capitalised name begins that ends at a place; null for persons, communes and capitals."""
    first = max(end - _REACH, page.text.rfind("\n", 0, end) + 1)
    chain = _CHAIN.search(page.text, first, end)
    if chain is None or page.in_capitals(chain.start()):
        return None
    article = _ARTICLE.match(page.text, chain.start(), end)
    start = article.end() if article is not None else chain.start()
    return start if _may_be_body(page.text[start:end]) else None


def _may_be_body(name: str) -> bool:
    words = fold(name).split()
    if not words or len(name) < _SHORTEST or fold(name) in communes_by_name():
        return False
    first = words[0]
    opens = first in word_list("openers") or first in word_list("sentence_openings")
    return not opens and first.rstrip(".") not in TITLES and not is_first_name(first)


_SHORTEST = 3


@cache
def _kinds() -> re.Pattern[str]:
    """What kind of body a name is of, behind a comma or in brackets; the group that matches is its type."""
    kinds = lexicon("organisation_words")["apposed"].items()
    listed = "|".join(rf"(?P<{code}>{alternatives(words)})" for code, words in kinds)
    return re.compile(rf"(?:, (?:une? )?| \((?:une? )?)(?:{listed})(?![a-z])")


@cache
def _offices() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(lexicon('organisation_words')['leaders'])})$")

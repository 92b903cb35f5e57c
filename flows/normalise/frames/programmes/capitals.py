"""Whether capitals make a proper name of a programme's noun phrase, and where that ends."""

from __future__ import annotations

import re

from flows.normalise.documents.model import Block
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programmes.words import ProgrammeNoun

_CAPITAL = re.compile(r"[A-ZÀ-ÝŒ0-9]")
_LETTER = re.compile(r"[A-ZÀ-ÝŒ]")
_LEAD_WORDS = re.compile(r"^(?:de la |de l['’]|du |des |de |d['’]|la |le |les |l['’])+", re.IGNORECASE)


def has_capitals(page: Page, noun: ProgrammeNoun, block: Block, tail: str, shouted: bool) -> bool:
    """Whether capitals or a number make a proper name of the phrase."""
    written = tail.strip()
    if not written:
        return False
    if shouted:
        return noun.kind != "services" and block.level == 1
    if written[0].isupper() or (written[0].isdigit() and len(written) < 5):
        return not within(page.dates, noun.end, noun.end + 2)
    opens = page.text[block.start : noun.start].strip(' «"') == "" or page.text[
        noun.start - 2 : noun.start
    ] in (". ", ": ")
    inside = bool(_LETTER.search(_LEAD_WORDS.sub("", written)))
    return page.text[noun.start].isupper() and not opens and inside


_ARTICLE_BEFORE = re.compile(
    r"(?<!\ba )(?<!\bdans )(?<!\bchez )(?<!\bsur )(?<!\bvers )(?<!\w)(?:le |la |l'|un |une |son |sa |notre )$"
)


def is_proper(page: Page, noun: ProgrammeNoun) -> bool:
    """Whether a capital behind an article makes a phrase a proper name ("le Cabinet des imprévus")."""
    capital = page.text[noun.start].isupper() and not page.text[noun.start : noun.end].isupper()
    return capital and _ARTICLE_BEFORE.search(page.folded, max(0, noun.start - 12), noun.start) is not None


_TOKEN = re.compile(r"\S+")


def last_capital(tail: str) -> int:
    """Length of the tail up to its last capitalised word or number."""
    last = 0
    for match in _TOKEN.finditer(tail):
        if _CAPITAL.match(
            match.group().removeprefix("d'").removeprefix("l'").removeprefix("d’").removeprefix("l’")
        ):
            last = match.end()
    return last or len(tail)

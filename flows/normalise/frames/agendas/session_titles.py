"""What an item of an agenda is called: its words without its form, the people in it and its room."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives

_WORD = re.compile(r"[^\W_]")
_EDGES = " ,;:–—-|.•·"
_QUOTE = re.compile(r"[«“\"]\s*([^»”\"]{3,300}?)\s*[»”\"]")
_OF = re.compile(r" (?:de (?:la |l')?(?:madame |monsieur |mme |m\. )?|d'|du )$")
_BREAK = re.compile(r"[ ]?[(–—:;,-] ?$")
_GIVES = re.compile(
    r"(?:,[^,]{0,80},)?[ ,]*(?:qui )?(?:a |ont |va |vont )?"
    r"(?:present|racont|expos|expliqu|evoqu|detaill|abord|trait|parl|interv[ei]|reviend|fait le point)"
    r"\w*"
    r"(?: (?:sur|de|du|d'))?(?: (?:l'|la |le |les |leurs? |son |sa |ses |un |une |des )?| ?(?=[«\"“]))"
    r"(?P<what>[^:;.,(]*)"
)
"""What leads from somebody to what they spoke of: "Le Dr X a présenté le …"."""


@cache
def _prefix() -> re.Pattern[str]:
    words = alternatives(lexicon("agenda")["title_prefix"])
    return re.compile(rf"(?:{words})\s*(?::|–|—|-(?=\s)|\|)\s*|(?:{words})\s+(?=[«“\"])")


@cache
def _form_before_quote() -> re.Pattern[str]:
    words = lexicon("agenda")
    return re.compile(
        rf"(?:^|.*\b)(?:{alternatives(words['forms'])})(?: n ?° ?\d+| \d+| [a-z]\b)?"
        rf"(?: (?:{alternatives(words['form_adjectives'])}))*\s*[:,–—-]?|.*:|"
    )


@cache
def _people_lead() -> re.Pattern[str]:
    """Words that say that people follow, with what may stand between them and the first name."""
    words = lexicon("agenda")
    return re.compile(
        rf"(?:[ ,(–—:;.?!-]+(?:{alternatives(words['forms'])})(?: \w+)?)?[ ,(–—:;-]+"
        rf"(?:{alternatives(words['people_after'])})(?!\w) ?:?(?: [^,;:()–—]{{0,60}}| ?)$"
    )


@cache
def _people_words() -> re.Pattern[str]:
    """Words that say that people follow, and nouns of groups that play or lead."""
    words = lexicon("agenda")
    forms, groups = alternatives(words["forms"]), alternatives(words["groups"])
    return re.compile(
        rf"(?:, (?:(?:{forms})(?: [\w-]+)? )?|(?<=[?!]) (?:{forms})(?: [\w-]+)? )"
        rf"(?:{alternatives(words['people_after'])})(?!\w)"
        r"(?! (?:ou|quoi|qui|exemple|comment|ailleurs|consequent)\b)"
        rf"|, suivie?s? d[eu']"
        rf"|[ ,]+(?:par|avec) (?:la |le |l'|les |une? |des )?(?:{groups})(?!\w)"
        r"|[ ,]+de la (?:compagnie|troupe)(?!\w)"
    )


@cache
def _aside() -> re.Pattern[str]:
    """Brackets at the end that say where, for whom or at what price."""
    return re.compile(
        rf"\s*\((?:[^()]*€[^()]*|(?:{alternatives(lexicon('agenda')['asides'])})\b[^()]*)\)\s*$"
    )


@cache
def _plain() -> re.Pattern[str]:
    """A meal or a break with something in brackets."""
    types = dict(lexicon("agenda")["session_type"])
    return re.compile(
        rf"(?:{alternatives(types['meal'])}|{alternatives(types['break'])})\b[^()]*(?= \([^()]*\)$)"
    )


def title_of(page: Page, start: int, end: int) -> str:
    """The title in a stretch of an agenda: quoted, else the words up to the people who take part."""
    while start < end and page.text[start] in " :|.,)–—·•-":
        start += 1
    quoted = _QUOTE.search(page.text, start, end)
    if quoted is not None and _is_title(page, start, quoted, end):
        return quoted.group(1)
    title = page.words(start, _without_people(page, start, end)).strip(_EDGES)
    title = _aside().sub("", _unfolded(_plain(), title))
    if prefix := _prefix().match(fold(title)):
        title = title[prefix.end() :]
    return title.strip(_EDGES)


def _unfolded(pattern: re.Pattern[str], title: str) -> str:
    match = pattern.match(fold(title))
    return title[: match.end()] if match else title


def _is_title(page: Page, start: int, quoted: re.Match[str], end: int) -> bool:
    """Whether a quotation is the whole title: after its form or a name, before people or nothing."""
    before = page.folded[start : quoted.start()].strip()
    if not _form_before_quote().fullmatch(before) and not within(page.persons, start, quoted.start()):
        return False
    rest = page.words(quoted.end(), end)
    if not rest or not (rest[0].isalpha() or rest[0] in ",:"):
        return True
    if _people_words().match(page.folded, quoted.end(), end):
        return True
    follows = within(page.persons, quoted.end(), end)
    if not follows:
        return False
    between = quoted.end(), follows[0].start
    return not _WORD.search(page.text, *between) or _people_lead().match(page.folded, *between) is not None


def _without_people(page: Page, start: int, end: int) -> int:
    """Where the words on people begin, if the item has any after its title."""
    if cut := _people_words().search(page.folded, start + 1, end):
        end = cut.start()
    persons = within(page.persons, start, end)
    if not persons:
        return end
    name = persons[0].start
    leads = (
        _people_lead().search(page.folded, start, name),
        _OF.search(page.folded, start, name),
        _BREAK.search(page.text, start, name),
    )
    begin = next((lead.start() for lead in leads if lead), name)
    return begin if page.words(start, begin) else end


_ARTICLE = 8
"""Characters that may stand before the name with which an item begins."""


def told_by(page: Page, start: int, end: int) -> str:
    """What is said of somebody's talk where the item begins with their name: after a colon, a verb."""
    persons = within(page.persons, start, end)
    if not persons or persons[0].start - start > _ARTICLE:
        return ""
    gives = _GIVES.match(page.folded, max(persons[0].span_end, persons[0].end), end)
    return page.words(*gives.span("what")).strip(_EDGES + '«»"“”') if gives else ""

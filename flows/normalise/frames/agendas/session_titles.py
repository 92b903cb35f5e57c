"""What an item of an agenda is called: its words without its form, the people in it and its room."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives

_EDGES = " ,;:–—-|.•·"
_QUOTE = re.compile(r"[«“\"]\s*([^»”\"]{3,300}?)\s*[»”\"]")
_CEREMONY = re.compile(r"(?:signature|remise|inauguration|lancement) d")
_OF = re.compile(r" (?:de (?:la |l')?(?:madame |monsieur |mme |m\. )?|d'|du )$")
_SPEECH = re.compile(r"(?:interventions?|prises? de parole|presentations?|temoignages?|regards?)(?= d)")
"""What only a name completes: "Intervention de François …"."""
_BREAK = re.compile(r"[ ]?[(–—:;,-] ?$")
_SENTENCE_END = re.compile(r"(?<![ .]\w)(?<! [DPM][rm])(?<! Mme)(?<!n°)[.] (?=[A-ZÀ-Ü])| ; ")
_GIVES = re.compile(
    r"(?:,[^,]{0,80},)?[ ,]*(?:qui )?(?:a |ont |va |vont )?"
    r"(?:present|racont|expos|expliqu|evoqu|detaill|abord|trait|parl|interv[ei]|reviend|fait le point)"
    r"\w*"
    r"(?: (?:sur|de|du|d'))?(?: (?:l'|la |le |les |leurs? |son |sa |ses |un |une |des )?| ?(?=[«\"“]))"
)
"""What leads from somebody to what they spoke of: "Le Dr X a présenté le …"."""
_CLAUSE = re.compile(r"[:;.,(]|$")


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


_DANGLING = re.compile(r" (?:et|ou|puis|de|des?|du|par|avec) ?$")
"""A cut here would leave half a phrase: "Présentation et | échanges en présence de …"."""
_AND_THEN = re.compile(
    r"(?:et|puis) (?:les? |des? |un |une |temps d'|l')?(?:echanges?|debats?|questions?|discussions?)\b"
)
"""Behind a quoted title: what follows the talk."""


def title_of(page: Page, start: int, end: int) -> str:
    """The title in a stretch of an agenda: quoted, else the words up to the people who take part."""
    while start < end and page.text[start] in " :|.,)–—·•-":
        start += 1
    quoted = _QUOTE.search(page.text, start, end)
    if quoted is not None and _is_title(page, start, quoted, end):
        return quoted.group(1)
    cut = _without_people(page, start, end)
    end = end if _DANGLING.search(page.folded, start, cut) else cut
    title = page.words(start, end).strip(_EDGES)
    if not title:
        return ""
    if title.count("(") > title.count(")"):
        title = title[: title.rindex("(")].strip(_EDGES)
    title = _aside().sub("", _unfolded(_plain(), title))
    prefix = _prefix().match(fold(title))
    if prefix is not None and len(title) > prefix.end():
        title = title[prefix.end() :].strip()
    return title.strip(_EDGES)


def _unfolded(pattern: re.Pattern[str], title: str) -> str:
    match = pattern.match(fold(title))
    return title[: match.end()] if match else title


def _is_title(page: Page, start: int, quoted: re.Match[str], end: int) -> bool:
    """Whether a quotation is the whole title: after its form or a name, before people or nothing."""
    if _CEREMONY.match(page.folded, start):
        return False
    before = page.folded[start : quoted.start()].strip()
    if not _form_before_quote().fullmatch(before) and not within(page.persons, start, quoted.start()):
        return False
    rest = page.words(quoted.end(), end)
    if not rest or (not rest[0].isalpha() and rest[0] not in ",:") or rest[0].isupper():
        return True
    if _AND_THEN.match(fold(rest)):
        return True
    follows = within(page.persons, quoted.end(), end)
    stop = follows[0].start if follows else end
    return (
        _people_words().match(page.folded, quoted.end(), end) is not None
        or bool(follows and not any(c.isalnum() for c in page.text[quoted.end() : stop]))
        or bool(follows and _people_lead().match(page.folded, quoted.end(), stop))
    )


def _without_people(page: Page, start: int, end: int) -> int:
    """Where the words on people begin, if the item has any after its title."""
    cut = _people_words().search(page.folded, start + 1, end)
    end = cut.start() if cut else end
    sentence = _SENTENCE_END.search(page.text, start + 1, end)
    end = sentence.start() if sentence else end
    persons = within(page.persons, start, end)
    if not persons:
        return end
    first = persons[0]
    lead = _people_lead().search(page.folded, start, first.start)
    if lead and lead.start() > start:
        return lead.start()
    by = _OF.search(page.folded, start, first.start)
    if by and _SPEECH.match(page.folded, start, by.end()):
        after = page.text.find(",", first.end, end)
        return after if after > 0 else end
    if by and by.start() > start:
        return by.start()
    stop = _BREAK.search(page.text, start, first.start)
    if stop and stop.start() > start:
        return stop.start()
    told = first.title or first.role
    return first.start if told and page.words(start, first.start) else end


_ARTICLE = 4
"""Letters that may stand before the name with which an item begins."""


def told_by(page: Page, start: int, end: int) -> str:
    """What is said of somebody's talk where the item begins with their name: after a colon, a verb."""
    persons = within(page.persons, start, end)
    if not persons or sum(c.isalnum() for c in page.text[start : persons[0].start]) > _ARTICLE:
        return ""
    last = persons[0]
    gives = _GIVES.match(page.folded, max(last.span_end, last.end), end)
    if gives is None:
        gives = _GIVES.match(page.folded, last.end, end)
    if gives is None:
        return ""
    clause = _CLAUSE.search(page.text, gives.end(), end)
    return page.words(gives.end(), clause.start() if clause else end).strip(_EDGES + '«»"“”')

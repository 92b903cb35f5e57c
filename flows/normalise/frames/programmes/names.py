"""What a programme is called: its title, else its noun with complement, years and acronym."""

from __future__ import annotations

import re
from bisect import bisect_left

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programmes.callings import called
from flows.normalise.frames.programmes.capitals import has_capitals, is_proper, last_capital
from flows.normalise.frames.programmes.titles import ACRONYM, Naming, quotation, title_of
from flows.normalise.frames.programmes.words import (
    ProgrammeNoun,
    is_collective,
    name_stop,
    word_pattern,
)

_YEARS = re.compile(r",? \(?((?:19|20)\d\d(?: ?[-–/] ?(?:19|20)?\d\d)?)\)?(?![\w€%])")
_COMPLEMENT = re.compile(
    r" à (?:la (?!rentrée|fin|suite|demande)|l['’](?!occasion|été|automne|échelle|initiative)|"
    r"(?!la |l['’]|compter|partir|destination|hauteur|compléter)[a-zà-ÿ])",
    re.IGNORECASE,
)
"""A complement that folding makes look like the verb "a": "aide à l'installation"."""
_AT_HOUSE = re.compile(
    r"(?<!acces)(?<!dedie)(?<!dediee)(?<!aide)(?<!appui)(?<!soutien)(?<!retour) a (?:la |l')"
)
"""Behind a noun phrase: where it is, rather than what it is for."""
_HOUSE = re.compile(
    r" a (?:la |l')(?:maison|hopital|clinique|polyclinique|antenne|mairie|pharmacie|maternite|residence|"
    r"creche|mediatheque|salle|gare|piscine|prison|mission|sous-prefecture|mutualite)\b"
)
_AND_OF = re.compile(r" et (?:de (?!la |l'|plus |\d)|d'(?!une? ))[a-z]")
"""A second complement of a service ("équipe de crise et d'intervention")."""
_ASKS_FOR = re.compile(
    r"\b(?:acces|aide|appui|soutien|retour|maintien|preparation|recours|sport|education) aux?$"
)
"""Nouns that "au" belongs to ("accès aux soins"), where a name would end else."""
_TRAILING = re.compile(
    r"[\s,;:.–—-]+$| (?:de|du|des|la|les|le|l['’]|d['’]|et|ou|au|aux|à|en)$", re.IGNORECASE
)
_APPOSED = re.compile(
    r"(?:,? (?:intitul|dénomm|baptis|appel|nomm)ée?s?|,? dite?)?,? ?[«“\"] ?(?=[A-ZÀ-Ý0-9])"
)
"""A title set beside the noun and its complement (son plan de prévention des chutes, « Debout »)."""
_FOR = re.compile(r" pour (?!vous|nous|tous|ses |leurs|deux|trois|six|dix|plus)[a-z-]{4,}s(?: |$)")
_FOR_AIM = re.compile(r" pour (?!vous|nous|une?\b|les annees|l'annee|la periode|l'instant|leur|ce|\d)")
"""What completes a bare noun: "résidence pour étudiants"; an agreement or plan: "pacte pour l'emploi"."""
_AIMED = ("contract", "partnership", "plan", "strategy")
_ABOUT = ("consultation", "project", "contract", "partnership")
"""Types whose nouns "sur" and a matter complete ("concertation sur le contrat local")."""
_ARTICLE_BEHIND = re.compile(r" (?:les?|la|une?)\b| l'")
_CAPITAL_WORD = re.compile(r" [A-ZÀ-Ý][a-zà-ÿ]+(?= [A-ZÀ-Ý])")
"""The first word of a proper name, which may look like a verb ("le programme Bouge Malin")."""
_SENTENCE_CASE = re.compile(r" [A-ZÀ-Ý][a-zà-ÿ]+ [^A-ZÀ-Ý]+$")
"""A title of which only the first word has a capital ("master Santé publique et territoires")."""
_ADJECTIVE = 16
"""Characters of an adjective between a noun and its complement."""
_LONGEST = 110


def naming(page: Page, noun: ProgrammeNoun, block: Block) -> Naming | None:
    """The programme that a noun of this block names, or null where the noun names none by itself."""
    if titled := title_of(page, noun, block) or called(page, noun, block):
        return titled
    if noun.kind in ("services", "works") and (
        not noun.general
        and (noun.plural or _COUNTED.search(page.folded, max(block.start, noun.start - _LONGEST), noun.start))
    ):
        return None
    if _in_body(page, noun):
        return None
    named = _phrase(page, noun, block)
    if named is None or not noun.general or " " in named.name:
        return named
    taken_up = _TAKEN_UP.search(page.folded, max(block.start, noun.start - 12), noun.start)
    return named if taken_up else None


_TAKEN_UP = re.compile(r"\b(?:ce|cet|cette) $")
"""Before a bare noun: it stands for what has been named."""


_COUNTED = re.compile(
    r"\b(?:(?:[2-9]|\d\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|des|plusieurs|chaque|toute?) |"
    r"(?!travaux)\w+[sx] (?:de |d'))$"
)
"""Before a thing: it is one of several, or only what others are of ("examens d'IRM")."""


def _in_body(page: Page, noun: ProgrammeNoun) -> bool:
    """Whether the noun is part of an organisation's name ("École des hautes études")."""
    index = bisect_left(page.organisations.starts, noun.start + 1) - 1
    if index < 0 or page.organisations[index].end < noun.end:
        return False
    body = page.organisations[index]
    if body.start < noun.start or body.name == page.publisher.name:
        return True
    return noun.kind == "nouns"


def _is_at_house(noun: ProgrammeNoun, folded: str, start: int) -> bool:
    """Whether what looks like a complement ("à la …") tells where a service is."""
    if noun.kind != "services":
        return False
    return (_AT_HOUSE if noun.general else _HOUSE).match(folded, start) is not None


def _goes_on(page: Page, noun: ProgrammeNoun, stop: re.Match[str], limit: int) -> bool:
    """Whether what mostly ends a name completes this one: "aide à la mobilité", "pacte pour l'emploi"."""
    text, folded, at = page.text, page.folded, stop.start()
    if folded[at] != " ":
        return False
    if _COMPLEMENT.match(text, at, limit) and not _is_at_house(noun, folded, at):
        return True
    if folded.endswith(" contre", noun.start, at):
        return True
    if _ASKS_FOR.search(folded, noun.start, stop.end()) or _AND_OF.match(folded, at):
        return True
    aimed = noun.programme_type in _AIMED or (
        noun.programme_type == "training" and text[noun.end + 1].isupper()
    )
    if at - noun.end < _ADJECTIVE and (_FOR_AIM if aimed else _FOR).match(folded, at):
        return True
    return stop.group() == " sur" and noun.programme_type in _ABOUT


def _phrase(page: Page, noun: ProgrammeNoun, block: Block) -> Naming | None:
    """The noun with its complement, years and acronym."""
    text, folded = page.text, page.folded
    limit = min(block.end, noun.end + _LONGEST)
    opening = _CAPITAL_WORD.match(text, noun.end, limit)
    stop = name_stop().search(folded, opening.end() if opening else noun.end, limit)
    while stop is not None and _goes_on(page, noun, stop, limit):
        article = _ARTICLE_BEHIND.match(folded, stop.end(), limit)
        stop = name_stop().search(folded, article.end() if article else stop.end(), limit)
    end = stop.start() if stop else limit
    end = _before_bodies(page, noun, end)
    while trailing := _TRAILING.search(text, noun.end, end):
        end = trailing.start()
    if end == noun.end and word_pattern("generic").fullmatch(page.folded, noun.start, end):
        end = _at_place(page, end)
    apposed = _APPOSED.match(text, end, block.end)
    if apposed is not None and (titled := quotation(page, noun, block, noun.start, apposed.end())):
        return titled
    shouted = text[block.start : block.end].isupper()
    tail = text[noun.end : end]
    capital = has_capitals(page, noun, block, tail, shouted)
    proper = noun.end + last_capital(tail)
    # What a plan is against is part of its name ("plan Exemple contre l'isolement").
    sentence_case = noun.programme_type in ("training", "call_for_projects") and _SENTENCE_CASE.match(tail)
    if (
        capital
        and noun.kind in ("nouns", "acronyms")
        and not (sentence_case or text.startswith(" contre ", proper))
    ):
        end = proper
        tail = text[noun.end : end]
    years = _YEARS.match(text, end, block.end)
    acronym = ACRONYM.match(text, years.end() if years else end, block.end)
    is_period = years is not None and len(years[1]) > 4 and "(" not in years.group()
    strong = bool(acronym or is_period or capital or (years and noun.kind in ("schemes", "acronyms")))
    if noun.general:
        strong = acronym is not None or (" " in tail.strip() and is_proper(page, noun))
    if noun.word == "prix" and is_proper(page, noun):
        strong = " " in tail.strip()
    if noun.kind == "acronyms":
        strong = bool(is_period or tail)
    heads = noun.programme_type == "aid_scheme" and heads_sums(page, noun, block)
    if noun.plural and not (strong or heads or is_collective(page.folded, noun)):
        return None
    name = text[noun.start : end]
    if (
        capital
        and not shouted
        and noun.kind == "nouns"
        and (noun.programme_type not in _WITH_NOUN or noun.word == "dispositif")
        and text[noun.start].islower()
        and tail[1:2].isupper()
    ):
        name = tail.strip()
    if years and "(" not in years.group():
        name += years.group()
        end = years.end()
    last = acronym.end() if acronym else end
    if noun.kind == "schemes" and not strong and _is_whole_heading(page, noun, block):
        name, last = text[noun.start : block.end], block.end
    return Naming(
        noun.start, last, noun, block, " ".join(name.split()), acronym[1] if acronym else None, strong
    )


_WITH_NOUN = ("aid_scheme", "contract")
"""Types whose noun is part of the proper name ("allocation Logement", "contrat CPTS Sud")."""


def heads_sums(page: Page, noun: ProgrammeNoun, block: Block) -> bool:
    """Whether the page's title opens with a noun ("Bourses d'engagement…"), or that over a table of sums."""
    if block.kind is not BlockKind.HEADING or not _ARTICLE.fullmatch(page.folded, block.start, noun.start):
        return False
    if block is page.document.title_block:
        return True
    rows = [b for b in page.outline.section_of(block).blocks if b.kind is BlockKind.TABLE_ROW]
    return noun.plural and sum(bool(within(page.sums, b.start, b.end)) for b in rows) > 1


_ARTICLE = re.compile(r"(?:[^:]{2,40} ?: )?(?:(?:le|la|les|des|un|une|nos) |l')?")


_LEADS_ON = re.compile(r"\d{4}| (?:pour|aux?|dans|en|avec|sur|chez|aupres|par|et .*)")
"""What mostly ends a name, and goes on in a heading that is nothing else."""


def _is_whole_heading(page: Page, noun: ProgrammeNoun, block: Block) -> bool:
    """Whether a heading is nothing but the noun and its complement."""
    if block.kind is not BlockKind.HEADING or block.end - noun.start > 80:
        return False
    opens = _ARTICLE.fullmatch(page.folded, block.start, noun.start) is not None
    stops = name_stop().finditer(page.folded, noun.end, block.end)
    return opens and all(_LEADS_ON.fullmatch(stop.group()) for stop in stops)


_OF_BODY = re.compile(r" (?:de|du|de la|de l'|d'|des|en|a|au) ?$|(?:d'|l')$")


def _before_bodies(page: Page, noun: ProgrammeNoun, end: int) -> int:
    """Where "de <an organisation or a territory>" begins, which is no part of a scheme's name; behind what is
    always a part of something ("antenne de l'IFSI de Laon"), where it ends."""
    part = word_pattern("parts").fullmatch(noun.word) is not None
    for mentions in (page.organisations, page.places):
        inside = within(mentions, noun.end + 2, end)
        if inside and _OF_BODY.search(page.folded[noun.end : inside[0].start]):
            whole = part and mentions is page.organisations
            if whole and _OF_BODY.fullmatch(page.folded, noun.end, inside[0].start):
                return inside[0].end
            end = inside[0].start
    return end


_AT = re.compile(r" (?:a|au|aux|de|d'|du|des|en) ?(?:la |le |les |l')?")


def _at_place(page: Page, end: int) -> int:
    """Where a common noun ends with the place that tells it from others ("antenne à Domfront")."""
    place = next(iter(within(page.places, end, end + 10)), None)
    if place is None or place.kind != "commune" or not _AT.fullmatch(page.folded, end, place.start):
        return end
    return place.end

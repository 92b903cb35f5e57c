"""The words around figures (`lexicon/indicators.yaml`), compiled once."""

from __future__ import annotations

import re
from functools import cache, partial

from flows.normalise.documents.model import Block
from flows.normalise.frames.page import Page
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, entry_pattern
from flows.normalise.mentions.model import Quantity

figure_words = partial(entry_pattern, "indicators")
"""Whole words of one entry of the lexicon."""


@cache
def figure_start(name: str) -> re.Pattern[str]:
    """Words that a stretch of text begins with."""
    return re.compile(rf"[ ,(]*(?:{alternatives(lexicon('indicators')[name])})(?!\w)")


def announces_figures(page: Page, head: Block | None) -> bool:
    """Whether a heading or lead announces figures that report, not those of a territory or a body."""
    return (
        head is not None
        and figure_words("figures").search(page.folded, head.start, head.end) is not None
        and figure_words("describing").search(page.folded, head.start, head.end) is None
    )


@cache
def audience_before() -> re.Pattern[str]:
    """Right before a count of people who listen or watch."""
    return re.compile(rf"(?<![\w-])(?:{alternatives(lexicon('indicators')['audience'])}) ?$")


@cache
def over_time() -> re.Pattern[str]:
    """All that a sentence without a verb says before its figure: "En douze mois, 312 consultations"."""
    words = alternatives(lexicon("indicators")["over_time"])
    return re.compile(rf"[ •\-]*(?:{words}),? ?(?:plus de |pres de |environ |quelque )?")


def is_done_in(page: Page, start: int, end: int, *, by_verb: bool = False) -> bool:
    """Whether a stretch tells that something was done or reached.

    `by_verb`: only where a verb says so, not a participle beside a noun ("12 patients inclus").
    """
    if _results().search(page.folded, start, end):
        return True
    for match in _compound().finditer(page.folded, start, end):
        is_verb = match["regular"] is None or _ends_accented(page.text[match.start("regular") : match.end()])
        if is_verb:
            return True
    return not by_verb and any(
        _ends_accented(page.text[match.start() : match.end()])
        for match in _participles().finditer(page.folded, start, end)
    )


_AUXILIARY = (
    r"(?:a|ont|avons|avez|aura|auront|aurons)(?: (?:deja|ainsi|notamment|egalement|d'ores et deja|aussi|pu"
    r"|bien|tous|toutes|meme|enfin))*"
)


@cache
def _results() -> re.Pattern[str]:
    """Verbs in their compound tenses, and other words of results."""
    words = lexicon("indicators")
    return re.compile(rf"(?<!\w)(?:{alternatives(words['done'])}|{alternatives(words['participles'])})(?!\w)")


@cache
def _compound() -> re.Pattern[str]:
    """A verb in a compound tense: "a reçu", "ont été formés"."""
    irregular = alternatives(lexicon("indicators")["irregular_participles"])
    return re.compile(rf"(?<!\w){_AUXILIARY} (?:(?P<regular>\w+ee?s?)|(?:{irregular})e?s?)(?!\w)")


def told_of_noun(page: Page, start: int, end: int) -> bool:
    """Whether a participle stands behind a counted noun, in its number: "agressions déclarées"."""
    return any(
        _ends_accented(page.text[match.start("word") : match.end("word")])
        and figure_words("qualities").fullmatch(match["word"]) is None
        for match in _BEHIND_NOUN.finditer(page.folded, start, end)
    )


def acts(page: Page, since: int, quantity: Quantity) -> bool:
    """Whether those counted are the subject of a verb of acting: "1 286 officines pratiquent le test"."""
    return (
        quantity.unit is not None
        and (page.folded[quantity.start].isdecimal() or quantity.value >= FEW)
        and act_of(page, quantity) is not None
        and _OPENS_CLAUSE.fullmatch(page.folded, since, quantity.start) is not None
    )


def act_of(page: Page, quantity: Quantity) -> re.Match[str] | None:
    """What those counted do, by a verb of acting: "pratiquent le test d'angine"."""
    if quantity.label_start < quantity.end:
        return None
    act = _ACT.match(page.folded, quantity.label_end)
    return None if act is None or figure_words("states").fullmatch(act["verb"]) else act


FEW = 13
"""Fewer, told in words, are described ("quatre mannequins connectés"), not reported."""


@cache
def report_name() -> re.Pattern[str]:
    """The name of a figure that reports, up to the figure: "Nombre d'ateliers :", "File active en mai :"."""
    names = alternatives(lexicon("indicators")["report_names"])
    return re.compile(rf"(?:^|[.;•|\n(,]) ?(?:le |la |l'|les )?(?:{names})\b[^.;:|\n]{{0,70}} ?[:|] ?$")


_ACT = re.compile(
    r" (?:qui )?(?:se |s'|y |en |l'|les? |la |leur )?(?P<verb>[a-z]{2,}(?:[^m]ent|aient))(?![\w'-])"
    r"[^.;:,()|\n]{0,70}"
)
_OPENS_CLAUSE = re.compile(
    r"(?:[^\n]*(?:[.;:,!?•(–-]|\bet))? ?(?:(?:les|nos|ces|ce sont|plus de|pres de|environ|deja|soit) )*"
)


_BEHIND_NOUN = re.compile(r" (?P<word>[a-z]{3,}ee?s)(?![\w'-])")


@cache
def _participles() -> re.Pattern[str]:
    """Participles in -é; folded, they look like other words ("équipes"), so `_ends_accented` follows."""
    return re.compile(rf"(?<!\w)(?:{alternatives(lexicon('indicators')['participle_stems'])})ee?s?(?!\w)")


def _ends_accented(word: str) -> bool:
    """Whether a word ends in -é, -ée, -és, -ées: "équipées", not "équipes"."""
    return word.casefold().rstrip("s").rstrip("e").endswith("é")

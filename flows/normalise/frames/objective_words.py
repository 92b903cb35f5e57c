"""Words that say that a list or a sentence holds axes, objectives or actions, and how these are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives


@cache
def _levels() -> re.Pattern[str]:
    groups = [
        f"(?P<not>{alternatives(lexicon('objectives')['not_levels'])})",
        *(f"(?P<{level}>{alternatives(words)})" for level, words in lexicon("objectives")["levels"].items()),
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w])")


def levels_in(folded: str, start: int, end: int) -> list[tuple[str, int]]:
    """The levels that a stretch speaks of, each with where its word begins, in order."""
    return [
        (match.lastgroup, match.start())
        for match in _levels().finditer(folded, start, end)
        if match.lastgroup is not None and match.lastgroup != "not"
    ]


@cache
def _section_levels() -> re.Pattern[str]:
    words = lexicon("objectives")["levels"]
    groups = [f"(?P<{level}>{alternatives(words[level])})" for level in ("axis", "objective", "action")]
    return re.compile(rf"(?:l'|les? )?(?:{'|'.join(groups)})\b")


def level_of_marker(folded_marker: str) -> str | None:
    """The level that a numbered line opens with ("axe 2 -"); null for bare numbers and bullets."""
    match = _section_levels().match(folded_marker)
    return match.lastgroup if match is not None else None


@dataclass(frozen=True, slots=True)
class CountedSection:
    """The opening of a line like "Mission 2 : …": its level, its number, and where its words begin."""

    level: str
    number: str
    end: int


@cache
def _counted() -> re.Pattern[str]:
    words = lexicon("objectives")["levels"]
    groups = [f"(?P<{level}>{alternatives(words[level])})" for level in ("axis", "objective", "action")]
    return re.compile(
        rf"(?:{'|'.join(groups)}) (?:n[°o] ?)?(?P<number>\d{{1,2}}|[ivx]{{1,4}}) ?[:–.-] ?(?=\w)"
    )


def counted_section(folded: str, start: int, end: int) -> CountedSection | None:
    """The level and number that a heading opens with; null where it opens otherwise."""
    match = _counted().match(folded, start, end)
    if match is None:
        return None
    level = next(name for name in ("axis", "objective", "action") if match[name])
    return CountedSection(level, match["number"], match.end())


_BARE = re.compile(
    r"(?:l'|les? )?([a-z][a-z -]{2,24}?) (?:strategique |prioritaire )?(?:n[°o] ?)?"
    r"(\d{1,2}|[ivx]{1,4}|[a-h])$"
)


def bare_section(folded_line: str) -> tuple[str, str] | None:
    """The level and number of a line that is nothing but them ("AXE 2")."""
    match = _BARE.match(folded_line.strip(" :.-"))
    level = level_of_marker(match[1]) if match is not None else None
    return (level, match[2]) if match is not None and level is not None else None


_INFINITIVE = re.compile(
    r"(?:(?:l'|la |le |les |leur |y |en |se |s'|ne pas |mieux |davantage |bien |plus )*)"
    r"(?:(?:faire|plaire|taire|croire|boire)\b|"
    r"(?!\w*(?:iere|aire|oire|eure|ature|iture|iter|ctre|metre)\b)"
    r"(?!(?:notre|votre|autre|entre|contre|centre|cadre|membre|titre|maitre|offre|encore|genre|nombre|"
    r"premier|dernier|particulier|metier|chantier|atelier|dossier|cahier|papier|quartier|infirmier|foyer|hier|hiver|cancer|"
    r"avenir|plaisir|loisir|desir|espoir|soir|pouvoir|leur|pair|air|cuir|septembre|octobre|novembre|decembre|chiffre|lettre)\b)"
    r"[a-z-]{2,}(?:er|ir|re|oir)\b)"
)


def is_infinitive(folded: str, start: int = 0) -> bool:
    """Whether what begins here is a verb in the infinitive, as aims mostly do."""
    return _INFINITIVE.match(folded, start) is not None


_LEADING_NUMBER = re.compile(
    r"\s*(?:(?:axe|orientation|objectif|priorité|action|mesure|défi|volet) ?(?:n[°o] ?)?)?"
    r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-H])(?: ?[-–—.):/]+|(?=\s+[A-ZÀ-Ý]))\s*",
    re.IGNORECASE,
)


def without_number(text: str) -> str:
    """The words of a cell without the number that they open with ("Axe 2 – …", "1. …")."""
    return text[match.end() :] if (match := _LEADING_NUMBER.match(text)) else text


_END_SIGNS = " \t;,.:–—-•"


def tidy(text: str) -> str:
    """The words of an objective: without closing punctuation and outer quotation marks."""
    words = text.strip().strip(_END_SIGNS).strip()
    for opening, closing in ("«»", "“”", '""'):
        if words.startswith(opening) and words.endswith(closing) and words.count(opening) == 1:
            words = words[1:-1].strip()
    return words


@cache
def aim_patterns() -> list[tuple[re.Pattern[str], str]]:
    """Words right before an aim in running text, each with the preposition repeated before further aims."""
    return [(_aim(words), repeated) for words, repeated in lexicon("objectives")["aims"]]


@cache
def before_colon() -> re.Pattern[str]:
    """A noun and a colon that list aims in running text ("trois buts : ")."""
    words = alternatives(lexicon("objectives")["aims_before_colon"])
    return re.compile(rf"(?<![\w-])(?P<noun>{words})(?: [\w'-]+){{0,6}} ?: ")


def _aim(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})(?:(?<=')| )(?=\w)")

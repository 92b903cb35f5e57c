"""Words that say that a list or a sentence holds axes, objectives or actions, and how these are written."""

from __future__ import annotations

import re
from functools import cache, partial

from flows.normalise.documents.folding import fold
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, entry_pattern, pattern


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


_VERB = (
    r"(?:l'|la |le |les |leur |en |se |s'|ne pas |ne plus |n'|"
    r"mieux |davantage |bien |plus |aussi |enfin )*"
    r"(?!(?:premier|dernier|particulier|metier|chantier|atelier|dossier|cahier|papier|quartier|infirmier|foyer|"
    r"hier|hiver|cancer|courrier|fichier|calendrier|escalier|palier|mobilier|immobilier|hospitalier|regulier|"
    r"singulier|financier|familier|officier|pompier|policier|loyer|danger|etranger|leger|entier|"
    r"janvier|fevrier|sanglier|clavier|potager|verger|berger|boulanger|flyer|leader|super|avenir|plaisir|"
    r"loisir|desir|espoir|soir|pouvoir|pair|air|cuir|couloir|miroir|terroir|noir|chair|soupir|souvenir|devoir|"
    r"ordre|gendre|moindre|chandelier|cavalier|cher|fier|amer|mer|fer|ver|ter)\b)"
    r"(?:[a-z-]{2,}(?:er|ir|oir)|\w*(?:[aeo]n?[nr]dre|indre|oudre|mettre|battre|naitre|paraitre|vivre|suivre|rompre|"
    r"vaincre|clure|duire|truire|crire|uire|lire|dire|rire|fire|faire|plaire|taire|croire|boire))\b"
)
_INFINITIVE = re.compile(_VERB)


def is_infinitive(folded: str, start: int = 0) -> bool:
    """Whether what begins here is a verb in the infinitive, as aims mostly do."""
    return _INFINITIVE.match(folded, start) is not None


@cache
def _action_noun() -> re.Pattern[str]:
    nouns = alternatives(lexicon("objectives")["action_nouns"])
    return re.compile(
        r"(?:l'|la |le |les |un |une |des |d'|de )?(?:(?:meilleure?|nouve\w+|premiere?|double) )?"
        rf"(?:{nouns})\b(?= (?:\w+ (?:et \w+ )?)?"
        r"(?:de|du|des|d'|a|au|aux|en|pour|par|entre|sur|dans|contre|aupres|vers|avec)\b)"
    )


def reads_as_action(folded: str, start: int, end: int) -> bool:
    """Whether what stands here tells something to be done: an infinitive, "la création de…"."""
    return is_infinitive(folded, start) or _action_noun().match(folded, start, end) is not None


_not_list = partial(entry_pattern, "objectives", "not_lists")


def other_list_at(folded: str, start: int, end: int) -> int | None:
    """Where a heading or a lead-in says that something else is listed ("Calendrier des actions")."""
    match = _not_list().search(folded, start, end)
    if match is None or _COMMITS.search(folded, match.end(), end):
        return None
    return match.start()


_COMMITS = re.compile(r"\b(?:s'engag|vis(?:e|ent) a|ont pour|a pour|permett|permet\b)")
"""Verbs of aims: what comes before them is who has the aims, not what is listed."""


@cache
def _weak_leads() -> list[tuple[str, re.Pattern[str]]]:
    return [(level, pattern(words)) for level, words in lexicon("objectives")["weak_leads"].items()]


def weak_level(folded: str, start: int, end: int) -> str | None:
    """The level that words give a list if its items read like aims or actions ("Concrètement, …")."""
    return next((level for level, words in _weak_leads() if words.search(folded, start, end)), None)


@cache
def _calls_to_act() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(lexicon('objectives')['calls_to_act'])})(?!\w)")


def is_call_to_act(folded: str, start: int, end: int) -> bool:
    """Whether a line asks the reader to click, read or send: no aim of a programme."""
    return _calls_to_act().match(folded, start, end) is not None


@cache
def _detail_labels() -> re.Pattern[str]:
    return re.compile(
        rf"(?:les? |la |l'|nos? |notre )?(?:{alternatives(lexicon('objectives')['detail_labels'])})\b"
    )


def is_detail(folded_label: str) -> bool:
    """Whether a label names a fact about a programme ("Enveloppe", "Clôture"), not an aim."""
    return _detail_labels().match(folded_label) is not None


_LEADING_NUMBER = re.compile(
    r"\s*(?:(?:axe|orientation|objectif|priorité|action|mesure|défi|volet) ?(?:n[°o] ?)?)?"
    r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-H])(?: ?[-–—.):/]+|(?=\s+[A-ZÀ-Ý]))\s*",
    re.IGNORECASE,
)


def without_number(text: str) -> str:
    """The words of a cell without the number that they open with ("Axe 2 – …", "1. …")."""
    return text[match.end() :] if (match := _LEADING_NUMBER.match(text)) else text


_END_SIGNS = " \t;,.:–—-•"


_LEADING_IN = re.compile(r"(?:(?:et|puis|enfin) )?(?:de |d['’]|à |pour )", re.IGNORECASE)
_LEADING_ON = re.compile(r"[,;] ?(?:et|puis|ou|ainsi que)$")
_ASIDE = re.compile(r" \((?:\d{1,3} (?:fiches?|actions?|mesures?|objectifs?)|(?:voir|cf)\b)[^()]*\)$")
"""Behind an aim: how many actions it has, or where more is told of it."""


def tidy(text: str) -> str:
    """The words of an objective: without closing punctuation, outer quotation marks and ties to others."""
    words = _ASIDE.sub("", _LEADING_ON.sub("", text.strip()).strip(_END_SIGNS)).strip()
    lead = _LEADING_IN.match(words)
    if lead is not None and is_infinitive(fold(words[lead.end() :])):
        words = words[lead.end() :]
    for opening, closing in ("«»", "“”", '""'):
        if words.startswith(opening) and words.endswith(closing) and words.count(opening) == 1:
            words = words[1:-1].strip()
    return words


NUMBERS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze")


@cache
def aims() -> re.Pattern[str]:
    """The words right before an aim in running text; its group tells what may follow them.

    named: anything; promise: actions; at: something to be done; around: fields; verb: an infinitive.
    """
    words = lexicon("objectives")
    adverbs = rf"(?:,? (?:{alternatives(words['aims_adverbs'])}),?)*"
    entries = {group: alternatives(words[entry]) for group, entry in _AIMS.items()}
    entries["verb"] = "|".join(
        rf"(?:{alternatives(verbs)})~ {preposition}" if preposition else alternatives(verbs)
        for verbs, preposition in ((words["aims"][key], preposition) for key, preposition in _BEFORE_VERBS)
    )
    groups = "|".join(
        rf"(?P<{group}>{body.replace('~', adverbs)})(?:(?<=')| )(?={_FOLLOWING.get(group, _VERB)})"
        for group, body in entries.items()
    )
    return re.compile(rf"(?<!\w)(?:{groups})")


_AIMS = {"named": "aims_named", "promise": "promises", "at": "aims_at", "around": "built_around"}
_FOLLOWING = {"named": r"[\w«]", "at": r"\w", "around": r"\w"}
_BEFORE_VERBS = (
    ("a", "a"),
    ("a pour", "(?:a|pour)"),
    ("de", "(?:de|d')"),
    ("de a", "(?:de|d'|a)"),
    ("whole", ""),
)

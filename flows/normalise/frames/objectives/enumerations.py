"""The parts of an enumeration in running text: "de former …, d'équiper … et de loger …", "la prévention,
l'accès aux soins et la santé mentale"."""

from __future__ import annotations

import re

from flows.normalise.frames.objectives.words import is_infinitive

_AND = r"(?:(?:et|ainsi que|puis|mais) |ainsi qu')?"
_THEN = (
    r"(?:(?:(?:tout )?d'abord|ensuite|enfin|puis|aussi|egalement|surtout|notamment|d'une part|d'autre part|"
    r"en outre|de plus|par ailleurs|non seulement|a la fois|(?:la )?encore|en particulier)(?:,| :)? )*"
)
_COUNT = r"(?:\(?(?:\d{1,2}|[a-h])[)°/.] ?)?"
_PREPOSITION = r"(?P<preposition>(?:autour )?(?:de |d'|du |des )|a |au |aux |pour |sur )?"
_OPENING = re.compile(rf"{_THEN}{_COUNT}{_PREPOSITION}")
_BREAK = re.compile(
    rf"(?: ?[;/] ?|,? (?=\(?\d[)°/])|, | (?=(?:et|ainsi qu[e']|puis|mais) ?))"
    rf"{_AND}{_THEN}{_COUNT}{_PREPOSITION}(?=[\w«“])"
)
_DETERMINER = re.compile(r"(?:la |le |les |l'|un |une |des |deux |trois |une meilleure )")


def parts(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where each part of an enumeration stands, without what joins them."""
    opened = _OPENING.match(folded, start, end)
    begin = opened.end() if opened else start
    breaks = list(_BREAK.finditer(folded, begin, end))
    if any(";" in match.group() for match in breaks):
        breaks = [match for match in breaks if ";" in match.group()]
    elif is_infinitive(folded, begin):
        breaks = [match for match in breaks if is_infinitive(folded, match.end())]
    else:
        repeats = bool(opened and opened["preposition"])
        breaks = [m for m in breaks if m.group()[0] != " " or _opens_alike(folded, m, repeats=repeats)]
    found: list[tuple[int, int]] = []
    for match in breaks:
        found.append((begin, match.start()))
        begin = match.end()
    return [*found, (begin, end)]


def _opens_alike(folded: str, match: re.Match[str], *, repeats: bool) -> bool:
    """Whether a noun after "et" opens with a preposition or an article as the first part does."""
    if bool(match["preposition"]) != repeats:
        return False
    return repeats or _DETERMINER.match(folded, match.end()) is not None


_CLAUSE_END = re.compile(
    r" ?[:;!?]|\.(?= |$)| [-–—] |\n|"
    r" que (?:ce|cet|cette|la|le|les|l'|nous) ?\w+ (?:a|ont|est|sont|sera)\b|"
    r", (?:afin|en vue|grace|notamment (?:en|par|grace)|avec|dans|tout en|ce qui|qui|dont|ou|et ce|tandis)\b"
)


def clause_end(folded: str, start: int, end: int) -> int:
    """Where the clause ends that tells an aim."""
    stop = _CLAUSE_END.search(folded, start, end)
    return stop.start() if stop is not None else end


_SUBJECT = re.compile(
    r", (?=(?:la|les?|une?|des|ce|cet|cette|ces|nous|ils?|elles?|on|vous|tous|toutes|chaque|son|sa|ses|"
    r"notre|nos)\b|l')"
)
_NAME = re.compile(r", (?=[A-ZÀ-Ý«])")


def fronted_end(text: str, folded: str, start: int, end: int) -> int | None:
    """Where an aim ends that opens a sentence, before its subject ("Pour former …, le Département …")."""
    for comma in _SUBJECT.finditer(folded, start, end):
        if not is_infinitive(folded, comma.end()):
            return comma.start()
    named = _NAME.search(text, start, end)
    return named.start() if named is not None else None

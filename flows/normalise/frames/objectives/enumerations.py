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


def parts(folded: str, start: int, end: int, count: int = 0) -> list[tuple[int, int]]:
    """Where each part of an enumeration stands, without what joins them.

    `count`: how many parts the words before tell, if they do ("trois axes : …").
    """
    opened = _OPENING.match(folded, start, end)
    if opened is not None and opened["preposition"] == "des " and folded.endswith(": ", 0, start):
        opened = None  # an article
    begin = opened.end() if opened is not None else start
    breaks = list(_BREAK.finditer(folded, begin, end))
    repeats = opened is not None and bool(opened["preposition"]) and any(m["preposition"] for m in breaks)
    if any(";" in match.group() for match in breaks):
        chosen = [match for match in breaks if ";" in match.group()]
    elif is_infinitive(folded, begin):
        chosen = [match for match in breaks if is_infinitive(folded, match.end())]
    else:
        bare = not repeats and _DETERMINER.match(folded, begin) is None
        chosen = _of_nouns(folded, breaks, repeats=repeats, bare=bare, count=count)
    found: list[tuple[int, int]] = []
    for match in chosen:
        found.append((begin, match.start()))
        begin = match.end() if repeats or match["preposition"] != "des " else match.start("preposition")
    return [*found, (begin, end)]


def _of_nouns(
    folded: str, breaks: list[re.Match[str]], *, repeats: bool, bare: bool, count: int
) -> list[re.Match[str]]:
    """The commas between nouns, and each "et" before what opens as the first one does."""
    commas = [match for match in breaks if match.group()[0] != " "]
    if count and len(commas) + 1 == count:
        return commas
    if count and len(commas) + 2 == count:
        ends = [m for m in breaks if m.group()[0] == " " and (not commas or m.start() > commas[-1].end())]
        alike = [m for m in ends if _opens_alike(folded, m, repeats=repeats)]
        return [*commas, *(alike or ends)[-1:]]
    if bare and commas and breaks[-1] not in commas:
        return [*commas, breaks[-1]]
    return [m for m in breaks if m.group()[0] != " " or _opens_alike(folded, m, repeats=repeats)]


def _opens_alike(folded: str, match: re.Match[str], *, repeats: bool) -> bool:
    """Whether a part after "et" opens with a preposition or an article as the first part does."""
    if not repeats and match["preposition"] == "des ":
        return True
    if bool(match["preposition"]) != repeats:
        return False
    return repeats or _DETERMINER.match(folded, match.end()) is not None


_CLAUSE_END = re.compile(
    r" ?[:;!?]| ?»(?=,? [a-z])|\.(?= |$)| [-–—] |\n|"
    r" que (?:ce|cet|cette|la|le|les|l'|nous) ?\w+ (?:a|ont|est|sont|sera)\b|"
    r", (?:afin|en vue|grace|notamment (?:en|par|grace)|avec|dans|tout en|ce qui|qui|dont|ou|et ce|tandis)\b"
)


def clause_end(folded: str, start: int, end: int) -> int:
    """Where the clause ends that tells an aim."""
    for stop in _CLAUSE_END.finditer(folded, start, end):
        if "»" not in stop.group() or "«" not in folded[start : stop.start()]:
            return stop.start()
    return end


_SUBJECT = re.compile(
    r", (?=(?:la|les?|une?|des|ce|cet|cette|ces|nous|ils?|elles?|on|vous|tous|toutes|chaque|son|sa|ses|"
    r"notre|nos)\b|l')"
)


def fronted_end(text: str, folded: str, start: int, end: int) -> int | None:
    """Where an aim ends that opens a sentence, before its subject ("Pour former …, le Département …")."""
    for comma in _SUBJECT.finditer(folded, start, end):
        if not is_infinitive(folded, comma.end()):
            return comma.start()
    named = _NAME.search(text, start, end)
    return named.start() if named is not None else None


_NAME = re.compile(r", (?=[A-ZÀ-Ý«])")

"""Which of the first lines is the title, as a reader sees it: not the name of the site or of the
section, not where one is, not a date, but the words that say what is announced."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence

from flows.normalise.documents.folding import fold
from flows.normalise.documents.lines import Line
from flows.normalise.documents.page_parts import (
    is_known_label,
    is_rubric,
    is_section_name,
    is_theme_line,
)
from flows.normalise.documents.shapes import is_dated, is_upper
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.factoring import factored

_HEAD = 14
"""Lines among which the title is looked for."""
_LONG = 200
"""Characters from which a line is running text."""
_LEAST = -4.0
"""Score below which a line is no title, even where there is no better: the name of a body may be one."""
_SHORTEST_TOLD_TWICE = 25
"""Characters from which a line that comes back is no label."""
_SENTENCE = 80
"""Characters from which a line that ends in a full stop is running text."""
_ITEM_SIGNS = ("-", "•", "–", "«", ">", "▶", "►", "➜", "→")
_QUOTATION = re.compile(r"« ?[^«»]{2,80} ?» ?:")
_BREADCRUMB = re.compile(r"(?:vous etes ici|accueil|home)\b.{0,3}[>/›»|:\\].*|\D.* (?:>|›) .+", re.S)
_PREFIX = re.compile(r"(.{3,40}?)\s?[|:>–-]\s+(?=\S)")
_WITHIN_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?] [A-ZÀ-Ý]")
_SUBJECT = re.compile(r"(?:objet|sujet)\s?:\s*(?=\S)", re.I)
"""How a letter opens the line that says what it is about."""
_MORE_THAN_A_DATE = 8
"""Words from which a line says more than the day it tells."""
_DAY_WORD = (
    r"(?:les?|du|au|et|a|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|fevrier|mars|avril|mai"
    r"|juin|juillet|aout|septembre|octobre|novembre|decembre|\d[\d/.h:]*(?:er)?)"
)
_PUT_ONLINE = re.compile(
    r"(?:(?:article|actualite|page|contenu|information) )?"
    r"(?:publie|mis en ligne|mise? a jour|modifie|poste|actualise|paru)e?s?\b.*"
)
_DATE_ALONE = re.compile(
    rf"{_PUT_ONLINE.pattern}|(?:[a-z' -]{{2,40}}, (?!du |les ))?{_DAY_WORD}(?:[ ,-]+{_DAY_WORD})*[ .,]*"
)
_LABEL = re.compile(r"[^:]{3,60} ?: ")
_YEARS_ALONE = re.compile(r"(?:19|20)\d\d(?: ?[-/–] ?(?:19|20)?\d\d)?")
_ADDRESS = re.compile(r"www\.|https?://")
_HOUR_FIRST = re.compile(r"(?:de )?\d{1,2}\s?[h:]\s?(?:\d\d)?\b")
_PARTS = re.compile(r"[|/•·–—-](?:(?<=\|)|(?<=\s.)(?=\s))")
_BEFORE_NAME = re.compile(r"(?:\b(?:les?|la|aux?|du|des|de|par|notre|votre) |\bl')$")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS_OF_A_NAME = 12
_SEARCHED = 20_000
"""Characters of the text in which a body is looked for again."""
_KIND = re.compile(r"communique|actu|agenda|evenement|info|news|flash|presse|article|breve")
_CONTINUES = re.compile(
    r"(?:[«“\"].*[»”\"]$|(?:n[°o] ?\d+|edition)(?!.*\d{4}$)|\d{4}\s?[-–/]\s?\d{4}$|\d{4}$|saison \d).*"
)
_WORDS = lexicon("page_parts")
_BODY_OPENINGS = factored("|".join(_WORDS["organisation_openings"]))
_OPENS_LIKE_BODY = re.compile(_BODY_OPENINGS)
_OF_BODY = re.compile(
    r"(?:(?:le )?(?:site|blog|portail|page)(?: (?:internet|officiel|web))* (?:de |du |des |d'))?"
    rf"(?:l'|la |le |les )?(?:{_BODY_OPENINGS})"
)
_WORDS_OF_BODIES = frozenset(_WORDS["organisation_words"])
_HEADLINE_VERBS = frozenset(_WORDS["headline_verbs"])


def find_title(lines: Sequence[Line], tables: Container[int] = ()) -> tuple[int, int, int] | None:
    """The title among the first lines: its first line, the line after its last, and where its words
    start in the first (after "Actualités | "); null if no line is one. `tables` are lines of tables."""
    best: int | None = None
    best_score = 0.0
    head = _head(lines)
    whole = "\n".join([line.folded for line in lines])[:_SEARCHED]
    told = Counter([line.text for line in lines])
    for index in range(head):
        if index in tables:
            continue
        told_twice = len(lines[index].text) > _SHORTEST_TOLD_TWICE and told[lines[index].text] == 2
        score = _score(lines, index, whole, told_twice=told_twice)
        if index + 1 < head and _PUT_ONLINE.match(lines[index + 1].folded):
            score += 2
        if best is None or score > best_score:
            best, best_score = index, score
    if best is None or best_score < _LEAST:
        return None
    return best, _end(lines, best), _start(lines[best].text)


def _head(lines: Sequence[Line]) -> int:
    """How many lines come before the running text."""
    for index, line in enumerate(lines[:_HEAD]):
        if len(line.text) > _LONG:
            return index
        is_sentence = len(line.text) > _SENTENCE and line.text.endswith(".")
        if is_sentence and (index > 0 or _WITHIN_SENTENCES.search(line.text)):
            return index
    return min(len(lines), _HEAD)


def _score(lines: Sequence[Line], index: int, whole: str, *, told_twice: bool) -> float:
    """How much a line is like a title; `told_twice`: it stands in the head of the page and over its text."""
    line = lines[index]
    text = line.text
    folded = line.folded
    words = folded.split()
    score = -0.6 * index
    if is_rubric(text) or is_section_name(text) or _BREADCRUMB.fullmatch(folded):
        return score - 8
    if _SUBJECT.match(text):
        score += 4
    is_body = _names_organisation(text, folded, opens=index == 0)
    if told_twice and not is_body:
        score += 2
    is_labelled = _LABEL.match(folded) is not None and is_known_label(folded.split(":", 1)[0].strip())
    if is_labelled:
        score -= 3
    if is_dated(folded) or _YEARS_ALONE.fullmatch(folded):
        if is_labelled or _DATE_ALONE.fullmatch(folded):
            score -= 5
        elif len(words) < _MORE_THAN_A_DATE:
            score -= 3
        elif index > 0:
            score -= 1
    elif _HOUR_FIRST.match(folded):
        score -= 5
    if is_body or _acts_in(whole, folded) or _is_masthead(text):
        score -= 4
    if text.endswith((".", ",", ";", "…")) and not text.endswith("..."):
        score -= 3
    if text.endswith(":") and index > 0:
        score -= 2
    if _ADDRESS.search(folded):
        score -= 2
    if text.endswith(("!", "?")):
        score += 0.5 if len(text) <= _SENTENCE else -0.5
    if len(words) <= 2:
        score -= 1
    elif len(words) >= 5:
        score += 1
    if is_upper(text) and len(words) > 1:
        score += 1.5
    if len(text) > 150 and not told_twice:
        score -= 2
    if text.startswith(_ITEM_SIGNS) and not _QUOTATION.match(text):
        score -= 2
    if line.is_figure or _is_letterhead(lines, index):
        score -= 4
    if _FILE_NUMBER.match(text):
        score -= 3
    if is_theme_line(text):
        score -= 2.5
    if line.gap and (index + 1 >= len(lines) or lines[index + 1].gap):
        score += 0.7
    return score + min(4.0, 5 * (line.size - 1))


def _names_organisation(text: str, folded: str, *, opens: bool = False) -> bool:
    """Whether a line is the name of a body and nothing more: no verb, no object. `opens`: it is the first."""
    if _OF_BODY.match(folded) is None or text.endswith(("!", "?", ":")):
        return False
    if opens or is_upper(text):
        words = folded.split()
        says_more = any(word in _HEADLINE_VERBS or word[-1].isdigit() for word in words)
        return len(words) <= _MOST_WORDS_OF_A_NAME and not says_more and ":" not in text
    return all(fold(word) in _WORDS_OF_BODIES for word in _WORD.findall(text)[1:] if word[0].islower())


def names_body(text: str) -> bool:
    """Whether a line at the head of a page is the name of a body and nothing more."""
    return _names_organisation(text, fold(text), opens=True)


def _acts_in(whole: str, folded: str) -> bool:
    """Whether a line that opens like the name of a body is spoken of in the (folded) text as one: "la
    Fondation … lance"."""
    if _OPENS_LIKE_BODY.match(folded) is None:
        return False
    position = whole.find(folded)
    while position >= 0:
        if _BEFORE_NAME.search(whole, max(0, position - 8), position):
            return True
        position = whole.find(folded, position + len(folded))
    return False


def _is_letterhead(lines: Sequence[Line], index: int) -> bool:
    """Whether a line sets a body's name beside something else, or names the magazine that a page is of."""
    columns = lines[index].columns
    if (
        columns
        and index == 0
        and (names_body(columns[0]) or (is_rubric(columns[0]) and any(map(names_body, columns))))
    ):
        return True
    heads = (line for line in lines[index : min(index + 2, _PAGED)] if len(line.text) <= _LONG)
    return any(_PAGE_OF.search(line.folded) for line in heads)


_PAGED = 3
"""Lines at the head of a page of a magazine that may tell its number."""
_PAGE_OF = re.compile(r"(?:\b(?:n|no|numero) ?[°o]? ?\d+\b|\b(?:19|20)\d\d\b).*\bp(?:age|\.) ?\d+\b")
_FILE_NUMBER = re.compile(
    r"\d+[A-Z]{1,4}[-_ ]?\d{2,}\b|(?:(?:délibération|rapport|dossier) )?n ?[°º] ?\d+[-/.]\d+", re.I
)
"""How an item of a register opens: "25CP-1812 …"."""


def _is_masthead(text: str) -> bool:
    """Whether a line only names bodies and sections of a site: "Région … – Espace presse"."""
    parts = [part.strip() for part in _PARTS.split(text)]
    return len(parts) > 1 and all(is_rubric(part) or _names_organisation(part, fold(part)) for part in parts)


def _end(lines: Sequence[Line], first: int) -> int:
    """The line after the title: what is written under it without a gap may still belong to it."""
    end = first + 1
    while end < min(len(lines), first + 3) and not lines[end].gap:
        line, folded = lines[end], lines[end].folded
        same_setting = lines[first].size > 1.1 and abs(line.size - lines[first].size) < 0.03
        both_upper = is_upper(lines[first].text) and is_upper(line.text) and len(line.text.split()) > 1
        if not (_CONTINUES.fullmatch(folded) or ((both_upper or same_setting) and _may_go_on(line))):
            break
        end += 1
    return end


def _may_go_on(line: Line) -> bool:
    folded = line.folded
    return not (is_dated(folded) or is_rubric(line.text) or _names_organisation(line.text, folded))


def _start(text: str) -> int:
    if (subject := _SUBJECT.match(text)) is not None:
        return subject.end()
    match = _PREFIX.match(text)
    if match is None or not is_rubric(match.group(1)):
        return 0
    # "Santé : le centre ouvre" is one title; "Communiqué : le centre ouvre" says what it is first.
    return match.end() if ":" not in match.group() or _KIND.match(fold(match.group(1))) else 0

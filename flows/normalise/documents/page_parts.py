"""Which parts of a page are the announcement, by their tags, roles and class words.

The words stand in `lexicon/page_parts.yaml`; here they become one compiled pattern a list, and each
distinct class attribute is judged once.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from flows.normalise.documents.folding import fold
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import any_of

_WORDS = lexicon("page_parts")


class Part(Enum):
    """What the class words of an element say of it."""

    NEUTRAL = 0
    KEPT = 1
    DROPPED = 2
    EDGE = 3
    """Header or footer of the site; inside an article, of the article: content."""


_WORD_BORDERS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[-_\s]+")
# "no-sidebar", "type-newsletter", "category-agenda": said of the page, not of this part.
_NOT_AFTER = "".join(
    f"(?<!-{word}-)"
    for word in (
        "has",
        "no",
        "with",
        "without",
        "two",
        "both",
        "avec",
        "sans",
        "type",
        "mode",
        "field",
        "category",
        "tag",
    )
)


def _class_pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"-{_NOT_AFTER}(?:{any_of(_WORDS[name])})s?(?=-)")


_KEPT, _DROPPED = _class_pattern("kept_classes"), _class_pattern("dropped_classes")
_EDGES = frozenset(_WORDS["edge_classes"])


@lru_cache(maxsize=8192)
def part_of(classes: str, identifier: str) -> Part:
    """What an element's class and id attributes say it is."""
    for attribute in (identifier, *classes.split()):
        words = "-" + "-".join(filter(None, _WORD_BORDERS.split(attribute))).lower() + "-"
        if _KEPT.search(words):
            return Part.KEPT
        if _DROPPED.search(words):
            return Part.DROPPED
        if words[1:-1] in _EDGES:
            return Part.EDGE
    return Part.NEUTRAL


def _line_pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(_WORDS[name]))


_DEBRIS = _line_pattern("debris_lines")
_MENU_ENTRY = _line_pattern("menu_entries")
_RELATED = _line_pattern("related_headings")
_RUBRIC = _line_pattern("rubrics")
_THEMES = _line_pattern("theme_lines")
_SECTION_NAME = _line_pattern("section_names")
_KNOWN_LABEL = _line_pattern("known_labels")
_ARTICLE = re.compile(r"(?:(?:la|le|les|une?|nos|vos|votre) |l')")


def is_debris(folded_line: str) -> bool:
    """Whether a folded line is a button, a label or a notice of the site, not of the announcement."""
    return len(folded_line) < 160 and _DEBRIS.fullmatch(folded_line) is not None


_LONGEST_ENTRY = 40
_LONGEST_MENU = 400
_SIGN_BETWEEN = re.compile(r"[|•·/»›–]\s")
_BETWEEN_ENTRIES = re.compile(r"\s*[|•·/»›–]\s+|\t+|\s{2,}")


def is_menu(line: str, *, is_wide: bool) -> bool:
    """Whether a line, its white space as written, is a menu of the site: three entries and more, most of
    them such as all sites have ("Accueil   Qui sommes-nous   Agenda   Contact").

    `is_wide` tells that more than single spaces stand between its words.
    """
    if len(line) > _LONGEST_MENU or not (is_wide or _SIGN_BETWEEN.search(line)):
        return False
    entries = [entry for entry in _BETWEEN_ENTRIES.split(line.strip()) if entry]
    if len(entries) < 3 or max(map(len, entries)) > _LONGEST_ENTRY:
        return False
    matched = sum(_MENU_ENTRY.fullmatch(fold(entry)) is not None for entry in entries)
    return matched >= 2 and 5 * matched >= 3 * len(entries)


def opens_related(heading: str) -> bool:
    """Whether a heading opens a list of other pages ("À lire aussi")."""
    return len(heading) <= 60 and _RELATED.fullmatch(fold(heading).strip(" :!?.>-")) is not None


def is_rubric(line: str) -> bool:
    """Whether a line only names a kind or a section of the site ("Actualités", "Espace presse")."""
    return len(line) <= 60 and _RUBRIC.fullmatch(fold(line).strip(" :|>/-▶►")) is not None


def is_theme_line(line: str) -> bool:
    """Whether a line only files a page under themes of the site ("Santé publique, prévention")."""
    return len(line) <= 90 and _THEMES.fullmatch(fold(line).strip()) is not None


def is_section_name(line: str) -> bool:
    """Whether a line is a heading inside documents of any kind ("Ordre du jour"), never a title."""
    return len(line) <= 60 and _SECTION_NAME.fullmatch(fold(line).strip(" :|>/-▶►")) is not None


def is_known_label(folded_label: str) -> bool:
    """Whether a folded label is one that announcements use for practical details ("lieu", "date limite")."""
    article = _ARTICLE.match(folded_label)
    return _KNOWN_LABEL.fullmatch(folded_label, article.end() if article else 0) is not None

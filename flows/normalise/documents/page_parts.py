"""Which parts of a page are the announcement, by their tags, roles and class words.

The words stand in `lexicon/page_parts.yaml`; here they become one compiled pattern a list, and each
distinct class attribute is judged once.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from flows.normalise.documents.folding import fold

_LEXICON = Path(__file__).parents[1] / "lexicon" / "page_parts.yaml"


class Part(Enum):
    """What the class words of an element say of it."""

    NEUTRAL = 0
    KEPT = 1
    DROPPED = 2
    EDGE = 3
    """Header or footer of the site; inside an article, of the article: content."""


@cache
def lexicon() -> dict[str, Any]:
    """The page parts lexicon, read once."""
    with _LEXICON.open(encoding="utf-8") as file:
        content: dict[str, Any] = yaml.safe_load(file)
    return content


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


@cache
def _class_pattern(name: str) -> re.Pattern[str]:
    words = "|".join(re.escape(str(word)) for word in lexicon()[name])
    return re.compile(rf"{_NOT_AFTER}(?<=-)(?:{words})s?(?=-)")


@cache
def _edges() -> frozenset[str]:
    return frozenset(lexicon()["edge_classes"])


@lru_cache(maxsize=8192)
def part_of(classes: str, identifier: str) -> Part:
    """What an element's class and id attributes say it is."""
    for attribute in (identifier, *classes.split()):
        words = "-" + "-".join(filter(None, _WORD_BORDERS.split(attribute))).lower() + "-"
        if _class_pattern("kept_classes").search(words):
            return Part.KEPT
        if _class_pattern("dropped_classes").search(words):
            return Part.DROPPED
        if words[1:-1] in _edges():
            return Part.EDGE
    return Part.NEUTRAL


_ARTICLE = re.compile(r"(?:(?:la|le|les|une?|nos|vos|votre) |l')")


@cache
def _line_pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in lexicon()[name]))


def is_debris(folded_line: str) -> bool:
    """Whether a folded line is a button, a label or a notice of the site, not of the announcement."""
    return len(folded_line) < 160 and _line_pattern("debris_lines").fullmatch(folded_line) is not None


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
    matched = sum(_line_pattern("menu_entries").fullmatch(fold(entry)) is not None for entry in entries)
    return matched >= 2 and 5 * matched >= 3 * len(entries)


def opens_related(heading: str) -> bool:
    """Whether a heading opens a list of other pages ("À lire aussi")."""
    if len(heading) > 60:
        return False
    return _line_pattern("related_headings").fullmatch(fold(heading).strip(" :!?.>-")) is not None


def is_rubric(line: str) -> bool:
    """Whether a line only names a kind or a section of the site ("Actualités", "Espace presse")."""
    if len(line) > 60:
        return False
    return _line_pattern("rubrics").fullmatch(fold(line).strip(" :|>/-▶►")) is not None


def is_theme_line(line: str) -> bool:
    """Whether a line only files a page under themes of the site ("Santé publique, prévention")."""
    return len(line) <= 90 and _line_pattern("theme_lines").fullmatch(fold(line).strip()) is not None


def is_section_name(line: str) -> bool:
    """Whether a line is a heading inside documents of any kind ("Ordre du jour"), never a title."""
    return (
        len(line) <= 60 and _line_pattern("section_names").fullmatch(fold(line).strip(" :|>/-▶►")) is not None
    )


def is_known_label(folded_label: str) -> bool:
    """Whether a folded label is one that announcements use for practical details ("lieu", "date limite")."""
    label = _ARTICLE.sub("", folded_label, count=1) if _ARTICLE.match(folded_label) else folded_label
    return _line_pattern("known_labels").fullmatch(label) is not None


@cache
def dropped_roles() -> frozenset[str]:
    """ARIA roles of parts that are never the announcement."""
    return frozenset(lexicon()["dropped_roles"])

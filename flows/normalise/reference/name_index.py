"""Every name of a place, ready to be looked up at each capital of a text.

The index holds communes (with the spellings "St-Junien", "Neuvy s/ Loire"), departments, regions and a
few phrases that only look like places. Texts are searched as `searchable` makes them: one character for
one character, anything but letters and digits a blank, so that hyphens, apostrophes and blanks are equal
and each name stands between blanks. (An automaton of all names would not fit a processor's cache, and
few of its hits bear a capital.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from flows.normalise.reference.gazetteer import Commune, communes_by_name, departments, regions
from flows.normalise.reference.names import name_key, spellings

LEXICON = Path(__file__).parent.parent / "lexicon"
LARGER = 2_000
"""People from which a town is also known by the first part of its name ("Clermont")."""
_BYTES = bytes(
    code if chr(code).isascii() and chr(code).isalnum() else code if code in (0x9C, 0xE6) else 0x20
    for code in range(256)
)
_LIGATURE_OE = "\x9c"
"""What the ligature of "Œuilly" is in `searchable` text: one character, as in the folded text."""
_ARTICLES = ("le ", "la ", "les ", "l ")
_ARTICLES_BEFORE = tuple(f" {article}" for article in _ARTICLES)
_BLANK = re.compile(" ")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞŸŒ](?<!\w.)")
_LINKS = {
    "sur",
    "en",
    "les",
    "lez",
    "sous",
    "aux",
    "au",
    "le",
    "la",
    "de",
    "du",
    "des",
    "d",
    "l",
    "pres",
    "et",
}


@dataclass(slots=True)
class PlaceName:
    """What a name may stand for."""

    key: str
    article: int = 0
    """Characters of the leading article ("la " in "la chatre"), which may be in lower case."""
    last_word: int = 0
    """Where its last word begins."""
    communes: tuple[Commune, ...] = ()
    """Of exactly this name, today's before delegated ones, most populous first."""
    without_article: tuple[Commune, ...] = ()
    """Whose name has an article left out here ("Mans", as in "du Mans")."""
    shortened: tuple[Commune, ...] = ()
    """Whose name begins so ("Sablé" for Sablé-sur-Sarthe)."""
    department: str | None = None
    region: str | None = None
    is_acronym: bool = False
    is_ordinary: bool = False
    """Also an ordinary word or a person's name: believed only in a telling context."""
    is_other: bool = False
    """Looks like a place and is none (a phrase of the lexicon)."""


def searchable(folded: str) -> str:
    """`folded` with everything but letters and digits blanked, between two blanks more."""
    plain = folded.encode("cp1252", "replace").translate(_BYTES).decode("latin-1")
    return f" {plain} "


@cache
def words() -> dict[str, Any]:
    """The lexicon `place_words.yaml`."""
    return dict(yaml.safe_load((LEXICON / "place_words.yaml").read_text("utf-8")))


@cache
def _index() -> dict[str, PlaceName | None]:
    """Names by their key; null for what only begins a name, up to each of its blanks."""
    names: dict[str, PlaceName] = {}

    def entry(key: str) -> PlaceName:
        name = names.get(key)
        if name is None:
            name = names[key] = PlaceName(key, last_word=key.rfind(" ") + 1)
        return name

    for key, found in communes_by_name().items():
        article = next((len(a) for a in _ARTICLES if key.startswith(a)), 0)
        forms = spellings(key)
        if "oe" in key and any("œ" in commune.name.lower() for commune in found):
            forms.add(key.replace("oe", _LIGATURE_OE))
        for form in forms:
            name = entry(form)
            name.communes += found
            name.article = article
        if article:
            entry(key[article:]).without_article += found
        short = _short_form(key, article, found[0].population or 0)
        if short:
            for form in (*spellings(short), short[article:]):
                entry(form).shortened += found
    for department in departments().values():
        if len(department.code) < 3:
            bare = name_key(department.name)
            entry(bare).department = department.code
            for an_article in _ARTICLES:
                # "la Creuse" is the department, though a village bears that name with its article.
                names.pop(an_article + bare, None)
    territories = yaml.safe_load((LEXICON / "territories.yaml").read_text("utf-8"))
    for region in regions().values():
        entry(name_key(region.name)).region = region.code
    for code, forms in territories["regions"].items():
        for form in forms:
            name = entry(name_key(form))
            name.region = code
            name.communes = ()
            name.is_acronym = len(form) <= 4
            name.article = 3 if name.key.startswith("la ") else name.article
    for word in words()["ordinary"].split():
        for key in (word, *(article + word for article in _ARTICLES)):
            if key in names:
                names[key].is_ordinary = True
    lands = [land for found in territories["lands"].values() for land in found]
    for phrase in (*words()["no_places"], *lands):
        entry(name_key(phrase)).is_other = True
    beginnings = {key[: blank.start()] for key in names for blank in _BLANK.finditer(key)}
    return dict.fromkeys(beginnings) | names


def _short_form(key: str, article: int, population: int) -> str | None:
    """The words before "sur", "en", "le"…, or the first part of a larger town's compound name."""
    parts = key[article:].split(" ")
    start = 1 if parts[0] not in ("saint", "sainte") else 2
    for position, word in enumerate(parts[start:], start):
        if word in _LINKS:
            short = " ".join(parts[:position])
            return key[:article] + short if len(short) > 3 else None
    if len(parts) == start + 1 and len(parts[0]) > 4 and population >= LARGER:
        return key[:article] + " ".join(parts[:start])
    return None


def names_in(text: str, plain: str) -> Iterator[tuple[int, int, PlaceName]]:
    """Every name with a capital first and last word, as (start, end, name); `plain` is `searchable` text."""
    index = _index()
    for capital in _CAPITAL.finditer(text):
        begin = capital.start() + 1  # `plain` has a blank more
        word_end = plain.find(" ", begin)
        if plain[begin:word_end] not in index:
            continue  # names with an article are there without it, too
        starts = [begin]
        if plain.endswith(_ARTICLES_BEFORE, 0, begin):
            starts.append(plain.rfind(" ", 0, begin - 1) + 1)
        for start in starts:
            end = word_end
            while end >= 0 and (key := plain[start:end]) in index:
                name = index[key]
                if name and start + name.article == begin and text[start - 1 + name.last_word].isupper():
                    yield start - 1, end - 1, name
                end = plain.find(" ", end + 1)

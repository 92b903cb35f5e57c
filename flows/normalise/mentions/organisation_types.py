"""What kinds of organisations there are and the words that name them.

An organisation's name begins with a noun of its kind ("centre hospitalier", "ARS"), ends with one
("Saint-Flour Communauté") or is known as a whole ("France Assos Santé"). The words lie in
`lexicon/organisations.yaml`, `acronyms.yaml` and `organisation_words.yaml`; here they become one
finder each for words and for acronyms, shared by the scan of a page and by `organisation_type`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile
from typing import Any, NamedTuple

from flows.normalise.documents.folding import fold
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import PhraseFinder
from flows.normalise.reference.gazetteer import intercommunalities


@dataclass(frozen=True, slots=True)
class Kind:
    """One entry of the lexicon: a kind of body, or one known body. See `organisations.yaml`."""

    number_in_lexicon: int
    organisation_type: str | None
    """None for what looks like a body and is none ("hôtel du Département")."""
    full_name: str
    """The first wording, folded ("agence regionale de sante")."""
    tail: str = "place"
    alone: str = "any"
    direct: bool = False
    national: bool = False
    adjective: bool = False
    classes: bool = False
    known: bool = False
    """Whether this is one known body rather than a kind of bodies."""


_OPTIONS = ("tail", "alone", "direct", "national", "adjective", "classes")


class Head(NamedTuple):
    """Words of the lexicon found in a text."""

    start: int
    end: int
    kind: Kind
    plural: bool
    acronym: bool
    weak: bool
    """Whether the words name a territory or a thing in lower case."""
    singular: str = ""
    """Of a plural: the words for one body of the kind."""


class _Form(NamedTuple):
    kind: Kind
    plural: bool
    acronym: bool
    capital: bool = False
    """Whether the first letter must be a capital."""
    weak: bool = False
    singular: str = ""


class _Finders(NamedTuple):
    words: PhraseFinder[_Form]
    """Searches folded text."""
    acronyms: PhraseFinder[_Form]
    """Searches text as written."""


@cache
def _finders() -> _Finders:
    words: dict[str, _Form] = {}
    acronyms: dict[str, _Form] = {}
    count = 0
    for entry in lexicon("organisations"):
        kind = _kind_of_entry(entry, count)
        count += 1
        for written in entry.get("names", ()):
            weak, name = written.startswith("~"), written.lstrip("~")
            singular, plural = re.sub(r"\(\w+\)", "", name), re.sub(r"\((\w+)\)", r"\1", name)
            words.setdefault(fold(plural), _Form(kind, plural != singular, False, False, weak, singular))
            words[fold(singular)] = _Form(kind, False, False, weak=weak)
        for written in entry.get("plurals", ()):
            one = _singular(written.lstrip("~"), entry.get("names", ()))
            weak = written.startswith("~")
            words[fold(written.lstrip("~"))] = _Form(kind, True, False, weak=weak, singular=one)
        for written in entry.get("acronyms", ()):
            for spelling in (written, written.upper()):
                acronyms.setdefault(spelling, _Form(kind, False, True, True))
    for organisation_type, bodies in lexicon("acronyms").items():
        for body in bodies:
            kind = Kind(count, organisation_type, fold(body[0]), known=True)
            count += 1
            for written in body:
                if " " in written:
                    for spelling in _hyphenated(fold(written)):
                        words[spelling] = _Form(kind, False, False, written[0].isupper())
                else:
                    for spelling in (written, written.upper(), fold(written).upper()):
                        acronyms.setdefault(spelling, _Form(kind, False, True, True))
    community = words["communaute de communes"].kind.number_in_lexicon
    for name in _names_of_groupings():
        kind = Kind(community, "council", fold(name), known=True)
        words.setdefault(fold(name), _Form(kind, False, False, True))
    for phrase in word_list("not_bodies"):
        words[phrase] = _Form(Kind(count, None, phrase), False, False)
    return _Finders(PhraseFinder(words), PhraseFinder(acronyms))


def _names_of_groupings() -> Iterator[str]:
    """Names that groupings of communes go by without their kind ("Grand Reims"), not those that need it ("du
    Pays de Saint-Omer")."""
    for group in intercommunalities():
        name = _KIND_OF_GROUPING.sub("", group.name)
        if len(name.split()) > 1 and name[0].isupper():
            yield name
            if " et " in name:
                yield name.replace(" et ", " & ")


_KIND_OF_GROUPING = re.compile(r"^C[ACU] (?:du (?=Grand ))?| \([^)]*\)$")


def _singular(plural: str, names: Sequence[str]) -> str:
    """The name of a kind that a plural which "(s)" cannot write is most like ("conseils départementaux")."""
    singulars = [re.sub(r"~|\(\w+\)", "", name) for name in names]
    return max(singulars, key=lambda name: (_alike(name, plural.replace("s ", " ")), -len(name)), default="")


def _alike(one: str, other: str) -> int:
    """How many letters two names begin alike with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _hyphenated(name: str) -> tuple[str, str]:
    """A name with its last two words parted by a blank and by a hyphen ("Gustave-Roussy")."""
    return name, re.sub(r" (?=[^ ]+$)", "-", name)


def _kind_of_entry(entry: dict[str, Any], number: int) -> Kind:
    first = (entry.get("names") or entry["acronyms"])[0]
    options = {key: entry[key] for key in _OPTIONS if key in entry}
    return Kind(number, entry["type"], fold(re.sub(r"~|\(\w+\)", "", first)), **options)


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a list of `organisation_words.yaml`."""
    return frozenset(word.strip() for word in lexicon("organisation_words")[name].split("|"))


def find_heads(text: str, folded: str) -> list[Head]:
    """Every wording of the lexicon in a text, in order, the longest where they overlap."""
    finders = _finders()
    found = [*_found(finders.words.find(folded), text), *_found(finders.acronyms.find(text), text)]
    found.sort(key=lambda head: (head.start, -head.end))
    heads: list[Head] = []
    for head in found:
        if not heads or (head.start >= heads[-1].end and not _goes_on(heads[-1], head)):
            heads.append(head)
    return heads


def _goes_on(kind: Head, name: Head) -> bool:
    """Whether the name of a grouping stands right behind its kind: "Communauté … du | Grand Lac"."""
    return kind.kind.organisation_type == "council" and is_grouping(name) and name.start - kind.end <= _LINK


_LINK = 7
"""Characters of " de la "."""


_LOWER_ARTICLE = re.compile(r"(?:l['’]|la |le |les )(?=[^\W\d_a-zà-ÿ])")
"""An article before a name that may hold it: "avec la Mutuelle Générale"."""


def _found(hits: Iterator[tuple[int, int, _Form]], text: str) -> Iterator[Head]:
    for begin, end, form in hits:
        start = begin
        if form.capital and text[begin].islower():
            article = _LOWER_ARTICLE.match(text, begin)
            if article is None:
                continue
            start = article.end()
        yield Head(start, end, form.kind, form.plural, form.acronym, form.weak, form.singular)


@cache
def suffix_types() -> dict[str, str]:
    """Organisation type by the noun that ends a name, as written ("Communauté": council)."""
    suffixes: dict[str, list[str]] = lexicon("organisation_words")["suffixes"]
    return {word: organisation_type for organisation_type, words in suffixes.items() for word in words}


@lru_cache(maxsize=4096)
def head_of(name: str) -> Head | None:
    """The first wording of the lexicon in a name, if any."""
    return next((h for h in find_heads(name, fold(name)) if h.kind.organisation_type), None)


def is_grouping(head: Head) -> bool:
    """Whether words are the name of one grouping of communes, which others that work there bear too."""
    return head.kind.known and head.kind.organisation_type == "council"


def is_body(name: str) -> bool:
    """Whether words are the name of a body and begin with its kind ("Ville de Sées")."""
    head = head_of(name)
    return head is not None and head.start == 0 and (head.kind.known or head.end < len(name))


def organisation_type(name: str) -> str:
    """Code (list `organisation_type`) for any organisation's name; "other" if nothing tells.

    >>> organisation_type("Centre hospitalier de Saint-Flour")
    'hospital'
    """
    head = head_of(name)
    last = name.rpartition(" ")[2]
    if head is not None and (head.start == 0 or last not in suffix_types()):
        return head.kind.organisation_type or "other"
    return suffix_types().get(last.capitalize(), "other")

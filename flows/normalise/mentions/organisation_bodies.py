"""Which of a page's names mean the same body, and the fullest of them.

Names of one kind with one tail are one body ("ARS Grand Est", "Agence régionale de santé Grand Est"); a
head without a tail ("l'ARS") means the page's only body of its kind; a bare noun ("la Fédération") the
only one whose full name begins with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import TypeVar

from flows.normalise.documents.folding import fold
from flows.normalise.lexicon import lexicon
from flows.normalise.mentions.initials import abbreviates
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.organisation_types import head_of, is_grouping


@dataclass(frozen=True, slots=True)
class OrganisationClass(Organisation):
    """Bodies named as a class ("les URPS", "hôpitaux du territoire"): several, none in particular."""


class Bodies:
    """The bodies of one page: for each kind and tail the longest name."""

    def __init__(self, mentions: Iterable[Organisation], further_names: Iterable[str]) -> None:
        self._longest: dict[int, dict[str, str]] = {}
        self._by_initial: dict[str, dict[str, None]] = {}
        self._spelt_out: dict[str, str | None] = {}
        self._acronyms: dict[str, str] = {}
        self._by_noun: dict[str, dict[tuple[int, str], None]] = {}
        for mention in mentions:
            if isinstance(mention, OrganisationClass):
                continue
            if mention.acronym and mention.acronym not in mention.name:
                self._acronyms.setdefault(mention.acronym, mention.name)
            self._add(mention.name)
        self._own: dict[int, str] = {}
        for name in further_names:
            self._add(name)
            kind, tail, _ = _parts_of(name)
            if kind is not None and tail:
                self._own.setdefault(kind, name)
        for names in self._longest.values():
            _join_prefixes(names)
        self._single = {
            kind: _only(dict.fromkeys(name for tail, name in names.items() if tail))
            for kind, names in self._longest.items()
        }

    def _add(self, name: str) -> None:
        self._by_initial.setdefault(fold(name[:1]), {})[name] = None
        kind, tail, noun = _parts_of(name)
        if kind is None:
            return
        names = self._longest.setdefault(kind, {})
        if len(name) > len(names.get(tail, "")):
            names[tail] = name
        if tail or _is_known(name):
            self._by_noun.setdefault(noun, {})[kind, tail] = None

    def fullest(self, mention: Organisation) -> str | None:
        """The fullest name, or null for a noun that no name on the page explains."""
        if isinstance(mention, OrganisationClass):
            return mention.name
        if mention.name in self._acronyms:
            return self._acronyms[mention.name]
        if (spelt_out := self.spelt_out(mention.name)) is not None:
            return spelt_out
        kind, tail, noun = _parts_of(mention.name)
        if kind is None:
            return mention.name
        names = self._longest.get(kind, {})
        if not tail:
            single = self._single.get(kind) or self._own.get(kind)
            if single is not None or needs_page(mention):
                return single or self._named_by(noun)
        return names.get(tail, mention.name)

    def spelt_out(self, short: str) -> str | None:
        """The one name of the page that a short form is the initials of, if there is one; the bare name of
        a kind ("communauté professionnelle territoriale de santé") tells no more than its initials."""
        if short not in self._spelt_out:
            of_letters = short[1:2].isupper() or short[2:3].isupper()
            names = self._by_initial.get(fold(short[0]), ()) if of_letters else ()
            full = (name for name in names if abbreviates(short, name) and not _is_bare(name))
            self._spelt_out[short] = _only(full)
        return self._spelt_out[short]

    def _named_by(self, noun: str) -> str | None:
        """The one body whose full name begins with this noun ("Agence": the page's only ARS)."""
        return _only({self._longest[kind][tail] for kind, tail in islice(self._by_noun.get(noun, {}), _MANY)})


_MANY = 50
"""More bodies than this behind one noun are not told apart."""

T = TypeVar("T")


def _only(items: Iterable[T]) -> T | None:
    """The single item, if there is exactly one."""
    found = list(islice(items, 2))
    return found[0] if len(found) == 1 else None


def _join_prefixes(names: dict[str, str]) -> None:
    """Names that begin another's are the same body: "Haute Vallée", "Haute Vallée de l'Aude"."""
    tails = sorted(names)
    for tail, longer in reversed(list(pairwise(tails))):
        if tail and longer.startswith(tail + " "):
            names[tail] = names[longer]


def _is_bare(name: str) -> bool:
    """Whether a name is that of a kind of bodies and nothing more."""
    kind, tail, _ = _parts_of(name)
    return kind is not None and not tail and not _is_known(name)


def _is_known(name: str) -> bool:
    """Whether a name is that of one known body ("Ligue contre le cancer")."""
    head = head_of(name)
    return head is not None and head.kind.known


_WORD = re.compile(r"\w+")
_NOT_OF_TAIL = frozenset(("association", "de", "du", "des", "d", "la", "le", "les", "l", "et"))


_OWNER = re.compile(r"\w (?:d[eu]|des|de la|aux?|de l['’]|d['’]) ?$")
"""Before the noun of a body that another one has to do with: "Amis de | l'Ehpad"."""
_PARTS = ("bureau", "comité", "antenne", "section", "association", "conseil")
"""What a body consists of bears its name."""


@lru_cache(maxsize=4096)
def _parts_of(name: str) -> tuple[int | None, str, str]:
    """Kind of body, words of the tail as one key, and the noun its full name begins with."""
    head = head_of(name)
    if head is None or (_OWNER.search(name, 0, head.start) and not name.casefold().startswith(_PARTS)):
        return None, "", ""
    if is_grouping(head) and head.end < len(name):
        return None, "", ""  # its house: "Albret Communauté, centre Haussmont"
    besides = name if is_grouping(head) else f"{name[: head.start]} {name[head.end :]}"
    words = [w for w in _WORD.findall(fold(besides)) if w not in _NOT_OF_TAIL]
    tail = " ".join(words)
    tail = lexicon("organisation_words")["region_short_names"].get(tail, tail)
    return head.kind.number_in_lexicon, tail, head.kind.full_name.split(" ")[0]


def needs_page(mention: Organisation) -> bool:
    """Whether a mention is a bare noun that only another name on the page can explain."""
    head = head_of(mention.name)
    return (
        head is not None
        and head.kind.alone == "page"
        and head.end - head.start == len(mention.name)
        and not isinstance(mention, OrganisationClass)
    )

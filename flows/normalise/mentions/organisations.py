"""Organisations: which bodies a text names, and which of its names mean the same body.

A name is a head of the lexicon ("centre hospitalier") with its tail ("de Guéret"), a chain of words
that ends in a head ("Saint-Flour Communauté"), a known name, or an acronym that the page explains.
Heads without a tail count where that is how French speaks of the body itself ("l'ARS", "la Région",
"les URPS"), not of a territory ("dans la région").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from flows.normalise.lexicon.phrases import any_of
from flows.normalise.mentions.initials import abbreviates
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.named_text import NamedText
from flows.normalise.mentions.names import UPPER, quoted_tail, tail_end
from flows.normalise.mentions.organisation_appositions import apposed_bodies, led_bodies
from flows.normalise.mentions.organisation_bodies import Bodies, OrganisationClass, needs_page
from flows.normalise.mentions.organisation_calls import called_bodies
from flows.normalise.mentions.organisation_lists import (
    PLURAL_DETERMINER,
    is_beside,
    is_first_of_several,
    is_listed,
    several_of,
)
from flows.normalise.mentions.organisation_short import by_acronym, by_suffix
from flows.normalise.mentions.organisation_spelling import tidy_name
from flows.normalise.mentions.organisation_types import (
    Head,
    find_heads,
    head_of,
    is_grouping,
    organisation_type,
    word_list,
)

__all__ = ["OrganisationClass", "find_organisations", "fullest_names"]

_ACRONYM_BEHIND = re.compile(rf" ?\((?P<acronym>[{UPPER}][\w&'’.-]{{1,14}})\)")
_FULL_BEHIND = re.compile(r" ?\((?P<full>[^()\n]{6,100})\)")
_SINGULAR_ARTICLE = re.compile(r"(?<!\w)(?:l'|(?:la|le|du|au) )$")
_OFFICES = {
    "ministre": "Ministère",
    "secretaire d'etat": "Secrétariat d'État",
    "prefet": "préfecture",
    "sous-prefet": "sous-préfecture",
}


def find_organisations(text: str, folded: str, further_names: Iterable[str] = ()) -> list[Organisation]:
    """The organisations that a text names, by position, without overlaps.

    `folded` is the text as `documents.folding.fold` gives it. `further_names` are bodies that the page
    names outside its text (its site, its title), for nouns that stand for them ("la Fédération").
    Bodies named as a class come as `OrganisationClass`.
    """
    heads = find_heads(text, folded)
    page = NamedText(text, folded, [h.start for h in heads if not is_grouping(h)])
    found = [mention for head in heads for mention in _from_head(page, head)]
    found += by_suffix(page)
    found = _without_overlaps(found)
    found = _without_overlaps([*found, *by_acronym(page, found)])
    found = _without_overlaps([*found, *called_bodies(page, found)])
    found = _without_overlaps([*found, *apposed_bodies(page, found), *led_bodies(page)])
    return _resolvable(page, found, further_names)


def _from_head(page: NamedText, head: Head) -> Sequence[Organisation]:
    """The bodies that a head names: one, or several behind a plural ("les facultés de Nancy et de Reims")."""
    several = several_of(page, head) if head.kind.organisation_type else ()
    if several:
        return several
    body = _body(page, head)
    return () if body is None else (body,)


def _body(page: NamedText, head: Head) -> Organisation | None:
    kind = head.kind
    if kind.organisation_type is None:
        return None
    text, folded = page.text, page.folded
    if head.acronym and _is_word(page, head):
        return None
    before = folded[max(0, head.start - 40) : head.start]
    several = head.plural or (kind.classes and PLURAL_DETERMINER.search(before) is not None)
    capital = text[head.start].isupper()
    end = tail_end(page, head.end, kind, several, capital)
    tail = text[head.end : end]
    acronym = text[head.start : head.end] if head.acronym else None
    if not tail and (quoted := _quoted(page, head)) is not None:
        end, tail = quoted.end(), " " + quoted["name"]
    if (words := _explained(page, head, end)) is not None:
        after = tail_end(page, words.end(), kind, several, capital)
        name = tidy_name(words["full"] + text[words.end() : after])
        return Organisation(head.start, after, name, acronym, kind.organisation_type)
    if not head.acronym and (spelt := _spelt_out(page, head)) is not None:
        acronym, after = spelt["acronym"], tail_end(page, spelt.end(), kind, several, capital)
        name = tidy_name(text[head.start : spelt.start()] + text[spelt.end() : after])
        return Organisation(head.start, after, name, acronym, kind.organisation_type)
    behind = _ACRONYM_BEHIND.match(text, end)
    if behind is not None and not head.acronym and _is_acronym(behind["acronym"]):
        acronym, end = behind["acronym"], tail_end(page, behind.end(), kind, several, capital)
        tail += text[behind.end() : end]
    if not _counts(page, head, before, several, tail):
        return None
    start = _start_with_part(page, head)
    name = tidy_name(text[start : head.start] + _office(page, head) + tail)
    if start < head.start:
        acronym = None
    if several and not any(c.isupper() for c in tail):
        return OrganisationClass(start, end, name, acronym, kind.organisation_type)
    return Organisation(start, end, name, acronym, kind.organisation_type)


def _is_word(page: NamedText, head: Head) -> bool:
    """Whether an acronym is a word set in capitals with its line: "AIDES À L'INSTALLATION"."""
    also = page.folded[head.start : head.end] in word_list("also_words")
    return also and _IN_CAPITALS.match(page.text, head.end) is not None


_IN_CAPITALS = re.compile(rf" (?:[{UPPER}]['’])?[{UPPER}]+(?![a-zà-ÿ])")


def _explained(page: NamedText, head: Head, position: int) -> re.Match[str] | None:
    """The full words in brackets behind an acronym: "ARS (Agence régionale de santé)"."""
    words = _FULL_BEHIND.match(page.text, position) if head.acronym else None
    full = head_of(words["full"]) if words else None
    return words if full and full.kind is head.kind else None


_LONGEST_NAME = 110
_IN_BRACKETS = re.compile(r" \((?P<acronym>[A-ZÀ-Ý][A-Za-zÀ-ÿ-]{2,10})\)")


def _spelt_out(page: NamedText, head: Head) -> re.Match[str] | None:
    """The bracket that ends a name with its initials, however long the name is: "Centre régional d'études,
    d'actions et d'informations (CREAI)"."""
    line_end = page.text.find("\n", head.end)
    until = min(head.end + _LONGEST_NAME, line_end if line_end >= 0 else len(page.text))
    bracket = _IN_BRACKETS.search(page.text, head.end, until)
    if bracket is None:
        return None
    full = page.text[head.start : bracket.start()]
    return bracket if abbreviates(bracket["acronym"], full, whole=True) else None


def _quoted(page: NamedText, head: Head) -> re.Match[str] | None:
    """A name in quotation marks, for kinds of bodies that bear one (no title of a talk)."""
    bears_one = head.kind.tail == "complement" or head.kind.classes
    quoted = quoted_tail(page, head.end) if bears_one else None
    if quoted is None or (head.plural and quoted["name"].islower()):
        return None  # the writer's word for several: fondations « très profondes »
    return quoted


def _counts(page: NamedText, head: Head, before: str, several: bool, tail: str) -> bool:
    """Whether these words name a body here, rather than a territory or a thing."""
    kind = head.kind
    capital = page.text[head.start].isupper()
    if tail:
        direct = kind.direct and tail[1:2].isupper()
        return capital or direct or not head.weak or _is_called(page, head, tail, before)
    if kind.adjective:
        return False
    if several:
        return kind.classes and (capital or not head.weak)
    if capital and kind.alone != "any" and is_listed(page, head):
        return True
    singular = _SINGULAR_ARTICLE.search(before) is not None
    if kind.alone == "never" and capital and singular:
        return is_first_of_several(page, head)
    if kind.alone == "capital":
        return singular and (capital or _is_called(page, head, tail, before))
    if kind.alone == "page":
        return singular
    return kind.alone == "any"


def _is_called(page: NamedText, head: Head, tail: str, before: str) -> bool:
    """Whether the words around make a body of a territory: "avec la région", "la mairie prête"."""
    return _calling().search(before) is not None or _acts(page, head, tail, before)


@cache
def _calling() -> re.Pattern[str]:
    words = any_of(word_list("calling_words"))
    words = words.replace(r"\ de", r"\ (?:de|du|d')")
    return re.compile(rf"(?:(?<!\w)(?:{words})(?: la | le | l'| | de la | du | de l')|\w ?: )$")


_SUBJECT = re.compile(r"(?:^|[\n.,;:!?»(] ?|\b(?:et|que|qu'|ou|mais|car) )(?:l'|la |le )$")


def _acts(page: NamedText, head: Head, tail: str, before: str) -> bool:
    """Whether a lower-case territory is the subject of what only a body does ("la mairie prête")."""
    if head.kind.organisation_type not in ("council", "municipality") or head.plural:
        return False
    return bool(_SUBJECT.search(before) and _acting().match(page.folded, head.end + len(tail)))


@cache
def _acting() -> re.Pattern[str]:
    return re.compile(
        rf" (?:{any_of(word_list('acting_words'))})\b|"
        r" \d[\d ,]*(?:€|euros|millions? d')"  # the verb before holds for it too
    )


def _start_with_part(page: NamedText, head: Head) -> int:
    """Where the name starts with its local part: "bureau régional du SMPS Occitanie"."""
    if head.kind.organisation_type not in ("union", "association", "federation"):
        return head.start
    part = _part_before().search(page.folded, max(0, head.start - 60), head.start)
    return head.start if part is None else part.start(1)


@cache
def _part_before() -> re.Pattern[str]:
    parts = "|".join(sorted(word_list("parts")))
    return re.compile(
        rf"(?<!\w)(association (?=$)|(?:{parts})(?: (?:regional|departemental|national|local|territorial)e?)?"
        r" (?:(?:de la |du |de l'|de |des |d')[\w-]+ )?(?:de la |du |de l'|de |des |d'))$"
    )


def _office(page: NamedText, head: Head) -> str:
    """The body that an office-holder acts for: "ministre déléguée" (de la Santé) is "Ministère"."""
    written = page.text[head.start : head.end]
    bodies = (body for office, body in _OFFICES.items() if page.folded.startswith(office, head.start))
    return next(bodies, written)


def _is_acronym(word: str) -> bool:
    return sum(c.isupper() for c in word) >= 2


def _without_overlaps(mentions: Iterable[Organisation]) -> list[Organisation]:
    kept: list[Organisation] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def fullest_names(
    organisations: Sequence[Organisation], further_names: Iterable[str] = ()
) -> dict[Organisation, str]:
    """The fullest form on the page of the body that each mention means.

    "l'ARS" means the page's only agency; with several on the page it keeps its own name.
    `further_names` are bodies named outside the text, as for `find_organisations`.
    """
    bodies = Bodies(organisations, further_names)
    return {mention: bodies.fullest(mention) or mention.name for mention in organisations}


def _resolvable(
    page: NamedText, mentions: list[Organisation], further_names: Iterable[str]
) -> list[Organisation]:
    """Bare nouns take the type of the body they stand for; those that stand for none are left out, but for
    those with a capital behind a body in a list ("l'URPS, l'Ordre")."""
    bare = [needs_page(mention) for mention in mentions]
    if not any(bare):
        return mentions
    bodies = Bodies(mentions, further_names)
    kept: list[Organisation] = []
    for mention, is_bare in zip(mentions, bare, strict=True):
        name = bodies.fullest(mention) if is_bare else None
        if name is not None:
            kept.append(replace(mention, organisation_type=organisation_type(name)))
        elif not is_bare or (
            kept and page.text[mention.start].isupper() and is_beside(page, kept[-1].end, mention.start)
        ):
            kept.append(mention)
    return kept

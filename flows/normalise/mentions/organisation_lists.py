"""Bodies of one kind named in one plural: "les facultés de médecine de Nancy, Reims et Strasbourg"."""

from __future__ import annotations

import re

from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.names import CAPITALISED, Page
from flows.normalise.mentions.organisation_types import Head

PLURAL_DETERMINER = re.compile(
    r"(?<!\w)(?:les|des|aux|ces|leurs|nos|vos|ses|plusieurs|certains|certaines|differents|differentes|"
    r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d+) $"
)
_OF = r"de la |de l['’]|du |des |de |d['’]"
_PLACE = rf"{CAPITALISED}(?: (?:(?:en|sur|sous|lès|de|de la|du|et) )?{CAPITALISED})*?"
_FIRST = re.compile(rf" (?P<link>{_OF})(?P<place>{_PLACE})(?=,| et )")
_NEXT = re.compile(rf"(?:, (?:et )?| et )(?P<link>{_OF})?(?P<place>{_PLACE})(?=[,.;:)!?\n]| (?![A-ZÀ-Þ])|$)")
_VOWELS = "AEIOUYÀÂÉÈÊÎÔŒ"


def several_of(page: Page, head: Head) -> list[Organisation]:
    """The bodies that a plural and the list of places behind it name, each with a name of its own.

    The list has to end with "et"; a place that begins another body's name is none of it.
    """
    before = page.folded[max(0, head.start - 40) : head.start]
    if not head.plural and not (head.acronym and PLURAL_DETERMINER.search(before)):
        return []
    first = _FIRST.match(page.text, head.end)
    if first is None:
        return []
    parts = [first]
    while (part := _NEXT.match(page.text, parts[-1].end())) is not None:
        if part.start("place") in page.head_starts:
            break
        parts.append(part)
        if part.group().startswith(" et ") or ", et " in part.group():
            break
    if len(parts) < 2 or " et " not in parts[-1].group()[:6]:
        return []
    if head.acronym and parts[-1]["link"] is None:
        return []  # "des EHPAD de Luçon et Fontenay" may be one body
    return [_one(page, head, part) for part in parts]


def _one(page: Page, head: Head, part: re.Match[str]) -> Organisation:
    noun = page.text[head.start : head.end]
    if head.singular:
        noun = head.singular.capitalize() if noun[0].isupper() else head.singular
    link = part["link"] or ("d'" if part["place"][0] in _VOWELS else "de ")
    start = head.start if part.re is _FIRST else part.start("link" if part["link"] else "place")
    kind = head.kind.organisation_type
    return Organisation(start, part.end(), f"{noun} {link}{part['place']}", None, kind or "other")

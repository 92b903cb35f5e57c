"""Bodies in enumerations: of one kind in one plural ("les facultés de médecine de Nancy et de Reims"), and
bare nouns that only an enumeration makes bodies ("Unafam, Mission locale, CPAM …")."""

from __future__ import annotations

import re

from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.named_text import NamedText
from flows.normalise.mentions.names import CAPITALISED
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


def several_of(page: NamedText, head: Head) -> list[Organisation]:
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
    if not parts[-1].group().startswith((" et ", ", et ")):
        return []
    if len(parts) == 2 and parts[-1].group().startswith(", "):
        return []  # behind two of a list stands no comma: "les hôpitaux de Sées, et Paul Modèle"
    if head.acronym and parts[-1]["link"] is None:
        return []  # "des EHPAD de Luçon et Fontenay" may be one body
    return [_one(page, head, part) for part in parts]


def _one(page: NamedText, head: Head, part: re.Match[str]) -> Organisation:
    noun = page.text[head.start : head.end]
    if head.singular:
        noun = head.singular.capitalize() if noun[0].isupper() else head.singular
    link = part["link"] or ("d'" if part["place"][0] in _VOWELS else "de ")
    start = head.start if part.re is _FIRST else part.start("link" if part["link"] else "place")
    kind = head.kind.organisation_type
    return Organisation(start, part.end(), f"{noun} {link}{part['place']}", None, kind or "other")


def is_listed(page: NamedText, head: Head) -> bool:
    """Whether a bare noun with a capital is an item of an enumeration ("Unafam, Mission locale, CPAM…"), or
    opens a line that gives its sum ("État (DETR) : 210 000 €")."""
    start = max(0, head.start - 3)
    if _OPENS_LINE.search(page.folded, start, head.start):
        return _SUM_BEHIND.match(page.folded, head.end) is not None
    return bool(
        _ITEM_BEFORE.search(page.folded, start, head.start) and _ITEM_AFTER.match(page.folded, head.end)
    )


_OPENS_LINE = re.compile(r"(?:^|\n)(?:[-•] ?)?$")
_SUM_BEHIND = re.compile(
    r"(?: ?\([^()\n]{1,40}\))?(?:, [a-z]+)? ?[:=|–-]? ?\d[\d ,.]*(?:k€|m€|€|euros|million)"
)
_ITEM_BEFORE = re.compile(r"[,;/+•] ?$|\w: $")
_AMONG_OTHERS = re.compile(r", (?!d(?:e |['’]))[^\W\d]|,? et (?:la |le |l['’]|les )")
_ITEM_AFTER = re.compile(r" ?(?:[,;/+.…)]|et\b|\n|$)")


def is_first_of_several(page: NamedText, head: Head) -> bool:
    """Whether a bare noun with its article stands in an enumeration ("la Commission des usagers, France Assos
    Santé et …"), or has an apposition ("la Mission locale, partenaire du forum, …")."""
    return _AMONG_OTHERS.match(page.text, head.end) is not None


def is_beside(page: NamedText, end: int, start: int) -> bool:
    """Whether only a comma or "et" and an article stand between two bodies."""
    return _JOINT.fullmatch(page.folded, end, start) is not None


_JOINT = re.compile(r"(?:,|,? et|,? puis| &)(?: (?:a|de|avec|par))? (?:la |le |les |l'|du |des |aux? )")

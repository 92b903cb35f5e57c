"""Bodies whose names begin with no noun of their kind: those that end with it, and acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from flows.normalise.lexicon.phrases import PhraseFinder
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.named_text import NamedText
from flows.normalise.mentions.names import CAPITALISED, UPPER, proper_end
from flows.normalise.mentions.organisation_spelling import tidy_name
from flows.normalise.mentions.organisation_types import suffix_types, word_list

_SUFFIX_CHAIN = re.compile(
    rf"{CAPITALISED}(?: (?:de la |de l['’]|du |des |de |d['’]|la |le |les |& )?{CAPITALISED})* $"
)
_LEADING = re.compile(r"(?:(?:La|Le|Les|Un|Une|Et|De|Du|Des|À|Au|Avec|Par|Pour) |[LD]['’])+")
_WINDOW = 60
_BEHIND_CUE = re.compile(
    r" (?:(?i:de la |de l['’]|du |des |de |d['’]|la |le |l['’]))?"
    rf"(?P<acronym>[{UPPER}][{UPPER}-]{{2,9}})(?![\w-])"
)


def by_suffix(page: NamedText) -> Iterator[Organisation]:
    """Names that end in their noun: "Saint-Flour Communauté", "Vosges Tourisme"."""
    for suffix in _suffix_pattern().finditer(page.text):
        noun = suffix.start("noun")
        reach = max(0, noun - _WINDOW)
        line = max(reach, page.text.rfind("\n", reach, noun) + 1)
        chain = _SUFFIX_CHAIN.search(page.text, line, noun)
        if chain is None or page.text.startswith(("Mon ", "Ma ", "Mes "), chain.start()):
            continue  # "Mon Bilan Prévention" is offered to people, no body
        first = chain.start()
        leading = _LEADING.match(page.text, first, noun)
        before = page.text[max(0, first - 2) : first]
        opens = first == 0 or before.endswith("\n") or before in (". ", "? ", "! ")
        if leading is not None and (opens or leading.group().strip() not in ("Le", "La", "Les")):
            first = leading.end()
        if first < noun:
            name = tidy_name(page.text[first : suffix.end()])
            yield Organisation(first, suffix.end(), name, None, suffix_types()[suffix["noun"].capitalize()])


@cache
def _suffix_pattern() -> re.Pattern[str]:
    lower = "métropole|agglomération|agglo|communauté"  # as in "Brest métropole"
    return re.compile(rf" (?P<noun>{'|'.join(suffix_types())}|{lower})(?![\w-]| de| d['’]| du)")


def by_acronym(page: NamedText, found: Sequence[Organisation]) -> Iterator[Organisation]:
    """Acronyms that the page explains in brackets, or whose company tells that they are bodies."""
    types = {m.acronym: m.organisation_type for m in found if m.acronym and m.acronym not in m.name}
    for _, cue_end, _ in _acronym_cues().find(page.folded):
        behind = _BEHIND_CUE.match(page.text, cue_end)
        if behind is not None and not page.in_capitals(behind.start("acronym")):
            types.setdefault(behind["acronym"], "other")
    known = {mention.start for mention in found}
    for start, end, body_type in PhraseFinder(types).find(page.text):
        if start not in known and not page.text.endswith(("(", "-"), 0, start):
            name_end = proper_end(page, end)
            yield Organisation(start, name_end, page.text[start:name_end], page.text[start:end], body_type)


@cache
def _acronym_cues() -> PhraseFinder[None]:
    return PhraseFinder(dict.fromkeys(word_list("acronym_cues")))

"""Bodies whose names begin with no noun of their kind: those that end with it, and acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.lexicon.phrases import PhraseFinder
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.named_text import NamedText
from flows.normalise.mentions.names import CAPITALISED, UPPER, proper_end
from flows.normalise.mentions.organisation_spelling import tidy_name
from flows.normalise.mentions.organisation_types import suffix_types, word_list

_WORD = re.compile(r"\w+")
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
    for match in _suffix_pattern().finditer(page.text):
        start = max(0, match.start() - _WINDOW)
        start = max(start, page.text.rfind("\n", start, match.start()) + 1)
        chain = _SUFFIX_CHAIN.search(page.text, start, match.start())
        if chain is None:
            continue
        first = chain.start()
        if any(
            word in word_list("acronym_cues") or word == "maire"
            for word in _WORD.findall(fold(chain.group()))
        ):
            continue
        leading = _LEADING.match(page.text, first, match.start())
        before = page.text[max(0, first - 2) : first]
        opens = first == 0 or before.endswith("\n") or before in (". ", "? ", "! ")
        if leading is not None and (opens or leading.group().strip() not in ("Le", "La", "Les")):
            first = leading.end()
        if first < match.start():
            end = match.end()
            name = tidy_name(page.text[first:end])
            yield Organisation(first, end, name, None, suffix_types()[match.group().capitalize()])


@cache
def _suffix_pattern() -> re.Pattern[str]:
    lower = "métropole|agglomération|agglo|communauté"  # as in "Brest métropole"
    return re.compile(rf"(?<= )(?:{'|'.join(suffix_types())}|{lower})(?![\w-]| de| d['’]| du)")


def by_acronym(
    page: NamedText, found: Sequence[Organisation], masks: Sequence[tuple[int, int]]
) -> Iterator[Organisation]:
    """Acronyms that the page explains in brackets, or whose company tells that they are bodies."""
    types = {m.acronym: m.organisation_type for m in found if m.acronym and m.acronym not in m.name}
    for _, cue_end, _ in _acronym_cues().find(page.folded):
        behind = _BEHIND_CUE.match(page.text, cue_end)
        if behind is not None and not page.in_capitals(behind.start("acronym")):
            types.setdefault(behind["acronym"], "other")
    known = {mention.start for mention in found}
    for start, end, body_type in PhraseFinder(types).find(page.text):
        if page.text.endswith(("(", "-"), 0, start) or page.text.startswith((")", "-"), end):
            continue
        if start in known or any(first <= start < last for first, last in masks):
            continue
        name_end = proper_end(page, end)
        yield Organisation(start, name_end, page.text[start:name_end], page.text[start:end], body_type)


@cache
def _acronym_cues() -> PhraseFinder[None]:
    return PhraseFinder(dict.fromkeys(word_list("acronym_cues")))

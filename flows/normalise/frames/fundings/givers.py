"""Who gives a sum: the body that a sentence, or the label of a line, says it comes from."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.documents.model import Block
from flows.normalise.frames.coordination import ARTICLE, Group, groups, without_next_subject
from flows.normalise.frames.fundings.words import (
    Spot,
    gives_behind,
    giving_verbs,
    next_in_turn,
    received_from,
    words,
)
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.numbers import WORDS

_TO_RECEIVER = re.compile(
    rf"(?:\ba|\baux?|\bpour|\bchez|\bdans|\bvers) (?:la |l'|le |les |chaque )?(?:(?:\d+|{WORDS}) )?$|\baux? $"
)


def funder_of(page: Page, spot: Spot) -> Group | None:
    """The body, or the bodies together, that the sentence says give a sum; null if it names none."""
    return _giver_after(page, spot) or _giver_before(page, spot)


def _giver_after(page: Page, spot: Spot) -> Group | None:
    """ "une dotation de 32 000 € de l'ARS", "1 200 € versés par l'État"."""
    last = spot.after_list(page.folded, spot.end)
    until = spot.until if last == spot.mention.end else spot.end
    named = next(groups(page, last, until), None)
    if named is None or named.start - last > _REACH:
        return None
    group = without_next_subject(page, named, spot.end)
    between = page.folded[last : group.start]
    if _right_after().fullmatch(between):
        return group
    if not _given_by().search(between) or words("other_clause").search(between):
        return None
    if words("carried").search(between) or _is_next_by(page, spot, between):
        return None
    if page.folded[group.end : spot.until] == " (" and words("cost").search(page.folded, spot.since, last):
        return None  # "d'un coût de 6 M€, financé par l'ARS (2 M€)"
    return group


_REACH = 90
"""Characters between a sum and the words for who gives it, at most."""


def _is_next_by(page: Page, spot: Spot, between: str) -> bool:
    """Whether "par" behind a sum goes on with those who finance: "par A, qui verse 3 M€, et par B"."""
    if _NEXT_BY.search(between) is None:
        return False
    return giving_or_passive().search(page.folded, spot.start, spot.mention.start) is not None


_NEXT_BY = re.compile(
    rf"(?:(?:^|[)%]|(?:par|/) ?(?:an|mois)) ?(?:[,;] ?(?:et |puis )?|et |puis |ainsi que )|,? et )"
    rf"(?:pour \w+ |a \d+ ?% )?par {ARTICLE}?$"
)


@cache
def _right_after() -> re.Pattern[str]:
    return re.compile(
        r" ?(?:par an |par mois |annuels? |\([^)]*\) )?(?:de la part )?(?:du |de la |de l'|des |de |d')"
    )


@cache
def _given_by() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(lexicon('fundings')['given_by'])}) ?{ARTICLE}?$")


def _giver_before(page: Page, spot: Spot) -> Group | None:
    """ "l'ARS verse 1 500 €", "financée par l'ARS (48 500 €)", "l'ARS apporte 3 M€ et la Région | 2 M€"."""
    folded, start = page.folded, spot.mention.start
    for group in reversed(list(groups(page, spot.start, start))):
        between = folded[group.end : start]
        head = folded[max(spot.start, group.start - 60) : group.start]
        if received_from().search(head) or _its_own().fullmatch(between):
            return Group(group.members[-1:])
        if _WHO.match(between) and giving_verbs().search(between):
            return Group(group.members[-1:])
        passive = _passive_end().search(head)
        by = passive or _given_by().search(head) or _verb_first().search(head)
        if by and _bracketed().fullmatch(between):
            return Group(group.members[-1:]) if "(" in between else group
        if passive:
            return group
        if _TO_RECEIVER.search(head) or _carried_end().search(head):
            continue
        if giving_verbs().search(between):
            return group
        if between == " (" and gives_behind(page, spot):
            return Group(group.members[-1:])
        in_turn = next_in_turn().fullmatch(between)
        if (in_turn or _bracketed().fullmatch(between)) and giving_or_passive().search(
            folded, spot.start, group.start
        ):
            return group if in_turn else Group(group.members[-1:])
    return None


@cache
def giving_or_passive() -> re.Pattern[str]:
    """What makes all bodies of an enumeration givers: "financé par l'État (3 M€), la Région (2 M€) et …"."""
    return re.compile(
        rf"{giving_verbs().pattern}|\b(?:{alternatives(lexicon('fundings')['financed_by'])})(?!\w)"
    )


_WHO = re.compile(r",? (?:qui|laquelle|lequel|qu[ei] (?:elle|lui)) ")


@cache
def _its_own() -> re.Pattern[str]:
    return re.compile(rf",? (?:{alternatives(lexicon('fundings')['its_own'])}) ?")


@cache
def _passive_end() -> re.Pattern[str]:
    by = "|".join(alternatives(lexicon("fundings")[name]) for name in ("financed_by", "handed_over_by"))
    return re.compile(rf"\b(?:{by}) ?:? ?{ARTICLE}?$")


@cache
def _carried_end() -> re.Pattern[str]:
    return re.compile(rf"\b{lexicon('fundings')['carried']} ?{ARTICLE}?$")


@cache
def _verb_first() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{lexicon('fundings')['verb_first']}) ?{ARTICLE}?$")


@cache
def financed_by_end() -> re.Pattern[str]:
    """Words of the passive that end right before those who finance ("cofinancée par l'")."""
    listed = lexicon("fundings")
    charged = (
        rf"(?:{alternatives(listed['things_paid'])})\b[^.;,]{{0,60}} (?:{alternatives(listed['charged_to'])})"
    )
    return re.compile(rf"\b(?:{alternatives(listed['financed_by'])}|{charged}) ?:? ?{ARTICLE}?$")


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(
        r" ?\(|(?:,? a hauteur d[e']|,? pour(?: une? (?:montant|budget|somme|aide|part)(?: \w+)? d[e'])?"
        r"|,? soit| :|,)"
        rf" ?(?:(?:{alternatives(lexicon('fundings')['about'])}) )?"
    )


@cache
def _label_sign() -> re.Pattern[str]:
    about = alternatives(lexicon("fundings")["about"])
    return re.compile(rf"(?: ?\([^)]*\)|, [a-z' ]{{3,30}})? ?(?::|-|=>?) ?(?:(?:{about}) )?")


def label_organisation(page: Page, spot: Spot) -> Organisation | None:
    """The organisation that a line or its next sum begins with, if one does: "ARS Normandie : 300 000 €"."""
    first = next(iter(within(page.organisations, spot.since, spot.mention.start)), None)
    if first is None or _lead_of_label().fullmatch(page.folded, spot.since, first.start) is None:
        return None
    between = page.folded[first.end : spot.mention.start]
    return first if not between.strip(" .") or _label_sign().fullmatch(between) else None


@cache
def _lead_of_label() -> re.Pattern[str]:
    """Before the body of a label, at most: "- La | Région", "Financement : | ARS"."""
    return re.compile(rf"(?:{words('list_of_funders').pattern} ?:)?[ :,;-]*{ARTICLE}?")


def giver_of_heading(page: Page, block: Block) -> str | None:
    """The body that the lead or heading of a list or table names: "Financements de l'ARS (k€)"."""
    for head in (page.outline.lead_of(block), page.outline.section_of(block).heading):
        if head is None:
            continue
        for body in within(page.organisations, head.start, head.end):
            if _heading_giver().search(page.folded, head.start, body.start):
                return page.name_of(body)
    return None


@cache
def _heading_giver() -> re.Pattern[str]:
    nouns = alternatives(lexicon("fundings")["heading_giver"])
    return re.compile(rf"\b(?:{nouns}) (?:\w+ par {ARTICLE}|(?:de (?:la |l')?|d[eu]s? |d'))$")

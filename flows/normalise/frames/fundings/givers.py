"""Who gives a sum: the body that a sentence, or the label of a line, says it comes from."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.documents.model import Block
from flows.normalise.frames.coordination import ARTICLE, Group, groups, without_next_subject
from flows.normalise.frames.fundings.words import (
    Spot,
    giving_or_receiving_verbs,
    giving_verbs,
    is_line_of,
    last_match,
    next_in_turn,
    received_from,
    words,
)
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.numbers import WORDS
from flows.normalise.mentions.organisation_bodies import OrganisationClass

_PUBLIC_FUNDERS = frozenset({"regional_health_agency", "ministry", "health_insurance"})
_TO_RECEIVER = re.compile(
    rf"(?:\ba|\baux?|\bpour|\bchez|\bdans|\bvers) (?:la |l'|le |les |chaque )?(?:(?:\d+|{WORDS}) )?$|\baux? $"
)


def funder_of(page: Page, spot: Spot) -> Group | None:
    """The body, or the bodies together, that the sentence says give a sum; null if it names none."""
    return _giver_after(page, spot) or _giver_before(page, spot)


def _giver_after(page: Page, spot: Spot) -> Group | None:
    """ "une dotation de 32 000 € de l'ARS", "1 200 € versés par l'État", "1,2 M€ pour l'ARS"."""
    if spot.until < spot.end and (together := _giver_of_all(page, spot)) is not None:
        return together
    last = spot.after_list(page.folded, spot.end)
    until = spot.until if last == spot.mention.end else spot.end
    for named in groups(page, last, until):
        group = without_next_subject(page, named, spot.end)
        between = page.folded[last : group.start]
        if len(between) > 90:
            return None
        if _right_after().fullmatch(between) or (between == " " and _in_bracket(page, spot)):
            return group
        if _has_sum_of_its_own(page, spot, group):
            return None
        if _given_by().search(between):
            if words("other_clause").search(between):
                return None
            if _is_next_by(page, spot, between):
                return None  # the next of those who finance, with a sum of its own or none
            is_aid = words("offers").search(page.folded, spot.since, spot.mention.start) is not None
            return group if is_aid or not words("carried").search(between) else None
        if _for().fullmatch(between) and group.members[0].organisation_type in _PUBLIC_FUNDERS:
            return group
        return None
    return None


def _giver_of_all(page: Page, spot: Spot) -> Group | None:
    """Who gives all sums of a sentence: "1 500 € au premier, 500 € au second, sommes versées par l'Ordre"."""
    last = within(page.sums, spot.mention.end, spot.end)[-1]
    group = next(iter(groups(page, last.end, spot.end)), None)
    if group is None or _sums_given_by().fullmatch(page.folded, last.end, group.start) is None:
        return None
    return without_next_subject(page, group, spot.end)


@cache
def _sums_given_by() -> re.Pattern[str]:
    return re.compile(rf",? ?(?:{alternatives(lexicon('fundings')['all_given_by'])}) ?{ARTICLE}?")


def _has_sum_of_its_own(page: Page, spot: Spot, group: Group) -> bool:
    """Whether bodies after a sum are told with the next: "un projet de 9 M€, financé par l'État (3 M€)"."""
    first = group.members[0].end
    if spot.until >= spot.end:
        return False
    in_bracket = page.folded.endswith("(", first, spot.until) and spot.until - first < _ASIDE
    return in_bracket or _bracketed().fullmatch(page.folded, first, spot.until) is not None


_ASIDE = 60
"""Characters between a body and the bracket with its sum: " au titre de la DETR"."""


def _is_next_by(page: Page, spot: Spot, between: str) -> bool:
    """Whether "par" behind a sum goes on with those who finance: "par A, qui verse 3 M€, et par B"."""
    if _NEXT_BY.search(between) is None:
        return False
    verb = last_match(giving_or_passive(), page.folded, spot.start, spot.mention.start)
    return verb is not None


_NEXT_BY = re.compile(
    rf"(?:(?:^|[)%]|(?:par|/) ?(?:an|mois)) ?(?:[,;] ?(?:et |puis )?|et |puis |ainsi que )|,? et )"
    rf"(?:pour \w+ |a \d+ ?% )?par {ARTICLE}?$"
)


def _in_bracket(page: Page, spot: Spot) -> bool:
    """Whether a sum stands in brackets with its giver: "(2 M€ ARS, 1 M€ Région)"."""
    before, after = page.folded[spot.start : spot.mention.start], page.folded[spot.mention.end : spot.end]
    return before.rfind("(") > before.rfind(")") and ")" in after


@cache
def _right_after() -> re.Pattern[str]:
    return re.compile(
        r" ?(?:par an |par mois |annuels? |\([^)]*\) )?(?:de la part )?(?:du |de la |de l'|des |de |d')"
    )


@cache
def _for() -> re.Pattern[str]:
    return re.compile(
        rf" ?(?:\([^)]*\) ?)?(?:{alternatives(lexicon('fundings')['part_of'])}) (?:la |le |les |l')?"
    )


@cache
def _given_by() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(lexicon('fundings')['given_by'])}) ?{ARTICLE}?$")


def _giver_before(page: Page, spot: Spot) -> Group | None:
    """ "l'ARS verse 1 500 €", "financée par l'ARS (48 500 €)", "ARS : 300 000 €"."""
    folded, start = page.folded, spot.mention.start
    for group in reversed(list(groups(page, spot.start, start))):
        between = folded[group.end : start]
        head = folded[max(spot.start, group.start - 60) : group.start]
        if received_from().search(head):
            return Group(group.members[-1:]) if group.start < spot.since else group
        if _carried_end().search(head) and not financed_by_end().search(head):
            continue
        if _received(folded, spot, group):
            return None
        if _DIRECT.fullmatch(between) and words("list_of_funders").search(folded, spot.start, group.start):
            return Group(group.members[-1:])
        if (_costs_to().search(head) and next_in_turn().fullmatch(between)) or _its_own().fullmatch(between):
            return Group(group.members[-1:])
        if _WHO.match(between) and giving_verbs().search(between):
            return Group(group.members[-1:])
        by = _passive_end().search(head) or _given_by().search(head) or _verb_first().search(head)
        if by and _bracketed().fullmatch(between):
            return Group(group.members[-1:]) if "(" in between or "hauteur" in between else group
        if not _TO_RECEIVER.search(head) and next_in_turn().fullmatch(between) and group.start > spot.since:
            verb = last_match(giving_or_receiving_verbs(), folded, spot.start, group.start)
            if verb is not None:
                return None if words("receives").fullmatch(verb.group()) else group
        goes_on = group.members[-1].start > spot.since > spot.start and not _TO_RECEIVER.search(head)
        if goes_on and _bracketed().fullmatch(between):
            verb = last_match(giving_or_passive(), folded, spot.start, group.start)
            if verb is not None:
                return Group(group.members[-1:])
        if _passive_end().search(head):
            return group
        if _TO_RECEIVER.search(head):
            continue
        if _PASSIVE.search(between):
            continue
        if giving_verbs().search(between):
            return group
    return None


_PASSIVE = re.compile(
    r"\b(?:(?:a|ont|avait|avaient) (?:\w+ )?ete|(?:est|sont|sera|seront) \w+ee?s?)\b[^.;]*\bpar\b"
)


@cache
def giving_or_passive() -> re.Pattern[str]:
    """What makes all bodies of an enumeration givers: "financé par l'État (3 M€), la Région (2 M€) et …"."""
    return re.compile(
        rf"{giving_verbs().pattern}|\b(?:{alternatives(lexicon('fundings')['financed_by'])})(?!\w)"
    )


_DIRECT = re.compile(r"(?: ?\([^()]*\))? ")
""" "Subventions : État (DETR) 400 000 €, Région Bretagne 300 000 €"."""
_WHO = re.compile(r",? (?:qui|laquelle|lequel|qu[ei] (?:elle|lui)) ")


@cache
def _costs_to() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(lexicon('fundings')['costs_to'])}) ?{ARTICLE}?$")


@cache
def _its_own() -> re.Pattern[str]:
    return re.compile(rf",? (?:{alternatives(lexicon('fundings')['its_own'])}) ?")


def _received(folded: str, spot: Spot, group: Group) -> bool:
    """Whether the organisations named before a sum are told to receive it."""
    match = last_match(words("receives"), folded, group.end, spot.mention.start)
    return match is not None and match.start() - group.end < 40


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
    """The organisation that a line begins with ("ARS Normandie : 300 000 €"), if one does."""
    first = next(iter(within(page.organisations, spot.block.start, spot.mention.start)), None)
    if (
        first is None
        or isinstance(first, OrganisationClass)
        or page.folded[spot.block.start : first.start].strip(" -:'")
        not in (
            "",
            "l",
            "la",
            "le",
            "les",
        )
    ):
        return None
    between = page.folded[first.end : spot.mention.start]
    if not between.strip(" .") and is_line_of(spot, first):
        return first
    return first if _label_sign().fullmatch(between) else None


def giver_of_heading(page: Page, block: Block) -> str | None:
    """The body that the lead or heading of a list or table names ("Financements de l'ARS (k€)"), or says to
    give: "La Région attribue :"."""
    for head in (page.outline.lead_of(block), page.outline.section_of(block).heading):
        if head is None:
            continue
        for body in within(page.organisations, head.start, head.end):
            noun = _heading_giver().search(page.folded, head.start, body.start)
            if noun or words("hands_out").match(page.folded, body.end + 1, head.end):
                return page.name_of(body)
    return None


@cache
def _heading_giver() -> re.Pattern[str]:
    nouns = alternatives(lexicon("fundings")["heading_giver"])
    return re.compile(rf"\b(?:{nouns}) (?:\w+ par )?{ARTICLE}$")

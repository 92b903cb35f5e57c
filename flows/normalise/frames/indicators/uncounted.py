"""Which figures never count, whatever is told of them: norms, votes, what there is already."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.frames.indicators.context import right_before
from flows.normalise.frames.indicators.words import (
    act_of,
    audience_before,
    figure_start,
    figure_words,
    told_of_noun,
)
from flows.normalise.frames.page import Page
from flows.normalise.mentions.model import Quantity


def may_count(page: Page, quantity: Quantity, since: int, parts: Sequence[Quantity]) -> bool:
    """Whether a figure is no length, norm, population, vote, share of care paid, or another's percentage.

    `parts` are the figures of its sentence that are told with their whole ("12 sur 30").
    """
    folded, label = page.folded, (quantity.label_start, quantity.label_end)
    if right_before("against").search(folded, max(since, quantity.start - 40), quantity.start):
        return False
    grew = _GREW_FROM.search(folded, max(since, quantity.start - 60), quantity.start)
    if grew and _GROWS_TO.match(folded, quantity.end):
        return False
    if figure_start("votes").match(folded, *label):
        return False
    if quantity.unit == "percent":
        return (
            all((part.label_start, part.label_end) != label for part in parts)
            and figure_words("reimbursed").search(folded, since, quantity.start) is None
        )
    if quantity.value == 1 and quantity.out_of is None:
        return False
    follows = quantity.label_start >= quantity.end
    if follows and figure_start("not_counted").match(folded, *label):
        return _counts_after_all(page, quantity, since)
    return not (_is_there_already(page, quantity, since) or (follows and _is_norm(folded, quantity)))


_GREW_FROM = re.compile(
    r"\b(?:pass|port|ramen|grimp|mont|tomb|recul|baiss|augment|progress|chut|bond)[a-z]*"
    r"(?: [^.;:,\n]{0,30})? de $"
)
_GROWS_TO = re.compile(r"(?: [a-z][\w'-]*){0,4} a (?:plus de |pres de |environ )?\d")
"""Behind what was counted before: "de 48,2 % | à 51,7 %"."""


def _counts_after_all(page: Page, quantity: Quantity, since: int) -> bool:
    """Whether communes, inhabitants, propositions and the like count: of a whole, reached, or acting."""
    folded, label = page.folded, (quantity.label_start, quantity.label_end)
    if quantity.out_of is not None or figure_words("reached").search(folded, label[0], label[1] + _ACT):
        return True
    if figure_start("inhabitants").match(folded, *label) and (
        told_of_noun(page, *label)
        or _ACTED_ON.search(folded, max(since, quantity.start - 40), quantity.start)
    ):
        return True
    going_to = right_before("going_to").search(folded, max(since, quantity.start - 60), quantity.start)
    return going_to is not None or act_of(page, quantity) is not None


_ACT = 30
"""Characters behind a noun in which it is said that something reaches it."""
_ACTED_ON = re.compile(
    r"\b(?:\w{2,}(?:e|er|ir|i|is|u)|permet(?:tent)?)"
    r"(?: (?:a|aupres de|plus de|pres de|environ|quelque|deja|les))* $"
)
"""Right before inhabitants: what is done for them, "a permis à 310 habitants", "former 8 000 habitants"."""


def _is_there_already(page: Page, quantity: Quantity, since: int) -> bool:
    """Whether a figure is of what there is, of those who listen, or of what happens on the day."""
    folded, begin = page.folded, quantity.start
    if quantity.unit != "places" and _OF_ONES_OWN.search(folded, max(since, begin - 8), begin):
        return True
    if _OF_KNOWN.search(folded, max(since, begin - 16), begin):
        return True
    if audience_before().search(folded, max(since, begin - 30), begin):
        return True
    if folded[begin].isdecimal():
        return False
    return figure_start("happenings").match(folded, quantity.label_start, quantity.label_end) is not None


_OF_ONES_OWN = re.compile(r"\b(?:nos|vos|ses|leurs|ces) $")
"""Before a figure: what there is, not what was done ("nos quatre hôpitaux")."""
_OF_KNOWN = re.compile(r"\b(?:(?:dans|a|de|par|entre|pour|vers|chez|aupres de|au sein de) les|des|aux) $")
"""Before a figure: those that there are ("dans les 71 instituts", "merci aux 12 bénévoles")."""


def _is_norm(folded: str, quantity: Quantity) -> bool:
    """Whether a figure is so much for each place, person or period, or of those counted before the start."""
    return quantity.out_of is None and figure_start("norm").match(folded, quantity.label_end) is not None

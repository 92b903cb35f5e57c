"""Which figures never count, whatever is told of them: norms, rates of a population, losses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.normalise.frames.indicators.context import right_before
from flows.normalise.frames.indicators.words import (
    act_of,
    audience_before,
    figure_start,
    figure_words,
    same_again,
    told_of_noun,
)
from flows.normalise.frames.page import Page
from flows.normalise.mentions.model import Quantity


def may_count(
    page: Page, quantity: Quantity, since: int, parts: Sequence[Quantity], *, in_list: bool
) -> bool:
    """Whether a figure is no length, norm, population, loss, share of care paid, or another's percentage.

    `parts` are the figures of its sentence that are told with their whole ("12 sur 30").
    """
    folded = page.folded
    if right_before("against").search(folded, max(since, quantity.start - 40), quantity.start):
        return False
    if _RATE.search(folded, quantity.end, max(quantity.end, quantity.label_end) + 20):
        return False
    if in_list and figure_start("of_territory").match(folded, quantity.label_start, quantity.label_end):
        return False
    if figure_start("votes").match(folded, quantity.label_start, quantity.label_end):
        return False
    if quantity.unit == "percent":
        return not _is_of_another(folded, quantity, since, parts)
    if quantity.out_of is None and (quantity.value == 1 or _is_loss(page, quantity)):
        return False
    follows = quantity.label_start >= quantity.end
    if follows and figure_start("not_counted").match(folded, quantity.label_start, quantity.label_end):
        return _counts_after_all(page, quantity, since, in_list=in_list)
    return not (_is_there_already(page, quantity, since) or _is_norm(folded, quantity, follows=follows))


_RATE = re.compile(r"\b(?:pour|sur) (?:1 ?000|10 ?000|100 ?000|1 ?000 ?000|mille|cent mille|un million)\b")
"""Behind a figure: a rate of a population, "61 généralistes pour 100 000 habitants"."""


def _is_of_another(folded: str, quantity: Quantity, since: int, parts: Sequence[Quantity]) -> bool:
    """Whether a percentage says again what a count says, or is of care paid."""
    lead = folded[since : quantity.start].rstrip(" +-(")
    if same_again().search(lead) and folded[quantity.start - 1 : quantity.start] not in "+-":
        return True
    if _SAME_RATE.search(lead) and any(part.end <= quantity.start for part in parts):
        return True
    if figure_words("reimbursed").search(folded, since, quantity.start):
        return True
    label = (quantity.label_start, quantity.label_end)
    return any(part is not quantity and (part.label_start, part.label_end) == label for part in parts)


_SAME_RATE = re.compile(r"\bsoit une? [^,;:.]{3,50} de$")
"""Before a percentage that a part and its whole have told: "24 sur 280, soit un taux de 8,6 %"."""


def _is_loss(page: Page, quantity: Quantity) -> bool:
    """Whether those ill, harmed or dead are counted, of whom nothing is said to have been done."""
    label = (quantity.label_start, quantity.label_end)
    return figure_start("losses").match(page.folded, *label) is not None and not told_of_noun(page, *label)


def _counts_after_all(page: Page, quantity: Quantity, since: int, *, in_list: bool) -> bool:
    """Whether communes, inhabitants, propositions and the like count: listed as figures, many, or reached."""
    folded, label = page.folded, (quantity.label_start, quantity.label_end)
    if quantity.out_of is not None or (in_list and figure_start("territories").fullmatch(folded, *label)):
        return True
    if quantity.value >= _MANY and figure_start("given_by_many").match(folded, *label):
        return True
    if figure_start("inhabitants").match(folded, *label) and (
        told_of_noun(page, *label)
        or _ACTED_ON.search(folded, max(since, quantity.start - 40), quantity.start)
    ):
        return True
    near = (max(since, quantity.start - 60), quantity.start)
    return (
        any(right_before(name).search(folded, *near) for name in ("going_to", "already"))
        or figure_words("reached").search(folded, *label) is not None
        or act_of(page, quantity) is not None
    )


_MANY = 40
"""So many propositions are no list of the page's own."""
_ACTED_ON = re.compile(
    r"\b(?:\w{2,}(?:e|er|ir|i|is|u)|permet(?:tent)?)"
    r"(?: (?:a|aupres de|plus de|pres de|environ|quelque|deja|les))* $"
)
"""Right before inhabitants: what is done for them, "a permis à 310 habitants", "former 8 000 habitants"."""


def _is_there_already(page: Page, quantity: Quantity, since: int) -> bool:
    """Whether a figure is of what there is, of those who listen, or of what happens on the day."""
    folded, label = page.folded, (quantity.label_start, quantity.label_end)
    if quantity.unit != "places" and _OF_ONES_OWN.search(
        folded, max(since, quantity.start - 8), quantity.start
    ):
        return True
    known = _OF_KNOWN.search(folded, max(since, quantity.start - 16), quantity.start)
    if known and quantity.unit == "sites" and quantity.out_of is None and not told_of_noun(page, *label):
        return True
    if audience_before().search(folded, max(since, quantity.start - 30), quantity.start):
        return True
    in_words = not folded[quantity.start].isdecimal()
    return in_words and figure_start("happenings").match(folded, *label) is not None


_OF_ONES_OWN = re.compile(r"\b(?:nos|vos|ses|leurs|ces) $")
"""Before a figure: what there is, not what was done ("nos quatre hôpitaux")."""
_OF_KNOWN = re.compile(r"\b(?:(?:dans|a|de|par|entre|pour|vers|chez|aupres de|au sein de) les|des|aux) $")
"""Before a number of places: those that there are ("dans les 71 instituts de la région")."""


def _is_norm(folded: str, quantity: Quantity, *, follows: bool) -> bool:
    """Whether a figure is so much for each place, person or period, or of those counted before the start."""
    if figure_words("before").search(folded, quantity.label_start, quantity.label_end):
        return True
    after = folded[quantity.label_end : quantity.label_end + 60] if follows else ""
    return any(figure_start(name).match(after) for name in ("norm", "before"))

"""Who receives a sum by where it stands: in a line that begins with them, under a heading that names them."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.frames.fundings.receiver_names import NUMBER, Receiver, count_of, receiver_nouns
from flows.normalise.frames.fundings.words import Spot, gives_behind, words
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.organisation_bodies import OrganisationClass


def named_behind(page: Page, spot: Spot) -> Receiver | None:
    """Who stands behind a sum and a colon: "Premier prix (8 000 €) : le CHU de Reims"."""
    behind = _BEHIND.match(page.folded, spot.mention.end, spot.until)
    body = _starts_with_body(page, behind.end()) if behind is not None else None
    return Receiver(page.words(body.start, body.end)) if body is not None else None


_BEHIND = re.compile(r"\)? ?(?::|–|-|=>?|→) ?(?:a |pour )?(?:la |le |les |l')?")


def before_bracket(page: Page, spot: Spot) -> Receiver | None:
    """One of those chosen, with its sum in brackets: "Parmi eux : Carhaix (2 000 €), Loudéac (900 €)"."""
    listed = _NAME_AND_BRACKET.search(page.text, spot.since, spot.mention.start)
    if listed is None or not words("some_of_them").search(page.folded, spot.start, listed.start("name")):
        return None
    return Receiver(page.words(*listed.span("name")))


_NAME_AND_BRACKET = re.compile(
    r"(?:^|[,;:] ?| et |\b(?:aux?|à la|des|du|dont) )(?:la |le |les |l['’])?(?P<name>[^,;:()€\d]{3,60}?) ?\($"
)


def of_label(page: Page, spot: Spot) -> Receiver | None:
    """The receiver that a line's label names: "Château-Renault (37) : …", "Étudiants infirmiers : …"."""
    if listed := _of_line(page, spot):
        return listed
    label = page.outline.label_value(spot.block)
    if label is None or label.start > spot.mention.start:
        return None
    people = _people().match(page.folded, spot.block.start, label.start)
    if people is None:
        return None
    named = page.words(people.start("noun"), label.start).rstrip(" :–-")
    return Receiver(named, count_of(people["number"]))


def of_labels(page: Page) -> dict[int, Receiver]:
    """Whom a line says the sums of its section are for, by where that starts: "Bénéficiaires : …"."""
    told: dict[int, Receiver] = {}
    for block in page.document.blocks:
        line = page.outline.label_value(block)
        if line is None or not any(
            words(of).fullmatch(line.label) for of in ("receiver_label", "offered_to")
        ):
            continue
        if (named := _named_first().match(page.folded, line.start, line.end)) is not None:
            told.setdefault(page.outline.section_of(block).start, Receiver(page.words(*named.span("name"))))
    return told


@cache
def _named_first() -> re.Pattern[str]:
    """What a value names, up to the clause that says which of them."""
    which = alternatives(lexicon("fundings")["restrictive"])
    return re.compile(
        rf" ?(?:tou(?:te)?s )?(?:les |l')?(?P<name>[^.;:()|\n]{{3,90}}?)(?=[.;:()|\n]|,? (?:{which}) |$)"
    )


def _of_line(page: Page, spot: Spot) -> Receiver | None:
    """Who a line of a list begins with: "Petits Pas (Brest) – 30 000 €", "Treignac | travaux | 900 €"."""
    line = _line_of_sum().match(page.folded, spot.block.start, spot.mention.start)
    if line is None or gives_behind(page, spot):
        return None
    start, end = line.span("name")
    if page.text[line.start("article")].isupper():
        start = line.start("article")
    if _people().match(page.folded, start) is None and _starts_with_body(page, start) is None:
        lead = page.outline.lead_of(spot.block)
        if lead is None or not words("list_of_receivers").search(page.folded, lead.start, lead.end):
            return None
    return Receiver(_without_town(page, start, end))


def _without_town(page: Page, start: int, end: int) -> str:
    """A name without the town behind it: "CPTS du Faou, Le Faou (29)", "CPTS du Faou – Le Faou"."""
    behind = (", ", " – ", " - ")
    towns = (p.start for p in within(page.places, start, end) if page.text.endswith(behind, start, p.start))
    return page.words(start, next(towns, end)).rstrip(" ,(–-")


def of_card(page: Page, spot: Spot) -> Receiver | None:
    """Who won by the heading over the one sum of its section, one of a list of winners: "CPTS Modèle",
    below it the project, below that "42 000 €"."""
    section = page.outline.section_of(spot.block)
    above = section.parent.heading if section.parent is not None else None
    if section.heading is None or above is None or len(within(page.sums, section.start, section.end)) > 1:
        return None
    if not words("winners").search(page.folded, above.start, above.end):
        return None
    name = _BRACKET.sub("", _without_town(page, section.heading.start, section.heading.end))
    return Receiver(_NUMBERED.sub("", name)) if name[-1] not in "?!.:…" else None


_NUMBERED = re.compile(r"\A\d{1,2}[.)°] ?|\A(?:Lauréate?|Projet)(?: n° ?\d+)? ?: ")


def of_prize(page: Page, spot: Spot) -> Receiver | None:
    """Who has won the prize that the heading names: "Premier prix : le CHU de Reims", or below "Grand prix"
    the body that its paragraph begins with."""
    section = page.outline.section_of(spot.block)
    head = section.heading
    if head is None or (prize := words("prize_heading").match(page.folded, head.start)) is None:
        return None
    if named := _AFTER_COLON.search(page.text, prize.end(), head.end):
        if not page.text[named.end()].isupper():
            return None
        return Receiver(_BRACKET.sub("", _without_town(page, named.end(), head.end)))
    body = _starts_with_body(page, section.blocks[0].start) if section.blocks else None
    if body is None or page.name_of(body) == page.publisher.name:
        return None
    return Receiver(page.words(body.start, body.end))


def _starts_with_body(page: Page, start: int) -> Organisation | None:
    """The body that a line begins with, behind its article at most."""
    body = next(iter(within(page.organisations, start, start + 4)), None)
    if body is None or isinstance(body, OrganisationClass):
        return None
    return body if page.folded[start : body.start].strip() in ("", "la", "le", "les", "l'") else None


_AFTER_COLON = re.compile(r"[^:\d]*? ?: (?:la |le |les |l['’])?")
_BRACKET = re.compile(r" ?\([^()]*\)$")


@cache
def _line_of_sum() -> re.Pattern[str]:
    return re.compile(
        r"(?:\d{1,2}[.)] ?)?(?P<article>(?:la |le |les |l')?)(?P<name>(?:[^:|\n.]|\.(?! )){3,140}?)"
        r"(?: ?:| -|,| (?=\()| \|(?:[^|\n]{1,90}\|)?) ?\(?"
        rf"(?:(?:{alternatives(lexicon('fundings')['about'])}) )?$"
    )


@cache
def _people() -> re.Pattern[str]:
    """What a label begins with: "Étudiants infirmiers : 650 € par mois"."""
    return re.compile(rf"(?:pour )?(?:les |l')?{NUMBER}(?P<noun>(?:{receiver_nouns()})\b)")

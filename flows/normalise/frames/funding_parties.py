"""Who gives a sum, and who receives it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from flows.normalise.frames.coordination import ARTICLE, Group, groups
from flows.normalise.frames.funding_words import Spot, last_match, words
from flows.normalise.frames.page import Page, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.model import Organisation
from flows.normalise.mentions.numbers import WORDS, read_digits, read_words

_PUBLIC_FUNDERS = frozenset({"regional_health_agency", "ministry", "health_insurance"})
_TO_RECEIVER = re.compile(r"(?:\ba|\baux?|\bpour|\bchez|\bdans) (?:la |l'|le |les |chaque )?$|\baux? $")


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who receives a sum: the words for them, and how many they are."""

    name: str
    count: int | None = None


def funder_of(page: Page, spot: Spot) -> Group | None:
    """The body, or the bodies together, that the sentence says give a sum; null if it names none."""
    return _giver_after(page, spot) or _giver_before(page, spot)


def _giver_after(page: Page, spot: Spot) -> Group | None:
    """ "une dotation de 32 000 € de l'ARS", "1 200 € versés par l'État", "1,2 M€ pour l'ARS"."""
    for group in groups(page, spot.mention.end, spot.until):
        between = page.folded[spot.mention.end : group.start]
        if len(between) > 90:
            return None
        if _right_after().fullmatch(between) or _given_by().search(between):
            return group
        if _for().fullmatch(between) and group.members[0].organisation_type in _PUBLIC_FUNDERS:
            return group
        return None
    return None


@cache
def _right_after() -> re.Pattern[str]:
    return re.compile(
        r" ?(?:par an |par mois |annuels? |\([^)]*\) )?(?:de la part )?(?:du |de la |de l'|des |de |d')"
    )


@cache
def _for() -> re.Pattern[str]:
    return re.compile(
        r" ?(?:\([^)]*\) ?)?(?:pour|du cote de|de la part de|a la charge de) (?:la |le |les |l')?"
    )


@cache
def _given_by() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(lexicon('fundings')['given_by'])}) ?{ARTICLE}?$")


@cache
def _gives() -> re.Pattern[str]:
    words = lexicon("fundings")
    return re.compile(
        rf"(?<!\w)(?:{alternatives(words['gives'])}"
        rf"|(?:a|ont|avons)(?: \w+)? (?:{alternatives(words['gives_participle'])})"
        rf"|(?:va|vont) (?:{alternatives(words['gives_infinitive'])}))(?!\w)"
    )


def _giver_before(page: Page, spot: Spot) -> Group | None:
    """ "l'ARS verse 1 500 €", "financée par l'ARS (48 500 €)", "ARS : 300 000 €"."""
    folded, start = page.folded, spot.mention.start
    for group in reversed(list(groups(page, spot.start, start))):
        between = folded[group.end : start]
        head = folded[max(spot.start, group.start - 60) : group.start]
        if _received(folded, spot, group):
            return None
        if _passive_end().search(head) and _bracketed().fullmatch(between):
            return Group(group.members[-1:]) if "(" in between or "hauteur" in between else group
        if _passive_end().search(head):
            return group
        if _TO_RECEIVER.search(head):
            continue
        if _gives().search(between):
            return group
    return None


def _received(folded: str, spot: Spot, group: Group) -> bool:
    """Whether the organisations named before a sum are told to receive it."""
    match = last_match(words("receives"), folded, group.end, spot.mention.start)
    return match is not None and match.start() - group.end < 40


@cache
def _passive_end() -> re.Pattern[str]:
    by = "|".join(alternatives(lexicon("fundings")[name]) for name in ("financed_by", "given_by"))
    return re.compile(rf"\b(?:{by}) ?:? ?{ARTICLE}?$")


@cache
def financed_by_end() -> re.Pattern[str]:
    """Words of the passive that end right before those who finance ("cofinancée par l'")."""
    return re.compile(rf"\b(?:{alternatives(lexicon('fundings')['financed_by'])}) ?:? ?{ARTICLE}?$")


@cache
def _bracketed() -> re.Pattern[str]:
    return re.compile(
        r" ?\(|(?:,? a hauteur de|,? pour(?: un montant de)?|,? soit| :|,) (?:environ |pres de |plus de )?"
    )


def label_organisation(page: Page, spot: Spot) -> Organisation | None:
    """The organisation that a line begins with ("ARS Normandie : 300 000 €"), if one does."""
    first = next(iter(within(page.organisations, spot.block.start, spot.mention.start)), None)
    if first is None or page.folded[spot.block.start : first.start].strip(" -:'") not in (
        "",
        "l",
        "la",
        "le",
        "les",
    ):
        return None
    between = page.folded[first.end : spot.mention.start]
    return (
        first
        if re.fullmatch(r"(?: ?\([^)]*\))? ?(?::|-|=>?) ?(?:environ |pres de |plus de |jusqu'a )?", between)
        else None
    )


# --- Receivers -----------------------------------------------------------------------------------

_END = re.compile(
    r" ?[.;:()\n|]|, (?:contre|pour|dans|afin|soit|sur|selon|sous|dont|qui|a |au |en |avec|puis|et )"
    r"| (?:contre|afin|recevr\w+|recoi\w+|percevr\w+|percoi\w+|benefici\w+|dans|qui|sous|pendant|sur (?!le territoire)|au titre|versee?s?|en 20\d\d|pour|a partir du|"
    r"obtien\w+|soutenu\w*|retenu\w*|accompagne\w*|touche\w*|seront|sera|est|sont|peut|peuvent|pourr\w+|ont|jusqu'a|plus de|pres de|une?|\d+|soit|cout\w+|engages? (?:dans|a)|porte\w*)(?= )| ?,? ?$"
)
_NUMBER = rf"(?:(?P<number>\d[\d ]*|{WORDS}) )?"


def receiver_of(page: Page, spot: Spot) -> Receiver | None:
    """Who a sum is for, as written: after it, else before it, else in the label of its line."""
    folded, money = page.folded, spot.mention
    after = _to_receiver().match(folded, money.end, spot.until) or _to_receiver_later().match(
        folded, money.end, spot.until
    )
    if after is not None and (receiver := _receiver(page, after, spot.until)):
        return receiver
    for expression in (_counted_before(), _each_before(), _to_before()):
        since = spot.start if expression is _each_before() else spot.since
        before = last_match(expression, folded, max(since, money.start - 140), money.start)
        if before is not None and (receiver := _receiver(page, before, money.start)):
            return receiver
    return _of_label(page, spot)


@cache
def _nouns() -> str:
    return alternatives(lexicon("fundings")["receivers"])


@cache
def _to() -> str:
    return alternatives(lexicon("fundings")["to"])


@cache
def _to_receiver() -> re.Pattern[str]:
    """Right after the sum: "€ par stagiaire", "€ pour les sages-femmes", "€ à chaque cabinet"."""
    return re.compile(
        rf"\)? ?(?:/ ?(?:an|mois) ?,? ?|par (?:an|mois) ?,? ?|ht |ttc |max\w* |\([^)]*\) )*,? ?"
        rf"(?:(?:par|/) ?(?:nouve\w+ |jeune )?|(?:{_to()}) ){_NUMBER}(?P<noun>(?:nouve\w+ |jeunes? )?(?:{_nouns()})\b)"
    )


@cache
def _to_receiver_later() -> re.Pattern[str]:
    """A little after it: "€ versés en deux fois aux internes"."""
    return re.compile(
        rf"[^.;:()]{{0,60}}?\b(?:{_to()}|versee?s? aux?|accordee?s? aux?|attribuee?s? aux?) {_NUMBER}(?P<noun>(?:{_nouns()})\b)"
    )


@cache
def _each_before() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:chaque|tout|toute|chacun(?:e)? des) {_NUMBER}(?P<noun>(?:{_nouns()})\b(?: d(?:e |')\w+)?)"
    )


@cache
def _to_before() -> re.Pattern[str]:
    """ "accorde aux internes une aide de 300 €"."""
    return re.compile(rf"\b(?:{_to()}) {_NUMBER}(?P<noun>(?:{_nouns()})\b)")


@cache
def _counted_before() -> re.Pattern[str]:
    """ "418 professionnels soutenus pour un montant de …", "8 structures seront retenues ; …"."""
    helped = alternatives(lexicon("fundings")["helped"])
    return re.compile(rf"(?<![\w,.]){_NUMBER}(?P<noun>(?:{_nouns()})\b)(?=[^.;:]{{0,40}}? (?:{helped})\b)")


def _receiver(page: Page, match: re.Match[str], limit: int) -> Receiver | None:
    number = match["number"]
    count = _count(number)
    if count == 1 or words("not_receivers").match(page.folded, match.start("noun")):
        return None
    end = _END.search(page.folded, match.end("noun"), limit)
    stop = end.start() if end is not None else min(limit, match.end("noun"))
    stop = _without_late_comma(page.folded, match.end("noun"), stop)
    start = match.start("number") if number and not number.strip().isdigit() else match.start("noun")
    name = page.words(start, stop).strip(" ,")
    return Receiver(name.lower() if name.isupper() and len(name) > 8 else name, count)


def _without_late_comma(folded: str, start: int, stop: int) -> int:
    """Keep an enumeration whole ("médecins, sages-femmes et dentistes"), else stop at its comma."""
    comma = folded.find(",", start, stop)
    if comma < 0 or " et " in folded[comma:stop]:
        return stop
    return comma


def _count(number: str | None) -> int | None:
    if number is None:
        return None
    number = number.strip()
    return int(read_digits(number)) if number[0].isdecimal() else read_words(number)


_LABEL_PEOPLE_LEAD = r"(?:\bdes|\baux|\bpour les|\bd'|\bde) (?P<noun>(?:{nouns})[^:]*)$"


def _of_label(page: Page, spot: Spot) -> Receiver | None:
    """The receiver that a line's label names: "Château-Renault (37) : …", "Logement des internes : …"."""
    label = page.outline.label_value(spot.block)
    if label is None or not spot.block.start < label.start <= spot.mention.start:
        return None
    colon = page.folded.rfind(":", spot.block.start, label.start)
    if colon < 0:
        return None
    named = page.words(spot.block.start, colon).strip(" :–-")
    folded = page.folded[spot.block.start : spot.block.start + len(named)]
    people = _label_people().search(folded)
    if people is not None:
        return Receiver(named[people.start("noun") :])
    place = next(iter(within(page.places, spot.block.start, colon)), None)
    body = next(iter(within(page.organisations, spot.block.start, colon)), None)
    begins = min((m.start for m in (place, body) if m is not None), default=None)
    return Receiver(named) if begins is not None and begins - spot.block.start < 4 else None


@cache
def _label_people() -> re.Pattern[str]:
    return re.compile(_LABEL_PEOPLE_LEAD.format(nouns=_nouns()))

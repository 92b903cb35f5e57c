"""What of a name is written in lower case: "des infirmiers libéraux", "de la santé et de la prévention"."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.lexicon import lexicon
from flows.normalise.mentions.named_text import NamedText
from flows.normalise.mentions.organisation_types import word_list
from flows.normalise.mentions.person_words import is_first_name

LONGEST = 120
"""Characters a tail may have; what goes on longer is no name."""
_LOWER = re.compile(r" ([\w-]+)")
_LOWER_OF = re.compile(
    r" (?:de la |de l'|du |des |de |d'|pour (?:la |le |l'|les )|contre (?:le |la |les )|en |aux )([\w-]+)"
)
_LOWER_AND = re.compile(r" (?:et|&) (?:de la |de l'|du |des |de |d')?([\w-]+)")
_PORTFOLIO = re.compile(
    r"(?:,? (?:et )?(?:charge|chargee|en charge|delegue|deleguee)(?= ))?"
    r",? (?:et )?(?:de la |de l'|du |des |de |d'|a la |a l'|au |aux )([\w-]+)"
)
_REMIT = re.compile(r" (en sante|aux soins|[\w-]+)")


def adjectives_end(page: NamedText, position: int) -> int:
    end = position
    furthest = position + LONGEST
    while (word := _LOWER.match(page.folded, end, furthest)) is not None and is_adjective(word[1]):
        end = word.end()
    return end


def complement_end(page: NamedText, position: int, *, any_noun: bool) -> int:
    """The end of nouns and adjectives in lower case.

    `any_noun`: behind "de" any noun will do, not only those of the lexicon.
    """
    folded, end = page.folded, position
    nouns = word_list("complements")
    furthest = position + LONGEST
    while True:
        word = _LOWER.match(folded, end, furthest)
        if word is not None and (word[1] in nouns or is_adjective(word[1])):
            end = word.end()
            continue
        step = _LOWER_OF.match(folded, end, furthest)
        if step is None or not (step[1] in nouns or (any_noun and _is_noun(page, step))):
            step = _LOWER_AND.match(folded, end, furthest) if end > position else None
            if step is None or not (step[1] in nouns or is_adjective(step[1])):
                return end
        end = step.end()


def _is_noun(page: NamedText, step: re.Match[str]) -> bool:
    """Whether a word behind "de" may be a noun that no lexicon knows."""
    word = step[1]
    return (
        len(word) > 3 and step.group().startswith((" d", " contre ")) and page.text[step.start(1)].islower()
    )


def portfolio_end(page: NamedText, position: int) -> int:
    folded, end = page.folded, position
    furthest = position + LONGEST
    while (step := _PORTFOLIO.match(folded, end, furthest)) is not None:
        if step.start(1) in page.head_starts or is_first_name(step[1]):
            break
        if step[1] not in word_list("remits") and not page.text[step.start(1)].isupper():
            break
        end = step.end()
        while (more := _REMIT.match(folded, end)) is not None:
            if not is_adjective(more[1]) and more[1] not in ("en sante", "aux soins"):
                break
            end = more.end()
    return end


def is_adjective(word: str) -> bool:
    """Whether a folded word is an adjective, by list or ending."""
    if word in word_list("adjectives"):
        return True
    unfit = word in word_list("not_adjectives") or is_first_name(word)
    return not unfit and bool(_endings().search(word))


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(rf"^[a-z-]{{2,}}(?:{lexicon('organisation_words')['adjective_endings']})$")

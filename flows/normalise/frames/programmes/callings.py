"""A programme's title where the text says what the thing is called, with or without quotation marks.

"un programme baptisé Pas à pas", "« Pas à pas » : c'est le nom du parcours"
"""

from __future__ import annotations

import re
from functools import cache, partial

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programmes.titles import Naming
from flows.normalise.frames.programmes.words import ProgrammeNoun, name_stop, word_pattern, words
from flows.normalise.lexicon.phrases import alternatives, entry_pattern

_Title = tuple[int, int, str]
"""From where to where a title stands, quotation marks included, and the title itself."""

_QUOTED = re.compile(r"[«“\"] ?([^\s»”\"][^»”\"\n]{1,80}?) ?[»”\"]")
_PROPER = re.compile(r"(?:e-)?[A-ZÀ-Ý]")
_LONGEST = 60
"""Characters of a title without quotation marks at most."""


def title_at(page: Page, start: int, end: int) -> _Title | None:
    """The title that begins at an offset: a quotation, or a capital and what follows up to the next stop."""
    if quoted := _QUOTED.match(page.text, start, end):
        return (*quoted.span(), quoted[1].strip(" .,;"))
    if _PROPER.match(page.text, start, end) is None or not _is_free(page, start):
        return None
    stops = name_stop().finditer(page.folded, start, min(end, start + _LONGEST))
    stop = next((s for s in stops if not page.text[s.start() + 1 : s.end()].istitle()), None)
    last = stop.start() if stop else min(end, start + _LONGEST)
    written = page.words(start, last).rstrip(" .,;:")
    return (start, last, written) if len(written) > _SHORT else None


_SHORT = 2


def _is_free(page: Page, start: int) -> bool:
    """Whether no body, place, person or day begins a stretch: it may be the name of something else."""
    known = (page.organisations, page.places, page.persons, page.dates)
    return not any(within(mentions, start, start + 1) for mentions in known)


_calls = partial(entry_pattern, "programmes", "calls")
_NAMES = re.compile(r"nom|appel|baptis|intitul|titre|slogan")
"""What all words hold that say how a thing is called: a cheap look before the full one."""
_FAR = 100
"""Characters between a noun and the word that says how it is called."""
_BROKEN = re.compile(r"[.;:!?«»“”\n]|, (?:le|la|l'|les|une?|des)\b")


def called(page: Page, noun: ProgrammeNoun, block: Block) -> Naming | None:
    """The programme that a noun names by a title which the words beside it call it by."""
    title = _behind(page, noun, block) or _is_its_name(page, noun, block)
    return None if title is None else named_by(noun, block, title)


def named_by(noun: ProgrammeNoun, block: Block, title: _Title) -> Naming:
    start, end, name = title
    inside = block.start <= start < block.end
    first, last = (min(start, noun.start), max(end, noun.end)) if inside else (noun.start, noun.end)
    return Naming(first, last, noun, block, name, None, strong=True, quoted=True)


def _behind(page: Page, noun: ProgrammeNoun, block: Block) -> _Title | None:
    """The title behind a noun ("un programme d'actions pour les écoles baptisé X")."""
    behind = (noun.end, min(block.end, noun.end + _FAR))
    verb = _calls().search(page.folded, *behind) if _NAMES.search(page.folded, *behind) else None
    if verb is None or any(
        other.search(page.folded, noun.end, verb.start()) for other in (_BROKEN, word_pattern("another"))
    ):
        return None
    return title_at(page, verb.end() + 1, block.end)


_ITS_NOUN = (
    r"(?:le |la |l'|les |une? |cet? |cette |notre |son |sa )?"
    r"(?:nouve(?:au|l|lle) |grande? |future? |premi(?:er|ere) )?"
)
"""What stands before a noun that takes up something named."""


@cache
def _says_name() -> re.Pattern[str]:
    """What stands between a title and the noun that it is the name of."""
    return re.compile(rf"\s*[:,.–-]?\s*(?<!\w)(?:{alternatives(words()['is_its_name'])}) ?{_ITS_NOUN}$")


_LAST_QUOTED = re.compile(r"[«“\"] ?([^\s»”\"][^»”\"\n]{1,80}?) ?[»”\"]$")


def _is_its_name(page: Page, noun: ProgrammeNoun, block: Block) -> _Title | None:
    """The title that a sentence says to be its name (« X » : c'est le nom de la formation); where nothing
    stands before that, the heading is meant."""
    before = (max(block.start, noun.start - _FAR), noun.start)
    match = _says_name().search(page.folded, *before) if _NAMES.search(page.folded, *before) else None
    if match is None:
        return None
    if match.start() > block.start + 1:
        quoted = _LAST_QUOTED.search(page.text, max(block.start, match.start() - _FAR), match.start())
        return (*quoted.span(), quoted[1]) if quoted else None
    heading = page.outline.section_of(block).heading
    return (heading.start, heading.end, page.words(heading.start, heading.end)) if heading else None


_UNDER = 400
"""Characters under a heading in which "ce projet" can mean it."""
_SIGNS = re.compile(r"[:;.,«»|]")
_RUBRIC = re.compile(r"[\w'-]+(?: [\w'-]+)? ?: (?!(?:les?|la|une?) |l')")
"""What a heading files its title under ("Cardio : dépistage en officine")."""
_TELLS = re.compile(
    r"(?:pour|afin|dans|depuis|avec|sans|apres|avant|face|grace|vers|quel(?:le)?s?|pourquoi|comment|qui|ou) |"
    r"(?:l'|la |le |une? )?(?:ouverture|creation|lancement|construction|inauguration|naissance|arrivee|"
    r"presentation|mise en \w+|demarrage|installation|signature|rencontre|projet|solution|reponse|contexte|"
    r"enjeux?)\b"
)
"""What opens a heading that says why or how, or what happens: it names nothing itself."""


def heading_as_title(page: Page, block: Block) -> _Title | None:
    """The heading right over a paragraph, where it is a title and tells nothing by itself."""
    heading = page.outline.section_of(block).heading or page.document.title_block
    if heading is None or heading is block or heading.kind is not BlockKind.HEADING:
        return None
    rubric = _RUBRIC.match(page.folded, heading.start, heading.end)
    start = rubric.end() if rubric else heading.start
    written = page.words(start, heading.end)
    if heading is not page.document.title_block and block.start - heading.end > _UNDER:
        return None
    if len(written) > _LONGEST or " " not in written or _SIGNS.search(written):
        return None
    if word_pattern("finite").search(page.folded, start, heading.end) or not _is_free(page, start):
        return None
    if _TELLS.match(page.folded, start, heading.end):
        return None
    return (start, heading.end, written)

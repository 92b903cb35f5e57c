"""A programme's title where the text says what the thing is called, with or without quotation marks.

"un programme baptisé Pas à pas", "Baptisée Pas à pas, l'opération…", "« Pas à pas » : c'est le nom du
parcours", "Il s'appelle « Pas à pas ». Le bus…", "testent Pas à pas. Ce projet…"
"""

from __future__ import annotations

import re
from functools import partial

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programmes.titles import Naming
from flows.normalise.frames.programmes.words import ProgrammeNoun, name_stop, word_pattern
from flows.normalise.lexicon.phrases import entry_pattern

_Title = tuple[int, int, str]
"""From where to where a title stands, quotation marks included, and the title itself."""

_QUOTED = re.compile(r"[«“\"] ?([^\s»”\"][^»”\"\n]{1,80}?) ?[»”\"]")
_PROPER = re.compile(r"(?:e-)?[A-ZÀ-Ý]")
_LONGEST = 60
"""Characters of a title without quotation marks at most."""


def _title_at(page: Page, start: int, end: int) -> _Title | None:
    """The title that begins at an offset: a quotation, or a capital and what follows up to the next stop."""
    if quoted := _QUOTED.match(page.text, start, end):
        return (*quoted.span(), quoted[1].strip(" .,;"))
    if _PROPER.match(page.text, start, end) is None or not _is_free(page, start):
        return None
    stop = name_stop().search(page.folded, start, min(end, start + _LONGEST))
    last = stop.start() if stop else min(end, start + _LONGEST)
    written = page.words(start, last).rstrip(" .,;:")
    return (start, last, written) if len(written) > _SHORT else None


_SHORT = 2


def _is_free(page: Page, start: int) -> bool:
    """Whether no body, place, person or day begins a stretch: it may be the name of something else."""
    known = (page.organisations, page.places, page.persons, page.dates)
    return not any(within(mentions, start, start + 1) for mentions in known)


_calls = partial(entry_pattern, "programmes", "calls")
_FAR = 100
"""Characters between a noun and the word that says how it is called."""
_OTHER = re.compile(r"[.;:!?«»“”\n]| (?:et|avec|dans|pour|par|a|chez) (?:une?|la|le|les|l'|des|son|sa) ?")
"""Between a noun and that word: another thing has been named."""


def called(page: Page, noun: ProgrammeNoun, block: Block) -> Naming | None:
    """The programme that a noun names by a title which the words beside it call it by."""
    title = _behind(page, noun, block) or _opening(page, noun, block) or _is_its_name(page, noun, block)
    title = title or _told_first(page, noun, block)
    return None if title is None else named_by(noun, block, title)


def named_by(noun: ProgrammeNoun, block: Block, title: _Title) -> Naming:
    start, end, name = title
    inside = block.start <= start < block.end
    first, last = (min(start, noun.start), max(end, noun.end)) if inside else (noun.start, noun.end)
    return Naming(first, last, noun, block, name, None, strong=True, quoted=True)


def _behind(page: Page, noun: ProgrammeNoun, block: Block) -> _Title | None:
    """The title behind a noun ("un programme d'actions pour les écoles baptisé X")."""
    verb = _calls().search(page.folded, noun.end, min(block.end, noun.end + _FAR))
    if verb is None or _OTHER.search(page.folded, noun.end, verb.start()):
        return None
    return _title_at(page, verb.end() + 1, block.end)


_OPENING = re.compile(
    r"(?<!\w)(?:baptis|nomm|appel|denomm|intitul|surnomm)ee?s? (?P<title>[^.;:!?\n]{2,60}), "
    r"(?:le |la |l'|les |ce |cet |cette |une? )(?:nouve(?:au|l|lle) )?$"
)


def _opening(page: Page, noun: ProgrammeNoun, block: Block) -> _Title | None:
    """The title that opens the sentence of a noun ("Baptisée X, l'opération…")."""
    match = _OPENING.search(page.folded, max(block.start, noun.start - _FAR), noun.start)
    if match is None:
        return None
    start, end = match.span("title")
    if not _PROPER.match(page.text, start) or not _is_free(page, start):
        return None
    return (start, end, page.words(start, end))


_ITS_NAME = re.compile(
    r"\s*[:,.–-]?\s*(?<!\w)(?:c'est|ce sera|tel est|tel sera|voila|voici|est|sera|devient)"
    r"(?: desormais| donc)? (?:le |un |l'|son |leur )(?:nouveau |joli |petit )?"
    r"(?:nom|titre|intitule|surnom|slogan)(?: de code)?"
    r"(?: (?:donne|choisi|retenu|trouve|que [^,.]{3,30}))? (?:de |du |d'|a |au |pour )"
    r"(?:la |le |l'|une? |cette |cet? |notre |son |sa )?"
    r"(?:nouve(?:au|l|lle) |grande? |future? |premi(?:er|ere) )?$"
)
_LAST_QUOTED = re.compile(r"[«“\"] ?([^\s»”\"][^»”\"\n]{1,80}?) ?[»”\"]$")


def _is_its_name(page: Page, noun: ProgrammeNoun, block: Block) -> _Title | None:
    """The title that a sentence says to be its name (« X » : c'est le nom de la formation); where nothing
    stands before that, the heading is meant."""
    match = _ITS_NAME.search(page.folded, max(block.start, noun.start - _FAR), noun.start)
    if match is None:
        return None
    if match.start() > block.start + 1:
        quoted = _LAST_QUOTED.search(page.text, max(block.start, match.start() - _FAR), match.start())
        return (*quoted.span(), quoted[1]) if quoted else None
    heading = page.outline.section_of(block).heading
    return (heading.start, heading.end, page.words(heading.start, heading.end)) if heading else None


_TOLD_FIRST = re.compile(
    r"(?:^|(?<=[.!?] )|(?<=\n))(?:(?:il|elle|ils|elles|ca) (?:s'appell\w+|s'intitul\w+|se nomm\w+)|"
    r"(?:on|nous) l(?:'| a | avons )(?:appel|baptis|nomm|surnomm)\w+|son (?:petit )?nom(?: est| ?[:?])) "
)


def _told_first(page: Page, noun: ProgrammeNoun, block: Block) -> _Title | None:
    """The title that the sentence before the noun tells ("Il s'appelle X. Depuis lundi, le bus…")."""
    first = max(block.start, noun.start - 2 * _FAR)
    told = [*_TOLD_FIRST.finditer(page.folded, first, noun.start)]
    return _title_at(page, told[-1].end(), noun.start) if told else None


_ARTICLE = re.compile(r" (?:le |la |l'|les |son |sa |leur )?")
_BEFORE = 280
"""Characters before "ce projet" in which its title stands."""
_SUBJECT = re.compile(
    r"(?:^|(?<=[.!?:] )|(?<=\n)|(?<=, ))(?P<title>[A-ZÀ-Ý][\w'’-]+(?: (?:(?:de|du|des|la|à|et|en|au) )?"
    r"[A-ZÀ-Ý0-9][\w'’-]*){0,3}) (?=[a-z])"
)


def proper_before(page: Page, named: Naming) -> _Title | None:
    """The title without quotation marks that "ce projet" takes up: what the sentences before launch or test
    ("cinq maisons testent Pas à pas"), or tell about ("Pas à pas est déployé")."""
    first = max(named.block.start, named.start - _BEFORE)
    found: _Title | None = None
    for verb in word_pattern("creates").finditer(page.folded, first, named.start):
        article = _ARTICLE.match(page.folded, verb.end())
        if article is not None and (title := _title_at(page, article.end(), named.start)):
            found = title
    for match in _SUBJECT.finditer(page.text, first, named.start):
        start, end = match.span("title")
        verb_behind = word_pattern("opens").match(page.folded, end + 1) or _BE.match(page.folded, end)
        if verb_behind and _is_free(page, start):
            found = (start, end, match["title"])
    return found


_BE = re.compile(r" (?:est|sera|sont|seront|vise|permet|propose|offre|accompagne|s'adresse|aide) ")
_VERBS = re.compile(
    r"(?<!\w)(?:est|sont|sera|seront|a|ont|va|vont|se|s'\w+|vous|nous|je|on|\w{3,}(?:ez|ons|era|eront))(?!\w)"
)


_SIGNS = re.compile(r"[:;.,«»|]")
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
    written = page.words(heading.start, heading.end)
    if len(written) > _LONGEST or " " not in written or _SIGNS.search(written):
        return None
    if _VERBS.search(page.folded, heading.start, heading.end) or not _is_free(page, heading.start):
        return None
    if _TELLS.match(page.folded, heading.start, heading.end):
        return None
    return (heading.start, heading.end, written)

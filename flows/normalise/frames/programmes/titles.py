"""A programme's own title: in quotation marks beside its noun, after a colon, or in the line below."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.page_parts import is_rubric
from flows.normalise.frames.page import Page, within
from flows.normalise.frames.programmes.words import ProgrammeNoun, word_pattern


@dataclass(frozen=True, slots=True)
class Naming:
    """A programme named in a text: where, by which noun, and how it is called there."""

    start: int
    end: int
    noun: ProgrammeNoun
    block: Block
    name: str
    acronym: str | None
    strong: bool
    """Whether it has a proper name: a title, years, an acronym; else it is a mere noun phrase."""
    quoted: bool = False


_QUOTE = re.compile(
    r"(?P<between>(?:,? [^\W\d][\w'’-]*| ?(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?| \([A-Z][\w-]{1,14}\)){0,4})"
    r"(?: ?:)? ?[«“\"] ?(?=[^\s»”\"])"
)
_SPEECH = re.compile(r"[.?!] [a-z]|(?:,| )(?:est|sont|nous|je|vous|ne|n'est|on|il|elle) ")
"""In a quotation: somebody speaks; it is no title."""
_SENTENCES = re.compile(r"[.?!] [a-z]")
"""The same, where the quotation stands right beside its noun: a title may say "je" and "nous"."""
_OPENING = ("«", "“", '"')
_FEW_WORDS = 2
"""Words in small letters in quotation marks that only tell of what kind it is (« cicatrisation »)."""
_CLOSE = re.compile(r" ?[»”\"]")
_OPEN_BEFORE = re.compile(r"[«“\"] ?(?:(?:Le|La|Les|L['’]|Un|Une) ?)?$")
ACRONYM = re.compile(r" ?\(((?=[^()]*[A-Z][^()]*[A-Z])[A-ZÀ-Ý][\w&’'./-]{1,14}(?: [\w&’'-]{1,12}){0,3})\)")


def title_of(page: Page, noun: ProgrammeNoun, block: Block) -> Naming | None:
    """The programme that a noun of this block names by a title of its own."""
    return (
        _titled(page, noun, block)
        or _titled_before(page, noun, block)
        or _apposed_name(page, noun, block)
        or _after_colon(page, noun, block)
        or _before_colon(page, noun, block)
        or _over_title(page, noun, block)
    )


def _titled(page: Page, noun: ProgrammeNoun, block: Block) -> Naming | None:
    """« X » after the noun, or around it."""
    text = page.text
    opened = _OPEN_BEFORE.search(text, max(block.start, noun.start - 6), noun.start)
    if opened:
        start, first = opened.start(), noun.start
    else:
        match = _QUOTE.match(text, noun.end, min(block.end, noun.end + 90))
        if match is None or not _belongs(page.folded[noun.end : noun.end + len(match["between"])]):
            return None
        start, first = noun.start, match.end()
    return quotation(page, noun, block, start, first)


def quotation(page: Page, noun: ProgrammeNoun, block: Block, start: int, first: int) -> Naming | None:
    """The programme by the title whose quotation opens at `first`, unless somebody speaks in it."""
    text = page.text
    close = _CLOSE.search(text, first, min(block.end, first + 180))
    if close is None or close.start() - first < 2:
        return None
    beside = text[noun.end : first].strip() in _OPENING
    called = noun.end < first and word_pattern("called").search(page.folded, noun.end, first) is not None
    speech = _SENTENCES if beside or called else _SPEECH
    if speech.search(page.folded, first, close.start()):
        return None
    name = text[first : close.start()].strip(" .,;")
    if name.islower() and not called and len(name.split()) <= _FEW_WORDS:
        whole = page.words(start, close.end())
        return (
            Naming(start, close.end(), noun, block, whole, None, strong=False)
            if noun.kind == "schemes"
            else None
        )
    acronym = ACRONYM.match(text, close.end(), block.end)
    end = acronym.end() if acronym else close.end()
    return Naming(start, end, noun, block, name, acronym[1] if acronym else None, strong=True, quoted=True)


_TITLE_BEFORE = re.compile(
    r"[«“\"] ?(?P<title>[^\s»”\"][^»”\"\n]{1,80}?) ?[»”\"](?:(?: ?:|,| [–-]) (?:[Cc]['’]est )?"
    r"(?:[Ll]e |[Ll]a |[Ll]['’]|[Uu]ne? |[Nn]otre |[Cc]et? |[Cc]ette )?|"
    r"(?P<stop>\.)\s+(?:Le |La |L['’]|Ce |Cette ))"
    r"(?:nouvel(?:le)? |nouveau |grande? |petite? |toute |future? |premier |première )*$"
)


def _titled_before(page: Page, noun: ProgrammeNoun, block: Block) -> Naming | None:
    """« X » with the noun right behind it (« X » : la consultation…, « X », un appel à projets…)."""
    first = max(0 if noun.kind == "services" else block.start, noun.start - 110)
    match = _TITLE_BEFORE.search(page.text, first, noun.start)
    if match is None or (match["stop"] and noun.kind != "services"):
        return None
    return Naming(
        max(match.start(), block.start), noun.end, noun, block, match["title"], None, strong=True, quoted=True
    )


_PROPER = r"[A-ZÀ-Ý][\w'’-]*[A-ZÀ-Ý0-9][\w'’-]*"
_SEVERAL = r"[A-ZÀ-Ý][\w'’-]+(?: (?:de |du |des |la |d['’])?[A-ZÀ-Ý0-9][\w'’-]*){1,3}"
_APPOSED_NAME = re.compile(
    r"(?<!\S)(?:(?:Bapti|Nomm|Appel|Dénomm|Intitul)\w+ )?"
    r"(?!(?:En|À|Au|Aux|Dans|Pour|Chez|Avec|Depuis|Dès|Sur|Le|La|Les|Un|Une|Dr|Pr|Mme|M) )"
    rf"(?P<title>{_PROPER}|{_SEVERAL}), (?:une? |la |le |l['’]|notre |votre )?(?:toute )?"
    r"(?:nouvel(?:le)? |nouveau |premier |première )?$"
)
"""A proper name without quotation marks, by a capital or number inside it or by several words."""


_ONE = re.compile(r", (?:une?|le|la|l') ?(?:nouve(?:au|l|lle) )?$")


def _apposed_name(page: Page, noun: ProgrammeNoun, block: Block) -> Naming | None:
    """The unquoted proper name that a noun is set beside ("le DentoVan, cabinet dentaire", "CARDIO-NUM, un
    projet de télésurveillance")."""
    if noun.kind != "services" and (
        noun.kind != "nouns" or not _ONE.search(page.folded, block.start, noun.start)
    ):
        return None
    first = max(block.start, noun.start - 60)
    match = _APPOSED_NAME.search(page.text, first, noun.start)
    if match is None:
        return None
    start, end = match.span("title")
    if _is_named_else(page, start, end):
        return None
    return Naming(start, noun.end, noun, block, match["title"], None, strong=True, quoted=True)


def _is_named_else(page: Page, start: int, end: int) -> bool:
    """Whether a stretch is the name of a body, a place, a person, or a day."""
    known = (page.organisations, page.places, page.persons, page.dates)
    return any(m.end > start for found in known for m in within(found, max(0, start - 40), end))


_HEADED = ("call_for_projects", "training", "consultation")
"""Types whose headings are made of noun and title."""
_OPENS_HEADING = re.compile(r"(?:(?:nouvel(?:le)?|le|la|l'|un|une) ?)?")
_COLON = re.compile(
    r"(?: (?:19|20)\d\d)?(?: (?:regional|departemental|national|commun)e?)?"
    r"(?: (?:n[°o] ?|#)[\w/-]+)?(?: \((?:du|diu|desu|aap|aac|ami|[a-z]{2,5} ?(?:19|20)\d\d|(?:19|20)\d\d)\))?"
    r"(?: ?: | [-–—|] | (?=(?P<bare>\w)))(?=\w)"
)


def _after_colon(page: Page, noun: ProgrammeNoun, block: Block) -> Naming | None:
    """The title after a colon, in a heading made of noun and title ("Appel à projets 2021 : …")."""
    if block.kind is not BlockKind.HEADING or noun.programme_type not in _HEADED or noun.kind == "schemes":
        return None
    colon = _COLON.match(page.folded, noun.end, block.end)
    start = min(block.start, noun.start)
    if colon is not None and colon["bare"] and not _is_bare_title(page, colon.end(), block):
        return None
    if colon is None or not _OPENS_HEADING.fullmatch(page.folded, start, noun.start):
        return None
    bids = _BIDS.match(page.text, colon.end(), block.end)
    if bids or word_pattern("tells").search(page.folded, colon.end(), block.end):
        return None
    name = page.words(colon.end(), block.end).rstrip(" .,;")
    return Naming(noun.start, block.end, noun, block, name, None, strong=True, quoted=True)


_BIDS = re.compile(r"[a-zà-ÿ]{3,}ez ")
"""A verb behind a colon that bids to act."""
_ENDS_HEADING = re.compile(
    r"(?: (?:regional|departemental|national|citoyen|public|commun|gratuit|courte?)e?)?(?: (?:19|20)\d\d)?"
    r"(?: (?:de|en|sur) \d+ \w+)?"
    r"(?: (?:est |vient d'etre |de nouveau |desormais )*(?:lancee?|ouverte?|en ligne|en cours|publiee?))?"
    r"[ .!]*"
)
_TITLE_AND_COLON = re.compile(
    r"(?P<title>[^:|]{4,90}?)(?: ?:| [|–—-]) (?:(?:l'|la |le |un |une )(?:nouvel(?:le)? )?)?$"
)


def _before_colon(page: Page, noun: ProgrammeNoun, block: Block) -> Naming | None:
    """The title before a colon, in a heading that ends with the noun ("Maisons sport-santé : appel à…")."""
    if block.kind is not BlockKind.HEADING or noun.programme_type not in _HEADED:
        return None
    lead = _TITLE_AND_COLON.fullmatch(page.folded, block.start, noun.start)
    if lead is None or not _ENDS_HEADING.fullmatch(page.folded, noun.end, block.end):
        return None
    start, end = lead.span("title")
    return Naming(start, noun.end, noun, block, page.words(start, end), None, strong=True, quoted=True)


def _is_bare_title(page: Page, start: int, block: Block) -> bool:
    """Whether what follows a noun without any sign is a title: it opens with a capital, in a heading that
    is not all capitals, is no body, and no colon parts it."""
    shouted = page.text[block.start : block.end].isupper()
    if " : " in page.text[start : block.end]:
        return False
    return page.text[start].isupper() and not shouted and not within(page.organisations, start, start + 1)


_YEAR = re.compile(r"(?:19|20)\d\d")
_OVERLINE = re.compile(r"[ :–-]*(?:(?:19|20)\d\d)?[ :]*")


def _over_title(page: Page, noun: ProgrammeNoun, block: Block) -> Naming | None:
    """The page's title beside a line that only says what it is the title of: "Appel à projets" over it, or
    as a portal of calls files it right under it."""
    blocks, title = page.document.blocks, page.document.title_block
    if title is None or noun.programme_type not in _HEADED or noun.start != block.start:
        return None
    index = bisect_left(blocks, block.start, key=lambda b: b.start)
    behind = [b for b in blocks[index + 1 : index + 3] if not _YEAR.fullmatch(page.folded, b.start, b.end)]
    over = behind[:1] == [title] and _OVERLINE.fullmatch(page.folded, noun.end, block.end)
    under = index and blocks[index - 1] is title and is_rubric(page.text[block.start : block.end])
    lists = bool(behind) and behind[0].kind is BlockKind.LIST_ITEM
    if not over and not (under and not lists and noun.programme_type == "call_for_projects"):
        return None
    name = page.words(title.start, title.end).rstrip(" .,;")
    return Naming(title.start, title.end, noun, title, name, None, strong=True, quoted=True)


_NOT_BETWEEN = re.compile(
    r",| (?:avec|sur(?! le theme)|pour|dans|par|a|est|sont|qui|que|ont|chez|et|ou|en|dont)(?= |$)"
)


def _belongs(folded_between: str) -> bool:
    """Whether the words between a noun and a quotation lead to its title ("régional intitulé")."""
    return bool(word_pattern("called").search(folded_between)) or not _NOT_BETWEEN.search(folded_between)

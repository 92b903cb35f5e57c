"""What stands at the head of a page: its title, who publishes it, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import BlockKind, Document
from flows.normalise.frames.page import block_at, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.initials import abbreviates
from flows.normalise.mentions.model import DateMention, Organisation
from flows.normalise.mentions.organisation_bodies import OrganisationClass
from flows.normalise.mentions.organisation_types import head_of, is_body, organisation_type
from flows.normalise.reference.gazetteer import health_agencies

_HEAD_BLOCKS = 8
"""A page's own date and publisher are told in its first lines."""


def read_title(document: Document) -> str | None:
    """The heading that names the page, else the title of its head element; of a letter what it says it is
    about, and no body's name in its letterhead."""
    block = document.title_block
    if block is None:
        return document.metadata.title
    head = document.blocks[: 2 * _HEAD_BLOCKS]
    for other in head:
        if (about := _ABOUT.match(document.text, other.start, other.end)) is not None:
            return about["title"]
    named = document.of(block)
    if block is head[0] and named.isupper() and len(named) < _LONGEST_BODY and is_body(named.title()):
        block = next((b for b in head[1:] if b.kind is BlockKind.HEADING), block)
    return document.of(block)


_LONGEST_BODY = 60
_ABOUT = re.compile(r"Objet ?: ?(?P<title>[^\n]{10,200}?)(?= [NV]/ ?R[ée]f| Nos r[ée]f| P\. ?J\.|\n|\Z)")


def read_publisher(
    document: Document,
    url: str,
    organisations: Sequence[Organisation],
    full_names: dict[Organisation, str],
    declared: str | None,
) -> str | None:
    """Who publishes a page.

    In this order: the site's name in the page's head, or the body in its letterhead; the health agency
    whose host it is; a body named alone in the first lines; a body of the text that the host is named
    after; the publisher that the source declares; the body that a heading or a line at the head begins with.
    """
    endings = tuple(organisation.name for organisation in organisations)
    bodies = [
        name
        for name in (*document.metadata.letterhead, *_title_ends(document.metadata.title))
        if is_body(name) or any(body.endswith(f" {name}") for body in endings)
    ]
    site = _without_apposition(document.metadata.site_name)
    if bodies and (site is None or (site not in bodies and not is_body(_ARTICLE.sub("", site)))):
        site = bodies[0]
    if site is not None:
        spelt_out = next((body for body in bodies if _is_short_for(site, body)), site)
        return _fullest(spelt_out, organisations, full_names)
    host = urlsplit(url).netloc.lower().removeprefix("www.")
    if first_line := _first_line(document, organisations, full_names):
        return first_line
    if known := _known_host(host, organisations, full_names):
        return _fullest(known, organisations, full_names)
    head = document.blocks[:_HEAD_BLOCKS]
    head_end = min(head[-1].end if head else 0, _first_entry(document))
    in_head = [
        organisation
        for organisation in within(organisations, 0, head_end)
        if organisation.name != _STATE and not isinstance(organisation, OrganisationClass)
    ]
    for organisation in in_head:
        block = block_at(document, organisation.start)
        if block is not None and _is_alone(
            document.folded[block.start : block.end], organisation, block.start
        ):
            return full_names.get(organisation, organisation.name)
    named_after = _host_body(host, organisations, full_names)
    if named_after or declared:
        return named_after or declared
    told = document.folded
    tells = _telling().search
    telling = (body for body in in_head if tells(told, max(0, body.start - 50), body.start))
    named = (body for body in telling if not _is_prose(document, body))
    return next((full_names.get(body, body.name) for body in named), None)


def _is_prose(document: Document, body: Organisation) -> bool:
    """Whether a body is told of in a running sentence, as the press does: it need not be whose page it
    is."""
    block = block_at(document, body.start)
    if block is None or block.kind is BlockKind.HEADING or block is document.title_block:
        return False
    return block.end - block.start > _SHORT or document.text[block.end - 1] in '.!?;,…»”"'


def _without_apposition(site: str | None) -> str | None:
    """A site's name without what it says the body is: "Coup de main, association d'aidants"."""
    name, comma, kind = (site or "").partition(", ")
    head = head_of(kind) if comma and kind[:1].islower() else None
    return name if head is not None and head.start == 0 else site


@cache
def _telling() -> re.Pattern[str]:
    """What stands before a body that tells the news rather than is told of: the begin of a line or
    sentence, or what it writes ("Lettre de la CPTS")."""
    writings = alternatives(lexicon("publishers")["writings"])
    opening = r"(?:^|\n|[.,:;!?–-] ?)(?:l'|la |le )?"
    written = rf"\b(?:{writings})(?: \w+)? (?:de la |de l'|du |des |de |d')"
    return re.compile(rf"(?:{opening}|{written})$")


_STATE = "État"
"""Acts through its services, which publish under names of their own."""


def _first_entry(document: Document) -> int:
    """Where the first of several events that a page or a calendar lists by their names begins: a body there
    is told of by that event, and is not whose the list is."""
    names = {event.get("name") for event in document.metadata.events}
    if len(names) < 2:
        return len(document.text)
    listed = (block.start for block in document.blocks if document.of(block) in names)
    return next(listed, len(document.text))


_ARTICLE = re.compile(r"^(?:[Ll]['’]|[LlDd][ae]s? |[Ll]e )")


def _is_short_for(site: str, body: str) -> bool:
    """Whether the letterhead writes in full the body that a site is named after: its initials spelt out,
    or a body of its kind with all the names in it ("Agglo de Brive")."""
    if abbreviates(site, body):
        return True
    kind = organisation_type(site)
    names = {word for word in _WORD.findall(site) if word[0].isupper()} - _head_words(site)
    return (
        kind != "other"
        and kind == organisation_type(body)
        and len(body) > len(site)
        and not body.startswith(site)
        and bool(names)
        and names <= set(_WORD.findall(body))
    )


_WORD = re.compile(r"\w+")


def _head_words(name: str) -> set[str]:
    """The words of a name that tell its kind: "Agglo", "ORS"."""
    head = head_of(name)
    return set(_WORD.findall(name[head.start : head.end])) if head is not None else set()


_TITLE_END = re.compile(r" [|–—-] ([^|–—]+)$")


def _title_ends(title: str | None) -> list[str]:
    """The last part of a page's title, where a site sets its name ("Bien grandir – Fondation Modèle")."""
    found = _TITLE_END.search(title or "")
    return [found[1].strip()] if found is not None else []


_AGENCY = re.compile(r"^(?:ars|agence regionale de sante)(?: (?:de la|de l'|de|du|d'|des))? ?")


def _fullest(name: str, organisations: Sequence[Organisation], full_names: dict[Organisation, str]) -> str:
    """The fullest form in which the page writes the body of a name: its acronym or short form resolved."""
    short = fold(name)
    best = name
    for organisation in organisations:
        full = full_names.get(organisation, organisation.name)
        long = fold(full)
        same = short in (fold(organisation.name), fold(organisation.acronym or ""))
        is_tail = long.endswith(f" {short}") and len(long) - len(short) < _LONGEST_KIND
        is_agency = bool(_AGENCY.match(short) and _AGENCY.match(long)) and _AGENCY.sub(
            "", short
        ) == _AGENCY.sub("", long)
        is_short = same or is_tail or is_agency or abbreviates(name, full)
        if is_short and len(full) > len(best):
            best = full
    return best


_LONGEST_KIND = 30
"""Characters of the words that say what kind of body a name is of: "Association ", "Syndicat "."""


def _first_line(
    document: Document, organisations: Sequence[Organisation], full_names: dict[Organisation, str]
) -> str | None:
    """The body that stands alone on a page's very first line, before the title."""
    block = document.blocks[0] if document.blocks else None
    if block is None or block is document.title_block:
        return None
    found = within(organisations, block.start, block.end)
    if len(found) != 1 or not _is_alone(document.folded[block.start : block.end], found[0], block.start):
        return None
    return full_names.get(found[0], found[0].name)


def _known_host(
    host: str, organisations: Sequence[Organisation], full_names: dict[Organisation, str]
) -> str | None:
    """The health agency or national body that a host belongs to, or its local office named on the page."""
    agency = next((a for a in health_agencies() if a.host.removeprefix("www.") == host), None)
    if agency is not None:
        return agency.name
    hosts: dict[str, str] = lexicon("publishers")["hosts"]
    ends = [known for known in hosts if host == known or host.endswith("." + known)]
    if not ends:
        return None
    known = max(ends, key=len)
    office = lexicon("publishers")["offices"].get(known)
    named = (full_names.get(o, o.name) for o in organisations if office)
    return next((name for name in named if fold(name).startswith(office + " ")), hosts[known])


_BESIDE = re.compile(
    r"[\W\d_]*(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|le|1er|janvier|fevrier|mars|avril|mai|juin|"
    r"juillet|aout|septembre|octobre|novembre|decembre|espace presse|presse|communique de presse)[\W\d_]*)*"
)
"""What may stand beside a publisher's name on its line: a date, "presse"."""


def _is_alone(folded_block: str, organisation: Organisation, offset: int) -> bool:
    before = folded_block[: organisation.start - offset]
    after = folded_block[organisation.end - offset :]
    return bool(_BESIDE.fullmatch(before)) and bool(
        _BESIDE.fullmatch(after.replace("(", " ").replace(")", " "))
    )


def _host_body(
    host: str, organisations: Sequence[Organisation], full_names: dict[Organisation, str]
) -> str | None:
    """The organisation of the text that a host is named after: "cpts-7vallees.example.org"."""
    labels = "".join(c for c in host.rsplit(".", 1)[0] if c.isalnum())
    best: tuple[float, str] | None = None
    for organisation in organisations:
        name = full_names.get(organisation, organisation.name)
        words = [w for w in re.split(r"\W+", fold(name)) if len(w) > 2]
        if organisation.acronym:
            words.append(fold(organisation.acronym))
        matched = sum(len(w) for w in words if w in labels)
        share = matched / max(1, len(labels))
        if share >= 0.4 and (best is None or share > best[0]):
            best = (share, name)
    return best[1] if best else None


def _is_dateline(document: Document, start: int, day: DateMention) -> bool:
    """Whether a day with its town opens a block of a press release: "Quimper, le 2 juin 2020. Le …"."""
    return (
        day.year_stated
        and _TOWN.fullmatch(document.text, start, day.start) is not None
        and _DATELINE_ENDS.match(document.text, day.end) is not None
    )


_TOWN = re.compile(r"[A-ZÀ-Ý][\w'’ -]{1,40}(?: \([^()\n]{2,30}\))?, (?:le |ce )?")
_DATELINE_ENDS = re.compile(r" ?(?:[.:–—-] |\n|\Z)")
_SHORT = 90
_PUBLISHED = re.compile(
    r"(?:publiee?s?|publication|date de publication|mise?s? en ligne|postee?|paru\w*|"
    r"communique(?: de presse)?)"
    r"[ :|,-]*(?:le |du |ce )?(?:lundi |mardi |mercredi |jeudi |vendredi |samedi |dimanche )?$"
)
_CHANGED = re.compile(r"(?:mise?s? a jour|modifie\w*|actualise\w*|maj)[ :]*(?:le |du )?(?:\w+ )?$")
_NOT_OWN = re.compile(
    r"\b(?:session|seance|rendez-vous|inscri\w+|avant|jusqu|du \d+.* au|aura lieu|se tiendra)\b"
)


def read_published_on(document: Document, dates: Sequence[DateMention], read_on: date) -> date | None:
    """The day a page was published: as its head states, as its words say, or as it stands in its first lines.

    A day of change is none; neither is a day after the capture.
    """
    stated = document.metadata.published_on
    if stated is not None and stated <= read_on:
        return stated
    days = [d for d in dates if d.precision == "day" and d.first and d.first == d.last and d.first <= read_on]
    for mention in days:
        if _PUBLISHED.search(document.folded, max(0, mention.start - 60), mention.start):
            return mention.first
    for block in document.blocks[:_HEAD_BLOCKS]:
        dateline = within(days, block.start, block.end)[:1]
        if dateline and _is_dateline(document, block.start, dateline[0]):
            return dateline[0].first
        words = document.folded[block.start : block.end]
        if len(words) >= _SHORT or words[-1] in ".!?;" or len(block.cells) > 1:
            continue  # a sentence, or a row that says what its day is for
        for mention in within(days, block.start, block.end):
            changed = _CHANGED.search(document.folded, block.start, mention.start)
            if mention.year_stated and not changed and not _NOT_OWN.search(words):
                return mention.first
    return None

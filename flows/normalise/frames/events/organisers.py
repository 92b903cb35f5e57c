"""Who organises an event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.documents.sentences import sentences
from flows.normalise.frames.model import Event
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, entry_pattern
from flows.normalise.mentions.model import Organisation


@cache
def _before() -> re.Pattern[str]:
    words = alternatives(lexicon("events")["organiser_before"])
    return re.compile(rf"(?:{words}) ?(?:la |le |les |l'|du |des |de la |de l')?$")


@cache
def _after() -> re.Pattern[str]:
    words = alternatives(lexicon("events")["organiser_after"])
    return re.compile(rf"[^.;:]{{0,90}}?\b(?:{words})\b")


class Organisers:
    """Who organises the events of a page; what the page says of all of them is found once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._labelled = _labelled(page)
        self._of_all = _told_of(page, ALL)
        self._relays = is_newsletter(page) and page.publisher.organisation_type not in _OF_MEMBERS
        self._tells_of_ministers = page.publisher.organisation_type != "ministry" and (
            "ministre" in page.folded or "president de la republique" in page.folded
        )

    @cached_property
    def _of_consultations(self) -> str | None:
        return _told_of(self._page, _CONSULTATION)

    @cached_property
    def _has_relay_section(self) -> bool:
        return any(
            s.heading is not None and _tells_of_others(self._page, s.heading)
            for s in self._page.outline.sections
        )

    def of(self, event: Event) -> str | None:
        """The body said to organise or invite, else the publisher of a page that relays nothing.

        A newsletter or a section that lists others' events names no organiser.
        """
        page = self._page
        start, end = event.evidence.start, event.evidence.end
        stated = _stated(page, start, end) or _labels(page, start) or _of_its_name(page, event)
        stated = stated or (_given_by(page, start, end) if event.event_type in _GIVEN else None)
        stated = stated or _in_its_lead(page, start) or self._labelled or self._of_all
        if stated is None and event.event_type == "consultation":
            stated = self._of_consultations
        if stated is None and event.parent is not None:
            stated = event.parent.organiser_name  # parents come before their children
        if stated is not None:
            return stated
        if _is_relayed(page, event):
            return None
        relayed = self._relays and not self._has_relay_section and not _is_ours(page, event)
        return None if relayed or self.are_ministers(event) else page.publisher.name

    def are_ministers(self, event: Event) -> bool:
        """Whether members of the government hold an event that a body of a region tells of."""
        start, end = event.evidence.start, event.evidence.end
        return self._tells_of_ministers and _MINISTERS.search(self._page.folded, start, end) is not None


_OF_MEMBERS = ("association", "professional_body", "hospital", "health_centre", "union", "municipality")
"""Bodies whose newsletters tell of what they do themselves."""


def _stated(page: Page, start: int, end: int) -> str | None:
    named = within(page.organisations, start, end)
    for index, organisation in enumerate(named):
        head = page.folded[max(start, organisation.start - 60) : organisation.start]
        if _before().search(head):
            return page.name_of(organisation)
        following = named[index + 1].start if index + 1 < len(named) else end
        verb = _after().match(page.folded, organisation.end, min(end, organisation.end + 120))
        if verb is not None and not (_BESIDE.search(head) and following < verb.end()):
            return page.name_of(organisation)
    return None


_GIVEN = ("screening", "workshop", "training", "open_day", "campaign")
"""What a body gives of which only "par" says so: "Dépistage gratuit, par la Ligue"."""
_BY = re.compile(r"(?<!charge)(?<!financee)(?<!finance)(?<!soutenue)[ ,(]par (?:la |le |les |l')?$")


def _given_by(page: Page, start: int, end: int) -> str | None:
    for organisation in within(page.organisations, start, end):
        if _BY.search(page.folded, max(start, organisation.start - 10), organisation.start):
            return page.name_of(organisation)
    return None


_BESIDE = re.compile(
    r"\b(?:avec|soutien|appui|concours|collaboration|cotes)(?: de| d[eu]s?)? ?(?:la |le |les |l')?$"
)
"""Before a body that only takes part in what the next one does: "Avec la Ligue, l'ARS organise"."""


_LABELS = ("organisateur", "organise par", "organisatrice", "organisateurs")


def _labelled(page: Page) -> str | None:
    """The organiser of a page that has a line or a section for it: "Organisateur : …"."""
    if "organis" not in page.folded:
        return None
    for section in page.outline.sections:
        heading = section.heading
        if heading is not None and page.folded[heading.start : heading.end].strip(" :") in _LABELS:
            found = within(page.organisations, heading.end, section.end)
            return page.name_of(found[0]) if found else None
    for block in page.document.blocks:
        pair = page.outline.label_value(block)
        if pair is not None and pair.label in _LABELS:
            found = within(page.organisations, pair.start, pair.end)
            return page.name_of(found[0]) if found else None
    return None


def _labels(page: Page, start: int) -> str | None:
    """The body that a line begins with, before a colon, where it relays what others do: "MSA : webinaire"."""
    for organisation in within(page.organisations, start, start + 1):
        if page.text[organisation.end : organisation.end + 2].strip() == ":":
            return page.name_of(organisation)
    return None


def _in_its_lead(page: Page, start: int) -> str | None:
    """The body that the lead-in of the list that an event stands in says organises: "L'Ireps propose :"."""
    block = block_at(page.document, start)
    lead = page.outline.lead_of(block) if block is not None else None
    if lead is None or lead.kind is BlockKind.HEADING:
        return None
    return _stated(page, lead.start, lead.end)


_OURS = re.compile(r"\b(?:nos|notre|nous|rejoignez-nous|venez nous)\b")


def _is_ours(page: Page, event: Event) -> bool:
    """Whether a newsletter tells of an event as its own: "nos rendez-vous", "notre invitation"."""
    block = block_at(page.document, event.evidence.start)
    if block is None:
        return False
    if _OURS.search(page.folded, block.start, block.end):
        return True
    heading = page.outline.section_of(block).heading
    return heading is not None and _OURS.search(page.folded, heading.start, heading.end) is not None


def _is_relayed(page: Page, event: Event) -> bool:
    """Whether a section on what others do tells of an event: "Chez nos partenaires", "Agenda des autres"."""
    block = block_at(page.document, event.evidence.start)
    section = page.outline.section_of(block) if block is not None else None
    while section is not None:
        if section.heading is not None and _tells_of_others(page, section.heading):
            return True
        section = section.parent
    return False


def _tells_of_others(page: Page, heading: Block) -> bool:
    return entry_pattern("events", "of_others").search(page.folded, heading.start, heading.end) is not None


_OF_BODY = re.compile(
    r"(?:assemblee generale|comite|conseil|bureau|reunion|congres|universite|seminaires?|ateliers?|"
    r"webinaires?|journees?|soirees?|rencontres?|forum|colloque|assises|conferences?|permanences?|"
    r"portes ouvertes|cafes?|semaine|cycle) "
    r"(?:[a-z' -]{0,30})?(?:de la |du |de l'|des |de )$"
)


def _of_its_name(page: Page, event: Event) -> str | None:
    """The body whose assembly, workshop or congress an event is: "assemblée générale de la CPTS"."""
    start, end = event.evidence.start, event.evidence.end
    for organisation in within(page.organisations, start, end):
        head = page.folded[max(start, organisation.start - 60) : organisation.start]
        of_body = None if _is_class(page, organisation) else _OF_BODY.search(head)
        if of_body and fold(event.name)[:_STEM] in of_body.group():
            return page.name_of(organisation)
    return None


def _is_class(page: Page, organisation: Organisation) -> bool:
    """Whether bodies are named as a kind, of whom an event is made up: "forum des associations"."""
    first = page.text[organisation.start : organisation.end].partition(" ")[0]
    return first.islower() and first.endswith(("s", "x"))


_STEM = 5


ALL = re.compile(
    r"s (?:(?<=\b(?:no|le|ce)s )|(?<=\bl'ensemble des ))"
    r"(?:rencontres|reunions|evenements|ateliers|rendez-vous|seances|conferences|animations|collectes|sessions)\b"
)
"""All that a page tells of ("nos rencontres"). Begins with letters, not with a word's edge, as the
next one does: they are looked for in the whole page."""
_CONSULTATION = re.compile(r"consultation(?<=\bconsultation)s?\b")


def _told_of(page: Page, subject: re.Pattern[str]) -> str | None:
    """The body that a sentence on a subject says organises it."""
    return next((found for span in sentences_on(page, subject) if (found := _stated(page, *span))), None)


def sentences_on(page: Page, subject: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The sentences of a page that name a subject."""
    for block in page.document.blocks if subject.search(page.folded) else ():
        if subject.search(page.folded, block.start, block.end):
            for start, end in sentences(page.text, block.start, block.end):
                if subject.search(page.folded, start, end):
                    yield start, end


_MINISTERS = re.compile(r"\b(?:premier ministre|premiere ministre|ministres?|president de la republique)\b")


_NEWSLETTER = re.compile(
    r"\b(?:newsletter|lettre d'information|la lettre|lettre n|bulletin|flash info|infolettre)\b"
)


def is_newsletter(page: Page) -> bool:
    """Whether a page is an issue of a newsletter, by its title."""
    title = page.document.title_block
    return title is not None and bool(_NEWSLETTER.search(page.folded, title.start, title.end))

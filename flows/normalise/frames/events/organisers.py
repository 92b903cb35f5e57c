"""Who organises an event."""

from __future__ import annotations

import re
from functools import cache

from flows.normalise.documents.folding import fold
from flows.normalise.documents.model import Block, BlockKind
from flows.normalise.frames.model import Event
from flows.normalise.frames.page import Page, block_at, within
from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives, entry_pattern
from flows.normalise.mentions.organisation_bodies import OrganisationClass


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
        of_others = page.publisher.organisation_type not in _OF_MEMBERS and is_newsletter(page)
        self._relays = of_others and not any(
            s.heading is not None and _tells_of_others(page, s.heading) for s in page.outline.sections
        )

    def of(self, event: Event) -> str | None:
        """The body said to organise or invite, else the publisher of a page that relays nothing.

        A newsletter or a section that lists others' events names no organiser.
        """
        page = self._page
        start, end = event.evidence.start, event.evidence.end
        stated = _stated(page, start, end) or _labels(page, start) or _of_its_name(page, event)
        if stated is None and event.event_type in _GIVEN:
            stated = _given_by(page, start, end)
        stated = stated or _in_its_lead(page, start)
        if stated is None and event.parent is not None:
            stated = event.parent.organiser_name  # parents come before their children
        if stated is not None:
            return stated
        return None if self._relays or _is_relayed(page, event) else page.publisher.name


_OF_MEMBERS = ("association", "professional_body", "hospital", "health_centre", "union", "municipality")
"""Bodies whose newsletters tell of what they do themselves."""


def _stated(page: Page, start: int, end: int) -> str | None:
    for organisation in within(page.organisations, start, end):
        head = page.folded[max(start, organisation.start - 60) : organisation.start]
        if _before().search(head):
            return page.name_of(organisation)
        verb = _after().match(page.folded, organisation.end, min(end, organisation.end + 120))
        if verb is not None and not _BESIDE.search(head):
            return page.name_of(organisation)
    return None


_GIVEN = ("screening", "workshop", "training", "open_day", "campaign")
"""What a body gives of which only "par" says so: "Dépistage gratuit, par la Ligue"."""
_BY = re.compile(r"[ ,(]par (?:la |le |les |l')?$")


def _given_by(page: Page, start: int, end: int) -> str | None:
    for organisation in within(page.organisations, start, end):
        if _BY.search(page.folded, max(start, organisation.start - 10), organisation.start):
            return page.name_of(organisation)
    return None


_BESIDE = re.compile(
    r"\b(?:avec|soutien|appui|concours|collaboration|cotes)(?: de| d[eu]s?)? ?(?:la |le |les |l')?$"
)
"""Before a body that only takes part in what the next one does: "Avec la Ligue, l'ARS organise"."""


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
        of_body = None if isinstance(organisation, OrganisationClass) else _OF_BODY.search(head)
        if of_body and fold(event.name)[:_STEM] in of_body.group():
            return page.name_of(organisation)
    return None


_STEM = 5


_NEWSLETTER = re.compile(
    r"\b(?:newsletter|lettre d'information|la lettre|lettre n|bulletin|flash info|infolettre)\b"
)


def is_newsletter(page: Page) -> bool:
    """Whether a page is an issue of a newsletter, by its title."""
    title = page.document.title_block
    return title is not None and bool(_NEWSLETTER.search(page.folded, title.start, title.end))

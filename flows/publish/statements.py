"""What a release says of itself in sentences, in its README and on its page."""

from __future__ import annotations

from datetime import date

from flows.publish.contents import Coverage
from flows.publish.dataset import Wording
from flows.settings import Settings

_FREQUENCIES = {
    "daily": Wording("mise à jour quotidienne", "updated daily"),
    "weekly": Wording("mise à jour hebdomadaire", "updated weekly"),
    "monthly": Wording("mise à jour mensuelle", "updated monthly"),
    "irregular": Wording("mise à jour irrégulière", "updated from time to time"),
}


def frequency(settings: Settings) -> Wording:
    """How often a release is made."""
    return _FREQUENCIES[settings.frequency]


def coverage(covered: Coverage) -> Wording:
    """Which days the release tells of."""
    announced = _span(covered.announced_from, covered.announced_to)
    events = _span(covered.events_from, covered.events_to)
    return Wording(
        f"Annonces publiées {announced.fr}. Événements {events.fr}.",
        f"Announcements published {announced.en}. Events {events.en}.",
    )


def persons(settings: Settings) -> Wording:
    """Whether names of persons are published, and on what grounds."""
    if not settings.person_names:
        return Wording(
            "Les noms de personnes ne sont pas publiés : ils sont remplacés par « [nom] ».",
            "Names of persons are not published: they read “[nom]”.",
        )
    return Wording(
        f"Les noms des intervenants sont publiés (table event_speaker). Base légale : "
        f"{settings.legal_basis}. Pour s’y opposer : {settings.objection_contact}.",
        f"Names of speakers are published (table event_speaker). Legal basis: {settings.legal_basis}. "
        f"To object: {settings.objection_contact}.",
    )


def _span(first: date | None, last: date | None) -> Wording:
    if first is None or last is None:
        return Wording("sans date connue", "on days that are not known")
    return Wording(
        f"du {first.isoformat()} au {last.isoformat()}", f"from {first.isoformat()} to {last.isoformat()}"
    )

"""A place as the published columns have it."""

from __future__ import annotations

from typing import NamedTuple

from flows.normalise.documents.folding import fold
from flows.normalise.reference.gazetteer import commune


class Location(NamedTuple):
    """A place as the published columns have it; null where the text does not say."""

    venue_name: str | None = None
    street_address: str | None = None
    postal_code: str | None = None
    commune_code: str | None = None
    department_code: str | None = None
    region_code: str | None = None

    @property
    def is_physical(self) -> bool:
        return bool(self.venue_name or self.street_address or self.commune_code)


NOWHERE = Location()


def in_commune(code: str | None) -> Location:
    """The territory that a commune lies in."""
    known = commune(code) if code else None
    if known is None:
        return NOWHERE
    return Location(
        commune_code=known.code, department_code=known.department_code, region_code=known.region_code
    )


def _differ(venue: str | None, other: str | None) -> bool:
    """Whether two venues are told, neither of which is the other with its room or house."""
    if not venue or not other:
        return False
    one, two = fold(venue), fold(other)
    return one not in two and two not in one


def completed(location: Location, other: Location) -> Location:
    """A location with what it lacks taken from another of the same commune, or of none."""
    if location.commune_code and other.commune_code and location.commune_code != other.commune_code:
        return location
    if _differ(location.venue_name, other.venue_name):
        other = in_commune(other.commune_code)
    return Location(
        location.venue_name or other.venue_name,
        location.street_address or other.street_address,
        location.postal_code or other.postal_code,
        location.commune_code or other.commune_code,
        location.department_code or other.department_code,
        location.region_code or other.region_code,
    )

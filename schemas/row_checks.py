"""Checks that compare the cells of one row.

Each is a small frozen object that names its columns, tells which rows hold, and says in both
languages what is wrong with one that does not. A null cell is never at fault here: nothing unknown is
compared, except by `Together`. Frames bear Arrow dtypes and come from the caller, so nothing is
imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pandas as pd

EASTERNMOST_OFFSET = timedelta(hours=12)
"""Wallis-et-Futuna (UTC+12): the French territory where a day begins first."""


class RowCheck(Protocol):
    """What the checks of this module have in common."""

    @property
    def rule(self) -> str:
        """Short name of the rule, for machines."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns compared; the last one is the one reported."""

    @property
    def reason_fr(self) -> str:
        """What is wrong, in French; columns stand in braces and take the row's values."""

    @property
    def reason_en(self) -> str:
        """The same in English."""

    def holds(self, frame: pd.DataFrame) -> pd.Series[bool]:
        """True for the rows in order, under the frame's index."""


@dataclass(frozen=True)
class InOrder:
    """`then` is not before (or below) `first`."""

    first: str
    then: str
    rule = "order"

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.first, self.then)

    @property
    def reason_fr(self) -> str:
        return f"{self.then} ({{{self.then}}}) est antérieur ou inférieur à {self.first} ({{{self.first}}})."

    @property
    def reason_en(self) -> str:
        return f"{self.then} ({{{self.then}}}) is earlier or lower than {self.first} ({{{self.first}}})."

    def holds(self, frame: pd.DataFrame) -> pd.Series[bool]:
        return _true_if_unknown(frame[self.then] >= frame[self.first])


@dataclass(frozen=True)
class Together:
    """Both cells are filled, or neither."""

    one: str
    other: str
    rule = "together"

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.one, self.other)

    @property
    def reason_fr(self) -> str:
        return f"{self.one} et {self.other} vont ensemble, mais l’une des deux colonnes est vide."

    @property
    def reason_en(self) -> str:
        return f"{self.one} and {self.other} go together, but one of the two is empty."

    def holds(self, frame: pd.DataFrame) -> pd.Series[bool]:
        return frame[self.one].isna() == frame[self.other].isna()


@dataclass(frozen=True)
class NotItsOwn:
    """A row is not its own parent."""

    key: str
    parent: str
    rule = "own_parent"

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.key, self.parent)

    @property
    def reason_fr(self) -> str:
        return f"{self.parent} renvoie à la ligne elle-même ({{{self.key}}})."

    @property
    def reason_en(self) -> str:
        return f"{self.parent} refers to the row itself ({{{self.key}}})."

    def holds(self, frame: pd.DataFrame) -> pd.Series[bool]:
        return _true_if_unknown(frame[self.parent] != frame[self.key])


@dataclass(frozen=True)
class CommuneInDepartment:
    """A commune's code begins with its department's."""

    rule = "territory"
    columns = ("commune_code", "department_code")
    reason_fr = "La commune {commune_code} n’est pas dans le département {department_code}."
    reason_en = "The commune {commune_code} does not lie in the department {department_code}."

    def holds(self, frame: pd.DataFrame) -> pd.Series[bool]:
        commune, department = frame["commune_code"], frame["department_code"]
        overseas = commune.str.startswith("97") | commune.str.startswith("98")
        digits = commune.str[:2].where(~overseas.fillna(False), commune.str[:3])
        return _true_if_unknown(digits == department)


@dataclass(frozen=True)
class PublishedWhenFetched:
    """An announcement was not fetched before the day of its publication began anywhere in France."""

    rule = "published_after_fetch"
    columns = ("fetched_at", "published_on")
    reason_fr = "La date de publication {published_on} est postérieure à la collecte ({fetched_at})."
    reason_en = "The publication date {published_on} is later than the capture ({fetched_at})."

    def holds(self, frame: pd.DataFrame) -> pd.Series[bool]:
        latest = (frame["fetched_at"] + EASTERNMOST_OFFSET).dt.date
        return _true_if_unknown(frame["published_on"] <= latest)


def _true_if_unknown(comparison: pd.Series[bool]) -> pd.Series[bool]:
    return comparison.fillna(True).astype(bool)

"""The published tables, each described once: columns, checks, and French and English wording.

`TABLES` holds them in the order of publication. From each `Table` derive, on demand, its Arrow
schema, its pandera checks and its Table Schema; importing this package loads none of these libraries.

    >>> from schemas import TABLES
    >>> TABLES["event"].column("start_time").type
    'time'
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from schemas.announcement import ANNOUNCEMENT
from schemas.announcement_url import ANNOUNCEMENT_URL
from schemas.changes import CHANGES
from schemas.event import EVENT
from schemas.event_session import EVENT_SESSION
from schemas.event_speaker import EVENT_SPEAKER
from schemas.funding import FUNDING
from schemas.indicator import INDICATOR
from schemas.model import Code, CodeList, Column, ForeignKey, Table, TypedKey
from schemas.organisation_role import ORGANISATION_ROLE
from schemas.programme import PROGRAMME
from schemas.programme_objective import PROGRAMME_OBJECTIVE
from schemas.programme_site import PROGRAMME_SITE
from schemas.quarantine import QUARANTINE
from schemas.source_status import SOURCE_STATUS

__all__ = ["TABLES", "Code", "CodeList", "Column", "ForeignKey", "Table", "TypedKey"]

TABLES: Mapping[str, Table] = MappingProxyType(
    {
        table.name: table
        for table in (
            ANNOUNCEMENT,
            EVENT,
            EVENT_SESSION,
            EVENT_SPEAKER,
            PROGRAMME,
            PROGRAMME_OBJECTIVE,
            PROGRAMME_SITE,
            FUNDING,
            ORGANISATION_ROLE,
            INDICATOR,
            ANNOUNCEMENT_URL,
            QUARANTINE,
            SOURCE_STATUS,
            CHANGES,
        )
    }
)

"""Calls and aid schemes as rows of the national schema "dispositif-aide" (https://schema.data.gouv.fr).

| field | from |
|---|---|
| id | programme_id, as a UUID |
| description | what the programme states as its aims |
| eligibilite, cibles | who its fundings and roles name as beneficiaries |
| types_aides | "financement" where a sum or act of funding is told |
| porteurs | its funders whose SIREN is known: of the roles, only "financeur" has a counterpart here |
| eligibilite_geographique | its scope and the code of that territory |
| date_ouverture, date_cloture | the first and last instant of the days told, in Paris |
| date_mise_a_jour | when its announcement was fetched |
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.publish.dataset import NAME

Row = Mapping[str, Any]

_KINDS = ("call_for_projects", "aid_scheme")
_FUNDING = ("funding_id", "beneficiary", "application_deadline")
_ROLE = ("role", "organisation_name", "organisation_id", "organisation_type")
_PROGRAMMES_AT_ONCE = 10_000
_PARIS = ZoneInfo("Europe/Paris")
_SIREN = "siren:"

# Types of organisation that are surely of one of the schema's four classes.
_TARGETS = {
    "association": "associations",
    "company": "professionnels",
    "council": "secteur public",
    "ministry": "secteur public",
    "municipality": "secteur public",
    "regional_health_agency": "secteur public",
}
# Scope → how the schema writes a territory (Code officiel géographique), and the column of its code.
_TERRITORIES = {
    "commune": ("COM", "commune_code"),
    "department": ("DEP", "department_code"),
    "region": ("REG", "region_code"),
}
_FRANCE = "PAYS-99100"


def aid_schemes(folder: Path) -> Iterator[dict[str, str]]:
    """A row for each call and aid scheme of the published tables in a folder, conforming or not."""
    programmes = pq.read_table(folder / "programme.parquet", filters=pc.field("programme_type").isin(_KINDS))
    ids = programmes["programme_id"]
    fundings = _of(folder, "funding", "programme_id", ids, *_FUNDING)
    aims = _of(folder, "programme_objective", "programme_id", ids, "position", "text")
    subjects = pa.chunked_array([*ids.chunks, *fundings["funding_id"].chunks], pa.string())
    roles = _of(folder, "organisation_role", "subject_id", subjects, *_ROLE)
    told_by = programmes["announcement_id"]
    announcements = _of(folder, "announcement", "announcement_id", told_by, "url", "fetched_at")
    for some in programmes.to_batches(_PROGRAMMES_AT_ONCE):
        of_funding = _by("programme_id", fundings, some["programme_id"])
        of_aim = _by("programme_id", aims, some["programme_id"])
        funding_ids = pa.array(
            [row["funding_id"] for rows in of_funding.values() for row in rows], pa.string()
        )
        of_role = _by("subject_id", roles, pa.concat_arrays([some["programme_id"], funding_ids]))
        of_announcement = _by("announcement_id", announcements, some["announcement_id"])
        for programme in some.to_pylist():
            key, (announcement,) = programme["programme_id"], of_announcement[programme["announcement_id"]]
            parts = [*of_role[key], *(part for one in of_funding[key] for part in of_role[one["funding_id"]])]
            yield _row(programme, announcement, of_funding[key], of_aim[key], parts)


def _of(folder: Path, table: str, key: str, keys: pa.ChunkedArray, *columns: str) -> pa.Table:
    """The rows of a table that have one of the keys."""
    path = folder / f"{table}.parquet"
    return pq.read_table(path, columns=[key, *columns], filters=pc.field(key).isin(keys.combine_chunks()))


def _by(key: str, rows: pa.Table, keys: pa.Array) -> defaultdict[str, list[Row]]:
    """The rows that have one of the keys, by key, in their order."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows.filter(pc.is_in(rows[key], keys)).to_pylist():
        found[row[key]].append(row)
    return found


def _row(
    programme: Row, announcement: Row, fundings: list[Row], aims: list[Row], roles: list[Row]
) -> dict[str, str]:
    beneficiaries = [role for role in roles if role["role"] == "beneficiary"]
    eligible = [
        *(funding["beneficiary"] for funding in fundings),
        *(role["organisation_name"] for role in beneficiaries),
    ]
    targets = (_TARGETS.get(role["organisation_type"]) for role in beneficiaries)
    deadlines = {funding["application_deadline"] for funding in fundings} - {None}
    return {
        "id": str(uuid5(NAMESPACE_URL, f"urn:{NAME}:{programme['programme_id']}")),
        "titre": programme["name"],
        "description": "\n".join(aim["text"] for aim in sorted(aims, key=lambda aim: aim["position"])),
        "eligibilite": "\n".join(f"• {who}" for who in _distinct(eligible)),
        "types_aides": "financement" if fundings else "",
        "porteurs": _funders(roles),
        "url_source": announcement["url"] if announcement["url"].startswith("http") else "",
        "cibles": "|".join(_distinct(targets)),
        "eligibilite_geographique": _territory(programme),
        "date_ouverture": _opening(programme),
        # Fundings with several deadlines have none that holds for the whole scheme.
        "date_cloture": _instant(deadlines.pop(), time(23, 59, 59)) if len(deadlines) == 1 else "",
        "date_mise_a_jour": _utc(announcement["fetched_at"]),
    }


def _distinct(words: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(filter(None, words)))


def _funders(roles: list[Row]) -> str:
    """JSON; nothing where the SIREN of one is unknown: a list with gaps would say that there is no other."""
    identifiers = {
        role["organisation_name"]: role["organisation_id"] for role in roles if role["role"] == "funder"
    }
    if not all(identifier and identifier.startswith(_SIREN) for identifier in identifiers.values()):
        return ""
    funders = [
        {"nom": name, "siren": identifier.removeprefix(_SIREN), "roles": ["financeur"]}
        for name, identifier in identifiers.items()
    ]
    return json.dumps(funders, ensure_ascii=False) if funders else ""


def _territory(programme: Row) -> str:
    if programme["scope"] == "national":
        return _FRANCE
    kind, column = _TERRITORIES.get(programme["scope"], ("", ""))
    return f"{kind}-{programme[column]}" if kind and programme[column] else ""


def _opening(programme: Row) -> str:
    if programme["date_precision"] not in ("day", "time"):
        return ""
    return _instant(programme["start_date"], time())


def _instant(day: date, hour: time) -> str:
    return _utc(datetime.combine(day, hour, _PARIS).astimezone(UTC))


def _utc(instant: datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"

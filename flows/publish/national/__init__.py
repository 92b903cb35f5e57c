"""Files that follow national schemas (schema.data.gouv.fr), made only of rows that conform to them.

What a schema requires and the tables do not tell is never filled in: such a row stays out, and the log says
how many did and for want of what. A file that would hold no row is not written.
"""

from __future__ import annotations

import csv
import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from flows.publish.national.aid_schemes import aid_schemes
from flows.publish.national.schema import NationalSchema
from flows.publish.national.subsidies import subsidies

AID_SCHEMES = "dispositifs-aide.csv"
SUBSIDIES = "subventions-scdl.csv"

AID_SCHEMES_SCHEMA = Path(__file__).with_name("dispositif-aide-0.2.0.json")
SUBSIDIES_SCHEMA = Path(__file__).with_name("subventions-2.1.1.json")

STANDARDS = {
    AID_SCHEMES: "https://github.com/etalab/schema-dispositif-aide/raw/v0.2.0/build/schemas/dispositif-aide.json",
    SUBSIDIES: "https://gitlab.com/opendatafrance/scdl/subventions",
}
"""Where the authors publish the schema of each file, as the schemas themselves say."""

logger = logging.getLogger(__name__)


def write_national(folder: Path) -> None:
    """Writes the national files that the published Parquet files in a folder have rows for, beside them."""
    write_conforming(folder / AID_SCHEMES, AID_SCHEMES_SCHEMA, aid_schemes(folder))
    write_conforming(folder / SUBSIDIES, SUBSIDIES_SCHEMA, subsidies(folder))


def write_conforming(path: Path, schema_path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    """Writes the rows that conform to a schema, if there are any, and logs why the others do not."""
    schema = NationalSchema.read(schema_path)
    kept, left_out, reasons = 0, 0, Counter[str]()
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, schema.field_names, restval="")
        lines.writeheader()
        for row in rows:
            if faults := schema.faults(row):
                left_out += 1
                reasons.update(faults)
            else:
                kept += 1
                lines.writerow(row)
    if not kept:
        path.unlink()
    if kept or left_out:
        counted = [f"{reason} ({count})" for reason, count in sorted(reasons.items())]
        logger.info(
            "%s: %d rows conform to %s %s, %d are left out: %s",
            *(path.name, kept, schema.name, schema.version, left_out),
            ", ".join(counted) or "-",
        )

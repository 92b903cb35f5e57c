"""Grants as rows of the national schema "subventions" (SCDL, https://schema.data.gouv.fr/scdl/subventions/).

The schema asks for more than announcements say: the SIRET of the giver, the day of the agreement, how and
when it is paid, whether the European Commission was told. The tables have no columns for these, so no row
conforms before they do.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

_ROWS_AT_ONCE = 16_384
_COLUMNS = ["funder_name", "beneficiary", "beneficiary_count", "purpose", "amount_eur", "amount_qualifier"]
_GRANTED = (
    (pc.field("instrument") == "grant")
    & pc.field("funding_status").isin(["awarded", "paid"])
    & (pc.field("amount_basis") == "total")
)


def subsidies(folder: Path) -> Iterator[dict[str, str]]:
    """A row for each sum granted that the published table funding tells of, conforming or not."""
    granted = pq.read_table(folder / "funding.parquet", columns=_COLUMNS, filters=_GRANTED)
    for batch in granted.to_batches(_ROWS_AT_ONCE):
        for funding in batch.to_pylist():
            exact = funding["amount_qualifier"] == "exact"
            yield {
                "nomAttribuant": funding["funder_name"] or "",
                "nomBeneficiaire": funding["beneficiary"] or "",
                "objet": funding["purpose"] or "",
                "montant": str(funding["amount_eur"]) if exact else "",
                "nature": "aide en numéraire",
                "pourcentageSubvention": "1.00" if funding["beneficiary_count"] == 1 else "",
            }

"""The column that says how exactly a start is told, of events and programmes alike."""

from __future__ import annotations

from schemas.model import Column

DATE_PRECISION_COLUMN = Column(
    "date_precision",
    "string",
    codes="date_precision",
    title_fr="Précision de la date de début",
    title_en="Precision of the start",
    description_fr="Finesse avec laquelle l’annonce dit le début. Vide si aucun début n’est indiqué.",
    description_en="How exactly the announcement says when it starts. Null if no start is stated.",
)

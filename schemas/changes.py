"""One row per difference between a release and the one before."""

from __future__ import annotations

from schemas.model import Column, Table

CHANGES = Table(
    "changes",
    title_fr="Changements",
    title_en="Changes",
    description_fr=(
        "Ce qui diffère de la publication précédente : lignes ajoutées, modifiées (cellule par cellule), "
        "retirées ou remplacées, repérées par leur clé. Ne sont pas comparés les jours et instants de "
        "collecte, les empreintes, la position des extraits ni l’état des sources, qui changent sans que "
        "rien de neuf soit annoncé. Si la publication précédente portait des noms de personnes et que "
        "celle-ci n’en porte pas, les colonnes de texte ne sont pas comparées. Vide pour une première "
        "publication."
    ),
    description_en=(
        "What differs from the release before: rows added, changed (cell by cell), removed or superseded, "
        "named by their key. Not compared are days and instants of fetching, digests, the position of "
        "evidence and the state of sources, which change without anything new being announced. Where the "
        "release before had names of persons and this one has none, columns of text are not compared. Empty "
        "for a first release."
    ),
    primary_key=("position",),
    columns=(
        Column(
            "position",
            "integer",
            required=True,
            minimum=1,
            title_fr="Rang",
            title_en="Position",
            description_fr="Rang du changement dans cette table (à partir de 1).",
            description_en="Position of the change in this table (from 1).",
        ),
        Column(
            "table_name",
            "string",
            required=True,
            title_fr="Table",
            title_en="Table",
            description_fr="Table où se trouve la différence.",
            description_en="Table in which the difference is.",
        ),
        Column(
            "row_key",
            "string",
            required=True,
            title_fr="Clé de la ligne",
            title_en="Key of the row",
            description_fr=(
                "Clé primaire de la ligne ; si elle compte plusieurs colonnes, leurs valeurs séparées par "
                "« | »."
            ),
            description_en=(
                "Primary key of the row; where it has several columns, their values with “ | ” between."
            ),
        ),
        Column(
            "change",
            "string",
            required=True,
            codes="change",
            title_fr="Changement",
            title_en="Change",
            description_fr="Ce qui est arrivé à la ligne.",
            description_en="What happened to the row.",
        ),
        Column(
            "column_name",
            "string",
            title_fr="Colonne",
            title_en="Column",
            description_fr=(
                "Colonne dont la valeur a changé. Vide si le changement porte sur la ligne entière."
            ),
            description_en="Column whose value changed. Null if the change concerns the whole row.",
        ),
        Column(
            "value_before",
            "string",
            title_fr="Valeur avant",
            title_en="Value before",
            description_fr=(
                "Valeur dans la publication précédente, écrite comme dans les fichiers CSV. Vide si elle "
                "était inconnue ou si le changement porte sur la ligne entière."
            ),
            description_en=(
                "Value in the release before, written as in the CSV files. Null if it was unknown or if the "
                "change concerns the whole row."
            ),
        ),
        Column(
            "value_after",
            "string",
            title_fr="Valeur après",
            title_en="Value after",
            description_fr=(
                "Valeur dans cette publication. Vide si elle est inconnue ou si le changement porte sur la "
                "ligne entière."
            ),
            description_en=(
                "Value in this release. Null if it is unknown or if the change concerns the whole row."
            ),
        ),
        Column(
            "superseded_by",
            "string",
            title_fr="Remplacée par",
            title_en="Superseded by",
            description_fr=(
                "Clé de la ligne ajoutée qui dit la même chose sous un autre identifiant, par exemple un "
                "événement dont le jour a été corrigé. Vide si la ligne n’est pas remplacée."
            ),
            description_en=(
                "Key of the added row that tells of the same thing under another identifier, such as an "
                "event whose day was corrected. Null if the row is not superseded."
            ),
        ),
    ),
)

"""One row per thing that could not be read or failed a check, and why.

Its rows refer to nothing that must exist: what they tell of may not have been published.
"""

from __future__ import annotations

from schemas.evidence import EVIDENCE_CHECK, OPTIONAL_EVIDENCE
from schemas.model import Column, Table
from schemas.patterns import IDENTIFIER

QUARANTINE = Table(
    "quarantine",
    title_fr="Quarantaine",
    title_en="Quarantine",
    description_fr=(
        "Ce qui n’a pas pu être lu ou ne respecte pas une règle, avec la valeur brute, la règle et une "
        "explication. Rien n’est écarté en silence ; tout est réessayé quand les règles changent."
    ),
    description_en=(
        "What could not be read or breaks a rule, with the raw value, the rule and an explanation. Nothing "
        "is put aside silently; all is tried again when rules change."
    ),
    primary_key=("quarantine_id",),
    row_checks=(EVIDENCE_CHECK,),
    columns=(
        Column(
            "quarantine_id",
            "string",
            required=True,
            pattern=IDENTIFIER,
            title_fr="Identifiant de la mise en quarantaine",
            title_en="Quarantine identifier",
            description_fr="Identifiant stable de la ligne, le même d’une publication à l’autre.",
            description_en="Stable identifier of the row, the same from release to release.",
        ),
        Column(
            "announcement_id",
            "string",
            title_fr="Annonce",
            title_en="Announcement",
            description_fr=(
                "Annonce concernée, publiée ou non dans la table announcement. Vide si le problème précède "
                "sa lecture."
            ),
            description_en=(
                "Announcement concerned, whether or not it stands in the table announcement. Null if the "
                "problem came before it was read."
            ),
        ),
        Column(
            "source_id",
            "string",
            required=True,
            title_fr="Identifiant de la source",
            title_en="Source identifier",
            description_fr="Source d’où vient ce qui est mis en quarantaine.",
            description_en="Source of what is put aside.",
        ),
        Column(
            "url",
            "string",
            title_fr="Adresse",
            title_en="Address",
            description_fr=(
                "Adresse concernée, telle qu’elle a été rencontrée. Vide si aucune ne l’est en particulier."
            ),
            description_en="Address concerned, as it was met. Null if none in particular is.",
        ),
        Column(
            "stage",
            "string",
            required=True,
            codes="quarantine_stage",
            title_fr="Étape",
            title_en="Stage",
            description_fr="Étape de la chaîne où le problème est apparu.",
            description_en="Stage of the pipeline at which the problem came up.",
        ),
        Column(
            "table_name",
            "string",
            title_fr="Table",
            title_en="Table",
            description_fr=(
                "Table à laquelle la ligne était destinée. Vide si c’est l’annonce entière qui est en cause."
            ),
            description_en="Table that the row was meant for. Null if the whole announcement is concerned.",
        ),
        Column(
            "column_name",
            "string",
            title_fr="Colonne",
            title_en="Column",
            description_fr="Colonne en cause. Vide si la règle ne porte pas sur une colonne.",
            description_en="Column concerned. Null if the rule is not on a column.",
        ),
        Column(
            "raw_value",
            "string",
            title_fr="Valeur brute",
            title_en="Raw value",
            description_fr="Valeur rencontrée, telle quelle. Vide s’il n’y en a pas.",
            description_en="Value met, as it is. Null if there is none.",
        ),
        Column(
            "rule",
            "string",
            required=True,
            title_fr="Règle",
            title_en="Rule",
            description_fr="Nom court de la règle enfreinte, utilisable par un programme.",
            description_en="Short name of the rule broken, for programs.",
        ),
        Column(
            "reason_fr",
            "string",
            required=True,
            title_fr="Explication (français)",
            title_en="Explanation (French)",
            description_fr="Ce qui ne va pas, en une phrase française.",
            description_en="What is wrong, in a French sentence.",
        ),
        Column(
            "reason_en",
            "string",
            required=True,
            title_fr="Explication (anglais)",
            title_en="Explanation (English)",
            description_fr="Ce qui ne va pas, en une phrase anglaise.",
            description_en="What is wrong, in an English sentence.",
        ),
        *OPTIONAL_EVIDENCE,
    ),
)

"""One row per figure that an announcement reports."""

from __future__ import annotations

from schemas.evidence import EVIDENCE, EVIDENCE_CHECK
from schemas.model import Column, ForeignKey, Table, TypedKey
from schemas.organisation_role import SUBJECTS
from schemas.patterns import IDENTIFIER
from schemas.row_checks import InOrder, Together

INDICATOR = Table(
    "indicator",
    title_fr="Indicateurs",
    title_en="Indicators",
    description_fr=(
        "Les chiffres énoncés : résultats, personnes touchées, cibles. Ni la situation de départ ni les "
        "chiffres nationaux n’en font partie."
    ),
    description_en=(
        "The figures reported: results, reach, targets. Neither the situation before nor national figures "
        "are among them."
    ),
    primary_key=("indicator_id",),
    foreign_keys=(ForeignKey("announcement_id", "announcement", "announcement_id"),),
    typed_keys=(TypedKey("subject_type", "subject_id", SUBJECTS),),
    row_checks=(
        Together("subject_type", "subject_id"),
        InOrder("value", "out_of"),
        InOrder("period_start", "period_end"),
        EVIDENCE_CHECK,
    ),
    columns=(
        Column(
            "indicator_id",
            "string",
            required=True,
            pattern=IDENTIFIER,
            title_fr="Identifiant de l’indicateur",
            title_en="Indicator identifier",
            description_fr="Identifiant stable de l’indicateur, le même d’une publication à l’autre.",
            description_en="Stable identifier of the indicator, the same from release to release.",
        ),
        Column(
            "announcement_id",
            "string",
            required=True,
            title_fr="Annonce",
            title_en="Announcement",
            description_fr="Annonce qui énonce le chiffre ; renvoie à la table announcement.",
            description_en="Announcement that reports the figure; refers to the table announcement.",
        ),
        Column(
            "subject_type",
            "string",
            codes="subject_type",
            title_fr="Type de sujet",
            title_en="Subject type",
            description_fr=(
                "Table à laquelle subject_id renvoie : event, programme ou funding. Vide si le chiffre ne se "
                "rattache qu’à l’annonce."
            ),
            description_en=(
                "Table that subject_id refers to: event, programme or funding. Null if the figure is tied to "
                "the announcement only."
            ),
        ),
        Column(
            "subject_id",
            "string",
            title_fr="Sujet",
            title_en="Subject",
            description_fr=(
                "Événement, programme ou financement dont c’est un chiffre. Vide avec subject_type."
            ),
            description_en="Event, programme or funding that the figure is of. Null with subject_type.",
        ),
        Column(
            "label",
            "string",
            required=True,
            max_length=500,
            title_fr="Ce qui est compté",
            title_en="What is counted",
            description_fr="Ce que le chiffre compte, dans les mots de l’annonce.",
            description_en="What the figure counts, in the words of the announcement.",
        ),
        Column(
            "value",
            "number",
            required=True,
            title_fr="Valeur",
            title_en="Value",
            description_fr="Le chiffre, dans l’unité de la colonne unit.",
            description_en="The figure, in the unit of the column unit.",
        ),
        Column(
            "value_qualifier",
            "string",
            required=True,
            codes="value_qualifier",
            title_fr="Précision de la valeur",
            title_en="Value qualifier",
            description_fr="Ce que vaut value : chiffre exact, ordre de grandeur ou borne.",
            description_en="What value is: exact, an approximation or a bound.",
        ),
        Column(
            "unit",
            "string",
            required=True,
            codes="unit",
            title_fr="Unité",
            title_en="Unit",
            description_fr="Unité dans laquelle value est comptée.",
            description_en="Unit that value is counted in.",
        ),
        Column(
            "out_of",
            "number",
            title_fr="Sur un total de",
            title_en="Out of",
            description_fr=(
                "Le tout dont value est la partie (« 58 sur 78 » : 78). Vide si aucun tout n’est indiqué."
            ),
            description_en="The whole that value is part of (“58 of 78”: 78). Null if no whole is stated.",
        ),
        Column(
            "period_start",
            "date",
            title_fr="Début de la période",
            title_en="Start of the period",
            description_fr=(
                "Premier jour de la période que le chiffre couvre. Vide si elle n’est pas indiquée."
            ),
            description_en="First day of the period that the figure covers. Null if unstated.",
        ),
        Column(
            "period_end",
            "date",
            title_fr="Fin de la période",
            title_en="End of the period",
            description_fr=(
                "Dernier jour de la période que le chiffre couvre. Vide si elle n’est pas indiquée."
            ),
            description_en="Last day of the period that the figure covers. Null if unstated.",
        ),
        *EVIDENCE,
    ),
)

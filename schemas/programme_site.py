"""One row per place that takes part in a programme."""

from __future__ import annotations

from schemas.evidence import EVIDENCE, EVIDENCE_CHECK
from schemas.model import Column, ForeignKey, Table
from schemas.row_checks import CommuneInDepartment
from schemas.territory import (
    COMMUNE_CODE_COLUMN,
    COMMUNE_NAME_COLUMN,
    DEPARTMENT_CODE_COLUMN,
    REGION_CODE_COLUMN,
)

PROGRAMME_SITE = Table(
    "programme_site",
    title_fr="Sites des programmes",
    title_en="Programme sites",
    description_fr=(
        "Les lieux qui prennent part à un programme : établissements, communes, lieux d’intervention."
    ),
    description_en="The places that take part in a programme: establishments, communes, places of action.",
    primary_key=("programme_id", "position"),
    foreign_keys=(ForeignKey("programme_id", "programme", "programme_id"),),
    row_checks=(CommuneInDepartment(), EVIDENCE_CHECK),
    columns=(
        Column(
            "programme_id",
            "string",
            required=True,
            title_fr="Programme",
            title_en="Programme",
            description_fr="Programme auquel le site prend part ; renvoie à la table programme.",
            description_en="Programme that the site takes part in; refers to the table programme.",
        ),
        Column(
            "position",
            "integer",
            required=True,
            minimum=1,
            title_fr="Rang",
            title_en="Position",
            description_fr="Rang du site dans le programme, à partir de 1.",
            description_en="Place of the site in the programme, from 1.",
        ),
        Column(
            "site_name",
            "string",
            required=True,
            max_length=300,
            title_fr="Nom du site",
            title_en="Site name",
            description_fr=(
                "Nom tel qu’il est écrit dans l’annonce, même s’il s’agit seulement d’une commune."
            ),
            description_en="Name as written in the announcement, even where it is only a commune.",
        ),
        COMMUNE_NAME_COLUMN,
        COMMUNE_CODE_COLUMN,
        DEPARTMENT_CODE_COLUMN,
        REGION_CODE_COLUMN,
        *EVIDENCE,
    ),
)

"""One row per objective, axis or action that a programme states."""

from __future__ import annotations

from schemas.evidence import EVIDENCE, EVIDENCE_CHECK
from schemas.model import Column, ForeignKey, Table
from schemas.patterns import IDENTIFIER
from schemas.row_checks import NotItsOwn

PROGRAMME_OBJECTIVE = Table(
    "programme_objective",
    title_fr="Objectifs des programmes",
    title_en="Programme objectives",
    description_fr=(
        "Les axes, objectifs et actions qu’un programme énonce, dans l’ordre de l’annonce ; "
        "parent_objective_id en donne l’emboîtement."
    ),
    description_en=(
        "The axes, objectives and actions that a programme states, in the order of the announcement; "
        "parent_objective_id tells how they nest."
    ),
    primary_key=("objective_id",),
    foreign_keys=(
        ForeignKey("programme_id", "programme", "programme_id"),
        ForeignKey("parent_objective_id", "programme_objective", "objective_id"),
    ),
    row_checks=(NotItsOwn("objective_id", "parent_objective_id"), EVIDENCE_CHECK),
    columns=(
        Column(
            "objective_id",
            "string",
            required=True,
            pattern=IDENTIFIER,
            title_fr="Identifiant de l’objectif",
            title_en="Objective identifier",
            description_fr="Identifiant stable de l’objectif, le même d’une publication à l’autre.",
            description_en="Stable identifier of the objective, the same from release to release.",
        ),
        Column(
            "programme_id",
            "string",
            required=True,
            title_fr="Programme",
            title_en="Programme",
            description_fr="Programme qui énonce l’objectif ; renvoie à la table programme.",
            description_en="Programme that states the objective; refers to the table programme.",
        ),
        Column(
            "position",
            "integer",
            required=True,
            minimum=1,
            title_fr="Rang",
            title_en="Position",
            description_fr="Rang de l’objectif dans le programme, à partir de 1.",
            description_en="Place of the objective in the programme, from 1.",
        ),
        Column(
            "parent_objective_id",
            "string",
            title_fr="Objectif englobant",
            title_en="Parent objective",
            description_fr="Axe ou objectif dont celui-ci relève. Vide s’il est au premier niveau.",
            description_en="Axis or objective that this one comes under. Null at the first level.",
        ),
        Column(
            "level",
            "string",
            required=True,
            codes="objective_level",
            title_fr="Niveau",
            title_en="Level",
            description_fr="Axe, objectif ou action, d’après les mots qui l’introduisent.",
            description_en="Axis, objective or action, by the words that introduce it.",
        ),
        Column(
            "text",
            "string",
            required=True,
            max_length=2000,
            title_fr="Énoncé",
            title_en="Text",
            description_fr="L’objectif dans les mots de l’annonce, sans numéro ni puce.",
            description_en="The objective in the words of the announcement, without number or bullet.",
        ),
        *EVIDENCE,
    ),
)

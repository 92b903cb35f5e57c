"""One row per organisation's part in an event, programme or funding."""

from __future__ import annotations

from schemas.evidence import EVIDENCE, EVIDENCE_CHECK
from schemas.model import Column, ForeignKey, Table, TypedKey
from schemas.patterns import ORGANISATION_IDENTIFIER

SUBJECTS = (
    ("event", "event", "event_id"),
    ("programme", "programme", "programme_id"),
    ("funding", "funding", "funding_id"),
)

ORGANISATION_ROLE = Table(
    "organisation_role",
    title_fr="Rôles des organisations",
    title_en="Organisation roles",
    description_fr=(
        "La part que chaque organisation prend à un événement, à un programme ou à un financement : "
        "organisateur, porteur, partenaire, financeur…"
    ),
    description_en=(
        "The part that each organisation takes in an event, a programme or a funding: organiser, lead, "
        "partner, funder…"
    ),
    primary_key=("subject_type", "subject_id", "organisation_name", "role"),
    foreign_keys=(ForeignKey("announcement_id", "announcement", "announcement_id"),),
    typed_keys=(TypedKey("subject_type", "subject_id", SUBJECTS),),
    row_checks=(EVIDENCE_CHECK,),
    columns=(
        Column(
            "announcement_id",
            "string",
            required=True,
            title_fr="Annonce",
            title_en="Announcement",
            description_fr="Annonce qui énonce ce rôle ; renvoie à la table announcement.",
            description_en="Announcement that states this part; refers to the table announcement.",
        ),
        Column(
            "subject_type",
            "string",
            required=True,
            codes="subject_type",
            title_fr="Type de sujet",
            title_en="Subject type",
            description_fr="Table à laquelle subject_id renvoie : event, programme ou funding.",
            description_en="Table that subject_id refers to: event, programme or funding.",
        ),
        Column(
            "subject_id",
            "string",
            required=True,
            title_fr="Sujet",
            title_en="Subject",
            description_fr="Événement, programme ou financement auquel l’organisation prend part.",
            description_en="Event, programme or funding that the organisation takes part in.",
        ),
        Column(
            "organisation_name",
            "string",
            required=True,
            max_length=300,
            title_fr="Organisation",
            title_en="Organisation",
            description_fr=(
                "Nom sous la forme la plus complète écrite sur la page, sans article ni sigle entre "
                "parenthèses."
            ),
            description_en=(
                "Name in the fullest form written on the page, without article or acronym in brackets."
            ),
        ),
        Column(
            "organisation_id",
            "string",
            pattern=ORGANISATION_IDENTIFIER,
            title_fr="Identifiant public de l’organisation",
            title_en="Public identifier of the organisation",
            description_fr=(
                "Identifiant précédé de son répertoire (« siren:… », « finess:… »). Vide s’il n’est pas "
                "connu."
            ),
            description_en="Identifier after its register (“siren:…”, “finess:…”). Null if unknown.",
        ),
        Column(
            "organisation_type",
            "string",
            required=True,
            codes="organisation_type",
            title_fr="Type d’organisation",
            title_en="Organisation type",
            description_fr="Nature de l’organisation.",
            description_en="Kind of organisation.",
        ),
        Column(
            "role",
            "string",
            required=True,
            codes="organisation_role",
            title_fr="Rôle",
            title_en="Role",
            description_fr="Part que l’organisation prend au sujet.",
            description_en="Part that the organisation takes in the subject.",
        ),
        *EVIDENCE,
    ),
)

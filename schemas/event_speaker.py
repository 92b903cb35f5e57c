"""One row per person named as taking part in an event."""

from __future__ import annotations

from schemas.evidence import EVIDENCE, EVIDENCE_CHECK
from schemas.model import Column, ForeignKey, Table

EVENT_SPEAKER = Table(
    "event_speaker",
    title_fr="Intervenants des événements",
    title_en="Event speakers",
    description_fr=(
        "Les personnes annoncées comme prenant part à un événement, par leur fonction et leur organisation. "
        "Les noms ne sont publiés que si le producteur en a décidé ainsi."
    ),
    description_en=(
        "The persons named as taking part in an event, by their function and organisation. Names are "
        "published only if the operator has opted in."
    ),
    primary_key=("event_id", "position"),
    foreign_keys=(
        ForeignKey("event_id", "event", "event_id"),
        ForeignKey("session_id", "event_session", "session_id"),
    ),
    row_checks=(EVIDENCE_CHECK,),
    columns=(
        Column(
            "event_id",
            "string",
            required=True,
            title_fr="Événement",
            title_en="Event",
            description_fr="Événement auquel la personne prend part ; renvoie à la table event.",
            description_en="Event that the person takes part in; refers to the table event.",
        ),
        Column(
            "session_id",
            "string",
            title_fr="Séquence",
            title_en="Session",
            description_fr=(
                "Séquence où la personne intervient ; renvoie à la table event_session. Vide si l’annonce la "
                "rattache à l’événement entier."
            ),
            description_en=(
                "Session in which the person takes part; refers to the table event_session. Null if the "
                "announcement ties the person to the whole event."
            ),
        ),
        Column(
            "position",
            "integer",
            required=True,
            minimum=1,
            title_fr="Rang",
            title_en="Position",
            description_fr="Rang de la personne parmi les intervenants de l’événement, à partir de 1.",
            description_en="Place of the person among the event's speakers, from 1.",
        ),
        Column(
            "role",
            "string",
            max_length=300,
            title_fr="Fonction",
            title_en="Function",
            description_fr=(
                "Fonction telle qu’elle est écrite, sans l’organisation. Vide si elle n’est pas indiquée."
            ),
            description_en="Function as written, without the organisation. Null if unstated.",
        ),
        Column(
            "organisation_name",
            "string",
            max_length=300,
            title_fr="Organisation",
            title_en="Organisation",
            description_fr=(
                "Organisation de la personne. Vide si elle n’est pas écrite : elle n’est jamais déduite."
            ),
            description_en="Organisation of the person. Null if not written: it is never inferred.",
        ),
        Column(
            "person_name",
            "string",
            max_length=200,
            personal=True,
            title_fr="Nom de la personne",
            title_en="Person's name",
            description_fr=(
                "Prénom et nom, sans titre. Donnée personnelle : vide dans toute publication dont le "
                "producteur n’a pas choisi de diffuser les noms."
            ),
            description_en=(
                "First and last name, without title. Personal data: null in every release whose operator has "
                "not opted in to publishing names."
            ),
        ),
        *EVIDENCE,
    ),
)

"""One row per item of an event's agenda."""

from __future__ import annotations

from schemas.evidence import EVIDENCE, EVIDENCE_CHECK
from schemas.model import Column, ForeignKey, Table
from schemas.patterns import IDENTIFIER

EVENT_SESSION = Table(
    "event_session",
    title_fr="Séquences des événements",
    title_en="Event sessions",
    description_fr=(
        "Les points du programme horaire d’un événement : accueil, interventions, tables rondes, pauses… Des "
        "ateliers parallèles font chacun une ligne."
    ),
    description_en=(
        "The items of an event's agenda: welcome, talks, round tables, breaks… Each of several parallel "
        "workshops is a row."
    ),
    primary_key=("session_id",),
    foreign_keys=(ForeignKey("event_id", "event", "event_id"),),
    row_checks=(EVIDENCE_CHECK,),
    columns=(
        Column(
            "session_id",
            "string",
            required=True,
            pattern=IDENTIFIER,
            title_fr="Identifiant de la séquence",
            title_en="Session identifier",
            description_fr="Identifiant stable de la séquence, le même d’une publication à l’autre.",
            description_en="Stable identifier of the session, the same from release to release.",
        ),
        Column(
            "event_id",
            "string",
            required=True,
            title_fr="Événement",
            title_en="Event",
            description_fr="Événement dont c’est une séquence ; renvoie à la table event.",
            description_en="Event that the session belongs to; refers to the table event.",
        ),
        Column(
            "position",
            "integer",
            required=True,
            minimum=1,
            title_fr="Rang",
            title_en="Position",
            description_fr="Rang de la séquence dans le programme de l’événement, à partir de 1.",
            description_en="Place of the session in the event's agenda, from 1.",
        ),
        Column(
            "start_time",
            "time",
            title_fr="Heure de début",
            title_en="Start time",
            description_fr="Heure de début (HH:MM, heure de Paris). Vide si elle n’est pas indiquée.",
            description_en="Hour of the start (HH:MM, Europe/Paris). Null if unstated.",
        ),
        Column(
            "end_time",
            "time",
            title_fr="Heure de fin",
            title_en="End time",
            description_fr=(
                "Heure de fin (HH:MM, heure de Paris). Vide si elle n’est pas indiquée : elle n’est jamais "
                "déduite de la séquence suivante."
            ),
            description_en=(
                "Hour of the end (HH:MM, Europe/Paris). Null if unstated: it is never taken from the next "
                "session."
            ),
        ),
        Column(
            "title",
            "string",
            required=True,
            max_length=500,
            title_fr="Intitulé",
            title_en="Title",
            description_fr="Intitulé de la séquence, dans les mots de l’annonce.",
            description_en="Title of the session, in the words of the announcement.",
        ),
        Column(
            "session_type",
            "string",
            required=True,
            codes="session_type",
            title_fr="Type de séquence",
            title_en="Session type",
            description_fr="Nature de la séquence.",
            description_en="Kind of session.",
        ),
        *EVIDENCE,
    ),
)

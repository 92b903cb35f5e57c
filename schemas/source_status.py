"""One row per source: how it fared."""

from __future__ import annotations

from schemas.model import Column, Table

SOURCE_STATUS = Table(
    "source_status",
    title_fr="État des sources",
    title_en="Source status",
    description_fr=(
        "Comment chaque source s’est comportée à la dernière collecte, et ce qu’elle apporte à la "
        "publication."
    ),
    description_en="How each source fared when last fetched, and what it brings to the release.",
    primary_key=("source_id",),
    columns=(
        Column(
            "source_id",
            "string",
            required=True,
            title_fr="Identifiant de la source",
            title_en="Source identifier",
            description_fr="Identifiant de la source dans le registre des sources.",
            description_en="Identifier of the source in the registry of sources.",
        ),
        Column(
            "title",
            "string",
            required=True,
            title_fr="Nom de la source",
            title_en="Source name",
            description_fr="Nom de la source, pour les personnes.",
            description_en="Name of the source, for people.",
        ),
        Column(
            "status",
            "string",
            required=True,
            volatile=True,
            codes="source_state",
            title_fr="État",
            title_en="Status",
            description_fr="Issue de la dernière collecte.",
            description_en="Outcome of the last fetch.",
        ),
        Column(
            "checked_at",
            "datetime",
            volatile=True,
            title_fr="Dernière collecte",
            title_en="Checked at",
            description_fr="Instant (UTC) de la dernière collecte.",
            description_en="Instant (UTC) of the last fetch.",
        ),
        Column(
            "announcements",
            "integer",
            required=True,
            volatile=True,
            minimum=0,
            title_fr="Annonces",
            title_en="Announcements",
            description_fr="Nombre d’annonces de la source dans cette publication.",
            description_en="Number of the source's announcements in this release.",
        ),
        Column(
            "rows",
            "integer",
            required=True,
            volatile=True,
            minimum=0,
            title_fr="Lignes",
            title_en="Rows",
            description_fr="Nombre de lignes que ces annonces donnent aux autres tables.",
            description_en="Number of rows that these announcements give to the other tables.",
        ),
        Column(
            "problems",
            "integer",
            required=True,
            volatile=True,
            minimum=0,
            title_fr="Problèmes",
            title_en="Problems",
            description_fr="Nombre de lignes de la source dans la table quarantine.",
            description_en="Number of the source's rows in the table quarantine.",
        ),
        Column(
            "message_fr",
            "string",
            volatile=True,
            title_fr="Message (français)",
            title_en="Message (French)",
            description_fr="Ce qui s’est passé et, si tout ne va pas bien, ce qu’il y a à faire.",
            description_en="What happened and, unless all is well, what to do, in French.",
        ),
        Column(
            "message_en",
            "string",
            volatile=True,
            title_fr="Message (anglais)",
            title_en="Message (English)",
            description_fr="Le même message en anglais.",
            description_en="The same in English.",
        ),
    ),
)

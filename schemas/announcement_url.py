"""One row per address that an announcement was found at."""

from __future__ import annotations

from schemas.model import Column, ForeignKey, Table
from schemas.patterns import ADDRESS
from schemas.row_checks import InOrder

ANNOUNCEMENT_URL = Table(
    "announcement_url",
    title_fr="Adresses des annonces",
    title_en="Announcement addresses",
    description_fr=(
        "Toutes les adresses où une annonce a été trouvée, et quand : la même peut paraître en plusieurs "
        "lieux."
    ),
    description_en=(
        "Every address that an announcement was found at, and when: one may appear in several places."
    ),
    primary_key=("announcement_id", "url"),
    foreign_keys=(ForeignKey("announcement_id", "announcement", "announcement_id"),),
    row_checks=(InOrder("first_seen_on", "last_seen_on"),),
    columns=(
        Column(
            "announcement_id",
            "string",
            required=True,
            title_fr="Annonce",
            title_en="Announcement",
            description_fr="Annonce trouvée à cette adresse ; renvoie à la table announcement.",
            description_en="Announcement found at this address; refers to the table announcement.",
        ),
        Column(
            "url",
            "string",
            required=True,
            pattern=ADDRESS,
            title_fr="Adresse",
            title_en="Address",
            description_fr="Adresse où l’annonce a été trouvée.",
            description_en="Address that the announcement was found at.",
        ),
        Column(
            "first_seen_on",
            "date",
            required=True,
            title_fr="Vue pour la première fois le",
            title_en="First seen on",
            description_fr="Jour de la première collecte où l’annonce était à cette adresse.",
            description_en="Day of the first fetch that found the announcement at this address.",
        ),
        Column(
            "last_seen_on",
            "date",
            required=True,
            volatile=True,
            title_fr="Vue pour la dernière fois le",
            title_en="Last seen on",
            description_fr="Jour de la dernière collecte où l’annonce était à cette adresse.",
            description_en="Day of the last fetch that found the announcement at this address.",
        ),
    ),
)

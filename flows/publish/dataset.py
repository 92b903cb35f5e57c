"""What the dataset is, in the words that all its metadata share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NAME = "initiatives-regionales-de-sante"
"""The dataset's slug and identifier. It never changes."""

Language = Literal["fr", "en"]


@dataclass(frozen=True)
class Wording:
    """The same words in French and in English."""

    fr: str
    en: str

    def said_in(self, language: Language) -> str:
        """The words of one language."""
        return self.fr if language == "fr" else self.en


TITLE = Wording("Initiatives régionales de santé", "Regional health initiatives")

DESCRIPTION = Wording(
    "Événements, plans, dispositifs, objectifs, financements, organisations et chiffres que des annonces "
    "publiques françaises donnent sur des initiatives locales et régionales de santé, avec les mots sur "
    "lesquels chaque ligne repose. La licence couvre les faits, non les citations.",
    "Events, plans, schemes, objectives, funding, organisations and figures that public French "
    "announcements give on local and regional health initiatives, with the words that each row rests on. "
    "The licence covers the facts, not the quotations.",
)

# Portals take 3 to 96 characters, and CKAN refuses an apostrophe.
KEYWORDS = (
    "santé",
    "agences régionales de santé",
    "initiatives locales",
    "événements",
    "prévention",
    "accès aux soins",
    "financements",
    "territoires",
)
"""In French: portals put keywords of all languages in one list."""

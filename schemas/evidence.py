"""The three columns that tie a row to the words it rests on."""

from __future__ import annotations

from dataclasses import replace

from schemas.model import Column
from schemas.row_checks import InOrder

LONGEST_EVIDENCE = 300
"""Characters: the length of a short quotation, with author and source joinable."""

EVIDENCE = (
    Column(
        "evidence",
        "string",
        required=True,
        max_length=LONGEST_EVIDENCE,
        title_fr="Extrait justificatif",
        title_en="Evidence",
        description_fr=(
            "Les mots de l’annonce sur lesquels repose la ligne (300 caractères au plus). Courte citation : "
            "elle n’est pas couverte par la licence des données et doit rester attribuée à son éditeur. "
            "Adresses électroniques et numéros de téléphone y sont masqués, de même que les noms de "
            "personnes lorsqu’ils ne sont pas publiés."
        ),
        description_en=(
            "The words of the announcement that the row rests on (at most 300 characters). A short "
            "quotation: the licence of the data does not cover it, and it must stay attributed to its "
            "publisher. E-mail addresses and phone numbers are masked in it, and so are names of persons "
            "where these are not published."
        ),
    ),
    Column(
        "evidence_start",
        "integer",
        required=True,
        volatile=True,
        minimum=0,
        unit="characters",
        title_fr="Début de l’extrait",
        title_en="Start of the evidence",
        description_fr=(
            "Position du premier caractère de l’extrait dans le texte de l’annonce (à partir de 0)."
        ),
        description_en="Offset of the evidence's first character in the announcement's text (from 0).",
    ),
    Column(
        "evidence_end",
        "integer",
        required=True,
        volatile=True,
        minimum=0,
        unit="characters",
        title_fr="Fin de l’extrait",
        title_en="End of the evidence",
        description_fr="Position qui suit le dernier caractère de l’extrait dans le texte de l’annonce.",
        description_en="Offset just after the evidence's last character in the announcement's text.",
    ),
)

OPTIONAL_EVIDENCE = tuple(replace(column, required=False) for column in EVIDENCE)
"""The same where a row may rest on no words (a page that could not be read)."""

EVIDENCE_CHECK = InOrder("evidence_start", "evidence_end")

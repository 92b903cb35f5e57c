"""One row per sum, or per act of funding, that an announcement states."""

from __future__ import annotations

from schemas.evidence import EVIDENCE, EVIDENCE_CHECK
from schemas.model import Column, ForeignKey, Table
from schemas.patterns import IDENTIFIER
from schemas.row_checks import InOrder

FUNDING = Table(
    "funding",
    title_fr="Financements",
    title_en="Fundings",
    description_fr=(
        "Les sommes et les actes de financement énoncés : qui finance, qui reçoit, combien, sous quelle "
        "forme. Ne pas additionner sans précaution : un total et ses parts font chacun une ligne."
    ),
    description_en=(
        "The sums and acts of funding stated: who funds, who receives, how much, in what form. Do not add "
        "them up unthinkingly: a total and each of its parts are rows."
    ),
    primary_key=("funding_id",),
    foreign_keys=(
        ForeignKey("announcement_id", "announcement", "announcement_id"),
        ForeignKey("programme_id", "programme", "programme_id"),
        ForeignKey("event_id", "event", "event_id"),
    ),
    row_checks=(
        InOrder("amount_eur", "amount_max_eur"),
        InOrder("period_start", "period_end"),
        EVIDENCE_CHECK,
    ),
    columns=(
        Column(
            "funding_id",
            "string",
            required=True,
            pattern=IDENTIFIER,
            title_fr="Identifiant du financement",
            title_en="Funding identifier",
            description_fr="Identifiant stable du financement, le même d’une publication à l’autre.",
            description_en="Stable identifier of the funding, the same from release to release.",
        ),
        Column(
            "announcement_id",
            "string",
            required=True,
            title_fr="Annonce",
            title_en="Announcement",
            description_fr="Annonce qui énonce le financement ; renvoie à la table announcement.",
            description_en="Announcement that states the funding; refers to the table announcement.",
        ),
        Column(
            "programme_id",
            "string",
            title_fr="Programme financé",
            title_en="Programme funded",
            description_fr=(
                "Programme que la somme finance. Vide si elle n’en finance aucun de la table programme."
            ),
            description_en="Programme that the sum is for. Null if it is for none of the table programme.",
        ),
        Column(
            "event_id",
            "string",
            title_fr="Événement financé",
            title_en="Event funded",
            description_fr="Événement que la somme finance. Vide si elle n’en finance aucun.",
            description_en="Event that the sum is for. Null if it is for none.",
        ),
        Column(
            "funder_name",
            "string",
            max_length=300,
            title_fr="Financeur",
            title_en="Funder",
            description_fr="Organisme qui apporte la somme. Vide pour un coût total, ou si rien ne le dit.",
            description_en="Body that brings the sum. Null for a total cost, or if nothing tells.",
        ),
        Column(
            "beneficiary",
            "string",
            max_length=500,
            title_fr="Bénéficiaire",
            title_en="Beneficiary",
            description_fr=(
                "Qui reçoit, dans les mots de l’annonce. Vide si c’est le programme, l’événement ou son "
                "porteur, ou si rien ne le dit."
            ),
            description_en=(
                "Who receives, in the words of the announcement. Null if it is the programme, the event or "
                "its lead, or if nothing tells."
            ),
        ),
        Column(
            "beneficiary_count",
            "integer",
            minimum=0,
            title_fr="Nombre de bénéficiaires",
            title_en="Number of beneficiaries",
            description_fr="Nombre de bénéficiaires énoncé pour cette somme. Vide s’il n’est pas indiqué.",
            description_en="Number of beneficiaries stated for this sum. Null if unstated.",
        ),
        Column(
            "purpose",
            "string",
            max_length=500,
            title_fr="Objet",
            title_en="Purpose",
            description_fr="Ce que la somme paie, dans les mots de l’annonce. Vide s’il n’est pas indiqué.",
            description_en="What the sum pays for, in the words of the announcement. Null if unstated.",
        ),
        Column(
            "amount_eur",
            "decimal",
            minimum=0,
            unit="EUR",
            title_fr="Montant",
            title_en="Amount",
            description_fr=(
                "Montant en euros ; borne basse d’une fourchette. Vide si l’annonce dit qui finance mais pas "
                "combien, ou ne donne qu’un taux."
            ),
            description_en=(
                "Sum in euros; the lower end of a range. Null if the announcement says who funds but not how "
                "much, or gives a rate only."
            ),
        ),
        Column(
            "amount_max_eur",
            "decimal",
            minimum=0,
            unit="EUR",
            title_fr="Montant maximal",
            title_en="Upper amount",
            description_fr=(
                "Borne haute d’une fourchette, en euros. Vide si le montant n’est pas une fourchette."
            ),
            description_en="Upper end of a range, in euros. Null if the sum is no range.",
        ),
        Column(
            "amount_qualifier",
            "string",
            codes="amount_qualifier",
            title_fr="Précision du montant",
            title_en="Amount qualifier",
            description_fr=(
                "Ce que vaut amount_eur : exact, ordre de grandeur, borne ou fourchette. Vide sans montant."
            ),
            description_en=(
                "What amount_eur is: exact, an approximation, a bound or a range. Null without a sum."
            ),
        ),
        Column(
            "amount_basis",
            "string",
            codes="amount_basis",
            title_fr="Base du montant",
            title_en="Amount basis",
            description_fr=(
                "À quoi le montant se rapporte : total, par an, par bénéficiaire… Vide sans montant."
            ),
            description_en=(
                "What the sum is counted by: total, per year, per beneficiary… Null without a sum."
            ),
        ),
        Column(
            "rate_percent",
            "number",
            minimum=0,
            maximum=100,
            unit="percent",
            title_fr="Taux de cofinancement",
            title_en="Co-funding rate",
            description_fr="Part prise en charge, en pour cent. Vide si aucun taux n’est indiqué.",
            description_en="Share that is covered, in percent. Null if no rate is stated.",
        ),
        Column(
            "instrument",
            "string",
            codes="instrument",
            title_fr="Forme du financement",
            title_en="Instrument",
            description_fr=(
                "Subvention, prime, prêt… d’après le nom que lui donne l’annonce. Vide si elle n’en donne "
                "pas."
            ),
            description_en="Grant, bonus, loan… by the noun of the announcement. Null if it gives none.",
        ),
        Column(
            "period_start",
            "date",
            title_fr="Début de la période financée",
            title_en="Start of the period funded",
            description_fr=(
                "Premier jour de la période pour laquelle la somme est donnée. Vide si elle n’est pas "
                "indiquée."
            ),
            description_en="First day of the period that the sum is for. Null if unstated.",
        ),
        Column(
            "period_end",
            "date",
            title_fr="Fin de la période financée",
            title_en="End of the period funded",
            description_fr=(
                "Dernier jour de la période pour laquelle la somme est donnée. Vide si elle n’est pas "
                "indiquée."
            ),
            description_en="Last day of the period that the sum is for. Null if unstated.",
        ),
        Column(
            "application_deadline",
            "date",
            title_fr="Date limite de candidature",
            title_en="Application deadline",
            description_fr="Dernier jour pour demander la somme. Vide si aucune date limite n’est indiquée.",
            description_en="Last day to apply for the sum. Null if no deadline is stated.",
        ),
        Column(
            "funding_status",
            "string",
            codes="funding_status",
            title_fr="État du financement",
            title_en="Funding status",
            description_fr=(
                "État au jour de la collecte : annoncé, ouvert, attribué, versé ou clos. Vide si rien ne le "
                "dit."
            ),
            description_en=(
                "State on the day of retrieval: announced, open, awarded, paid or closed. Null if nothing "
                "tells."
            ),
        ),
        *EVIDENCE,
    ),
)

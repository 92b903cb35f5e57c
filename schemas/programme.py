"""One row per plan, project, scheme, call or training course."""

from __future__ import annotations

from dataclasses import replace

from schemas.date_precision import DATE_PRECISION_COLUMN
from schemas.evidence import EVIDENCE, EVIDENCE_CHECK
from schemas.model import Column, ForeignKey, Table
from schemas.patterns import IDENTIFIER
from schemas.row_checks import CommuneInDepartment, InOrder
from schemas.territory import COMMUNE_CODE_COLUMN, DEPARTMENT_CODE_COLUMN, REGION_CODE_COLUMN

PROGRAMME = Table(
    "programme",
    title_fr="Programmes",
    title_en="Programmes",
    description_fr=(
        "Plans, projets, contrats, appels à projets, dispositifs d’aide, formations, services qui ouvrent : "
        "ce qui est mené dans la durée."
    ),
    description_en=(
        "Plans, projects, contracts, calls for projects, aid schemes, training courses, services that open: "
        "what is carried out over time."
    ),
    primary_key=("programme_id",),
    foreign_keys=(ForeignKey("announcement_id", "announcement", "announcement_id"),),
    row_checks=(InOrder("start_date", "end_date"), CommuneInDepartment(), EVIDENCE_CHECK),
    columns=(
        Column(
            "programme_id",
            "string",
            required=True,
            pattern=IDENTIFIER,
            title_fr="Identifiant du programme",
            title_en="Programme identifier",
            description_fr="Identifiant stable du programme, le même d’une publication à l’autre.",
            description_en="Stable identifier of the programme, the same from release to release.",
        ),
        Column(
            "announcement_id",
            "string",
            required=True,
            title_fr="Annonce",
            title_en="Announcement",
            description_fr="Annonce qui fait connaître le programme ; renvoie à la table announcement.",
            description_en="Announcement that tells of the programme; refers to the table announcement.",
        ),
        Column(
            "name",
            "string",
            required=True,
            max_length=500,
            title_fr="Nom",
            title_en="Name",
            description_fr="Nom du programme, dans les mots de l’annonce ; son seul titre s’il en a un.",
            description_en=(
                "Name of the programme, in the words of the announcement; its title alone if it has one."
            ),
        ),
        Column(
            "acronym",
            "string",
            max_length=50,
            title_fr="Sigle",
            title_en="Acronym",
            description_fr="Sigle du programme. Vide s’il n’est pas écrit.",
            description_en="Acronym of the programme. Null if not written.",
        ),
        Column(
            "programme_type",
            "string",
            required=True,
            codes="programme_type",
            title_fr="Type de programme",
            title_en="Programme type",
            description_fr="Nature du programme, d’après le nom que lui donne l’annonce.",
            description_en="Kind of programme, by the noun of the announcement.",
        ),
        Column(
            "lead_organisation_name",
            "string",
            max_length=300,
            title_fr="Porteur",
            title_en="Lead organisation",
            description_fr="Organisme qui porte ou pilote le programme. Vide si rien ne le dit.",
            description_en="Body that leads or steers the programme. Null if nothing tells.",
        ),
        Column(
            "start_date",
            "date",
            title_fr="Date de début",
            title_en="Start date",
            description_fr=(
                "Premier jour du programme, ou ouverture d’un appel. Si l’annonce est moins précise qu’un "
                "jour (voir date_precision), premier jour de la période indiquée. Vide si aucun début n’est "
                "indiqué."
            ),
            description_en=(
                "First day of the programme, or opening of a call. Where the announcement is less precise "
                "than a day (see date_precision), first day of the period stated. Null if no start is "
                "stated."
            ),
        ),
        Column(
            "end_date",
            "date",
            title_fr="Date de fin",
            title_en="End date",
            description_fr=(
                "Dernier jour du programme, ou clôture (la dernière) d’un appel ; dernier jour du mois ou de "
                "l’année si la fin n’est dite qu’ainsi. Vide si aucune fin n’est indiquée."
            ),
            description_en=(
                "Last day of the programme, or (last) closing of a call; the last day of the month or year "
                "where the end is told as one. Null if no end is stated."
            ),
        ),
        DATE_PRECISION_COLUMN,
        Column(
            "scope",
            "string",
            codes="programme_scope",
            title_fr="Portée",
            title_en="Scope",
            description_fr=(
                "Plus petit échelon qui contient tout le programme, de l’établissement au pays. Vide si rien "
                "ne permet de le dire."
            ),
            description_en=(
                "Smallest level that holds the whole programme, from the establishment to the country. Null "
                "if nothing tells."
            ),
        ),
        replace(
            COMMUNE_CODE_COLUMN,
            description_fr=(
                "Code officiel géographique de la commune qui contient tout le programme (INSEE, 5 "
                "caractères ; à lire comme du texte). Vide s’il s’étend sur plusieurs communes ou si elle "
                "n’est pas connue."
            ),
            description_en=(
                "Official geographic code of the commune that holds the whole programme (INSEE, 5 "
                "characters; to be read as text). Null if it covers several communes or if the commune is "
                "unknown."
            ),
        ),
        DEPARTMENT_CODE_COLUMN,
        REGION_CODE_COLUMN,
        Column(
            "programme_status",
            "string",
            codes="programme_status",
            title_fr="État du programme",
            title_en="Programme status",
            description_fr=(
                "État du programme au jour de la collecte. Vide si ni le texte ni les dates ne le disent."
            ),
            description_en=(
                "State of the programme on the day of retrieval. Null if neither text nor dates tell."
            ),
        ),
        *EVIDENCE,
    ),
)

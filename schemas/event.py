"""One row per happening on given days: what, when, where, by whom, for whom."""

from __future__ import annotations

from schemas.date_precision import DATE_PRECISION_COLUMN
from schemas.evidence import EVIDENCE, EVIDENCE_CHECK
from schemas.model import Column, ForeignKey, Table
from schemas.patterns import IDENTIFIER, WEB_ADDRESS
from schemas.row_checks import CommuneInDepartment, InOrder, NotItsOwn
from schemas.territory import (
    COMMUNE_CODE_COLUMN,
    COMMUNE_NAME_COLUMN,
    DEPARTMENT_CODE_COLUMN,
    POSTAL_CODE_COLUMN,
    REGION_CODE_COLUMN,
)

EVENT = Table(
    "event",
    title_fr="Événements",
    title_en="Events",
    description_fr=(
        "Ce qui se tient à des jours donnés : forums, colloques, ateliers, réunions, dépistages, "
        "inaugurations… Un événement peut faire partie d’un autre (parent_event_id)."
    ),
    description_en=(
        "What takes place on given days: forums, conferences, workshops, meetings, screenings, "
        "inaugurations… An event may be part of another (parent_event_id)."
    ),
    primary_key=("event_id",),
    foreign_keys=(
        ForeignKey("announcement_id", "announcement", "announcement_id"),
        ForeignKey("parent_event_id", "event", "event_id"),
        ForeignKey("same_as_event_id", "event", "event_id"),
    ),
    row_checks=(
        NotItsOwn("event_id", "parent_event_id"),
        NotItsOwn("event_id", "same_as_event_id"),
        InOrder("start_date", "end_date"),
        CommuneInDepartment(),
        EVIDENCE_CHECK,
    ),
    columns=(
        Column(
            "event_id",
            "string",
            required=True,
            pattern=IDENTIFIER,
            title_fr="Identifiant de l’événement",
            title_en="Event identifier",
            description_fr="Identifiant stable de l’événement, le même d’une publication à l’autre.",
            description_en="Stable identifier of the event, the same from release to release.",
        ),
        Column(
            "announcement_id",
            "string",
            required=True,
            title_fr="Annonce",
            title_en="Announcement",
            description_fr="Annonce qui fait connaître l’événement ; renvoie à la table announcement.",
            description_en="Announcement that tells of the event; refers to the table announcement.",
        ),
        Column(
            "parent_event_id",
            "string",
            title_fr="Événement englobant",
            title_en="Parent event",
            description_fr=(
                "Événement dont celui-ci fait partie (un atelier dans une soirée, une étape dans une "
                "tournée). Vide s’il ne fait partie d’aucun autre."
            ),
            description_en=(
                "Event that this one is part of (a workshop inside an evening, a stop of a tour). Null if it "
                "is part of no other."
            ),
        ),
        Column(
            "name",
            "string",
            required=True,
            max_length=500,
            title_fr="Nom",
            title_en="Name",
            description_fr=(
                "Nom de l’événement, dans les mots de l’annonce, sans date ni lieu sauf s’ils le distinguent."
            ),
            description_en=(
                "Name of the event, in the words of the announcement, without date and place unless these "
                "tell it apart."
            ),
        ),
        Column(
            "event_type",
            "string",
            required=True,
            codes="event_type",
            title_fr="Type d’événement",
            title_en="Event type",
            description_fr=(
                "Nature de l’événement, d’après le nom que lui donne l’annonce ou, à défaut, son contenu."
            ),
            description_en="Kind of event, by the noun of the announcement or else by its content.",
        ),
        Column(
            "start_date",
            "date",
            title_fr="Date de début",
            title_en="Start date",
            description_fr=(
                "Premier jour de l’événement. Si l’annonce est moins précise qu’un jour (voir "
                "date_precision), premier jour de la période indiquée. Vide si aucun début n’est indiqué."
            ),
            description_en=(
                "First day of the event. Where the announcement is less precise than a day (see "
                "date_precision), first day of the period stated. Null if no start is stated."
            ),
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
            "end_date",
            "date",
            title_fr="Date de fin",
            title_en="End date",
            description_fr=(
                "Dernier jour ; égal à start_date pour un événement d’un jour. Vide si la fin n’est pas "
                "indiquée ou si l’événement n’est connu qu’au mois ou à la saison."
            ),
            description_en=(
                "Last day; equal to start_date for an event of one day. Null if no end is stated or if the "
                "event is only known to the month or season."
            ),
        ),
        Column(
            "end_time",
            "time",
            title_fr="Heure de fin",
            title_en="End time",
            description_fr="Heure de fin (HH:MM, heure de Paris). Vide si elle n’est pas indiquée.",
            description_en="Hour of the end (HH:MM, Europe/Paris). Null if unstated.",
        ),
        DATE_PRECISION_COLUMN,
        Column(
            "attendance_mode",
            "string",
            codes="attendance_mode",
            title_fr="Mode de participation",
            title_en="Attendance mode",
            description_fr="Sur place, en ligne ou les deux. Vide si l’annonce ne le dit pas.",
            description_en="On site, online or both. Null if unstated.",
        ),
        Column(
            "venue_name",
            "string",
            max_length=300,
            title_fr="Lieu",
            title_en="Venue",
            description_fr="Nom du lieu, salle comprise (« Salle des fêtes »). Vide s’il n’est pas indiqué.",
            description_en="Name of the venue, room included. Null if unstated.",
        ),
        Column(
            "street_address",
            "string",
            max_length=300,
            title_fr="Adresse postale",
            title_en="Street address",
            description_fr="Numéro et voie, tels qu’ils sont écrits. Vide s’ils ne sont pas indiqués.",
            description_en="Number and street, as written. Null if unstated.",
        ),
        POSTAL_CODE_COLUMN,
        COMMUNE_NAME_COLUMN,
        COMMUNE_CODE_COLUMN,
        DEPARTMENT_CODE_COLUMN,
        REGION_CODE_COLUMN,
        Column(
            "latitude",
            "number",
            minimum=-90,
            maximum=90,
            unit="degrees",
            title_fr="Latitude",
            title_en="Latitude",
            description_fr="Latitude du lieu (WGS 84, degrés décimaux). Vide si le lieu n’est pas localisé.",
            description_en=(
                "Latitude of the venue (WGS 84, decimal degrees). Null if the venue is not located."
            ),
        ),
        Column(
            "longitude",
            "number",
            minimum=-180,
            maximum=180,
            unit="degrees",
            title_fr="Longitude",
            title_en="Longitude",
            description_fr="Longitude du lieu (WGS 84, degrés décimaux). Vide si le lieu n’est pas localisé.",
            description_en=(
                "Longitude of the venue (WGS 84, decimal degrees). Null if the venue is not located."
            ),
        ),
        Column(
            "organiser_name",
            "string",
            max_length=300,
            title_fr="Organisateur",
            title_en="Organiser",
            description_fr=(
                "Organisme qui organise ou invite, sous la forme la plus complète de la page. Vide si rien "
                "ne le dit ; les co-organisateurs sont dans organisation_role."
            ),
            description_en=(
                "Body that organises or invites, in the fullest form of the page. Null if nothing tells; "
                "co-organisers are in organisation_role."
            ),
        ),
        Column(
            "audience",
            "string",
            max_length=500,
            title_fr="Public visé",
            title_en="Audience",
            description_fr=(
                "À qui l’événement s’adresse, dans les mots de l’annonce. Vide s’il n’est pas indiqué."
            ),
            description_en="Whom the event is meant for, in the words of the announcement. Null if unstated.",
        ),
        Column(
            "attendance_count",
            "integer",
            minimum=0,
            unit="persons",
            title_fr="Affluence",
            title_en="Attendance",
            description_fr=(
                "Nombre de personnes présentes ou attendues selon l’annonce. Vide s’il n’est pas indiqué ; "
                "la capacité d’une salle n’en est pas un."
            ),
            description_en=(
                "People reported present or expected. Null if unstated; the capacity of a room is none."
            ),
        ),
        Column(
            "attendance_qualifier",
            "string",
            codes="attendance_qualifier",
            title_fr="Précision de l’affluence",
            title_en="Attendance qualifier",
            description_fr=(
                "Ce que vaut attendance_count : nombre exact, ordre de grandeur ou borne. Vide sans "
                "affluence."
            ),
            description_en=(
                "What attendance_count is: exact, an approximation or a bound. Null without attendance."
            ),
        ),
        Column(
            "event_status",
            "string",
            required=True,
            codes="event_status",
            title_fr="État de l’événement",
            title_en="Event status",
            description_fr="Prévu, annulé, reporté ou déjà tenu, selon l’annonce.",
            description_en="Scheduled, cancelled, put off or already held, as the announcement tells.",
        ),
        Column(
            "registration_deadline",
            "date",
            title_fr="Date limite d’inscription",
            title_en="Registration deadline",
            description_fr=(
                "Dernier jour pour s’inscrire ou répondre. Vide si aucune date limite n’est indiquée."
            ),
            description_en="Last day to register or answer. Null if no deadline is stated.",
        ),
        Column(
            "registration_url",
            "string",
            pattern=WEB_ADDRESS,
            title_fr="Adresse d’inscription",
            title_en="Registration address",
            description_fr="Adresse web où s’inscrire. Vide si l’annonce n’en donne pas.",
            description_en="Web address to register at. Null if the announcement gives none.",
        ),
        Column(
            "same_as_event_id",
            "string",
            title_fr="Même événement que",
            title_en="Same event as",
            description_fr=(
                "Événement de référence, si plusieurs annonces font connaître le même : celui dont l’annonce "
                "a été vue la première. Vide pour cet événement lui-même et pour celui qu’une seule annonce "
                "fait connaître. Sans les lignes où elle est remplie, chaque événement compte une fois."
            ),
            description_en=(
                "Canonical event, where several announcements tell of the same one: that whose announcement "
                "was seen first. Null for the canonical event itself and for one that a single announcement "
                "tells of. Without the rows that have it, each event counts once."
            ),
        ),
        *EVIDENCE,
    ),
)

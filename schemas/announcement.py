"""One row per announcement read: what was published, by whom, where it was found and when."""

from __future__ import annotations

from schemas.model import Column, ForeignKey, Table
from schemas.patterns import ADDRESS, IDENTIFIER, LANGUAGE_TAG, SHA256
from schemas.row_checks import InOrder, PublishedWhenFetched
from schemas.territory import DEPARTMENT_CODE_COLUMN, REGION_CODE_COLUMN

ANNOUNCEMENT = Table(
    "announcement",
    title_fr="Annonces",
    title_en="Announcements",
    description_fr=(
        "Les annonces lues (communiqués, pages web, invitations, programmes) : titre, éditeur, date et "
        "adresse. Les autres tables y renvoient par announcement_id."
    ),
    description_en=(
        "The announcements read (press releases, web pages, invitations, agendas): title, publisher, date "
        "and address. The other tables refer to it by announcement_id."
    ),
    primary_key=("announcement_id",),
    foreign_keys=(ForeignKey("source_id", "source_status", "source_id"),),
    row_checks=(PublishedWhenFetched(), InOrder("first_seen_on", "last_seen_on")),
    columns=(
        Column(
            "announcement_id",
            "string",
            required=True,
            pattern=IDENTIFIER,
            title_fr="Identifiant de l’annonce",
            title_en="Announcement identifier",
            description_fr="Identifiant stable de l’annonce, le même d’une publication à l’autre.",
            description_en="Stable identifier of the announcement, the same from release to release.",
        ),
        Column(
            "source_id",
            "string",
            required=True,
            title_fr="Identifiant de la source",
            title_en="Source identifier",
            description_fr="Source d’où vient l’annonce ; renvoie à la table source_status.",
            description_en="Source that the announcement comes from; refers to the table source_status.",
        ),
        Column(
            "url",
            "string",
            required=True,
            pattern=ADDRESS,
            title_fr="Adresse",
            title_en="Address",
            description_fr=(
                "Adresse de l’annonce. Si elle a été trouvée à plusieurs adresses, la table announcement_url "
                "les donne toutes."
            ),
            description_en=(
                "Address of the announcement. Where it was found at several, the table announcement_url has "
                "them all."
            ),
        ),
        Column(
            "title",
            "string",
            max_length=500,
            title_fr="Titre",
            title_en="Title",
            description_fr="Titre de l’annonce, dans ses mots. Vide si elle n’en porte pas.",
            description_en="Title of the announcement, in its words. Null if it bears none.",
        ),
        Column(
            "publisher_name",
            "string",
            max_length=300,
            title_fr="Éditeur",
            title_en="Publisher",
            description_fr=(
                "Organisme qui publie l’annonce, sous la forme la plus complète écrite sur la page. Vide si "
                "rien ne le dit."
            ),
            description_en=(
                "Body that publishes the announcement, in the fullest form written on the page. Null if "
                "nothing tells."
            ),
        ),
        Column(
            "published_on",
            "date",
            title_fr="Date de publication",
            title_en="Publication date",
            description_fr=(
                "Jour de publication indiqué par l’annonce (date de mise en ligne, du communiqué ou de la "
                "couverture). Une date de mise à jour n’en est pas une. Vide si l’annonce ne la donne pas."
            ),
            description_en=(
                "Day of publication stated by the announcement (of the page, the press release or the "
                "cover). A date of update is none. Null if unstated."
            ),
        ),
        Column(
            "language",
            "string",
            pattern=LANGUAGE_TAG,
            title_fr="Langue",
            title_en="Language",
            description_fr="Langue de l’annonce (code BCP 47, comme « fr »). Vide si elle est inconnue.",
            description_en="Language of the announcement (BCP 47 tag, such as “fr”). Null if unknown.",
        ),
        REGION_CODE_COLUMN,
        DEPARTMENT_CODE_COLUMN,
        Column(
            "content_digest",
            "string",
            required=True,
            volatile=True,
            pattern=SHA256,
            title_fr="Empreinte du contenu",
            title_en="Content digest",
            description_fr=(
                "Empreinte SHA-256 des octets collectés, en hexadécimal : elle change avec le contenu."
            ),
            description_en="SHA-256 of the fetched bytes, in hexadecimal: it changes with the content.",
        ),
        Column(
            "fetched_at",
            "datetime",
            required=True,
            volatile=True,
            title_fr="Date et heure de collecte",
            title_en="Fetched at",
            description_fr="Instant (UTC) où la version lue de l’annonce a été collectée.",
            description_en="Instant (UTC) at which the version read was fetched.",
        ),
        Column(
            "first_seen_on",
            "date",
            required=True,
            title_fr="Vue pour la première fois le",
            title_en="First seen on",
            description_fr="Jour de la première collecte où l’annonce a été trouvée.",
            description_en="Day of the first fetch that found the announcement.",
        ),
        Column(
            "last_seen_on",
            "date",
            required=True,
            volatile=True,
            title_fr="Vue pour la dernière fois le",
            title_en="Last seen on",
            description_fr="Jour de la dernière collecte où l’annonce a été trouvée.",
            description_en="Day of the last fetch that found the announcement.",
        ),
        Column(
            "licence",
            "string",
            title_fr="Licence de l’annonce",
            title_en="Licence of the announcement",
            description_fr=(
                "Licence sous laquelle l’éditeur publie l’annonce d’origine, si la source la déclare. Vide "
                "si elle est inconnue. Ce n’est pas la licence de ce jeu de données."
            ),
            description_en=(
                "Licence under which the publisher offers the original announcement, if the source declares "
                "it. Null if unknown. Not the licence of this dataset."
            ),
        ),
    ),
)

"""Where something lies: the columns that announcements, events, programmes and sites share.

Codes are those of INSEE's Code officiel géographique, names those of today's official communes.
"""

from __future__ import annotations

from schemas.model import Column
from schemas.patterns import COMMUNE_CODE, DEPARTMENT_CODE, POSTAL_CODE

COMMUNE_NAME_COLUMN = Column(
    "commune_name",
    "string",
    max_length=200,
    title_fr="Nom de la commune",
    title_en="Commune name",
    description_fr=(
        "Nom officiel actuel de la commune, même si l’annonce l’écrit autrement ou cite une commune "
        "déléguée. Vide si aucune commune n’est indiquée ou si elle reste incertaine."
    ),
    description_en=(
        "Today's official name of the commune, even where the announcement spells it otherwise or names a "
        "delegated commune. Null if no commune is stated or if it stays uncertain."
    ),
)

COMMUNE_CODE_COLUMN = Column(
    "commune_code",
    "string",
    pattern=COMMUNE_CODE,
    title_fr="Code INSEE de la commune",
    title_en="Commune code (INSEE)",
    description_fr=(
        "Code officiel géographique de la commune (INSEE, 5 caractères ; à lire comme du texte : « 2A004 », "
        "« 01004 »). Ce n’est pas le code postal. Vide si la commune est inconnue ou incertaine."
    ),
    description_en=(
        "Official geographic code of the commune (INSEE, 5 characters; to be read as text: “2A004”, "
        "“01004”). Not the postal code. Null if the commune is unknown or uncertain."
    ),
)

DEPARTMENT_CODE_COLUMN = Column(
    "department_code",
    "string",
    pattern=DEPARTMENT_CODE,
    title_fr="Code du département",
    title_en="Department code",
    description_fr=(
        "Code INSEE du département ou de la collectivité (« 01 » à « 95 », « 2A », « 2B », « 971 » à "
        "« 988 » ; à lire comme du texte). Vide s’il y en a plusieurs, ou si rien ne le situe."
    ),
    description_en=(
        "INSEE code of the department or overseas territory (“01” to “95”, “2A”, “2B”, “971” to “988”; to "
        "be read as text). Null if there are several, or if nothing locates it."
    ),
)

REGION_CODE_COLUMN = Column(
    "region_code",
    "string",
    codes="region",
    title_fr="Code de la région",
    title_en="Region code",
    description_fr=(
        "Code INSEE de la région (18 régions depuis 2016 ; à lire comme du texte : « 01 » est la "
        "Guadeloupe). Vide s’il y en a plusieurs, si rien ne la situe, ou si la portée est nationale."
    ),
    description_en=(
        "INSEE code of the region (18 regions since 2016; to be read as text: “01” is Guadeloupe). Null if "
        "there are several, if nothing locates it, or if the reach is national."
    ),
)

POSTAL_CODE_COLUMN = Column(
    "postal_code",
    "string",
    pattern=POSTAL_CODE,
    title_fr="Code postal",
    title_en="Postal code",
    description_fr=(
        "Code postal tel qu’il est écrit dans l’annonce (5 chiffres, à lire comme du texte). Vide s’il n’est "
        "pas écrit : il n’est jamais déduit de la commune."
    ),
    description_en=(
        "Postal code as written in the announcement (5 digits, to be read as text). Null if it is not "
        "written: it is never worked out from the commune."
    ),
)

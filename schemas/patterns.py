"""The forms that identifiers, codes and addresses take, each with words to tell people of it.

Patterns hold for the whole value and are written for RE2 (no look-around). Territorial codes follow
the Code officiel géographique of INSEE.
"""

from __future__ import annotations

IDENTIFIER = r"^[A-Za-z]\S*$"
ORGANISATION_IDENTIFIER = r"^[a-z]+:\S+$"
SHA256 = r"^[0-9a-f]{64}$"
LANGUAGE_TAG = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
ADDRESS = r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$"
WEB_ADDRESS = r"^https?://\S+$"
COMMUNE_CODE = r"^(\d{2}|2A|2B)\d{3}$"
DEPARTMENT_CODE = r"^(0[1-9]|1\d|2[1-9]|2A|2B|[3-8]\d|9[0-5]|97[1-8]|98[4-8])$"
POSTAL_CODE = r"^\d{5}$"
HOUR = r"^([01]\d|2[0-3]):[0-5]\d$"

WORDING: dict[str, tuple[str, str]] = {
    IDENTIFIER: (
        "un identifiant qui commence par une lettre, sans espace",
        "an identifier that begins with a letter, without spaces",
    ),
    ORGANISATION_IDENTIFIER: (
        "un répertoire suivi d’un numéro, comme « siren:130007834 »",
        "a register followed by a number, such as “siren:130007834”",
    ),
    SHA256: (
        "une empreinte SHA-256, soit 64 chiffres hexadécimaux en minuscules",
        "a SHA-256 digest: 64 hexadecimal digits in lower case",
    ),
    LANGUAGE_TAG: (
        "un code de langue BCP 47, comme « fr » ou « fr-FR »",
        "a BCP 47 language tag, such as “fr” or “fr-FR”",
    ),
    ADDRESS: (
        "une adresse complète, protocole compris et sans espace",
        "a complete address, with its protocol and without spaces",
    ),
    WEB_ADDRESS: (
        "une adresse web complète, qui commence par « http:// » ou « https:// »",
        "a complete web address that begins with “http://” or “https://”",
    ),
    COMMUNE_CODE: (
        "un code INSEE de commune en 5 caractères, comme « 35238 » ou « 2A004 »",
        "an INSEE commune code of 5 characters, such as “35238” or “2A004”",
    ),
    DEPARTMENT_CODE: (
        "un code de département, comme « 01 », « 2A » ou « 974 »",
        "a department code, such as “01”, “2A” or “974”",
    ),
    POSTAL_CODE: ("un code postal de 5 chiffres", "a postal code of 5 digits"),
    HOUR: ("une heure au format HH:MM, comme « 09:30 »", "an hour written HH:MM, such as “09:30”"),
}
"""Pattern → what it asks for, in French and in English: the end of a sentence "… is not …"."""

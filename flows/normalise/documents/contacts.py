"""E-mail addresses and phone numbers are never published, so they never enter a document.

Each of their characters is overwritten by "•", which keeps every offset as it is. Short public
numbers (15, 3114, 116 117) are services, not people, and stay.

    >>> mask_contacts("Inscription : camille@example.org ou 02 31 70 00 00, avant le 12/05/2025.")
    'Inscription : ••••••••••••••••••• ou ••••••••••••••, avant le 12/05/2025.'
"""

from __future__ import annotations

import re

MASK = "•"

# "nom@domaine.fr", "nom [at] domaine.fr", "nom(a)domaine.fr", "nom arobase domaine point fr".
_EMAIL = re.compile(
    r"(?<![\w.+%'-])[\w.+%'-]{1,64}"
    r"(?:[ ]?[\[({][ ]?(?:at|@|arobase|chez|a|à)[ ]?[\])}][ ]?|[ ]?[@＠][ ]?|[ ]arobase[ ])"
    r"[\w-]{1,63}"
    r"(?:(?:\.|[ ]\.[ ]|[ ]?[\[({][ ]?(?:point|dot|\.)[ ]?[\])}][ ]?|[ ]point[ ])[\w-]{1,63}){1,5}",
    re.IGNORECASE,
)
_EMAIL_SIGNS = re.compile(r"[@＠\[({](?:(?<=[@＠])|[ ]?(?i:at|arobase|chez|a|à)\b)")
_EMAIL_WORD = " arobase "

# Ten digits in pairs, with the country code or the leading zero, and the groupings in use for
# overseas (0262 00 00 00), special numbers (0 800 00 00 00, 0 825 825 825) and those that people
# make up (05 610 000 00). Country codes are those of France and its neighbours; a date
# (01.02.2024 14) is no number, nor are digits behind others (SIRET, 12.05).
_BETWEEN = r"[ .\u00a0\u202f\u00b7\u2010-\u2013-]"
_COUNTRY = "(?:33|262|508|590|594|596|681|687|689|32|41|44|49|34|39|352|377)"
_PHONE = re.compile(
    rf"""
    [0+(](?<![\w+].)(?<!\d[.,/-].)
    (?<!(?=0[1-9][ ./-]\d\d[ ./-](?:19|20)\d\d(?!\d)).)
    (?:
        (?:(?:(?<=\+)|(?<=0)0)[ ]?{_COUNTRY}|(?<=\()(?:\+|00)[ ]?{_COUNTRY}\))
          {_BETWEEN}?(?:\(0\){_BETWEEN}?)?\d(?:{_BETWEEN}?\d){{7,9}}
      | (?:(?<=0)[1-9]|(?<=\()0[1-9]\)|(?<=\()0\)[ ]?[1-9])
          (?:(?:[ ]?[./-]?[ ]?|{_BETWEEN})\d\d){{4}}
      | (?<=0)[1-9]\d\d(?:{_BETWEEN}\d\d){{3}}
      | (?<=0)[1-9]\d\d(?:{_BETWEEN}\d\d\d){{2}}
      | (?<=0)[1-9](?:{_BETWEEN}\d\d\d){{2}}{_BETWEEN}\d\d
      | (?<=0)[1-9]{_BETWEEN}\d\d(?:{_BETWEEN}\d\d\d){{2}}
      | (?<=0){_BETWEEN}8\d\d(?:(?:{_BETWEEN}?\d\d){{3}}|(?:{_BETWEEN}?\d\d\d){{2}})
    )
    (?!\d|,\d|[ ]?[€%])
    """,
    re.VERBOSE,
)


def _mask(match: re.Match[str]) -> str:
    return MASK * (match.end() - match.start())


def mask_contacts(text: str) -> str:
    """`text` with e-mail addresses and phone numbers overwritten by "•", at the same length."""
    if _may_hold_email(text):
        # an address stands on one line, and few lines hold its sign
        lines = text.split("\n")
        text = "\n".join(_EMAIL.sub(_mask, line) if _may_hold_email(line) else line for line in lines)
    masked = _PHONE.sub(_mask, text)
    # of "05 61 00 00 00/05 61 00 00 01" the second is seen when the first is gone
    return masked if masked == text else _PHONE.sub(_mask, masked)


def _may_hold_email(text: str) -> bool:
    return _EMAIL_SIGNS.search(text) is not None or _EMAIL_WORD in text

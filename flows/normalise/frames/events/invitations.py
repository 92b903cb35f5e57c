"""Where "rendez-vous" only tells people to come: "Rendez-vous le 5 juin", "vous donne rendez-vous"."""

from __future__ import annotations

import re

_GIVEN = re.compile(r"\b(?:donn(?:e|ent|era|eront|er|ons|ez|ait|aient)|pris|fixe(?:nt)?) $")
_TO_COME = re.compile(
    r" ?[:,!]| (?:le|les|ce|cet|cette|au|aux|a|en|dans|des|du|sur|devant|chez|ici|demain|donc|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b"
)
_DETERMINED = re.compile(
    r"\b(?:le|les|l'|un|une|ce|ces|notre|nos|votre|vos|son|ses|leurs?|prochains?|derniers?|premiers?|grands?|"
    r"nouveaux?|autres?|aux?|des|de|du|plusieurs|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d+) ?$"
)
"""What makes the word a noun: "notre rendez-vous à Dax"."""


def is_invitation(folded: str, start: int, end: int) -> bool:
    """Whether the word "rendez-vous" at these offsets of a folded text names nothing."""
    if folded.startswith((" se prend", " medic"), end) or _GIVEN.search(folded, max(0, start - 16), start):
        return True
    return _TO_COME.match(folded, end) is not None and not _DETERMINED.search(
        folded, max(0, start - 20), start
    )

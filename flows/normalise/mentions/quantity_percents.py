"""What percentages are of: "54 % des participants", "91 % d'entre vous viendront", "le taux est de 51 %"."""

from __future__ import annotations

import re

from flows.normalise.mentions.labels import Label, label_after, label_before
from flows.normalise.mentions.model import Quantity
from flows.normalise.mentions.quantity_number import Number

_SAME_AGAIN = re.compile(r"(?:\b(?:soit|dont|(?:en|une) (?:hausse|baisse) de|ou) (?:[+-] ?)?|\([+-] ?)\Z")
"""Right before a percentage of what was counted before it."""
_MORE = re.compile(r" de (?:plus|moins)\b")
_AGAIN = re.compile(r"(?:\(|\bsoit )(?:soit )?(?:(?:un|le) taux [^.;,()]{3,40} de |plus de |pres de )?\Z")
"""Right before a percentage of a part that was told with its whole."""
_AGAIN_REACH = 60
_PERCENT_OF = re.compile(r" (?:de (?!plus |moins )|des |d'(?!entre )|du )")
_IN_CASES = re.compile(
    r" des (?:cas|situations|dossiers|fois|foyers|familles)\b[^.;:,()\n|]{0,40},"
    r" (?P<words>[^.;:,()\n|]{5,90})"
)
"""What was found or done in a share of the cases: "dans 62 % des cas, la personne avait …"."""
_SHARE_SAID = re.compile(
    r"(?: seulement| deja| encore)?(?: d'entre (?:eux|elles|nous|vous)(?: qui)?)?"
    r" (?P<words>(?:n'|ne |se |s'|y |en |l'|l[ea] )?(?:ont|sont|[a-z]{2,}(?:[^m]ent|aient))\b"
    r"(?:(?! et \d)[^.;:,()\n|]){3,80})"
)
"""What a share of those asked does or says: "71 % jugent que …"."""
_RATE_OF = re.compile(
    r"\b(?:objectif|cible|taux|hausse|baisse|part|proportion|reduction|augmentation)"
    r" (?:minimale? )?d(?:e |'environ )\Z"
)
_RATE_REACH = 40
_BEFORE_BRACKET = re.compile(
    r"(?:.*(?:[,:;.]| et| ou| par| chez| dont| devant) )?(?:(?:des|les|la|le|en) |l')*"
    r"(?P<words>[^,:;.()\n]{3,}) \(\Z"
)
"""What is told of in the brackets behind it: "les pharmaciens (58 %), les infirmiers (31 %)"."""
_ALONE_BEFORE = re.compile(r"(?:^|\n)[ •*–]{0,3}[+-]? ?\Z")
_ALONE_REACH = 4
_ALONE_AFTER = re.compile(r" ?(?:\n| : )(?P<next>[^\n]*)")


def percent_label(number: Number, near: Quantity | None) -> Label:
    """What a percentage is of: the words behind it, what is said of a share, or the subject before it."""
    folded, start, end = number.folded, number.start, number.end
    if folded.endswith("dans ", 0, start) and (cases := number.after(_IN_CASES)):
        return Label(*cases.span("words"), "percent")
    label = None
    if number.after(_PERCENT_OF):
        label = label_after(folded, end)
        if label is not None and (rate := number.before(_RATE_OF, _RATE_REACH)):
            label = label._replace(start=rate.start())
    elif (said := number.after(_SHARE_SAID)) is not None:
        return Label(*said.span("words"), "percent")
    more = number.before(_SAME_AGAIN, _AGAIN_REACH) or number.after(_MORE)
    if label is None and near is not None and more:
        return Label.of(near)._replace(unit="percent")
    if label is None and (named := number.before(_BEFORE_BRACKET, _RATE_REACH)):
        return Label(*named.span("words"), "percent")
    label = label or under_number(number) or label_before(folded, start) or Label(start, end, None)
    return label._replace(unit="percent")


def says_again(number: Number, before: Quantity) -> bool:
    """Whether a percentage in brackets says what the count right before it says: "212 résidents (85 %)"."""
    if before.unit == "percent":
        return False
    if before.out_of is not None:
        return number.before(_AGAIN, _AGAIN_REACH) is not None
    in_brackets = number.folded.endswith("(", 0, number.start) and number.folded.startswith(")", number.end)
    return in_brackets and number.start - 2 in (before.end, before.label_end)


def under_number(number: Number) -> Label | None:
    """The next line, where the number has a line of its own; the words behind it, where it is a label."""
    under = number.after(_ALONE_AFTER)
    if under is None or not number.before(_ALONE_BEFORE, _ALONE_REACH):
        return None
    return label_after(number.folded, under.start("next"))

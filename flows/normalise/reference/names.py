"""One spelling for comparing names of places: lower case, no accents, one blank between words.

"L'Haÿ-les-Roses", "L’HAY LES ROSES" and "l'Haÿ les Roses" all give "l hay les roses". Abbreviations
stay as they are written; `spellings` lists the forms in which French texts write one name.
"""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[^0-9a-z]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
_SAINT = re.compile(r"\bsaint(e?s?) ")
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")


def name_key(name: str) -> str:
    """The letters and digits of a name in lower case without accents, words parted by one blank."""
    plain = name.lower().translate(_LIGATURES)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", plain).strip()


def without_brackets(name: str) -> str:
    """A name without what stands in brackets: "Château-Chinon (Ville)" is said "Château-Chinon"."""
    return _IN_BRACKETS.sub("", name)


def expand_abbreviations(key: str) -> str:
    """A key with "st", "ste", "sts", "stes" and "s" (for sur) written out."""
    words = key.split()
    last = len(words) - 1
    full = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
    return " ".join(
        full.get(word, word) if word != "s" or not 0 < i < last else "sur" for i, word in enumerate(words)
    )


def spellings(key: str) -> set[str]:
    """The forms in which a text may write the name of this key, as keys; the key itself is one.

    Abbreviated Saint ("St-Junien", "St. Claude": the point leaves a second blank) and sur ("Neuvy s/
    Loire").
    """
    forms = {key}
    if "saint" in key:
        forms.add(_SAINT.sub(r"st\1 ", key))
        forms.add(_SAINT.sub(r"st\1  ", key))
    if " sur " in key:
        forms |= {form.replace(" sur ", blank) for form in tuple(forms) for blank in (" s ", " s  ")}
    return forms

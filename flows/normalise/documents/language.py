"""In which language a text is written, as its little words tell: French is read, others are not."""

from __future__ import annotations

import re
from collections import Counter

from flows.normalise.documents.model import Document
from flows.normalise.documents.problems import UnreadableDocument
from flows.normalise.lexicon import lexicon

_SAMPLE = 8000
"""Characters that tell enough."""
_FEWEST = 12
"""Little words of a language at least: a title or a quotation is not enough."""
_TIMES = 4
"""So many times as many as those of French."""
_WORD = re.compile(r"[a-z]+")
_LITTLE_WORDS = {language: frozenset(words) for language, words in lexicon("languages").items()}


def demand_french(document: Document) -> None:
    """Raises UnreadableDocument (not_french) where a text is surely written in another language."""
    counts = Counter(_WORD.findall(document.folded, 0, _SAMPLE))
    found = {
        language: sum(counts[word] for word in words & counts.keys())
        for language, words in _LITTLE_WORDS.items()
    }
    language = max(found, key=found.__getitem__)
    if language != "fr" and found[language] >= max(_FEWEST, _TIMES * found["fr"]):
        raise UnreadableDocument(
            "not_french",
            f"Le texte n’est pas en français (langue reconnue : {language}) : indiquer la page en français.",
            f"The text is not in French (language found: {language}): give the page in French.",
        )

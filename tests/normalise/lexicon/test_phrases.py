from __future__ import annotations

import pytest

from flows.normalise.documents.folding import fold
from flows.normalise.lexicon.phrases import PhraseFinder, pattern


@pytest.mark.parametrize("written", ["Mise en œuvre", "mise en oeuvre"])
def test_words_are_found_with_and_without_ligature(written: str) -> None:
    folded = fold(written)
    assert pattern("mise en (?:place|oeuvre)").fullmatch(folded) is not None
    assert list(PhraseFinder({"mise en oeuvre": "work"}).find(folded)) == [(0, len(written), "work")]

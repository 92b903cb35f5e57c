from __future__ import annotations

import pytest

from flows.normalise.documents import UnreadableDocument, read_document
from flows.normalise.documents.language import demand_french

FRENCH = "La maison de santé ouvre le 3 mars à Sées. Elle accueille les patients du canton et des communes."
OTHERS = {
    "en": "The health centre opens on March 3rd. This is for all of the patients and their families, with care from "
    "our doctors and nurses. Please call the desk by phone: it will be open to you and to the people of the town.",
    "de": "Die Klinik ist für die Menschen der Region und wird von den Ärzten mit dem Land geführt. Das Haus ist "
    "nicht auf dem Berg, und die Zimmer sind für eine Nacht.",
    "es": "El centro abre para los pacientes y las familias con una consulta por semana. Los médicos del hospital "
    "son como una familia, y su equipo es para las mujeres.",
}


def _reason(text: str) -> str | None:
    """Why a text is not read, in French; null where it is."""
    try:
        demand_french(read_document(text.encode(), "text/plain; charset=utf-8", ""))
    except UnreadableDocument as problem:
        return f"{problem.rule}: {problem.reason_fr}"
    return None


@pytest.mark.parametrize(("language", "text"), OTHERS.items())
def test_a_text_in_another_language_is_told(language: str, text: str) -> None:
    assert _reason(text) == (
        f"not_french: Le texte n’est pas en français (langue reconnue : {language}) : "
        "indiquer la page en français."
    )


@pytest.mark.parametrize(
    "text",
    [
        FRENCH,
        "Forum « Health for all »",
        "Programme: 9:00 Welcome, 9:30 Keynote",
        f"{FRENCH} {OTHERS['en']} {FRENCH}",
        "12/03/2025 Sées 14h\n13/03/2025 Gacé 15h",
    ],
)
def test_french_and_what_is_too_short_to_tell_is_read(text: str) -> None:
    assert _reason(text) is None

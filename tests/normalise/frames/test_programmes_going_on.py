"""What goes on, ends, is signed or granted in a sentence beside other news."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def names(told: Read, text: str) -> list[tuple[str, str]]:
    """Name and type of the programmes read in a text."""
    return [(p.name, p.programme_type) for p in told(f"Les nouvelles du mois\n\n{text}\n").programmes]


@pytest.mark.parametrize(
    ("text", "name", "programme_type"),
    [
        (
            "Les élus ont accepté de reconduire l'aide au stage rural. Concrètement : 250 € par mois.",
            "aide au stage rural",
            "aid_scheme",
        ),
        (
            "La Ville a voté la reconduction de l'aide au permis de conduire (500 € par personne).",
            "aide au permis de conduire",
            "aid_scheme",
        ),
        (
            "Les clichés sont lus au loin : c'est l'objet de la convention de téléradiologie signée le 6 janvier "
            "2025 par les deux maisons.",
            "convention de téléradiologie",
            "partnership",
        ),
        (
            "Première du lot, l'extension de la maison de santé de Fayl-Billot est conduite par la commune. Les "
            "travaux débuteront en juin 2025.",
            "extension de la maison de santé de Fayl-Billot",
            "investment",
        ),
        (
            "L'expérimentation de soins dentaires à domicile entre dans sa deuxième année.",
            "expérimentation de soins dentaires à domicile",
            "project",
        ),
        (
            "L'enquête « Conditions de travail » est finie : 139 réponses, sur 212 internes.",
            "Conditions de travail",
            "consultation",
        ),
    ],
)
def test_what_goes_on_ends_or_is_agreed(told: Read, text: str, name: str, programme_type: str) -> None:
    assert names(told, text) == [(name, programme_type)]


@pytest.mark.parametrize(
    "text",
    [
        "L'enquête « Conditions de travail » est terminée : merci à tous.",
        "Chaque équipe recevra un forfait d'amorçage de 90 000 €.",
        "Groupe 1 : vendredi 7 mars 2025, à Valence. Groupe 2 : jeudi 13 mars 2025, à Aubenas.",
        "Le plateau réunira un scanner. Les travaux dureront de mai 2025 à décembre 2026.",
    ],
)
def test_what_is_only_named_beside_it(told: Read, text: str) -> None:
    main = "Le 3 février 2025, la Ville lance le parcours Mon Souffle."
    page = (
        f"<html><body><main><h1>Du nouveau</h1><p>{main}</p><h2>Brèves</h2><p>{text}</p></main></body></html>"
    )
    assert [p.name for p in told(page).programmes] == ["Mon Souffle"]

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La garde du samedi est reconduite jusqu'au 31 décembre 2025.", ("garde du samedi", "service")),
        ("La caisse active sa cellule de retour à domicile.", ("cellule de retour à domicile", "service")),
        (
            "L'agence crée deux équipes mobiles santé-précarité. Elles entreront en fonction en mai.",
            ("équipes mobiles santé-précarité", "service"),
        ),
        ("Baptisé « Pas de trop », un essai commence ce mois-ci.", ("Pas de trop", "project")),
        (
            "Vous demandiez une formation courte. Conçue par la caisse avec ses partenaires de toujours, « Pas de "
            "trop » se déroule sur trois jours.",
            ("Pas de trop", "training"),
        ),
        (
            "Le guichet de l'appel à projets « Pas de trop », ouvert le 4 novembre 2024, a fermé hier.",
            ("Pas de trop", "call_for_projects"),
        ),
        ("Grâce au groupement « Pas de trop », les habitants pourront agir.", ("Pas de trop", "service")),
    ],
)
def test_what_begins_or_goes_on_under_the_title(told: Read, text: str, expected: tuple[str, str]) -> None:
    assert names(told, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Ségur, plan « Ma santé 2022 », pacte des urgences : on nous a tout promis.",
        "Le Dr Claire Modèle exercera à partir du 2 mars 2025 à la maison de santé. Elle est généraliste.",
    ],
)
def test_a_plan_of_the_past_and_a_house_where_one_works(told: Read, text: str) -> None:
    assert names(told, text) == []


def test_a_heading_names_the_project_under_its_rubric(told: Read) -> None:
    text = """<html><body><main><h1>Lettre n° 9</h1><h2>Cardio : dépistage en officine des plus âgés</h2>
    <p>Dès le 3 février 2025, les pharmacies proposent un entretien. La caisse mène ce projet.</p></main></body></html>"""
    assert [p.name for p in told(text).programmes] == ["dépistage en officine des plus âgés"]


@pytest.mark.parametrize(
    ("lines", "programme_type"),
    [
        (("Nature : Aide régionale à la première installation", "Territoire : la plaine"), "aid_scheme"),
        (
            ("Bénéficiaires : sages-femmes", "Montant : 3 000 €", "Dépôt des demandes : en ligne"),
            "aid_scheme",
        ),
        (("Public : soignants", "Prérequis : aucun", "Durée : deux jours", "Tarif : 200 €"), "training"),
    ],
)
def test_a_sheet_describes_what_its_title_names(
    told: Read, lines: tuple[str, ...], programme_type: str
) -> None:
    body = "".join(f"<p>{line}</p>" for line in lines)
    page = f"<html><body><main><h1>Prim'arrivée Santé</h1>{body}</main></body></html>"
    assert [(p.name, p.programme_type) for p in told(page).programmes] == [
        ("Prim'arrivée Santé", programme_type)
    ]

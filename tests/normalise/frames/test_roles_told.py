"""The parts that sentences give to organisations, in many wordings, and sentences that give none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]
_EVENT = "Le forum santé mentale se tient le samedi 15 mars 2025 de 10 h à 17 h à Quimper. "
_SERVICE = "L'équipe mobile de soins a vu le jour le 3 mars 2025. "
_HOUSE = "La Maison des femmes accueille les victimes depuis le 3 mars 2025. "


def _parts(told: Read, title: str, text: str) -> set[tuple[str, str]]:
    announcement = told(f"CPTS du Pays Exemple\n\n{title}\n\n{text}\n")
    return {(r.organisation_name, r.role) for r in announcement.roles if r.role not in ("lead", "organiser")}


@pytest.mark.parametrize(
    ("sentence", "partners"),
    [
        ("L'équipe mobile de soins est hébergée par le centre hospitalier de Cornouaille.",
         {"centre hospitalier de Cornouaille"}),
        ("Elle est le fruit d'un partenariat inédit entre l'hôpital de Quimper et la MSA d'Armorique.",
         {"hôpital de Quimper", "MSA d'Armorique"}),
        ("Autour de la CPTS, l'équipe réunit le CHU de Brest et la Ville de Quimper.",
         {"CHU de Brest", "Ville de Quimper"}),
        ("L'évaluation sera menée par l'ORS Bretagne et l'université de Brest.",
         {"ORS Bretagne", "université de Brest"}),
        ("Sont associés au projet la mission locale de Quimper et l'Udaf.", {"mission locale de Quimper", "Udaf"}),
        ("Ont également contribué : l'Unafam et l'amicale des donneurs de sang.",
         {"Unafam", "amicale des donneurs de sang"}),
        ("Qui sont les partenaires ? Les Restos du cœur et la MSA d'Armorique.",
         {"Restos du cœur", "MSA d'Armorique"}),
        ("Ses chevilles ouvrières : la Mutualité Française Bretagne et les Genêts d'Or.",
         {"Mutualité Française Bretagne", "Genêts d'Or"}),
        ("Elle associe à ses travaux l'Ordre des sages-femmes et le barreau de Quimper.",
         {"Ordre des sages-femmes", "barreau de Quimper"}),
        ("Les murs sont ceux de l'Université de Bretagne, dans les locaux prêtés par la Ville de Quimper.",
         {"Ville de Quimper"}),
        ("La CPAM du Finistère et la MSA d'Armorique s'y associent.",
         {"CPAM du Finistère", "MSA d'Armorique"}),
        ("Elle travaille avec le CH de Douarnenez ainsi qu'avec l'IFSI de Quimper.",
         {"CH de Douarnenez", "IFSI de Quimper"}),
        ("Elle siège au centre hospitalier (2 rue du Port), aux côtés de nos partenaires, l'association Onco 29 et "
         "le Département du Finistère.", {"association Onco 29", "Département du Finistère"}),
    ],
)  # fmt: skip
def test_partners_of_a_service(told: Read, sentence: str, partners: set[str]) -> None:
    parts = _parts(told, "Une équipe mobile de soins ouvre à Quimper", _SERVICE + sentence)
    assert parts == {(name, "partner") for name in partners}


@pytest.mark.parametrize(
    ("sentence", "participants"),
    [
        ("Dépistage du diabète par l'association Diabète 29, massage par l'IFMK de Brest.",
         {"association Diabète 29", "IFMK de Brest"}),
        ("Une trentaine de structures tiennent salon, parmi lesquelles l'ADMR et France Alzheimer 29.",
         {"ADMR", "France Alzheimer 29"}),
        ("Le matin, conférence de l'UFC-Que Choisir.", {"UFC-Que Choisir"}),
    ],
)  # fmt: skip
def test_those_who_take_part_in_an_event(told: Read, sentence: str, participants: set[str]) -> None:
    parts = _parts(told, "Forum santé mentale", _EVENT + sentence)
    assert parts == {(name, "participant") for name in participants}


@pytest.mark.parametrize(
    "sentence",
    [
        "Depuis la loi de 2004, les Régions agréent les instituts en lien avec les agences régionales de santé.",
        "Cette visite est-elle possible avec la CPAM du Finistère ?",
        "Elle est cumulable avec celles de France Travail.",
        "Des clubs et associations tiendront un stand.",
    ],
)
def test_laws_questions_and_anybody_give_no_part(told: Read, sentence: str) -> None:
    assert _parts(told, "Forum santé mentale", _EVENT + sentence) == set()


def test_a_name_tells_the_type_of_a_body_before_its_mentions(told: Read) -> None:
    announcement = told(
        "<html><head><meta property='og:site_name' content=\"Centre hospitalier de l'Ouest exemplaire – Jean Témoin\">"
        "</head><body><h1>Portes ouvertes</h1><p>Les portes ouvertes ont lieu le samedi 15 mars 2025 à 9 h à Quimper, au "
        "Centre hospitalier de l'Ouest exemplaire.</p></body></html>"
    )
    assert {r.organisation_type for r in announcement.roles} == {"hospital"}


@pytest.mark.parametrize(
    ("text", "title", "publisher"),
    [
        ("CAP EXEMPLE\nCommunauté d'agglomération du Pays d'Exemple\n\nObjet : invitation à la signature du contrat local "
         "de santé\n\nMadame, Monsieur,\n\nLa signature aura lieu le 12 mars 2025 à 10 h à Quimper.\n",
         "invitation à la signature du contrat local de santé", None),
        ("<html><head><meta property='og:site_name' content=\"Coup de main, association d'aidants du Finistère\"></head>"
         "<body><h1>La rentrée</h1><p>Le café des aidants reprend le 12 mars 2025 à Quimper.</p></body></html>",
         "La rentrée", "Coup de main"),
    ],
)  # fmt: skip
def test_letters_and_names_with_what_they_are(
    told: Read, text: str, title: str, publisher: str | None
) -> None:
    announcement = told(text)
    assert announcement.title == title
    assert publisher in (None, announcement.publisher_name)


def test_the_day_of_a_dateline_is_that_of_the_release(told: Read) -> None:
    announcement = told(
        "CPTS du Pays Exemple\n\nCommuniqué\n\nLE FORUM AURA BIEN LIEU\n\nQuimper, le 2 janvier 2025. Il devait se tenir en "
        "mars. Le mauvais temps en a décidé autrement, et il se tiendra le 12 avril 2025 à Quimper.\n"
    )
    assert str(announcement.published_on) == "2025-01-02"


def test_a_line_in_capitals_ends_a_name_at_its_number(told: Read) -> None:
    announcement = told(
        "LE DAC 29 SE RAPPROCHE DES HABITANTS\n\nQuimper, le 2 janvier 2025\n\nLe dispositif d'appui à la coordination du "
        "Finistère (DAC 29) ouvre une antenne à Quimper le 3 mars 2025.\n"
    )
    assert announcement.publisher_name == "dispositif d'appui à la coordination du Finistère"

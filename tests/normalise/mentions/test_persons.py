from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.normalise.documents.folding import fold
from flows.normalise.mentions.model import Person
from flows.normalise.mentions.organisations import find_organisations, fullest_names
from flows.normalise.mentions.persons import find_persons, is_contact, is_quoted, role_or_title


def persons(text: str) -> list[Person]:
    folded = fold(text)
    organisations = find_organisations(text, folded)
    return find_persons(text, folded, organisations, fullest_names(organisations))


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(p.name, p.role, p.organisation_name) for p in persons(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ouverture par Mme Clotilde Exemple (présidente de la CPTS, pharmacienne à Fruges).",
            [("Clotilde Exemple", "présidente, pharmacienne à Fruges", "CPTS")],
        ),
        (
            "Le Dr Hamid Exemple, cardiologue au CH de Cholet, a présenté le circuit.",
            [("Hamid Exemple", "cardiologue", "CH de Cholet")],
        ),
        ("- Gilles EXEMPLE : Président du SMPS", [("Gilles EXEMPLE", "Président", "SMPS")]),
        (
            "Intervention d’Hugo EXEMPLE, Fondateur de l’agence BONA EXEMPLE\n- 11h00",
            [("Hugo EXEMPLE", "Fondateur", "agence BONA EXEMPLE")],
        ),
        (
            "avec madame Lise EXEMPLE, psychologue, MCF à l’Université de Tours (à distance) et "
            "de M. Bruno MODELE, sociologue, professeur à l’Université de Pau, pour « Tenir »",
            [
                ("Lise EXEMPLE", "psychologue, MCF", "Université de Tours"),
                ("Bruno MODELE", "sociologue, professeur", "Université de Pau"),
            ],
        ),
        (
            "Pr Anne-Lise Exemple, Aix-Marseille Université",
            [("Anne-Lise Exemple", None, "Aix-Marseille Université")],
        ),
        (
            "la directrice de la délégation, Armelle Exemple.",
            [("Armelle Exemple", "directrice de la délégation", None)],
        ),
        # A surname that names a function too; a name that nobody knows, in brackets before its body.
        (
            "ouverture, avec Camille Témoin, secrétaire régionale du SMPS",
            [("Camille Témoin", "secrétaire régionale", "SMPS")],
        ),
        ("clôture par Aurore Témoin, directrice", [("Aurore Témoin", "directrice", None)]),
        ("Débat : Camille Témoin (collectif Exemple)", [("Camille Témoin", None, "collectif Exemple")]),
        ("Annoncer une maladie (Pr Camille Témoin, Rouen)", [("Camille Témoin", None, None)]),
        (
            "15h00 : les soins de demain (Zoran Exemple, CHU de Dijon)",
            [("Zoran Exemple", None, "CHU de Dijon")],
        ),
        ("un point (Grand Est, ARS Grand Est ; Saint Denis, CHU de La Réunion)", []),
        (
            "avec Bruno Modèle, responsable des relations avec les usagers à la CPAM du Gers.",
            [("Bruno Modèle", "responsable des relations avec les usagers", "CPAM du Gers")],
        ),
        (
            "avec Gaëlle Exemple, aide à domicile, et Luc Modèle, proche aidant",
            [("Gaëlle Exemple", "aide à domicile", None), ("Luc Modèle", "proche aidant", None)],
        ),
        ("animée par Jean-Marc Exemple, patient expert.", [("Jean-Marc Exemple", "patient expert", None)]),
        (
            "Deux infirmières de pratique avancée, Perrine Exemple et Noémie Modèle (MSP de Fruges), ont",
            [
                ("Perrine Exemple", "infirmières de pratique avancée", "MSP de Fruges"),
                ("Noémie Modèle", "infirmières de pratique avancée", "MSP de Fruges"),
            ],
        ),
        (
            "le Premier ministre Albert EXEMPLE et Luc MODELE, Ministre des Solidarités et de la Santé",
            [
                ("Albert EXEMPLE", "Premier ministre", None),
                ("Luc MODELE", "Ministre des Solidarités et de la Santé", None),
            ],
        ),
        (
            "Le Premier ministre, Jean Exemple, et la ministre de la Santé, Catherine Modèle, ont",
            [("Jean Exemple", "Premier ministre", None), ("Catherine Modèle", "ministre de la Santé", None)],
        ),
        (
            "S. Exemple (chargée de mission) • Pr E. Modèle (président du collège médical)",
            [("S. Exemple", "chargée de mission", None), ("E. Modèle", "président du collège médical", None)],
        ),
        (
            "M. Xavier Exemple, délégué départemental de l'ARS Occitanie ; le Dr Modèle.",
            [("Xavier Exemple", "délégué départemental", "ARS Occitanie"), ("Modèle", None, None)],
        ),
        (
            "Christine Exemple – Directrice de l'offre de soins – ARS Occitanie",
            [("Christine Exemple", "Directrice de l'offre de soins", "ARS Occitanie")],
        ),
        ("Laurent Exemple, maire de Dax, accueille", [("Laurent Exemple", "maire de Dax", None)]),
        (
            "Caroline Exemple, directrice des EHPAD de Luçon et Fontenay et administratrice du GCMS Vendée",
            [
                (
                    "Caroline Exemple",
                    "directrice et administratrice du GCMS Vendée",
                    "EHPAD de Luçon et Fontenay",
                )
            ],
        ),
        ("Karim Exemple, orthoptiste à Crolles", [("Karim Exemple", "orthoptiste à Crolles", None)]),
        ("Rédigé par Anne-Sophie Le Guen", [("Anne-Sophie Le Guen", None, None)]),
        (
            "Fatoumata Diallo et Leïla Ben Salem",
            [("Fatoumata Diallo", None, None), ("Leïla Ben Salem", None, None)],
        ),
        ("animée par Zdravko Exemplovic, journaliste", [("Zdravko Exemplovic", "journaliste", None)]),
    ],
)
def test_shapes(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "3 rue Charles Perrault, salle Gaspard Monge, esplanade Claude Monet",
        "l'hôpital Robert-Debré, le CHU Jean Exemple et la clinique Paul Picquet",
        "le lycée Jean Moulin, la fondation Léonie Chaptal, le prix Marie Curie",
        "rue du Docteur Mallet, avenue du Commandant-Dumont",
        "Octobre Rose, la loi Claude Évin, Saint-Denis, France Services",
        "A. Graduer l'offre de soins\nB. Fluidifier les parcours",
        "Mme le Maire répondra à vos questions",
        "La Ligue contre le cancer et France Alzheimer",
    ],
)
def test_streets_bodies_and_things_are_nobody(text: str) -> None:
    assert told(text) == []


def test_title_and_offsets() -> None:
    text = "avec le Dr Ugo Exemple (infectiologue, CH Le Mans)."
    [person] = persons(text)
    assert (person.title, person.role, person.organisation_name) == ("Dr", "infectiologue", "CH Le Mans")
    assert text[person.start : person.end] == "Dr Ugo Exemple"
    assert text[: person.span_end].endswith("CH Le Mans)")


def test_a_title_stands_in_for_a_missing_function() -> None:
    assert [role_or_title(p) for p in persons("Dr Anne Exemple, Mme Jeanne Modèle")] == ["Dr", None]


def test_surnames_are_completed_from_the_page() -> None:
    text = "promet le Dr Maxence Exemple. Étaient présents : le Dr Exemple."
    assert [p.name for p in persons(text)] == ["Maxence Exemple", "Maxence Exemple"]


@pytest.mark.parametrize(
    "text",
    [
        "« Nous avançons », rappelle Hélène Exemple, vice-présidente.",
        "« On la prépare », a résumé Benoît Exemple.",
        "Selon Hélène Exemple, il faut agir.",
        "Hélène Exemple, présidente de la CPTS, explique que tout va.",
    ],
)
def test_quoted(text: str) -> None:
    assert [is_quoted(fold(text), p) for p in persons(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Contact presse : Malo Exemple – ••••",
        "Votre interlocutrice : Nadège Exemple, cheffe du service",
        "Directrice de la publication : A. Exemple.",
        "s’inscrire auprès de Marine, au ••••",
        "Vos contacts : ••••\nS. Exemple (chargée de mission)",
    ],
)
def test_contacts(text: str) -> None:
    assert [is_contact(fold(text), p) for p in persons(text)] == [True]


def test_speakers_are_neither_quoted_nor_contacts() -> None:
    text = "Table ronde animée par Jean-Marc Exemple, patient expert."
    [person] = persons(text)
    assert not is_quoted(fold(text), person)
    assert not is_contact(fold(text), person)


_WORDS = st.sampled_from(
    re.split(
        r"\|",
        "Anne|Dr|M.|Mme|EXEMPLE|de|la|Le|présidente|,|et|(|)|\n|ARS|A.|rappelle|:|–|ministre|Jean-Marc|d’|"
        "du|CPTS|«|É|à",
    )
)


@settings(max_examples=200)
@given(st.one_of(st.text(), st.lists(_WORDS).map(" ".join)))
def test_any_text_is_read(text: str) -> None:
    folded = fold(text)
    for person in persons(text):
        assert 0 <= person.start < person.end <= person.span_end <= len(text)
        assert person.name
        is_quoted(folded, person)
        is_contact(folded, person)


def test_what_a_professor_teaches_is_no_person() -> None:
    found = persons(
        "Conférence de Jeanne Exemple, professeure d'Histoire moderne, et du Professeur d'Hygiène."
    )
    assert [person.name for person in found] == ["Jeanne Exemple"]


def test_a_role_ends_before_whom_one_stands_for() -> None:
    found = persons(
        "Zoé Exemple, conseillère régionale déléguée à la santé, représentant Jean Modèle, président."
    )
    assert [(p.name, p.role) for p in found] == [
        ("Zoé Exemple", "conseillère régionale déléguée à la santé"),
        ("Jean Modèle", "président"),
    ]

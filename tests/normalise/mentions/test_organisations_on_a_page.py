"""Bodies that only the rest of the page explains: short forms, acronyms, names told by their company."""

from __future__ import annotations

import pytest

from flows.normalise.documents.folding import fold
from flows.normalise.mentions.organisations import (
    OrganisationClass,
    find_organisations,
    fullest_names,
)


def names(text: str) -> list[str]:
    return [o.name for o in find_organisations(text, fold(text)) if not isinstance(o, OrganisationClass)]


def full(text: str) -> list[str]:
    mentions = find_organisations(text, fold(text))
    fullest = fullest_names(mentions)
    return [fullest[mention] for mention in mentions]


def test_acronym_in_brackets_stands_aside_and_is_understood_later() -> None:
    text = "la Structure d’appui des Monts, la Fédération des soins en Exemple (FSEX). La FSEX recrute."
    mentions = find_organisations(text, fold(text))
    assert [(m.name, m.acronym) for m in mentions] == [
        ("Fédération des soins en Exemple", "FSEX"),
        ("FSEX", "FSEX"),
    ]
    assert full(text) == ["Fédération des soins en Exemple", "Fédération des soins en Exemple"]


def test_a_name_goes_on_behind_its_acronym() -> None:
    text = "le Centre régional de coordination des dépistages des cancers (CRCDC) La Réunion et"
    assert names(text) == ["Centre régional de coordination des dépistages des cancers La Réunion"]


def test_unknown_acronyms_are_bodies_in_the_company_of_their_president() -> None:
    assert names("Le président du GIRCI Est a parlé. Le GIRCI Est finance.") == ["GIRCI Est", "GIRCI Est"]


def test_short_forms_mean_the_fullest_name_of_the_page() -> None:
    text = "L'ARS Grand Est lance. L'Agence régionale de santé Grand Est paie. L'ARS choisit. L'Agence verse."
    assert full(text) == ["Agence régionale de santé Grand Est"] * 4


def test_a_body_that_holds_anothers_noun_is_not_that_body() -> None:
    text = "Avec l'appui des Amis de l'Ehpad, l'Ehpad ouvre un jardin."
    assert full(text) == ["Amis de l'Ehpad", "Ehpad"]


def test_short_forms_stay_themselves_where_two_bodies_bear_the_noun() -> None:
    assert full("l'ARS Bretagne et l'ARS Corse, puis l'ARS")[-1] == "ARS"


def test_short_regions_mean_the_same_body() -> None:
    assert full("L'ARS Provence-Alpes-Côte d'Azur. L'ARS Paca.") == ["ARS Provence-Alpes-Côte d'Azur"] * 2


def test_nouns_that_nothing_explains_are_left_out() -> None:
    assert names("la Fédération organise") == []
    assert names("la Fédération des aveugles du Gard invite ; la Fédération organise")[1] == "Fédération"


def test_names_outside_the_text_explain_too() -> None:
    text = "Florence Exemple, présidente de la Fédération"
    outside = ["Fédération Sud & Corse des maisons de santé"]
    mentions = find_organisations(text, fold(text), outside)
    assert fullest_names(mentions, outside) == {mentions[0]: outside[0]}


def test_a_name_with_commas_ends_at_its_initials() -> None:
    text = "Le Centre régional d'études, d'actions et d'informations (CREAI) Bretagne invite. Le CREAI accueille."
    found = find_organisations(text, fold(text))
    full = "Centre régional d'études, d'actions et d'informations Bretagne"
    assert [organisation.name for organisation in found] == [full, "CREAI"]
    assert fullest_names(found)[found[1]] == full


def test_short_forms_stand_for_the_body_with_a_territory_not_for_the_bare_kind() -> None:
    text = "CPTS Pays d'Exemple\nCommunauté professionnelle territoriale de santé\n\nLa CPTS invite."
    assert full(text) == ["CPTS Pays d'Exemple"] * 3


@pytest.mark.parametrize(
    ("company", "name", "kind"),
    [
        ("la Chambre de métiers de l'Indre", "Chambre de métiers de l'Indre", "professional_body"),
        ("les Blouses roses", "Blouses roses", "association"),
        ("la Mutuelle Familiale", "Mutuelle Familiale", "health_insurance"),
        ("le District de football", "District de football", "association"),
        ("le centre de vaccination de Sées", "centre de vaccination de Sées", "other"),
        ("la crèche Les Lutins", "crèche Les Lutins", "other"),
        ("la Préfecture", "Préfecture", "other"),
        ("le Greta du Berry", "Greta du Berry", "university"),
    ],
)
def test_bodies_of_daily_life(company: str, name: str, kind: str) -> None:
    text = f"La journée est préparée avec {company}, le 3 mai."
    found = find_organisations(text, fold(text))
    assert [(o.name, o.organisation_type) for o in found] == [(name, kind)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le ministre de la Santé Olivier Zédelais a présenté un plan.", ["Ministère de la Santé"]),
        ("Le président du Département Sébastien Zédelais a proposé un plan.", ["Département"]),
        ("Clôture par la directrice de l’ARS Grand Est Josiane Zédelais, puis le maire.", ["ARS Grand Est"]),
        (
            "La communauté de communes de Saint Denis Sud a voté.",
            ["communauté de communes de Saint Denis Sud"],
        ),
        ("La présidente du conseil départemental Marie Zédelais préside.", ["conseil départemental"]),
        ("L'hôpital Édouard Zédelais ouvre.", ["hôpital Édouard Zédelais"]),
        ("avec l'association EndoTémoin et le Dr Anne Zédelais.", ["association EndoTémoin"]),
        ("l'aide de l'association EndoTémoin et du Dr Zédelais.", ["association EndoTémoin"]),
    ],
)
def test_persons_behind_a_body_are_no_part_of_its_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Coup de Pouce Béarn, association d'aide aux malades, tiendra un stand.", "Coup de Pouce Béarn"),
        ("Médialys, start-up lyonnaise, équipe les cabinets.", "Médialys"),
        ("Handi'Mer (association de plongée) propose des baptêmes.", "Handi'Mer"),
        ("Anne Modèle, présidente de Cap Bien-Être, remercie.", "Cap Bien-Être"),
        ("Paul Exemple, directeur de Lilas et Compagnie.", "Lilas et Compagnie"),
        ("L'ARS Bretagne, Specimen'Air et la Région ont signé.", "Specimen'Air"),
        ("Exploitant : Témoin Santé.", "Témoin Santé"),
        ("Ses partenaires (CPAM de l'Indre, Échantillon, CSAPA Le Cap) agissent.", "Échantillon"),
        ("Partenaires : CPAM de l'Indre, Judo Club Modèle, Unafam", "Judo Club Modèle"),
        ("Nos partenaires\n• Harmonie Mutuelle\n• Les Foulées de Modèle\n", "Les Foulées de Modèle"),
        ("Salles : commune de Sées.", "commune de Sées"),
        (
            "Le groupement d'entraide mutuelle L'Éclaircie ouvre.",
            "groupement d'entraide mutuelle L'Éclaircie",
        ),
    ],
)
def test_names_that_no_lexicon_knows_are_told_by_their_company(text: str, name: str) -> None:
    assert name in [mention.name for mention in find_organisations(text, fold(text))]

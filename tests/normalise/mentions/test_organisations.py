from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.normalise.documents.folding import fold
from flows.normalise.mentions.organisation_spelling import recased
from flows.normalise.mentions.organisation_types import organisation_type
from flows.normalise.mentions.organisations import (
    OrganisationClass,
    find_organisations,
    fullest_names,
)


def names(text: str) -> list[str]:
    return [o.name for o in find_organisations(text, fold(text)) if not isinstance(o, OrganisationClass)]


def classes(text: str) -> list[str]:
    return [o.name for o in find_organisations(text, fold(text)) if isinstance(o, OrganisationClass)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'ARS Normandie et la Carsat Normandie lancent un appel.", ["ARS Normandie", "Carsat Normandie"]),
        ("avec le soutien de l’ARS Provence-Alpes-Côte d’Azur.", ["ARS Provence-Alpes-Côte d’Azur"]),
        ("la CPAM de la Creuse, la MSA du Limousin", ["CPAM de la Creuse", "MSA du Limousin"]),
        ("le centre hospitalier de Guéret ouvre", ["centre hospitalier de Guéret"]),
        ("cardiologue au CH de l'arrondissement de Montreuil", ["CH de l'arrondissement de Montreuil"]),
        ("à l'invitation de la CPTS Montreuillois-7 Vallées pour", ["CPTS Montreuillois-7 Vallées"]),
        ("la CPTS Haute Vallée de l'Aude signe", ["CPTS Haute Vallée de l'Aude"]),
        ("lancée avec le Cesu 72, cette formation", ["Cesu 72"]),
        ("FIR – ARS Grand Est 180 240 420", ["ARS Grand Est"]),
        (
            "l'hôpital Robert-Debré et la clinique Saint-Vincent",
            ["hôpital Robert-Debré", "clinique Saint-Vincent"],
        ),
        ("Syndicat des généralistes bretons organise", ["Syndicat des généralistes bretons"]),
        ("Fédération Sud & Corse des maisons de santé", ["Fédération Sud & Corse des maisons de santé"]),
        ("Saint-Flour Communauté et Brest métropole", ["Saint-Flour Communauté", "Brest métropole"]),
        ("Pr Anne Exemple, Aix-Marseille Université", ["Aix-Marseille Université"]),
        ("financé par l'association « Les Sentinelles ».", ["association Les Sentinelles"]),
        ("médecin des EHPAD de Luçon et Fontenay, elle", ["EHPAD de Luçon et Fontenay"]),
        ("conseillé par l’agence BONA FIDES", ["agence BONA FIDES"]),
        (
            "Le ministère du Travail, de la Santé et des Solidarités lance",
            ["ministère du Travail, de la Santé et des Solidarités"],
        ),
        ("le Ministère en charge de la santé, les autres", ["Ministère en charge de la santé"]),
        ("le bureau régional du SMPS Occitanie a", ["bureau régional du SMPS Occitanie"]),
        (
            "le Conseil départemental de l'Ordre des médecins du Rhône",
            ["Conseil départemental de l'Ordre des médecins du Rhône"],
        ),
    ],
)
def test_names_end_where_the_body_ends(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("avec les fédérations hospitalières et les URPS", ["fédérations hospitalières", "URPS"]),
        (
            "hôpitaux du territoire, associations de prévention",
            ["hôpitaux du territoire", "associations de prévention"],
        ),
        (
            "des organisations représentatives du personnel hospitalier",
            ["organisations représentatives du personnel hospitalier"],
        ),
        ("avec les trois académies et l'Assurance Maladie", ["académies"]),
        ("les compétences cliniques et médicales", []),
    ],
)
def test_classes_of_bodies(text: str, expected: list[str]) -> None:
    assert classes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "dans la région Occitanie et dans le département du Lot",
        "le médecin du Département d'Information Médicale",
        "à l'hôtel du Département",
        "l'ordre du jour et l'état des lieux",
        "un groupe de travail sur la ville de demain",
        "la loi Hôpital, patients, santé et territoires",
        "la maison des associations",
    ],
)
def test_territories_and_things_are_no_bodies(text: str) -> None:
    assert names(text) == []


def test_a_region_that_pays_is_a_body_in_lower_case_too() -> None:
    assert names("un projet financé par la région Bretagne") == ["région Bretagne"]


def test_ministers_act_for_their_ministry() -> None:
    assert names("Le ministre des Solidarités et de la Santé visite") == [
        "Ministère des Solidarités et de la Santé"
    ]


def test_capitals_are_recased() -> None:
    assert names("RÉGION CENTRE-VAL DE LOIRE") == ["Région Centre-Val de Loire"]
    assert names("LE DÉPARTEMENT DU TARN LANCE UN APPEL À PROJETS") == ["Département du Tarn"]
    assert recased("CPTS DU GRAND GAILLAC") == "CPTS du Grand Gaillac"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Agence régionale de santé Normandie", "regional_health_agency"),
        ("Ministère de la Santé", "ministry"),
        ("CGSS", "health_insurance"),
        ("GHT Sud Lorraine", "hospital"),
        ("Communauté de communes Creuse Confluence", "council"),
        ("Rennes Métropole", "council"),
        ("Mairie de Saint-Agrève", "municipality"),
        ("Sorbonne Université", "university"),
        ("Grand Est Addictions", "association"),
        ("bureau régional du SMPS Occitanie", "union"),
        ("URPS Médecins libéraux Grand Est", "professional_body"),
        ("Mutualité Française Bretagne", "federation"),
        ("Doctolib", "company"),
        ("MSP de Fruges", "health_centre"),
        ("préfecture de la Creuse", "other"),
        ("Nom inconnu", "other"),
    ],
)
def test_types(name: str, code: str) -> None:
    assert organisation_type(name) == code


_WORDS = st.sampled_from(
    re.split(
        r"\|",
        "ARS|CHU|de|la|du|et|Santé|(CRSA)|«|»|,|\n|Région|département|ministère|ministre|des|Solidarités|"
        "Communauté|Fédération|l'ARS|d'Exemple|SMPS|président|72|–|É",
    )
)


@settings(max_examples=200)
@given(st.one_of(st.text(), st.lists(_WORDS).map(" ".join)))
def test_any_text_is_read(text: str) -> None:
    mentions = find_organisations(text, fold(text))
    assert set(fullest_names(mentions)) == set(mentions)
    assert all(0 <= m.start < m.end <= len(text) and m.name for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


def test_grand_est_in_capitals_is_no_verb() -> None:
    assert names("RÉGION GRAND EST\n\nUne aide est créée.") == ["Région Grand Est"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Les facultés de médecine de Brest, Nantes et Angers invitent.",
            ["faculté de médecine de Brest", "faculté de médecine de Nantes", "faculté de médecine d'Angers"],
        ),
        (
            "avec les conseils départementaux de la Creuse et du Lot",
            ["conseil départemental de la Creuse", "conseil départemental du Lot"],
        ),
        ("entre les CHU de Lille et d'Amiens", ["CHU de Lille", "CHU d'Amiens"]),
        ("les hôpitaux de Digne et la clinique de Gap", ["hôpitaux de Digne", "clinique de Gap"]),
    ],
)
def test_a_plural_with_a_list_of_places_names_a_body_for_each(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_territory_that_acts_is_a_body() -> None:
    assert names("La commune de Lure prête le terrain.") == ["commune de Lure"]
    assert names("La mairie fournit la salle.") == ["mairie"]
    assert names("La commune de Lure est belle, la mairie aussi.") == []


@pytest.mark.parametrize(
    "name",
    [
        "communauté de communes Erdre et Gesvres",
        "centre hospitalier de l'Ouest guyanais",
        "comité de la Sarthe de la Ligue contre le cancer",
        "pharmacie des Tilleuls",
        "école de kinésithérapie de Vichy",
        "IFSI-IFAS de Montargis",
        "Unafam 44",
    ],
)
def test_the_whole_name_of_a_body(name: str) -> None:
    assert names(f"Avec la {name} organisent la suite.") == [name]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Quimper Bretagne Occidentale", "council"),
        ("Communauté de communes Brenne – Val de Creuse", "council"),
        ("syndicat intercommunal du Val d'Exemple", "council"),
        ("Elsan", "hospital"),
        ("centre de réadaptation fonctionnelle d'Exemple", "hospital"),
        ("Société normande de gériatrie", "association"),
        ("incubateur Cap'Exemple", "other"),
        ("direction départementale de la police nationale", "other"),
    ],
)
def test_types_of_bodies(name: str, kind: str) -> None:
    assert organisation_type(name) == kind


def test_a_grouping_of_communes_goes_by_its_name() -> None:
    text = "Le forum est financé par Quimper Bretagne Occidentale et la communauté de communes Terres de Montaigu."
    assert [o.name for o in find_organisations(text, fold(text))] == [
        "Quimper Bretagne Occidentale",
        "communauté de communes Terres de Montaigu",
    ]
    text = "Le Grand Verdun agit. Contact : communauté d'agglomération du Grand Verdun."
    full_names = fullest_names(find_organisations(text, fold(text)))
    assert set(full_names.values()) == {"communauté d'agglomération du Grand Verdun"}


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("L'Ufolep 56 encadre les séances.", "Ufolep 56", "association"),
        ("avec MG France 94 ; inscription libre", "MG France 94", "union"),
        ("• l'association Exemple AVC 38 (15 000 €)", "association Exemple AVC 38", "association"),
        ("les URPS infirmiers océan Indien", "URPS infirmiers océan Indien", "professional_body"),
        (
            "à l'Université Claude-Bernard Lyon 1 et ailleurs",
            "Université Claude-Bernard Lyon 1",
            "university",
        ),
        ("la Ligue de Bretagne d'athlétisme", "Ligue de Bretagne d'athlétisme", "association"),
        ("le Comité départemental de cyclisme", "Comité départemental de cyclisme", "association"),
        ("par l'Institut maritime de prévention.", "Institut maritime de prévention", "other"),
        ("la CPTS Loire et Forêts recrute", "CPTS Loire et Forêts", "professional_body"),
        ("la CPTS Grand Lac recrute", "CPTS Grand Lac", "professional_body"),
        ("la Fondation Exemple renouvelle son soutien", "Fondation Exemple", "other"),
    ],
)
def test_names_with_numbers_adjectives_and_pairs(sentence: str, name: str, kind: str) -> None:
    found = find_organisations(sentence, fold(sentence))
    assert [(o.name, o.organisation_type) for o in found] == [(name, kind)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AIDES À L'INSTALLATION EN ZIP", []),
        ("L'association AIDES tient un stand, AIDES aussi.", ["association AIDES", "AIDES"]),
        ("médecin des hôpitaux de Sées, et Paul Modèle, directeur", ["hôpitaux de Sées"]),
        (
            "Mme Exemple, ministre du Travail, de la Ruralité, des Sports et de la Vie associative,",
            ["Ministère du Travail, de la Ruralité, des Sports et de la Vie associative"],
        ),
        ("l'avenir de l'hôpital public", []),
        ("parmi les maternités de France", []),
        (
            "selon la Coordination nationale des comités de quartier,",
            ["Coordination nationale des comités de quartier"],
        ),
    ],
)
def test_names_as_the_press_writes_them(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "À Vatan, un cabinet ouvre ses portes.",
        "Enfin, une association naît.",
        "Anne Modèle, entreprise individuelle.",
        "Paul Exemple, directeur de Cabinet.",
        "Vatan, réseau de chaleur compris.",
    ],
)
def test_openings_persons_and_communes_are_no_bodies_behind_a_comma(text: str) -> None:
    assert find_organisations(text, fold(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('Les travaux débutent par des fondations "très profondes".', []),
        (
            "Zoé Exemple, ministre du Travail, des Solidarités et des Familles de France, en sera.",
            ["Ministère du Travail, des Solidarités et des Familles"],
        ),
        ("avec Familles de France et l'UDAF", ["Familles de France", "UDAF"]),
    ],
)
def test_ground_works_and_the_country_of_a_minister_are_no_bodies(text: str, found: list[str]) -> None:
    assert names(text) == found

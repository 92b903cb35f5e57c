"""Communes, departments and regions in running text, with the traps that names of places set."""

from __future__ import annotations

from itertools import pairwise

import pytest

from flows.normalise.documents.folding import fold
from flows.normalise.mentions.places import find_places
from flows.normalise.reference.territory import NOWHERE, Territory

EURE_ET_LOIR = Territory("24", "28", None)
REUNION = Territory("04", "974", None)
VOSGES = Territory("44", "88", None)


def read(text: str, territory: Territory = NOWHERE, *, uncertain: bool = False) -> list[str]:
    """Codes in order: communes as they are, "D88" for departments, "R44" for regions."""
    found = find_places(text, fold(text), territory)
    return [
        p.commune_code or (f"D{p.department_code}" if p.kind == "department" else f"R{p.region_code}")
        for p in found
        if p.certain or uncertain
    ]


@pytest.mark.parametrize(
    ("text", "code", "postal_code"),
    [
        ("15 A, avenue Albert 1er – 21000 Dijon", "21231", "21000"),
        ("112 Rue de la Marne, 33500 Libourne", "33243", "33500"),
        ("salle des Illustres 31300 Toulouse).", "31555", "31300"),
        ("rue du Docteur-Mallet, 15100 Saint-Flour.", "15187", "15100"),
        ("quai L’Herminier, 20000 AJACCIO", "2A004", "20000"),
        ("97400 Saint-Denis", "97411", "97400"),
        ("93200 Saint-Denis", "93066", "93200"),
        ("CS 55035, 14050 Caen cedex 4", "14118", "14050"),
        ("14 avenue Duquesne, 75350 Paris 07 SP", "75056", "75350"),
        ("Toulon (83000)", "83137", "83000"),
    ],
)
def test_a_postal_code_beside_the_name(text: str, code: str, postal_code: str) -> None:
    (place,) = find_places(text, fold(text))
    assert (place.commune_code, place.postal_code, place.certain) == (code, postal_code, True)


@pytest.mark.parametrize(
    ("text", "code", "written"),
    [
        ("Bergerac (24)", "24037", "Bergerac"),
        ("Ste Foy la Grande (33)", "33402", "Ste Foy la Grande"),
        ("Mauléon (64)", "64371", "Mauléon"),
        ("Mauléon (79)", "79079", "Mauléon"),
        ("Sainte-Marie (974)", "97418", "Sainte-Marie"),
        ("l’équipe de Point de Roide (25)", "25463", "Point de Roide"),
        ("de la Cluse et Mijoux (25)", "25157", "la Cluse et Mijoux"),
        ("de Beurre (25)", "25058", "Beurre"),
        ("de Château Chinon (58)", "58062", "Château Chinon"),
        ("de St Loup Geange (71)", "71443", "St Loup Geange"),
        ("La Châtre (36) : 312 500 €", "36046", "La Châtre"),
        ("Digne (04)", "04070", "Digne"),
        ("à Grand (88)", "88212", "Grand"),
        ("Lisieux (Calvados)", "14366", "Lisieux"),
    ],
)
def test_a_department_in_brackets_forgives_the_spelling(text: str, code: str, written: str) -> None:
    place = find_places(text, fold(text))[0]
    assert (place.commune_code, text[place.start : place.end], place.certain) == (code, written, True)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Toulon – jeudi 6 février – Palais Neptune", ["83137"]),
        ("Metz, le mercredi 19/11, maison des associations", ["57463"]),
        ("Orléans, le 17 novembre 2023", ["45234"]),
        ("Jeudi 2 avril | 14h – 17h | Le Mans, Maison de l’Université", ["72181"]),
        ("au CHU de Toulouse", ["31555"]),
        ("quatre rencontres, à Dijon, Libourne, Toulouse et Lille", ["21231", "33243", "31555", "59350"]),
        ("les EHPAD de Mouvaux et Bondues recrutent", ["59421", "59090"]),
        ("l’IFSI du Mans, au Havre, aux Herbiers", ["72181", "76351", "85109"]),
        ("à l'Isle-Adam et à L'HAŸ-LES-ROSES", ["95313", "94038"]),
        ("à St Brieuc, à St. Malo, à Chalon s/ Saône", ["22278", "35288", "71076"]),
        ("Paris 13e, Lyon 3e", ["75056", "69123"]),
    ],
)
def test_the_words_around_a_name(text: str, codes: list[str]) -> None:
    assert read(text) == codes


@pytest.mark.parametrize(
    ("text", "territory", "codes"),
    [
        ("SAINT-DENIS, samedi 1er octobre, 9h/16h", REUNION, ["97411"]),
        ("Saint-Denis, le 1er juillet 2024", Territory("11", None, None), ["93066"]),
        ("ST-LOUIS, samedi 22 octobre", REUNION, ["97414"]),
        ("le CH de l'arrondissement de Montreuil", Territory("32", "62", None), ["62588"]),
        ("à Montreuil", NOWHERE, ["93048"]),
        ("à Clermont", Territory("84", "63", None), ["63113"]),
        ("à Clermont", Territory("32", "60", None), ["60157"]),
        ("à Mauléon, dans les Deux-Sèvres", NOWHERE, ["79079", "D79"]),
        ("la salle des fêtes d'Hesdin", Territory("32", "62", None), ["62447"]),
        ("à Nogent-le-Rotrou, Luisant et Brou", EURE_ET_LOIR, ["28280", "28220", "28061"]),
    ],
)
def test_homonyms(text: str, territory: Territory, codes: list[str]) -> None:
    assert read(text, territory) == codes


def test_a_homonym_that_nothing_settles_is_uncertain() -> None:
    assert read("à Saint-Aignan") == []
    assert len(read("à Saint-Aignan", uncertain=True)) == 1
    assert read("à Saint-Aignan", Territory("24", None, None)) == ["41198"]


@pytest.mark.parametrize(
    "text",
    [
        "Grand Plan Santé : Rue, Vif et Y",
        "Le Plan régional santé, un Bourg vivant, le Sens du soin",
        "SANTÉ PUBLIQUE FRANCE – PLAN GRAND ÂGE",
        "rue de Toulouse, 12 avenue de Paris",
        "l'hôtel de Paris",
        "avenue d’Auvergne",
        "avenue de Bretagne",
        "le Pays de Retz",
        "Le Dr Vincent Laval et Mme Claire Nancy ont présenté",
        "www.dijon.fr contact@lyon.fr",
        "la réunion publique, La Réunion annuelle des partenaires",
        "un lot de masques, un nord magnétique, les bords de Loire",
        "CPTS Haute Vallée de l'Aude",
        "l'Université de Bourgogne",
        "à Noël, à Pâques",
        "CH du Rouvray",
        "aux collègues d’Alsace du Nord",
    ],
)
def test_what_only_looks_like_a_place(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("dans le Lot, dans l'Orne, en Creuse", ["D46", "D61", "D23"]),
        ("le Nord et le Pas-de-Calais", ["D59", "D62"]),
        ("la CPAM de la Creuse", ["D23"]),
        ("Conseil départemental des Vosges", ["D88"]),
        ("la Haute-Vienne et la Vienne ; à Vienne", ["D87", "D86", "38544"]),
        ("Paris : 3 112 | Seine-et-Marne : 2 480", ["75056", "D77"]),
        ("l'ARS Hauts de France, France Assos Santé HDF", ["R32", "R32"]),
        ("Région Bourgogne Franche-Comté", ["R27"]),
        ("l’ARS Provence-Alpes-Côte d’Azur, en Paca", ["R93", "R93"]),
        ("La Réunion compte 860 000 habitants ; à La Réunion", ["R04", "R04"]),
        ("en Bretagne et en Grande-Bretagne", ["R53"]),
        ("Le grand est de la France, le Grand Est", ["R44"]),
    ],
)
def test_departments_and_regions(text: str, codes: list[str]) -> None:
    assert read(text) == codes


def test_ordinary_words_are_places_where_they_are_said_to_be() -> None:
    assert read("La commune de Grand accueille", VOSGES) == ["88212"]
    assert read("à Grand", VOSGES) == ["88212"]
    assert read("à Grand") == []


def test_ordinary_words_in_a_list_of_places_or_with_their_capital_article() -> None:
    assert read("Joigny, Tonnerre, Avallon", Territory("27", "89", None)) == ["89206", "89418", "89025"]
    assert read("8 avenue Nelson Mandela – Le Marin", Territory("02", "972", None)) == ["97217"]
    assert read("Châteauroux/Issoudun", Territory("24", None, None)) == ["36044", "36088"]


def test_mentions_are_in_order_and_never_overlap() -> None:
    text = "Lille, Dijon (21), 33500 Libourne, Château Chinon (58), Le Mans et la Sarthe"
    found = find_places(text, fold(text))
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert [p.department_code for p in found] == ["59", "21", "33", "58", "72", "72"]


def test_a_town_told_in_full_is_meant_by_its_short_name() -> None:
    assert read("L'hôpital de Villefranche-sur-Saône (69) recrute. Rendez-vous à Villefranche.") == [
        "69264",
        "69264",
    ]
    assert read("Rendez-vous à Villefranche-de-Rouergue (12).", VOSGES) == ["12300"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("au gymnase d'Épinal", ["88160"]),
        ("à la salle des associations de Gérardmer", ["88196"]),
        ("Lieu | Date\nMirecourt, mairie | 3 mars", ["88304"]),
        ("depuis le quartier Saint-Laurent", []),
    ],
)
def test_towns_after_venues_and_districts(text: str, codes: list[str]) -> None:
    assert read(text, VOSGES) == codes


def test_a_city_of_the_region_goes_before_a_village_of_just_its_short_name() -> None:
    assert read("Rendez-vous à Clermont.", Territory("84", None, None)) == ["63113"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Lundi 10 octobre, 18 h 30 – Orange, cinéma Le Test : une conférence", ["84087"]),
        ("Jeudi 20 octobre – Apt : la balade est annulée", ["84003"]),
        ("13 mars 2025 : Gap, salle des fêtes", ["05061"]),
    ],
)
def test_a_town_right_behind_the_day_or_hour_of_its_line(text: str, codes: list[str]) -> None:
    assert read(text, Territory("93", None, None)) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("à la Chambre de Métiers et de l'Artisanat à Lille", ["59350"]),
        ("réunis à la Chambre d'agriculture de Dijon", ["21231"]),
        ("rendez-vous à La Chambre de 9 h à midi", ["73067"]),
        ("de 9 h à midi, à la Rochelle de 14 h à 16 h", ["17300"]),
    ],
)
def test_a_house_with_its_complement_is_no_town(text: str, codes: list[str]) -> None:
    assert read(text, NOWHERE) == codes


def test_an_agency_is_no_town() -> None:
    assert read("une enquête sur le site de l’ARS", uncertain=True) == []


def test_a_town_behind_a_day_or_alone_in_its_sentence_is_certain() -> None:
    assert read("22/03 – Issigeac, salle des fêtes") == ["24212"]
    assert read("Lundi 3 : Issigeac, salle des fêtes") == ["24212"]
    assert read("C'est gratuit. Issigeac. Un forum a lieu demain.") == ["24212"]
    assert read("mardi 13 : Maison du Diaconat, Mulhouse") == ["68224"]

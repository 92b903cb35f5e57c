"""Meeting places in running text, with their rooms."""

from __future__ import annotations

import pytest

from flows.normalise.documents.folding import fold
from flows.normalise.mentions.addresses import find_addresses
from flows.normalise.mentions.venues import Venue, find_venues


def _venues(text: str) -> list[Venue]:
    folded = fold(text)
    return find_venues(text, folded, find_addresses(text, folded))


def read(text: str) -> list[str]:
    return [venue.name for venue in _venues(text)]


@pytest.mark.parametrize(
    ("text", "venues"),
    [
        (
            "à l’HÔTEL KYRIAD LIMOGES GARE – RESTAURANT LE PATIO (15 A,",
            ["HÔTEL KYRIAD LIMOGES GARE – RESTAURANT LE PATIO"],
        ),
        (
            "à l’Institut Camille Exemple au CHRU de Brest à partir de 9H30",
            ["Institut Camille Exemple au CHRU de Brest"],
        ),
        (
            "Épinal, le jeudi 4/12, faculté de droit, amphi Louis-Lapicque ;",
            ["faculté de droit, amphi Louis-Lapicque"],
        ),
        ("la salle des fêtes d'Hesdin la Forêt affichait complet", ["salle des fêtes d'Hesdin la Forêt"]),
        ("la salle polyvalente de Boussac (avenue d’Auvergne)", ["salle polyvalente de Boussac"]),
        ("Palais Neptune, place Besagne, 83000 Toulon", ["Palais Neptune", "place Besagne"]),
        ("Gap – mardi 11 mars – Le Quattro, 43 avenue du Commandant-Dumont", ["Le Quattro"]),
        ("parvis de la mairie annexe du Moufia\nSAINTE-MARIE", ["parvis de la mairie annexe du Moufia"]),
        ("5/10, 8h30 - 12h, place Sarda-Garriga", ["place Sarda-Garriga"]),
        ("centre commercial Le Gol", ["centre commercial Le Gol"]),
        ("14h-19h, front de mer", ["front de mer"]),
        ("marché couvert\nCILAOS", ["marché couvert"]),
        ("à l’IFSI du Mans, 9h-17h", ["IFSI du Mans"]),
        ("à l'hôtel du Département (27 boulevard", ["hôtel du Département"]),
        ("à la mairie de Gouzon. 16 places", ["mairie de Gouzon"]),
        ("dans les locaux de la CPAM à Carcassonne", ["locaux de la CPAM"]),
        ("à Quillan (salle de l'Espinet), ouverte", ["salle de l'Espinet"]),
        ("au rectorat de Créteil.\nLes", ["rectorat de Créteil"]),
        ("Hôtel du Petit Louvre ; Maison du Diaconat", ["Hôtel du Petit Louvre", "Maison du Diaconat"]),
        ("Couvent des Jacobins, 20 place Sainte-Anne", ["Couvent des Jacobins"]),
        ("le bâtiment Margeride accueillera", ["bâtiment Margeride"]),
        ("à partir de 14h au Quartz, 60 rue du Château à Brest", ["Quartz"]),
        ("Rencontre au Mans, 12 rue de Flore", []),
        ("Lundi Le Mans, place Haute", ["place Haute"]),
        ("hôpital Simon, mail Nord", ["hôpital Simon"]),
        ("hôpital Necker, hôpital Saint-Antoine", ["hôpital Necker", "hôpital Saint-Antoine"]),
        ("Maison départementale des solidarités, 5 bis av. Foch", ["Maison départementale des solidarités"]),
        ("Nancy – salle du Conseil + Teams", ["salle du Conseil"]),
        ("à la halle aux cuirs, de 9h à 12h", ["halle aux cuirs"]),
        ("au siège de la fédération à Niort", ["siège de la fédération"]),
        ("Gien, lundi 3 mars, salle de la criée", ["salle de la criée"]),
        ("dans l'auditorium du conservatoire, le 4 mai", ["auditorium du conservatoire"]),
        ("Mende | IFSI | 9h", ["IFSI"]),
        ("8h - 18h\nHalle\n", ["Halle"]),
        ("Ludothèque des Ifs (auditorium), 3 rue Haute", ["Ludothèque des Ifs (auditorium)"]),
        ("dans les anciens locaux de la gendarmerie.", ["anciens locaux de la gendarmerie"]),
        ("parking P2 du site du Grand-Pré", ["parking P2 du site du Grand-Pré"]),
        ("au stade municipal du lundi au jeudi", ["stade municipal"]),
        ("à la chapelle du lycée agricole de Melle", ["chapelle du lycée agricole de Melle"]),
        ("à la gare routière", ["gare routière"]),
        ("à l'école maternelle Jules-Ferry", ["école maternelle Jules-Ferry"]),
        ("à l'agence MSA de Vesoul", ["agence MSA de Vesoul"]),
        ("au théâtre du Nouveau monde de Lille", ["théâtre du Nouveau monde de Lille"]),
        ("à la salle des Trois fontaines le soir", ["salle des Trois fontaines"]),
    ],
)
def test_found_with_their_rooms(text: str, venues: list[str]) -> None:
    assert read(text) == venues


@pytest.mark.parametrize(
    "text",
    [
        "une salle d'attente",
        "les maisons de santé",
        "le centre du débat",
        "ESPACE PRESSE",
        "la place des usagers",
        "le siège de la douleur",
        "Elle a siège de droit",
        "un café des parents, une salle de soins",
        "à la place du malade",
        "au centre de la relation",
        "Halle ouverte aux idées",
        "C'est au tour d'Anne Exemple de venir",
    ],
)
def test_no_venue(text: str) -> None:
    assert read(text) == []


def test_a_bare_town_hall_is_told_apart() -> None:
    text = "déposez-les en mairie"
    (venue,) = _venues(text)
    assert not venue.is_complete


def test_a_body_that_acts_does_not_stand_as_a_venue() -> None:
    acting, place = _venues("Le CHU de Brest invite au gymnase Kerbrat.")
    assert (acting.is_body, acting.is_placed) == (True, False)
    assert (place.is_body, place.is_placed) == (False, True)

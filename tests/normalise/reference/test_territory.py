"""The territory of a publisher, from its name and its site."""

from __future__ import annotations

import pytest

from flows.normalise.reference.names import expand_abbreviations, name_key, spellings
from flows.normalise.reference.territory import NOWHERE, territory_of


@pytest.mark.parametrize(
    ("publisher", "territory"),
    [
        ("ARS Hauts-de-France", ("32", None, None)),
        ("ARS de Corse", ("94", None, None)),
        ("Union régionale des professionnels de santé PACA", ("93", None, None)),
        ("Conseil départemental des Vosges", ("44", "88", None)),
        ("Conseil départemental de l'Orne", ("28", "61", None)),
        ("Département du Nord", ("32", "59", None)),
        ("CPAM de l'Aude", ("76", "11", None)),
        ("Délégation territoriale de la Sarthe – ARS Pays de la Loire", ("52", "72", None)),
        ("Région Pays de la Loire", ("52", None, None)),
        ("Mairie de Saint-Agrève", ("84", "07", "07204")),
        ("Centre hospitalier de Saint-Flour", ("84", "15", "15187")),
        ("Centre hospitalier Le Mans", ("52", "72", "72181")),
        ("Communauté de communes Creuse Confluence", ("75", "23", None)),
        ("Métropole de Lyon", ("84", "69", None)),
        ("Communauté de communes du Pays Bigouden Sud", ("53", "29", None)),
        ("CHU de La Réunion", ("04", "974", None)),
        ("CRCDC La Réunion", ("04", "974", None)),
        ("Syndicat des généralistes bretons", ("53", None, None)),
        ("Fédération des maisons de santé sarthoises", ("52", "72", None)),
        ("GHT Sud Lorraine", ("44", None, None)),
        ("GHT Cher et Indre", ("24", None, None)),
        ("CDOM 35", ("53", "35", None)),
        ("CPTS de Dax", ("75", "40", None)),
        ("Ordre des médecins de Paris", ("11", "75", None)),
        ("AP-HP", ("11", None, None)),
        ("Hospices civils de Lyon", ("84", "69", None)),
        ("Carsat Nord-Picardie", ("32", None, None)),
        ("Carsat Centre Ouest", ("75", None, None)),
        ("MSA Alpes-Vaucluse", ("93", None, None)),
        ("MSA Beauce Cœur de Loire", ("24", None, None)),
    ],
)
def test_from_the_name(publisher: str, territory: tuple[str | None, ...]) -> None:
    assert tuple(territory_of(publisher, None)) == territory


@pytest.mark.parametrize(
    "publisher",
    [
        "Ministère de la Santé",
        "SMPS",
        "Fédération Sud & Corse des maisons de santé",
        "CPTS Grésivaudan",
        "CPTS Grand Sud",
        "Mutuelle Centre Ouest",
    ],
)
def test_national_unknown_or_several(publisher: str) -> None:
    assert territory_of(publisher, None) == NOWHERE


@pytest.mark.parametrize(
    ("url", "territory"),
    [
        ("https://www.iledefrance.ars.sante.fr/actualite", ("11", None, None)),
        ("https://www.lareunion.ars.sante.fr/", ("04", "974", None)),
        ("https://www.vosges.fr/actus/plan-sante", ("44", "88", None)),
        ("https://lot.fr/solidarites", ("76", "46", None)),
        ("https://www.departement86.fr/", ("75", "86", None)),
        ("https://www.ameli.fr/aude/espace-presse", ("76", "11", None)),
        ("https://www.centre-valdeloire.fr/presse", ("24", None, None)),
        ("https://www.saintagreve.fr/info", ("84", "07", "07204")),
        ("https://www.chu-dijon.fr/actualites", ("27", "21", "21231")),
        ("https://cme.aphp.fr/bureau", ("11", None, None)),
        ("https://sante.gouv.fr/actualites", (None, None, None)),
    ],
)
def test_from_the_site(url: str, territory: tuple[str | None, ...]) -> None:
    assert tuple(territory_of(None, url)) == territory


def test_the_site_settles_a_homonym_of_the_name() -> None:
    assert (
        territory_of("Mairie de Saint-Denis", "https://www.lareunion.ars.sante.fr/").commune_code == "97411"
    )


def test_one_key_for_all_spellings() -> None:
    assert name_key("L’HAŸ-les-Roses") == name_key("l'Hay les Roses") == "l hay les roses"
    assert name_key("Œuilly") == "oeuilly"
    assert expand_abbreviations("ste foy s argens") == "sainte foy sur argens"
    assert expand_abbreviations("s") == "s"
    assert {"saint junien", "st junien", "st  junien"} == spellings("saint junien")

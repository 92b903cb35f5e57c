"""Short forms and the full names they stand for."""

from __future__ import annotations

import pytest

from flows.normalise.mentions.initials import abbreviates


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("CREAI Bretagne", "Centre régional d'études, d'actions et d'informations Bretagne"),
        ("UEV", "Université de l'Exemple-Vert"),
        ("CDOM 26", "Conseil départemental de l'Ordre des médecins de la Drôme"),
        ("ARS Mayotte", "Agence régionale de santé Mayotte"),
    ],
)
def test_initials_stand_for_the_full_name(short: str, full: str) -> None:
    assert abbreviates(short, full)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("MSA Berry-Touraine", "Mutualité sociale agricole Limousin"),
        ("ARS", "Association régionale"),
        ("CH Dax", "Centre hospitalier de Dax"),  # two letters fit too many names
        ("Ville de Dax", "Ville de Dax"),
    ],
)
def test_other_names_do_not(short: str, full: str) -> None:
    assert not abbreviates(short, full)

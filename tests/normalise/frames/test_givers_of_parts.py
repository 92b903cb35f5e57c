"""Who gives a part, the whole that a share is told of, and bodies that are named but give nothing."""

from __future__ import annotations

from collections.abc import Callable

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def test_the_whole_of_a_share_is_a_cost_that_nobody_gives(told: Read) -> None:
    fundings = told(
        "Département de l'Ariège\n\nMaison de santé\n\nLe Département de l'Ariège a alloué 150 000 euros à la commune "
        "de Varilhes (soit 25 % du coût du chantier, qui est de 600 000 €).\n"
    ).fundings
    assert [(f.amount_eur, f.funder_name, f.beneficiary, f.instrument) for f in fundings] == [
        (150000, "Département de l'Ariège", "commune de Varilhes", None),
        (600000, None, None, "investment"),
    ]


def test_who_gives_a_part_does_not_give_what_is_told_next(told: Read) -> None:
    fundings = told(
        "Préfecture de l'Aude\n\nSanté\n\nC'est un programme de 85 millions d'euros, dont 20 millions d'aides votées "
        "par la Région Bretagne. Dans l'Aude, 7 millions d'euros seront versés à l'hôpital de Limoux.\n\n"
        "Le Département de l'Aude suit le chantier.\n"
    ).fundings
    assert [(int(f.amount_eur or 0) // 10**6, f.funder_name) for f in fundings] == [
        (85, None),
        (20, "Région Bretagne"),
        (7, None),
    ]


def test_who_carries_a_project_does_not_give_its_aid(told: Read) -> None:
    (funding,) = told(
        "L'hôpital se modernise\n\nLe ministère de la Santé a retenu le projet « Canopée » porté par le CHU de "
        "Nevers avec une aide de 15 millions d'euros.\n"
    ).fundings
    assert funding.funder_name == "ministère de la Santé"


def test_territories_in_small_letters_are_bodies_where_they_give(told: Read) -> None:
    fundings = told(
        "Désert médical\n\nDepuis 2023, la région a attribué 40 000 euros au projet. Pour sa part, "
        "l'assurance-maladie accorde 9 000 euros aux internes.\n"
    ).fundings
    assert [f.funder_name for f in fundings] == ["région", "assurance-maladie"]

"""Parts that bodies have by the company they are named in: inserted, signing, coined, on stage."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]

FORUM = (
    "CPTS du Val\n\nForum santé du Val\n\nLe forum santé aura lieu le jeudi 12 mars 2026 à 14 h, salle des fêtes de "
    "Vatan.\n\n"
)
BUS = "CPTS du Val\n\nUn bus santé pour le Val\n\nLa CPTS du Val lance le programme « Bus santé du Val ».\n\n"


def parts(told: Read, text: str) -> set[tuple[str, str]]:
    announcement = told(text, url="https://exemple.org/doc.txt", on="2026-03-05")
    return {(role.organisation_name, role.role) for role in announcement.roles}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (BUS + "L'entretien du bus revient à la Croix-Rouge.", ("Croix-Rouge", "partner")),
        (
            BUS
            + "Après trois mois de concertation avec l'URPS Médecins, l'Ordre et les Départements, il part.",
            ("Ordre", "partner"),
        ),
        (
            BUS + "Les tournées sont organisées avec le Service de remplacement.",
            ("Service de remplacement", "partner"),
        ),
        (FORUM + "Concert de la chorale Les Amis du Val à 17 h.", ("chorale Les Amis du Val", "participant")),
        (
            FORUM + "Sur place : la CPAM de l'Indre et le Planning familial.",
            ("Planning familial", "participant"),
        ),
        (FORUM + "Le Samu 36 fera une démonstration.", ("Samu 36", "participant")),
        (
            FORUM + "Stands : Médialys, start-up lyonnaise, et la CPAM de l'Indre.",
            ("Médialys", "participant"),
        ),
        (
            "Ville de Vatan\n\nSemaine bleue\n\nDu 6 au 11 octobre 2026, le CCAS de Vatan, les clubs du troisième âge "
            "et la Maison des aînés ont préparé six jours d'animations à Vatan.",
            ("clubs du troisième âge", "organiser"),
        ),
    ],
)
def test_words_around_bodies_tell_their_part(told: Read, text: str, found: tuple[str, str]) -> None:
    assert found in parts(told, text)

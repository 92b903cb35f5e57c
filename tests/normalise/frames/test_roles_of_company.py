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
        (FORUM + "À bord : l'Unafam et la CPAM de l'Indre.", ("Unafam", "participant")),
        (FORUM + "Participent à ce forum : l'Unafam et Exemple Santé.", ("Exemple Santé", "participant")),
        (FORUM + "Il s'ouvre en présence du président de la Région.", ("Région", "participant")),
        (BUS + "À ses côtés, l'Unafam et la CPAM de l'Indre.", ("Unafam", "partner")),
        (BUS + "Il est porté par trois partenaires : l'Unafam, l'ADMR et la MSA.", ("ADMR", "partner")),
        (BUS + "Communes associées : Ville de Sées, Ville de Vatan.", ("Ville de Sées", "partner")),
        (
            "Ville de Vatan\n\nSemaine bleue\n\nDu 6 au 11 octobre 2026, le CCAS de Vatan, les clubs du troisième âge "
            "et la Maison des aînés ont préparé six jours d'animations à Vatan.",
            ("clubs du troisième âge", "organiser"),
        ),
    ],
)
def test_words_around_bodies_tell_their_part(told: Read, text: str, found: tuple[str, str]) -> None:
    assert found in parts(told, text)


@pytest.mark.parametrize(
    "text", ["La CGT ne l'a pas signé.", "Un stationnement est prévu avec l'accord de la CGT."]
)
def test_what_a_body_does_not_do_or_only_allows_is_no_part(told: Read, text: str) -> None:
    assert {name for name, _ in parts(told, BUS + text)} == {"CPTS du Val"}


def test_partners_of_a_signature_are_those_of_what_is_signed(told: Read) -> None:
    text = "CPTS du Val\n\nProtocole\n\nLa CPTS du Val et la CPAM de l'Indre ont signé le 20 janvier 2026 une convention."
    roles = told(text, url="https://exemple.org/doc.txt", on="2026-03-05").roles
    assert [type(r.subject).__name__ for r in roles if r.role == "partner"] == ["Programme"]

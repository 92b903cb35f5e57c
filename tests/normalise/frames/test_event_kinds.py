"""What kind of happening it is: by the course that it is part of, by who speaks, by how many workshops."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def kinds(announcement: Announcement) -> list[tuple[str, str]]:
    return [(event.name, event.event_type) for event in announcement.events]


def test_dates_of_a_course_are_trainings(told: Read) -> None:
    text = (
        "La lettre de la CPTS Exemple\nPubliée le 2 juillet 2025\n\nDEVENEZ RÉFÉRENT PLAIES\n\n"
        "La CPTS lance un parcours de formation. Quatre journées à l'automne.\n\n"
        "  Jeudi 18 septembre     Les bases de la cicatrisation\n"
        "                         Craon, salle Bleue\n"
        "  Jeudi 16 octobre       Pied diabétique\n"
        "                         Craon, salle du Gué\n"
    )
    assert kinds(told(text, on="2025-07-05")) == [
        ("Les bases de la cicatrisation", "training"),
        ("Pied diabétique", "training"),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Soirée « IST : le retour », mercredi 8 octobre à 20 h, avec le Dr Paul Specimen.", "conference"),
        ("Assises de la santé mentale, mercredi 8 octobre, 9 h, avec le Pr Jean Specimen.", "conference"),
        ("Soirée des partenaires, mercredi 8 octobre à 20 h, avec Paul Specimen, maire de Dax.", "meeting"),
        ("Goûter-concert mercredi 8 octobre à 15 h, salle des fêtes de Dax.", "other"),
        ("Un week-end d'immersion aura lieu les 11 et 12 octobre à Dax.", "open_day"),
    ],
)
def test_the_kind_of_one_event(told: Read, line: str, kind: str) -> None:
    (event,) = told(
        f"Les nouvelles du réseau\n\nPublié le 2 septembre 2025\n\n{line}", on="2025-09-05"
    ).events
    assert event.event_type == kind


@pytest.mark.parametrize(
    ("workshops", "kind"),
    [("13h30 Atelier « Mes premiers gestes »", "conference"), ("13h30 Ateliers au choix", "forum")],
)
def test_one_workshop_beside_talks_makes_no_forum(told: Read, workshops: str, kind: str) -> None:
    text = (
        "Journée des familles\n\nPublié le 2 septembre 2025\n\nLa journée aura lieu le 11 octobre à Dax.\n\n"
        f"10h Conférence du Pr Paul Specimen\n12h Déjeuner\n{workshops}\n15h Conclusion"
    )
    (event,) = told(text, on="2025-09-05").events
    assert event.event_type == kind


def test_an_event_told_twice_has_the_name_with_its_title(told: Read) -> None:
    text = (
        "Le bulletin\n\nPublié le 2 septembre 2025\n\nGRANDE CONFÉRENCE DU 15 NOVEMBRE\n\n"
        "Notre conférence annuelle « Traiter tôt » se tiendra samedi 15 novembre 2025 à 14 h, à Dax."
    )
    assert kinds(told(text, on="2025-09-05")) == [("conférence annuelle « Traiter tôt »", "conference")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Premier rendez-vous : le Village santé\n\nSamedi 29 novembre, de 8 h 30 à 15 h, place des Lilas, à Dax. "
            "Au menu : dépistage du diabète, stands et ateliers pour les enfants.",
            ("Village santé", "forum"),
        ),
        (
            "Prochain rendez-vous : mardi 2 décembre à Dax, avec « Bouge tes artères », tournée consacrée au cœur.",
            ("Bouge tes artères", "campaign"),
        ),
    ],
)
def test_what_an_event_is_called(told: Read, text: str, expected: tuple[str, str]) -> None:
    (event,) = told(f"La vie du quartier\n\nPublié le 2 septembre 2025\n\n{text}", on="2025-09-05").events
    assert (event.name, event.event_type) == expected

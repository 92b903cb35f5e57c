"""How many came: reported or hoped for, not at a former edition."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


@pytest.mark.parametrize(
    ("sentence", "count", "qualifier"),
    [
        ("Le forum s'est tenu le 7 février à Dax, en présence d'une quarantaine d'élus.", 40, "about"),
        ("Le forum s'est déroulé le 7 février à Dax, devant une quarantaine de partenaires.", 40, "about"),
        (
            "Le forum s'est ouvert le 7 février à Dax, sous les yeux d'une cinquantaine d'habitants.",
            50,
            "about",
        ),
        ("Le forum a eu lieu le 7 février à Dax. Une trentaine de parapluies l'entouraient.", 30, "about"),
        (
            "Le forum s'est tenu le 7 février à Dax. Il a attiré 350 visiteurs, contre 280 en 2025.",
            350,
            "exact",
        ),
        ("Le forum du 7 février à 18 h a été suivi par 87 médecins.", 87, "exact"),
        ("Le forum a eu lieu le 7 février à Dax. 1 240 coureurs ont pris le départ.", 1_240, "exact"),
        ("Le forum se tiendra le 7 mars à Dax. On était 64 en 2024, on vise la centaine.", 100, "about"),
        ("Le forum se tiendra le 7 mars à Dax. Les organisateurs espèrent 400 visiteurs.", 400, "exact"),
        ("Le forum s'est tenu le 7 février à Dax. Vous étiez 134.", 134, "exact"),
    ],
)
def test_people_at_an_event(told: Read, sentence: str, count: int, qualifier: str) -> None:
    (event,) = told(f"Un forum\n\nPublié le 10 février 2026\n\n{sentence}", on="2026-02-12").events
    assert (event.attendance_count, event.attendance_qualifier) == (count, qualifier)


@pytest.mark.parametrize(
    "sentence",
    [
        "Le forum aura lieu le 28 mars à Dax. L'an dernier, vous étiez 180.",
        "Le forum aura lieu le 28 mars à Dax. En 2024, à Pau, il avait réuni 180 personnes.",
        "Le forum aura lieu le 28 mars à Dax, dans la limite de 80 places.",
    ],
)
def test_people_of_a_former_edition_and_seats_are_left_out(told: Read, sentence: str) -> None:
    (event,) = told(f"Un forum\n\nPublié le 10 février 2026\n\n{sentence}", on="2026-02-12").events
    assert event.attendance_count is None

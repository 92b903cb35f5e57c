"""What a sitting deals with, told without hours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]
SITTING = "L'assemblée générale de l'association aura lieu le jeudi 25 juin à 19 h à Dax."


@pytest.mark.parametrize(
    ("order", "sessions"),
    [
        (
            "À l'ordre du jour :\n1. Rapport moral\n2. Élection du bureau\n"
            "3. Accès direct : où en est-on ? Échange avec Sandrine Témoin, élue",
            [
                ("Rapport moral", "talk"),
                ("Élection du bureau", "other"),
                ("Accès direct : où en est-on ?", "discussion"),
            ],
        ),
        (
            "Ordre du jour : rapport moral, rapport financier, questions diverses.",
            [],
        ),
    ],
)
def test_sessions_of_an_order_of_business(told: Read, order: str, sessions: list[tuple[str, str]]) -> None:
    text = f"Venez nombreux\n\nPublié le 2 avril 2026\n\n{SITTING}\n\n{order}"
    (event,) = told(text, on="2026-04-05").events
    assert [(s.title, s.session_type) for s in event.sessions] == sessions
    assert all(s.start_time is None for s in event.sessions)

"""What a sitting deals with, told without hours."""

from __future__ import annotations

from collections.abc import Callable

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


def test_sessions_of_an_order_of_business(told: Read) -> None:
    (event,) = told(
        "Venez nombreux\n\nPublié le 2 avril 2026\n\n"
        "L'assemblée générale de l'association aura lieu le jeudi 25 juin à 19 h à Dax.\n\n"
        "À l'ordre du jour :\n1. Rapport moral\n2. Élection du bureau\n"
        "3. Accès direct : où en est-on ? Échange avec Sandrine Témoin, élue",
        on="2026-04-05",
    ).events
    assert [(s.title, s.session_type) for s in event.sessions] == [
        ("Rapport moral", "talk"),
        ("Élection du bureau", "other"),
        ("Accès direct : où en est-on ?", "discussion"),
    ]
    assert all(s.start_time is None for s in event.sessions)

"""Where inaugurations and open days are held: in the house that they are of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


@pytest.mark.parametrize(
    ("told_before", "event", "venue", "street"),
    [
        (
            "La maison de santé des Rives ouvre lundi 3 février dans l’ancienne école, 7 rue du Bac.",
            "L’inauguration : vendredi 24 janvier 2025 à 17 heures.",
            "maison de santé des Rives",
            "7 rue du Bac",
        ),
        (
            "Le service s’installe au centre hospitalier des Cimes (24 avenue du Test, 05100 Briançon).",
            "Après-midi portes ouvertes : samedi 25 janvier 2025, de 14 h à 17 h.",
            "centre hospitalier des Cimes",
            "24 avenue du Test",
        ),
        (
            "La clinique Sainte-Exemple et le CHU de Caen s’unissent dans la Polyclinique du Lac.",
            "La polyclinique sera inaugurée le lundi 27 janvier 2025 à 11h30.",
            "Polyclinique du Lac",
            None,
        ),
        (
            "Le centre départemental de santé de Plaisance recevra ses premiers patients.",
            "Le Département vous attend le samedi 25 janvier 2025 pour une visite libre.",
            "centre départemental de santé de Plaisance",
            None,
        ),
        (
            "L’IFSI de Laon double ses places.",
            "Journée portes ouvertes dans tous les instituts, samedi 25 janvier 2025 à 10h.",
            None,
            None,
        ),
    ],
)
def test_what_opens_is_where_it_is_opened(
    told: Read, told_before: str, event: str, venue: str | None, street: str | None
) -> None:
    (found,) = told(
        f"<h1>Du nouveau</h1><p>Publié le 6 janvier 2025</p><p>{told_before}</p><p>{event}</p>"
    ).events
    assert (found.venue_name, found.street_address) == (venue, street)


def test_a_line_above_the_title_may_tell_the_town(told: Read) -> None:
    (found,) = told(
        "<p>Darney</p><h1>La maison de santé va ouvrir</h1>"
        "<p>L’inauguration : vendredi 24 janvier 2025 à 17 heures.</p>"
    ).events
    assert found.commune_code == "88124"

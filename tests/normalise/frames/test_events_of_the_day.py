"""Ceremonies told on their day, names in capitals that the page spells out, and sittings that only decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]
PRESS = "COMMUNIQUÉ DE PRESSE\nPau, le 14 octobre 2025\n\nUne nouvelle étape\n\n"


@pytest.mark.parametrize(
    ("sentence", "name", "day"),
    [
        (
            "Le préfet, Alain Modèle, et le maire, Paul Exemple, ont présidé ce matin, à la salle des fêtes de "
            "Pau, le lancement de la feuille de route « Santé des femmes ».",
            "lancement de la feuille de route « Santé des femmes »",
            date(2025, 10, 14),
        ),
        (
            "Le préfet, Alain Modèle, a inauguré hier à Pau le nouveau centre de santé.",
            "inauguration du nouveau centre de santé",
            date(2025, 10, 13),
        ),
        (
            "La maison de santé de Pau a été inaugurée ce mardi, en présence du préfet.",
            "inauguration de la maison de santé de Pau",
            date(2025, 10, 14),
        ),
        (
            "Réunis cet après-midi à la préfecture de Pau, les partenaires ont signé le contrat local de santé.",
            "signature du contrat local de santé",
            date(2025, 10, 14),
        ),
        (
            "Le maire de Pau a coupé le ruban du nouveau centre de santé vendredi 10 octobre à 11 h.",
            "inauguration du nouveau centre de santé",
            date(2025, 10, 10),
        ),
        (
            "Le ruban sera coupé le jeudi 6 novembre à 11 h, rue des Lilas, à Pau.",
            "coupure du ruban",
            date(2025, 11, 6),
        ),
        (
            "La remise des récompenses s'est déroulée le lundi 6 octobre à la mairie de Pau.",
            "remise des récompenses",
            date(2025, 10, 6),
        ),
    ],
)
@pytest.mark.parametrize("read_on", ["2025-10-14", "2025-10-30"])
def test_a_ceremony_told_on_its_day(told: Read, sentence: str, name: str, day: date, read_on: str) -> None:
    (event,) = told(PRESS + sentence, on=read_on).events
    assert (event.name, event.event_type, event.start_date) == (name, "ceremony", day)


def test_a_host_receives_in_the_section_of_what_one_comes_to(told: Read) -> None:
    text = (
        "Une équipe mobile pour les parents\nPublié le 5 février 2026\n\n"
        "Après-midi de présentation aux professionnels\n\n"
        "Sages-femmes, généralistes : l'équipe vous reçoit le jeudi 12 mars à la salle des fêtes de Dax."
    )
    (event,) = told(text, on="2026-02-06").events
    assert event.name == "Après-midi de présentation aux professionnels"
    assert (event.start_date, event.venue_name) == (date(2026, 3, 12), "salle des fêtes de Dax")


@pytest.mark.parametrize(
    ("title", "sentence", "name"),
    [
        (
            "La JIM est de retour le 12 juin",
            "La Journée de l'internat de médecine (JIM pour les intimes) se tient à Dax.",
            "Journée de l'internat de médecine",
        ),
        (
            "Rejoignez-nous aux RMP le 12 juin à Dax",
            "Les Rencontres médicales de printemps (RMP) réunissent chaque année 200 soignants.",
            "Rencontres médicales de printemps",
        ),
        (
            "Le FSM 2026 aura lieu le 12 juin",
            "Le FSM (Forum de la santé mentale) se tient à Dax.",
            "Forum de la santé mentale",
        ),
    ],
)
def test_a_name_in_capitals_is_spelled_out(told: Read, title: str, sentence: str, name: str) -> None:
    (event,) = told(f"{title}\n\nPublié le 2 mars 2026\n\n{sentence}", on="2026-03-05").events
    assert (event.name, event.start_date) == (name, date(2026, 6, 12))


@pytest.mark.parametrize(
    "heading", ["Continuer la lecture", "Au sommaire de ce numéro", "Également dans ce numéro"]
)
def test_a_list_of_other_news_tells_of_no_event(told: Read, heading: str) -> None:
    page = (
        "<h1>La maison de santé s'agrandit</h1><p>6 novembre 2025</p><p>Les travaux avancent.</p>"
        f"<h2>{heading}</h2><ul><li>Le mot du maire</li><li>Forum de l'emploi, samedi 15 novembre</li></ul>"
    )
    assert told(f"<html><body>{page}</body></html>", on="2025-11-07").events == []


def test_a_day_from_which_a_price_holds_is_no_event(told: Read) -> None:
    text = (
        "ASSEMBLÉE GÉNÉRALE : VENEZ !\n\nJeudi 25 juin 2026, 19 h, salle des fêtes de Dax.\n\nBRÈVES\n\n"
        "* Tarifs : la lettre clé passe à 20,97 € au 1er juillet, enfin !\n* Cabinet à céder à Crest."
    )
    assert [e.start_date for e in told(text, on="2026-04-05").events] == [date(2026, 6, 25)]


def test_the_hours_of_a_day_may_be_told_where_it_is_told_again(told: Read) -> None:
    (event,) = told(
        "CHU de Dijon\n\nJournée portes ouvertes le 22 mars 2025\n\nVenez découvrir nos métiers samedi 22 mars de 10 h "
        "à 16 h.\n"
    ).events
    assert (event.start_time, event.end_time, event.date_precision) == ("10:00", "16:00", "time")

"""When a programme begins and ends: by labels, the title, the time to ask for an aid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


@pytest.mark.parametrize(
    "label", ["Rentrée", "Début des cours", "Démarrage de la formation", "Premier module"]
)
def test_a_label_says_when_a_course_begins_and_ends(told: Read, label: str) -> None:
    text = (
        "Université d'Exemple\n\nDU « Soigner au village »\n\nDurée : 1 an\n"
        f"{label} : 14 octobre 2025\nFin des cours : 20 juin 2026\nCandidatures : du 15 mai au 12 juillet 2025\n\n"
        "Publié le 6 janvier 2025\n"
    )
    [course] = told(text).programmes
    assert (course.start_date, course.end_date) == (date(2025, 10, 14), date(2026, 6, 20))


def test_a_service_begins_when_it_opens_not_with_its_works(told: Read) -> None:
    text = (
        "Ville de Vire\n\nBientôt un centre de santé\n\nLe centre de santé des Halles ouvrira au printemps.\n\n"
        "Début des travaux : 4 octobre 2024\nOuverture : 14 avril 2025\n"
    )
    assert [p.start_date for p in told(text).programmes] == [date(2025, 4, 14)]


@pytest.mark.parametrize(
    ("sentence", "end"),
    [
        ("Les demandes se font en ligne du 3 mars au 31 octobre 2025.", date(2025, 10, 31)),
        ("On dépose son dossier à partir du 3 mars et jusqu'au 31 octobre 2025.", date(2025, 10, 31)),
    ],
)
def test_an_aid_lasts_as_long_as_one_can_ask_for_it(told: Read, sentence: str, end: date) -> None:
    text = f"Région Normandie\n\nUne aide\n\nLa Région crée la prime « Cap Exemple », de 500 €. {sentence}\n"
    [aid] = told(text).programmes
    assert (aid.start_date, aid.end_date) == (date(2025, 3, 3), end)
    assert aid.programme_status == "announced"


def test_an_aid_without_dates_is_open(told: Read) -> None:
    text = "Région Normandie\n\nUne aide\n\nLa Région verse la prime « Cap Exemple », de 500 €, aux sages-femmes.\n"
    assert [p.programme_status for p in told(text).programmes] == ["open"]


def test_the_title_says_from_when_the_one_service_of_a_page_is_there(told: Read) -> None:
    text = (
        "MSA d'Exemple\n\nAgriculteurs : une ligne à vous, dès le 3 mars\n\n"
        "La MSA d'Exemple crée « Réagir ensemble », un service d'écoute pour les exploitants.\n"
    )
    assert [p.start_date for p in told(text).programmes] == [date(2025, 3, 3)]


def test_a_season_and_the_day_of_publication_are_no_times_of_a_service(told: Read) -> None:
    text = (
        "Ville d'Aubenas\n\nLa maison de santé des Oliviers vous accueille\n\n6 janvier 2025\n\nDepuis le 2 janvier, "
        "la maison de santé des Oliviers reçoit ses patients à Aubenas. L'ancien dispensaire avait fermé en 2011, "
        "après la saison 2010-2011.\n"
    )
    [service] = told(text).programmes
    assert (service.start_date, service.end_date) == (date(2025, 1, 2), None)


def test_a_plan_lasts_as_long_as_money_is_set_aside_for_it(told: Read) -> None:
    text = (
        "Département de la Haute-Loire\n\nUn plan santé\n\nLes élus ont adopté le plan « Terre d'Exemple ». Le "
        "Département y consacrera 4,6 millions d'euros entre 2026 et 2030.\n"
    )
    [plan] = told(text).programmes
    assert (plan.start_date, plan.end_date) == (date(2026, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("told_later", "start", "end"),
    [
        ("Deux infirmières y répondent depuis le 6 janvier 2025.", date(2025, 1, 6), None),
        ("C'est un essai, mené jusqu'au 31 août 2026.", None, date(2026, 8, 31)),
        ("Début : 3 mars 2025 / Fin : 27 juin 2025", date(2025, 3, 3), date(2025, 6, 27)),
        (
            "L'essai commencera le 3 mars 2025. L'expérimentation durera dix-huit mois.",
            date(2025, 3, 3),
            date(2026, 9, 2),
        ),
    ],
)
def test_all_of_a_page_on_one_thing_says_when_it_runs(
    told: Read, told_later: str, start: date | None, end: date | None
) -> None:
    text = (
        "Département de la Haute-Saône\n\nS'installer sans peine\n\nLe Département a créé le guichet « Exemple 70 "
        f"».\n\nS'installer, c'est remplir des papiers.\n\n{told_later}\n"
    )
    [service] = told(text).programmes
    assert (service.start_date, service.end_date) == (start, end)


def test_a_length_in_months_tells_the_end(told: Read) -> None:
    text = (
        "Ville de Vire\n\nLa navette\n\nÀ compter du 31 mars 2025, une navette santé conduira les habitants chez le "
        "médecin. Elle circulera pendant onze mois.\n"
    )
    [service] = told(text).programmes
    assert (service.start_date, service.end_date) == (date(2025, 3, 31), date(2026, 2, 27))


def test_the_day_on_which_a_thing_ends_is_not_its_first(told: Read) -> None:
    text = (
        "Association Exemple\n\nClap de fin pour « Café Modèle »\n\nAprès deux ans, le service « Café Modèle » s'est "
        "arrêté le 31 octobre 2024.\n"
    )
    [service] = told(text).programmes
    assert (service.start_date, service.end_date, service.programme_status) == (
        None,
        date(2024, 10, 31),
        "completed",
    )


def test_the_last_day_to_answer_ends_a_survey(told: Read) -> None:
    text = (
        "Union d'Exemple\n\nUn baromètre\n\nL'union lance son baromètre « Soignants 2025 ». Répondez avant "
        "le 27 mars 2025.\n"
    )
    assert [p.end_date for p in told(text).programmes] == [date(2025, 3, 27)]


def test_calls_counted_over_a_list_are_its_items(told: Read) -> None:
    text = (
        "ARS Bretagne\n\nDeux appels à projets pour 2025\n\n- Exemple du sommeil : dépôt jusqu'au 31 mars 2025\n"
        "- Exemple du repas : dépôt jusqu'au 2 mai 2025\n"
    )
    assert [(p.name, p.end_date) for p in told(text).programmes] == [
        ("Exemple du sommeil", date(2025, 3, 31)),
        ("Exemple du repas", date(2025, 5, 2)),
    ]


def test_a_call_closed_since_a_day_has_ended_on_it(told: Read) -> None:
    text = (
        "Appel à projets « Bien dans sa ville »\n\nCet appel à projets est clos depuis le 31 janvier 2025.\n"
    )
    [call] = told(text, on="2025-02-12").programmes
    assert (call.end_date, call.programme_status) == (date(2025, 1, 31), "closed")


def test_a_label_of_dates_gives_the_first_and_the_last(told: Read) -> None:
    text = "Formation « Soigner au village »\n\nDates : 13 et 14 mars 2025\nLieu : Auch\n"
    [course] = told(text).programmes
    assert (course.start_date, course.end_date) == (date(2025, 3, 13), date(2025, 3, 14))


@pytest.mark.parametrize("when", ["Dès le mois de mai 2025", "À compter de ce 1er mai 2025"])
def test_little_words_stand_between_a_bound_and_its_date(told: Read, when: str) -> None:
    text = f"Un médicobus pour sept communes\n\n{when}, un médicobus sillonnera le Morvan.\n"
    [bus] = told(text).programmes
    assert (bus.name, bus.start_date) == ("médicobus", date(2025, 5, 1))

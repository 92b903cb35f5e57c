"""The level, dates and lead of programmes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from flows.normalise.frames.model import Announcement

Read = Callable[..., Announcement]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Depuis le 2 janvier, une consultation d'allergologie est ouverte à Millau.", "establishment"),
        ("Le bus santé circule à Millau depuis le 2 janvier 2025.", "commune"),
        (
            "Le contrat local de santé de Millau Grands Causses a été signé le 2 janvier 2025.",
            "intercommunal",
        ),
    ],
)
def test_what_is_at_one_place_is_an_establishment_but_for_what_goes_about(
    told: Read, text: str, scope: str
) -> None:
    publisher = "Ville de Millau" if scope == "commune" else "Centre hospitalier de Millau"
    page = f"{publisher}\n\nDu nouveau pour la santé\n\n{text}\n"
    assert [p.scope for p in told(page).programmes] == [scope]


def test_a_course_begins_and_ends_with_its_lessons_not_with_the_open_days(told: Read) -> None:
    text = (
        "Devenir infirmier à Guéret\n\nL'institut ouvre la formation « Soigner ici ». Portes ouvertes du 11 au "
        "31 janvier 2025, vœux du 18 janvier au 14 mars.\n\nLes cours débuteront le 1er septembre 2025 et "
        "s'achèveront en juin 2028.\n"
    )
    [course] = told(text).programmes
    assert (course.start_date, course.end_date) == (date(2025, 9, 1), date(2028, 6, 30))


def test_first_patients_open_a_house(told: Read) -> None:
    text = (
        "La maison de santé va ouvrir\n\nLundi 3 mars, les premiers patients pousseront la porte de la maison de "
        "santé pluriprofessionnelle. Installée dans l'ancienne école, elle réunira trois généralistes.\n"
    )
    assert [p.start_date for p in told(text).programmes] == [date(2025, 3, 3)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Dans le cadre du dispositif « Un an ici », la Région remettra cinq bourses de 4 000 €.",
            ["Un an ici"],
        ),
        ("Notre formation « Un an ici » revient à Vire le 24 janvier.", ["Un an ici"]),
    ],
)
def test_a_title_with_a_day_ahead_or_a_sum_is_told_of(told: Read, sentence: str, found: list[str]) -> None:
    text = f"Notre lettre de janvier\n\nBonne année à tous, et bonne lecture.\n\n{sentence}\n"
    assert [p.name for p in told(text).programmes] == found


def test_the_title_of_another_programme_leads_nothing(told: Read) -> None:
    text = (
        "Agglomération de Vire\n\nContrat local de santé : à vous\n\nL'enquête « Association Santé pour tous » est "
        "ouverte du 3 mars au 4 avril 2025. Elle prépare le contrat local de santé, signé en décembre.\n"
    )
    leads = {p.lead_organisation_name for p in told(text).programmes}
    assert "Association Santé" not in leads


@pytest.mark.parametrize(
    ("sentence", "scope"),
    [
        ("Le service est ouvert à Laval et à Mayenne depuis le 2 janvier.", "department"),
        ("Le service va partout dans le département depuis le 2 janvier.", "department"),
    ],
)
def test_what_a_departments_body_runs_in_several_towns_is_for_the_department(
    told: Read, sentence: str, scope: str
) -> None:
    text = f"Conseil départemental de la Mayenne\n\nDu répit\n\nLe Département crée le service « Pause ». {sentence}\n"
    assert [p.scope for p in told(text).programmes] == [scope]


def test_an_institute_of_the_nation_acts_for_all_of_it(told: Read) -> None:
    text = (
        "Institut national du cancer\n\nUn appel\n\nL'Institut national du cancer lance l'appel à projets « Sans tabac », "
        "ouvert du 2 janvier au 3 mars 2025.\n"
    )
    assert [p.scope for p in told(text).programmes] == ["national"]


def test_the_lead_tells_that_what_the_title_names_is_still_to_come(told: Read) -> None:
    text = "Une maison de santé à Ligueil\n\nLa future maison de santé de Ligueil sera livrée à l'été 2026.\n"
    [house] = told(text, on="2025-02-12").programmes
    assert (house.programme_type, house.programme_status) == ("investment", "announced")


def test_a_year_near_a_word_of_beginning_is_no_beginning(told: Read) -> None:
    text = (
        "Parlons santé\n\nTreize ans après le rapport de 2012, la Ville ouvre une concertation, « Parlons "
        "santé », dans tous les quartiers.\n"
    )
    [asked] = told(text, on="2025-02-12").programmes
    assert (asked.name, asked.start_date) == ("Parlons santé", None)

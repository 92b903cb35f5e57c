"""Code lists hold the promised codes, with labels and definitions in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.codes import CODE_LISTS, read_code_list
from schemas.model import Code, SchemaDeclarationError

PROMISED_CODES = {
    "event_type": (
        "forum conference workshop training meeting ceremony consultation campaign webinar screening "
        "open_day other"
    ),
    "session_type": (
        "welcome opening talk round_table workshop discussion break meal ceremony closing other"
    ),
    "date_precision": "time day month season year",
    "attendance_mode": "offline online mixed",
    "event_status": "scheduled cancelled postponed rescheduled held",
    "attendance_qualifier": "exact about at_least up_to",
    "programme_type": (
        "plan strategy project training call_for_projects aid_scheme consultation contract partnership "
        "service investment other"
    ),
    "programme_scope": "establishment commune intercommunal department region national",
    "programme_status": "announced open running closed completed",
    "objective_level": "axis objective action",
    "amount_qualifier": "exact about up_to at_least between",
    "amount_basis": "total per_year per_month per_beneficiary per_unit",
    "instrument": "grant call_for_projects bonus investment loan prize operating other",
    "funding_status": "announced open awarded paid closed",
    "organisation_type": (
        "regional_health_agency ministry health_insurance hospital council municipality university "
        "association union professional_body federation company health_centre other"
    ),
    "organisation_role": "organiser lead partner funder participant beneficiary",
    "subject_type": "event programme funding",
    "value_qualifier": "exact about at_least up_to",
    "unit": (
        "people professionals sites places contacts responses sessions events actions posts teams "
        "consultations hospitalisations percent points euros other"
    ),
    "quarantine_stage": "fetch normalise publish",
    "source_state": "ok unchanged partly stale failed blocked empty",
    "change": "added changed removed superseded",
    "region": "01 02 03 04 06 11 24 27 28 32 44 52 53 75 76 84 93 94",
}


def test_every_list_holds_the_promised_codes() -> None:
    assert {name: " ".join(codes.values) for name, codes in CODE_LISTS.items()} == PROMISED_CODES


def test_a_code_has_its_label_and_definition_in_both_languages() -> None:
    assert CODE_LISTS["programme_scope"].codes[2] == Code(
        "intercommunal",
        "Intercommunale",
        "Intercommunal",
        "Plusieurs communes : groupement d’hôpitaux, CPTS, contrat local de santé, intercommunalité.",
        "Several communes: a group of hospitals, a CPTS, a local health contract, an intercommunality.",
    )


def test_wording_of_codes_is_whole() -> None:
    for codes in CODE_LISTS.values():
        for code in codes.codes:
            place = f"{codes.name}.{code.code}"
            assert code.definition_fr.endswith("."), place
            assert code.definition_en.endswith("."), place
            assert "'" not in code.label_fr + code.definition_fr, f"straight apostrophe: {place}"
        labels = [code.label_fr for code in codes.codes]
        assert len(set(labels)) == len(labels), codes.name


def test_regions_name_each_of_the_101_departments_once() -> None:
    departments = [
        department
        for region in CODE_LISTS["region"].codes
        for department in region.definition_en.rstrip(".").split(" ", 1)[1].split(", ")
    ]
    assert len(departments) == 101
    assert len(set(departments)) == 101


def test_every_file_says_in_a_comment_what_the_list_is() -> None:
    folder = Path(read_code_list.__code__.co_filename).parent
    files = sorted(folder.glob("*.yaml"))
    assert [path.stem for path in files] == sorted(PROMISED_CODES)
    assert [path.name for path in files if not path.read_text("utf-8").startswith("# ")] == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("title_fr: T\ntitle_en: T\n", "the list must have the keys codes, title_en, title_fr"),
        (
            "title_fr: T\ntitle_en: T\ncodes:\n  01: {fr: a, en: a, definition_fr: a, definition_en: a}\n",
            "the code 1 is not text; put it in quotes",
        ),
        (
            "title_fr: T\ntitle_en: T\ncodes:\n  a: {fr: a, en: a, definition_fr: a}\n",
            "the code 'a' must have the keys definition_en, definition_fr, en, fr",
        ),
        (
            "title_fr: T\ntitle_en: T\ncodes:\n  a: {fr: a, en: 1, definition_fr: a, definition_en: a}\n",
            "en of the code 'a' must be text",
        ),
    ],
)
def test_a_faulty_file_is_refused_with_its_name(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "faulty.yaml"
    path.write_text(content, "utf-8")
    with pytest.raises(SchemaDeclarationError) as raised:
        read_code_list(path)
    assert str(raised.value) == f"faulty.yaml: {message}."

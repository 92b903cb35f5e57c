"""The tables hold every column that users rely on, and say what they mean in both languages."""

from __future__ import annotations

import re

import pytest

from schemas import TABLES
from schemas.codes import CODE_LISTS
from schemas.model import Column, Table
from schemas.patterns import WORDING

EVIDENCE = "evidence evidence_start evidence_end"

PROMISED_COLUMNS = {
    "announcement": (
        "announcement_id source_id url title publisher_name published_on language region_code "
        "department_code content_digest fetched_at first_seen_on last_seen_on licence"
    ),
    "event": (
        "event_id announcement_id parent_event_id name event_type start_date start_time end_date end_time "
        "date_precision attendance_mode venue_name street_address postal_code commune_name commune_code "
        "department_code region_code latitude longitude organiser_name audience attendance_count "
        f"attendance_qualifier event_status registration_deadline registration_url same_as_event_id {EVIDENCE}"
    ),
    "event_session": f"session_id event_id position start_time end_time title session_type {EVIDENCE}",
    "event_speaker": f"event_id session_id position role organisation_name person_name {EVIDENCE}",
    "programme": (
        "programme_id announcement_id name acronym programme_type lead_organisation_name start_date end_date "
        f"date_precision scope commune_code department_code region_code programme_status {EVIDENCE}"
    ),
    "programme_objective": f"objective_id programme_id position parent_objective_id level text {EVIDENCE}",
    "programme_site": (
        f"programme_id position site_name commune_name commune_code department_code region_code {EVIDENCE}"
    ),
    "funding": (
        "funding_id announcement_id programme_id event_id funder_name beneficiary beneficiary_count purpose "
        "amount_eur amount_max_eur amount_qualifier amount_basis rate_percent instrument period_start "
        f"period_end application_deadline funding_status {EVIDENCE}"
    ),
    "organisation_role": (
        "announcement_id subject_type subject_id organisation_name organisation_id organisation_type role "
        f"{EVIDENCE}"
    ),
    "indicator": (
        "indicator_id announcement_id subject_type subject_id label value value_qualifier unit out_of "
        f"period_start period_end {EVIDENCE}"
    ),
    "announcement_url": "announcement_id url first_seen_on last_seen_on",
    "quarantine": (
        "quarantine_id announcement_id source_id url stage table_name column_name raw_value rule reason_fr "
        f"reason_en {EVIDENCE}"
    ),
    "source_status": ("source_id title status checked_at announcements rows problems message_fr message_en"),
    "changes": "position table_name row_key change column_name value_before value_after superseded_by",
}

PRIMARY_KEYS = {
    "announcement": ("announcement_id",),
    "event": ("event_id",),
    "event_session": ("session_id",),
    "event_speaker": ("event_id", "position"),
    "programme": ("programme_id",),
    "programme_objective": ("objective_id",),
    "programme_site": ("programme_id", "position"),
    "funding": ("funding_id",),
    "organisation_role": ("subject_type", "subject_id", "organisation_name", "role"),
    "indicator": ("indicator_id",),
    "announcement_url": ("announcement_id", "url"),
    "quarantine": ("quarantine_id",),
    "source_status": ("source_id",),
    "changes": ("position",),
}

FOREIGN_KEYS = {
    "announcement.source_id -> source_status.source_id",
    "event.announcement_id -> announcement.announcement_id",
    "event.parent_event_id -> event.event_id",
    "event.same_as_event_id -> event.event_id",
    "event_session.event_id -> event.event_id",
    "event_speaker.event_id -> event.event_id",
    "event_speaker.session_id -> event_session.session_id",
    "programme.announcement_id -> announcement.announcement_id",
    "programme_objective.programme_id -> programme.programme_id",
    "programme_objective.parent_objective_id -> programme_objective.objective_id",
    "programme_site.programme_id -> programme.programme_id",
    "funding.announcement_id -> announcement.announcement_id",
    "funding.programme_id -> programme.programme_id",
    "funding.event_id -> event.event_id",
    "organisation_role.announcement_id -> announcement.announcement_id",
    "indicator.announcement_id -> announcement.announcement_id",
    "announcement_url.announcement_id -> announcement.announcement_id",
}

EVERY_COLUMN = [(table, column) for table in TABLES.values() for column in table.columns]


def test_tables_stand_in_publication_order_with_every_promised_column() -> None:
    assert [(name, " ".join(table.column_names)) for name, table in TABLES.items()] == list(
        PROMISED_COLUMNS.items()
    )


def test_keys() -> None:
    assert {name: table.primary_key for name, table in TABLES.items()} == PRIMARY_KEYS
    assert {name: table.sort_key for name, table in TABLES.items()} == PRIMARY_KEYS


def test_references_lead_to_the_keys_of_the_tables_they_name() -> None:
    declared = {
        f"{table.name}.{key.column} -> {key.table}.{key.target}"
        for table in TABLES.values()
        for key in table.foreign_keys
    }
    assert declared == FOREIGN_KEYS
    for table in TABLES.values():
        for key in table.foreign_keys:
            assert TABLES[key.table].primary_key == (key.target,)


def test_subjects_lead_to_the_table_that_their_type_names() -> None:
    typed = {table.name: table.typed_keys for table in TABLES.values() if table.typed_keys}
    assert set(typed) == {"organisation_role", "indicator"}
    for (key,) in typed.values():
        assert (key.type_column, key.id_column) == ("subject_type", "subject_id")
        assert key.targets == (
            ("event", "event", "event_id"),
            ("programme", "programme", "programme_id"),
            ("funding", "funding", "funding_id"),
        )
        assert tuple(code for code, _, _ in key.targets) == CODE_LISTS["subject_type"].values


def test_only_the_name_of_a_speaker_is_personal() -> None:
    personal = [(table.name, column.name) for table, column in EVERY_COLUMN if column.personal]
    assert personal == [("event_speaker", "person_name")]


def test_what_changes_without_news_is_volatile() -> None:
    volatile: dict[str, list[str]] = {}
    for table, column in EVERY_COLUMN:
        if column.volatile and not column.name.startswith("evidence_"):
            volatile.setdefault(table.name, []).append(column.name)
    assert {name: " ".join(columns) for name, columns in volatile.items()} == {
        "announcement": "content_digest fetched_at last_seen_on",
        "announcement_url": "last_seen_on",
        "source_status": "status checked_at announcements rows problems message_fr message_en",
    }
    positions = [column for _, column in EVERY_COLUMN if column.name in ("evidence_start", "evidence_end")]
    assert all(column.volatile for column in positions)


def test_units_of_measure() -> None:
    units = {
        (table.name, column.name): column.unit
        for table, column in EVERY_COLUMN
        if column.unit and not column.name.startswith("evidence")
    }
    assert units == {
        ("event", "latitude"): "degrees",
        ("event", "longitude"): "degrees",
        ("event", "attendance_count"): "persons",
        ("funding", "amount_eur"): "EUR",
        ("funding", "amount_max_eur"): "EUR",
        ("funding", "rate_percent"): "percent",
    }


def test_columns_name_code_lists_that_exist_and_every_list_is_used() -> None:
    assert {column.codes for _, column in EVERY_COLUMN if column.codes} == set(CODE_LISTS)


def test_every_pattern_can_be_told_to_people() -> None:
    assert {column.pattern for _, column in EVERY_COLUMN if column.pattern} <= set(WORDING)


@pytest.mark.parametrize(
    ("column", "fits", "does_not"),
    [
        ("commune_code", ["35238", "2A004", "97411"], ["3523", "2C004", "352380", "35238\n"]),
        (
            "department_code",
            ["01", "19", "21", "2A", "2B", "95", "971", "976", "988"],
            ["1", "00", "20", "96", "97", "979", "983", "001"],
        ),
        ("postal_code", ["01000", "97400"], ["1000", "2A004"]),
        ("registration_url", ["https://exemple.fr/a?b=1"], ["exemple.fr", "mailto:x", "https://a b"]),
        ("event_id", ["e1", "evt-9f"], ["1", "9f", "e 1", ""]),
    ],
)
def test_forms_of_codes_and_addresses(column: str, fits: list[str], does_not: list[str]) -> None:
    pattern = re.compile(TABLES["event"].column(column).pattern or "")
    assert [text for text in fits if not pattern.fullmatch(text)] == []
    assert [text for text in does_not if pattern.fullmatch(text)] == []


def test_wording_is_whole_in_both_languages() -> None:
    for table in TABLES.values():
        every: list[Table | Column] = [table, *table.columns]
        for described in every:
            place = f"{table.name}.{described.name}"
            assert described.description_fr.endswith((".", "…")), place
            assert described.description_en.endswith((".", "…")), place
            assert described.description_fr != described.description_en, place
            assert "'" not in described.title_fr + described.description_fr, f"straight apostrophe: {place}"
            assert not re.search(r"[^ ][:;!?»](\s|$)", described.description_fr), f"no space: {place}"

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from flows.normalise.frames.model import Event, Evidence, Funding
from flows.normalise.identities import Identities, identifier

AT = Evidence(0, 1)


def event(**changes: object) -> Event:
    facts = {
        "name": "Forum santé",
        "event_type": "forum",
        "start_date": date(2025, 1, 14),
        "start_time": "18:00",
        "commune_code": "40088",
        "organiser_name": "ARS Exemple",
    }
    return Event(AT, **{**facts, **changes})  # type: ignore[arg-type]


def test_a_corrected_hour_or_a_new_title_leaves_the_identifier() -> None:
    first = Identities("a1").event(event())
    assert Identities("a1").event(event(start_time="19:00")) == first
    assert Identities("a1").event(event(name="Grand forum de la santé")) == first
    assert Identities("a1").event(event(organiser_name="ARS  EXEMPLE")) == first


def test_another_day_place_organiser_or_announcement_makes_another() -> None:
    first = Identities("a1").event(event())
    others = [
        Identities("a1").event(event(start_date=date(2025, 1, 15))),
        Identities("a1").event(event(commune_code="40192")),
        Identities("a1").event(event(organiser_name="URPS Exemple")),
        Identities("a2").event(event()),
    ]
    assert len({first, *others}) == 5


def test_likes_of_one_announcement_are_told_apart_and_the_first_keeps_its_identifier() -> None:
    alone = Identities("a1").event(event())
    ids = Identities("a1")
    three = [ids.event(event()), ids.event(event(name="Atelier A")), ids.event(event(name="Atelier A"))]
    assert three[0] == alone
    assert len(set(three)) == 3


def test_the_hour_of_the_second_workshop_of_a_day_leaves_its_identifier() -> None:
    def second(start_time: str) -> str:
        ids = Identities("a1")
        ids.event(event())
        return ids.event(event(name="Atelier B", start_time=start_time))

    assert second("14:00") == second("15:00")


def test_a_sum_is_known_by_funder_beneficiary_and_amount() -> None:
    told = Funding(AT, funder_name="ARS Exemple", instrument="grant")
    assert Identities("a1").funding("p1", told) == Identities("a1").funding(
        "p1", Funding(AT, funder_name="ARS Exemple", funding_status="paid")
    )


@given(st.lists(st.one_of(st.none(), st.text(), st.integers(), st.dates()), min_size=1, max_size=4))
def test_identifiers_begin_with_a_letter_and_follow_from_the_facts(facts: list[object]) -> None:
    key = identifier("event", *facts)
    assert key == identifier("event", *facts)
    assert key[0] == "e"
    assert len(key) == 17
    assert key != identifier("programme", *facts)

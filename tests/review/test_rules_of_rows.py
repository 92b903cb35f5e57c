"""Each row says which functions read it."""

from __future__ import annotations

import linecache
import sys
from datetime import date
from pathlib import Path

from flows.normalise.documents import read_document
from flows.normalise.frames.model import Evidence, Site
from flows.normalise.reading import Source, read
from flows.normalise.rows import Rows
from flows.review.announcement import Review, review
from flows.review.makers import Makers, Step, recorded_makers

PAGE = """Ville d'Exemple

Réunion publique sur le centre de santé

La réunion publique sur le centre de santé aura lieu le mardi 14 janvier 2025 à 18h30, à la salle des
fêtes de Saint-Agrève (07).
"""
CONSTRUCTORS = {
    "event": "Event(", "event_session": "Session(", "event_speaker": "Speaker(", "programme": "Programme(",
    "programme_objective": "Objective(", "programme_site": "Site(", "funding": "Funding(",
    "organisation_role": "OrganisationRole(", "indicator": "Indicator(",
}  # fmt: skip
ROOT = Path(__file__).parents[2]


def test_an_event_names_its_reader_and_the_function_that_made_it() -> None:
    found = review(PAGE.encode(), "text/plain", "https://exemple.fr/reunion", date(2025, 1, 6))
    (event,) = found.by_table["event"]
    assert (event.steps[0].module, event.steps[0].function) == (
        "flows.normalise.frames.events.read",
        "read_events",
    )
    assert event.rule.startswith(f"events/read.py:{event.steps[0].line} read_events › ")
    assert found.as_dict()["event"][0]["read_by"] == [str(step) for step in event.steps]
    assert [step.function for step in found.rows[0].steps] == [
        "read_title", "read_publisher", "read_published_on",
    ]  # fmt: skip
    assert " › " not in found.rows[0].rule


def test_every_row_of_every_announcement_was_made_where_it_says(reviews: dict[str, Review]) -> None:
    """The last function holds, in the line it names, the words that make such a row or a copy of one."""
    for name, found in reviews.items():
        for row in found.rows[1:]:
            assert row.steps, (name, row.table)
            assert row.steps[0].function.startswith("read_"), (name, row.rule)
            file = ROOT / (row.steps[-1].module.replace(".", "/") + ".py")
            line = linecache.getline(str(file), row.steps[-1].line)
            assert CONSTRUCTORS[row.table] in line or "replace(" in line, (name, row.rule, line)


def test_a_review_reads_what_the_pipeline_reads() -> None:
    url, day = "https://exemple.fr/reunion", date(2025, 1, 6)
    found = review(PAGE.encode(), "text/plain", url, day)
    reading = read(PAGE.encode(), "text/plain", url, day, Source())
    rows = Rows(reading.page.document, found.rows[0].values["announcement_id"])
    rows.add(reading.told)
    assert found.text == read_document(PAGE.encode(), "text/plain", url).text
    assert {table: [r.values for r in found.by_table[table]] for table in rows.by_table} == rows.by_table


def test_nothing_is_noted_of_what_was_made_elsewhere() -> None:
    site = Site(Evidence(0, 1), "Privas")
    assert Makers().of(site) == ()
    with recorded_makers() as makers:
        here = Site(Evidence(0, 1), "Privas")
    assert makers.of(here) == ()  # made here, by no rule
    assert str(Step("flows.normalise.frames.sites.read", "read_sites", 7)) == "sites/read.py:7 read_sites"


def test_the_hook_goes_when_the_review_fails() -> None:
    before = sys.getprofile()
    try:
        with recorded_makers():
            raise ValueError
    except ValueError:
        assert sys.getprofile() is before

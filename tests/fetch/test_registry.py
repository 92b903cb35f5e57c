"""The sources that ship with the project: what their files promise, checked without network."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from flows.fetch import source as registry
from flows.fetch.connectors.feed import Feed
from flows.fetch.source import Source, load_sources, registered_names
from flows.normalise.reference import gazetteer
from schemas.codes import CODE_LISTS

FILES = sorted((Path(registry.__file__).parent / "sources").glob("*.yaml"))


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    return load_sources("all")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_declares_the_source_it_is_named_after(file: Path) -> None:
    assert [source.id for source in load_sources(str(file))] == [file.stem]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_keys_stand_in_the_order_of_the_page_of_settings(file: Path) -> None:
    keys = list(yaml.safe_load(file.read_text("utf-8")))
    assert keys == [name for name in Source.model_fields if name in keys]


def test_every_source_asks_a_site_and_says_what_it_rests_on(sources: list[Source]) -> None:
    assert len(sources) >= 60
    assert len(sources) == len(registered_names()) - 1
    for source in sources:
        assert source.connector.live, source.id
        assert source.gives, source.id
        assert source.schedule, source.id
        assert source.notes, source.id


def test_every_source_says_whether_it_was_seen_to_work() -> None:
    for file in FILES:
        declared = yaml.safe_load(file.read_text("utf-8"))
        if file.stem != "sample":
            assert "verified_on" in declared, file
            assert declared["verified_on"] is None or declared["verified_on"] <= date.today(), file


def test_no_site_is_declared_twice(sources: list[Source]) -> None:
    assert len({repr(source.connector) for source in sources}) == len(sources)


def test_every_kind_of_publisher_is_there(sources: list[Source]) -> None:
    kinds = {source.publisher.type for source in sources if source.publisher}
    assert kinds == set(CODE_LISTS["organisation_type"].values)


def test_every_region_has_its_health_agency_under_the_agencys_host(sources: list[Source]) -> None:
    hosts = {
        source.territory.region_code: urlsplit(source.connector.url).hostname
        for source in sources
        if source.id.startswith("ars-") and isinstance(source.connector, Feed)
    }
    assert hosts == {agency.region_code: agency.host for agency in gazetteer.health_agencies()}


def test_departments_lie_in_their_regions(sources: list[Source]) -> None:
    territories = {source.id: source.territory for source in sources if source.territory.department_code}
    assert {name: territory.region_code for name, territory in territories.items()} == {
        name: gazetteer.region_of_department(territory.department_code)
        for name, territory in territories.items()
    }


def test_numbers_of_towns_and_their_groupings_are_those_of_insee(sources: list[Source]) -> None:
    official = {commune.siren for commune in gazetteer.communes()}
    official |= {grouping.siren for grouping in gazetteer.intercommunalities()}
    declared = {
        source.publisher.siren
        for source in sources
        if source.publisher and source.publisher.type in ("council", "municipality")
    }
    assert declared - {None} <= official

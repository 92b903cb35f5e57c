"""What tests of several folders use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest_plugins = ["local_site"]


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """A temporary Prefect server and database; starting a second one in a session breaks."""
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=90):
        yield

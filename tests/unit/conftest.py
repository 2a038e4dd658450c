"""Fixtures of the pure packages."""

import pytest
from deadline_cases import shipped_calendar
from deadlines import WorkCalendar
from hypothesis import settings

# The same examples on every machine: a failure must be the fault of the change under test.
settings.register_profile("griddesk", derandomize=True, deadline=None, database=None)
settings.load_profile("griddesk")


@pytest.fixture(scope="session")
def calendar() -> WorkCalendar:
    """Return the production calendar that the product ships, 2013-2027."""
    return shipped_calendar()

"""A real Chromium before a running server with the sample company; `./griddesk test browser` starts both."""

import os
import shutil
from datetime import UTC, datetime

import pytest
from person import PHONE, WIDE, Person
from playwright.sync_api import sync_playwright

HERE = {"locale": "ru-RU", "timezone_id": "Asia/Novokuznetsk"}
#: Kinds of rates and their units, made for the story: no regulator has set them.
RATES = {"preferential": "kw", "social": "kw", "c1_1": "connection", "c1_2": "connection", "per_power": "kw"}
#: Two that begin without a letter, while a new server does what its clock has due, then the longest two; of what comes
#: last nothing is long, so that neither browser waits for the other at the end.
FIRST = ("test_reception.py", "test_desk.py", "test_accessible.py", "test_transfer.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the first files begin first; the order of the others stays."""
    place = {name: number for number, name in enumerate(FIRST)}
    items.sort(key=lambda item: place.get(item.path.name, len(FIRST)))


@pytest.fixture(params=[False, True], ids=["wide", "phone"])
def phone(request) -> bool:
    """A story is told at a wide screen and on a phone."""
    return request.param


@pytest.fixture(scope="session")
def url(worker_id) -> str:
    """The address of the server under test: of several, the own one of each process that runs tests at a time."""
    addresses = os.environ["GRIDDESK_URL"].split()
    return addresses[0 if worker_id == "master" else int(worker_id.removeprefix("gw"))]


@pytest.fixture(scope="session")
def chromium():
    """One browser for the whole session; each person gets a window without a past."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in(chromium, url):
    """Give what the browser keeps of a login that has signed in: each signs in once, by its page."""
    kept = {}

    def state(login: str) -> dict:
        if login not in kept:
            someone = Person(chromium.new_context(**HERE), url)
            someone.sign_in(login)
            kept[login] = someone.context.storage_state()
            someone.leave()
        return kept[login]

    return state


@pytest.fixture
def person(chromium, signed_in, url):
    """Give people at their screens; afterwards nobody may have met an error or asked for a foreign address.

    With a login she has signed in before, and opens the page she wants; who shows the way in signs in herself.
    """
    people = []

    def arrive(login: str | None = None, phone: bool = False, javascript: bool = True) -> Person:
        context = chromium.new_context(
            viewport=PHONE if phone else WIDE,
            java_script_enabled=javascript,
            storage_state=signed_in(login) if login else None,
            **HERE,
        )
        someone = Person(context, url)
        people.append(someone)
        return someone

    yield arrive
    for someone in people:
        someone.leave()


@pytest.fixture
def engineer(person):
    """An engineer whose company knows rates of the fee today."""
    lawyer = person("methodologist")
    today = datetime.now(UTC).date()
    region = lawyer.call("grid.branch", "search_read", [[["code", "=", "KEM"]]], {"fields": ["state_id"]})[0][
        "state_id"
    ]
    for kind, unit in RATES.items():
        domain = [["kind", "=", kind], ["state_id", "=", region[0]], ["valid_from", "<=", today.isoformat()]]
        if not lawyer.call("grid.fee.rate", "search_count", [domain]):
            values = {
                "kind": kind,
                "unit": unit,
                "state_id": region[0],
                "amount": 5000,
                "valid_from": f"{today.year}-01-01",
            }
            lawyer.call("grid.fee.rate", "create", [values])
    return person("specialist")

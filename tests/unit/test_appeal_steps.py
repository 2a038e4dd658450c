"""The pages of the public form: their order, what each asks, what each keeps."""

import doctest

import pytest
from appeal_form import fields, steps


def test_the_examples_in_the_documentation_hold():
    assert doctest.testmod(steps).failed == 0


@pytest.mark.parametrize("way", steps.WAYS)
def test_every_way_asks_or_has_answered_every_field(way):
    asked = {field for page in steps.WAYS[way] for field in steps.FIELDS[page]}
    assert set(fields.AppealForm().values()) <= asked | set(steps.GIVEN[way])
    assert not asked & set(steps.GIVEN[way])


@pytest.mark.parametrize("way", steps.WAYS)
def test_every_finding_has_its_page(way):
    form = fields.read({**steps.GIVEN[way], "inn": "1", "account_number": "<", "email": "@", "phone": "1"})
    for finding in fields.check(form, {"transmission"}, {"outage_message"}):
        assert finding.field in steps.FIELDS[steps.page_of(way, finding.field)]


@pytest.mark.parametrize("way", steps.WAYS)
def test_one_goes_on_and_back_the_same_way(way):
    pages = steps.WAYS[way]
    assert pages[-1] == "check"
    assert [steps.following(way, page) for page in pages] == [*pages[1:], None]
    assert [steps.preceding(way, page) for page in pages] == [None, *pages[:-1]]


@pytest.mark.parametrize("name", ["", None, "way", ["outage"], 5])
def test_a_way_that_is_none_is_the_ordinary_one(name):
    assert steps.known_way(name) == "appeal"


def test_a_page_gives_its_own_fields_only():
    everything = {"text": "Нет света с утра", "name": "Анна\r\nBcc: a@example.ru", "theme": "other", "key": "x"}
    assert steps.typed("what", everything) == {"text": "Нет света с утра"}
    assert steps.typed("person", everything)["name"] == "Анна Bcc: a@example.ru"
    assert steps.typed("check", everything) == {}


def test_a_flood_is_not_stored():
    kept = steps.kept({"text": "а" * 10**6, "name": "б" * 10**6, "email": "a@example.ru"})
    assert len(kept["text"]) == 2 * fields.TEXT_MAX
    assert len(kept["name"]) == 4 * fields.LINE_MAX
    assert kept["email"] == "a@example.ru"

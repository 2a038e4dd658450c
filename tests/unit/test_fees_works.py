"""The case of the works: every branch of the ordered list and its boundaries."""

from datetime import date
from decimal import Decimal

import pytest
from fee_tables import SHIPPED, citizen, firm
from fees import CASES, FactUnknown, NormNotFound, decide

D = Decimal
DAY = date(2026, 7, 1)
MOBILE = {"is_temporary": True, "is_mobile": True, "needs_building": False}
CLOSE = {"receiver_distance_m": D(15), "third_party_land": False}


def _case(facts):
    return decide(facts, DAY, SHIPPED).case


@pytest.mark.parametrize(
    ("facts", "case"),
    [
        (firm(**MOBILE, power_new_kw=D(150), distance_m=D(300)), "temporary_mobile"),
        (firm(**MOBILE, power_new_kw=D("150.001"), is_simple=True), "temporary"),
        (firm(**MOBILE, distance_m=D("300.1"), is_simple=True), "temporary"),
        (firm(**{**MOBILE, "needs_building": True}), "preferential_near"),
        (firm(is_temporary=True, is_simple=True), "temporary"),
        (firm(is_temporary=True), "preferential_near"),
        (citizen(**CLOSE), "last_metres_0.4kV"),
        (firm(**CLOSE, power_new_kw=D(150)), "last_metres_0.4kV"),
        (citizen(**CLOSE, power_new_kw=D("15.001")), "preferential_near"),
        (citizen(**CLOSE, power_existing_kw=D(1)), "preferential_near"),
        (firm(**CLOSE, power_new_kw=D("150.001")), "other"),
        (citizen(**CLOSE, sources=2), "preferential_near"),
        (citizen(**CLOSE, voltage_kv=D(6)), "preferential_near"),
        (citizen(**{**CLOSE, "third_party_land": True}), "preferential_near"),
        (citizen(**{**CLOSE, "receiver_distance_m": D("15.1")}), "preferential_near"),
        (firm(is_simple=True, power_new_kw=D(670)), "simple"),
        (firm(is_simple=True, power_new_kw=D("670.001")), "simple"),
        (firm(is_simple=True, voltage_kv=D(20)), "simple"),
        (firm(is_simple=True, voltage_kv=D(35)), "other"),
        (firm(is_simple=True, distance_m=D("300.1"), power_new_kw=D(200)), "other"),
        (firm(is_simple=True, distance_m=D(500), settlement_type="rural", power_new_kw=D(200)), "simple"),
        (firm(power_new_kw=D(150)), "preferential_near"),
        (firm(power_new_kw=D(100), power_existing_kw=D("50.001")), "other"),
        (firm(reliability_category="1"), "other"),
        (firm(voltage_kv=D(35)), "other"),
        (firm(distance_m=D("300.1")), "other"),
        (firm(power_new_kw=D(670)), "other"),
    ],
)
def test_the_case_of_the_works(facts, case):
    assert _case(facts) == case


def test_every_case_before_says_what_did_not_hold():
    found = decide(firm(is_simple=True), DAY, SHIPPED)
    assert [step.params["case"] for step in found.steps] == list(CASES[:4])
    assert [step.params["holds"] for step in found.steps] == [False, False, False, True]
    for step in found.steps[:-1]:
        assert any(not check["holds"] for check in step.params["checks"])


def test_a_check_names_the_limit_and_what_was_given():
    last = decide(firm(distance_m=D("300.5"), is_simple=True), DAY, SHIPPED).steps[3]
    near = next(check for check in last.params["checks"] if check["check"] == "near")
    assert (near["holds"], near["given"], near["limit"]) == (False, "300.5", "300")


def test_an_unknown_distance_of_receivers_is_not_short():
    step = decide(citizen(third_party_land=False), DAY, SHIPPED).steps[2]
    assert {"check": "last_metres", "holds": False, "given": None}.items() <= step.params["checks"][1].items()


def test_without_the_distance_no_case_is_guessed():
    with pytest.raises(FactUnknown, match="distance_m"):
        _case(firm(distance_m=None))


def test_without_a_limit_for_the_day_no_case_is_guessed():
    with pytest.raises(NormNotFound, match="2001-01-01"):
        decide(firm(), date(2001, 1, 1), SHIPPED)

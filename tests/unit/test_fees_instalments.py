"""Instalments by both options, interest, penalties: amounts to the kopeck."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from fee_tables import SHIPPED, citizen, firm, tables
from fees import InstalmentsRefused, Norm, NormNotFound, Tables, instalments, interest, penalty

D = Decimal
DAY = date(2026, 7, 1)


def test_four_parts():
    parts = instalments(D("123830.03"), "four_parts", firm(), DAY, SHIPPED)
    assert [(part.rule_code, part.amount) for part in parts] == [
        ("tp_instal_15", D("18574.50")),
        ("tp_instal_30", D("37149.01")),
        ("tp_instal_35", D("43340.51")),
        ("tp_instal_20", D("24766.01")),
    ]


def test_quarterly_parts():
    advance, *quarters = instalments(D("100000.00"), "quarterly", firm(), DAY, SHIPPED)
    assert (advance.rule_code, advance.amount) == ("tp_invoice_pay", D("5000.00"))
    assert [part.amount for part in quarters] == [D("7916.67")] * 11 + [D("7916.63")]
    assert {part.rule_code for part in quarters} == {"tp_instal_long"}
    assert [part.quarter for part in quarters] == list(range(1, 13))


def test_anybody_may_pay_at_once():
    (part,) = instalments(D(550), "whole", citizen(), DAY, Tables())
    assert (part.amount, part.rule_code) == (D(550), "tp_invoice_pay")


@pytest.mark.parametrize(
    ("facts", "failed"),
    [
        (citizen(), "business"),
        (firm(power_new_kw=D("150.1")), "power_to"),
        (firm(reliability_category="1"), "category_2_3"),
        (firm(distance_m=D(200)), "pays_for_works"),
        (firm(distance_m=D(300), settlement_type="rural"), "pays_for_works"),
    ],
)
def test_who_may_not_pay_in_parts_is_told_why(facts, failed):
    with pytest.raises(InstalmentsRefused) as refused:
        instalments(D(1000), "four_parts", facts, DAY, SHIPPED)
    assert [check["check"] for check in refused.value.params["checks"] if not check["holds"]] == [failed]


def _with_key_rate(*rows):
    return Tables((), (*SHIPPED.norms, *(Norm("key_rate_percent", D(value), *days, key=900) for value, *days in rows)))


def test_interest_runs_daily_on_the_debt():
    found = interest(D(95000), date(2026, 1, 1), date(2026, 1, 10), _with_key_rate(("16", None, None)))
    assert found.amount == D("520.55")  # 95 000 x 20 % x 10 / 365
    assert [step.params["days"] for step in found.steps] == [10]


def test_another_key_rate_and_a_leap_year_begin_another_line():
    rows = ("16", None, date(2027, 12, 30)), ("15", date(2027, 12, 31), None)
    found = interest(D(36600), date(2027, 12, 30), date(2028, 1, 1), _with_key_rate(*rows))
    # 36 600 x 20 % / 365 + 36 600 x 19 % / 365 + 36 600 x 19 % / 366
    assert [step.params["amount"] for step in found.steps] == ["20.05", "19.05", "19.00"]
    assert found.amount == D("58.11")


def test_interest_of_a_day_without_a_key_rate_is_refused():
    with pytest.raises(NormNotFound, match="key_rate_percent.*2026-01-02"):
        interest(D(1), date(2026, 1, 1), date(2026, 1, 3), _with_key_rate(("16", None, date(2026, 1, 1))))


@pytest.mark.parametrize(
    ("fee", "done", "options", "amount"),
    [
        ("100000", date(2026, 7, 11), {}, "2500.00"),
        ("100000", date(2026, 7, 1), {}, "0.00"),
        ("100000", date(2026, 6, 1), {}, "0.00"),
        ("550", date(2026, 7, 3), {"is_flat": True}, "55.00"),
        ("105000", date(2027, 7, 1), {"cap_percent": D(50)}, "52500.00"),
        ("105000", date(2026, 7, 2), {"cap_percent": D(50)}, "262.50"),
    ],
)
def test_a_penalty_is_a_percent_of_the_fee_a_day(fee, done, options, amount):
    assert penalty(D(fee), DAY, done, date(2026, 1, 1), SHIPPED, **options).amount == D(amount)


def test_a_capped_penalty_shows_both_sums():
    found = penalty(D(1000), DAY, date(2028, 7, 1), DAY, SHIPPED, cap_percent=D(100))
    assert [step.code for step in found.steps] == ["penalty", "penalty_cap"]


def test_the_percent_is_that_of_the_day_of_the_contract():
    old = replace(next(norm for norm in SHIPPED.norms if norm.code == "penalty_percent"), valid_to=date(2025, 12, 31))
    new = replace(old, value=D(1), valid_from=date(2026, 1, 1), valid_to=None)
    law = Tables((), (old, new))
    assert penalty(D(100), DAY, date(2026, 7, 2), date(2025, 12, 31), law).amount == D("0.25")
    assert penalty(D(100), DAY, date(2026, 7, 2), date(2026, 1, 1), law).amount == D("1.00")


def test_no_row_no_penalty():
    with pytest.raises(NormNotFound, match="penalty_percent"):
        penalty(D(100), DAY, date(2026, 7, 2), DAY, Tables())


def test_parts_of_a_fee_of_a_few_kopecks_are_never_below_nothing():
    assert [part.amount for part in instalments(D("0.06"), "quarterly", firm(), DAY, tables())][-1] >= 0

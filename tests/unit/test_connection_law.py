"""Every application of 2026 gets exactly one term for its offer, its payment and its works, or a clear refusal."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from deadline_cases import read_csv
from deadlines import Rule, Rulebook, RuleNotFound, Term, parse_facts

TODAY = date(2026, 3, 2)
LIMITS = ("15", "150", "670")
POWERS = [Decimal(limit) + more for limit in LIMITS for more in (Decimal("-0.001"), 0, Decimal("0.001"))]
DISTANCES = [Decimal(metres) for metres in ("0", "15", "15.1", "300", "300.1", "500", "500.1")]
CASES = ("temporary", "temporary_mobile", "last_metres_0.4kV", "simple", "preferential_near", "other")
Facts = Mapping[str, object]


def shipped() -> Rulebook:
    """The rules as the addon installs them."""
    return Rulebook.build(
        Rule(
            row["code"],
            Term(int(row["amount"]), row["unit"], row["start"], row["direction"], row["roll"]),
            date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
            date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            parse_facts(row["facts"]),
            source=row["id"].removeprefix("rule_"),
            pause=row["pause"],
        )
        for row in read_csv("addons/grid_connection/data/legal.rule.csv")
    )


BOOK = shipped()


def applications() -> Iterator[Facts]:
    """Every combination of facts on both sides of every limit."""
    names = ("track", "case", "power_total_kw", "distance_m", "procurement_law", "customer_group")
    for values in product(("account", "paper"), CASES, POWERS, DISTANCES, (0, 1), (1, 2, 3)):
        yield dict(zip(names, values, strict=True))


def offer(facts: Facts) -> str:
    """Which offer the law knows (DOMAIN 3, part D): temporary ones up to 150 kW have their own term on paper."""
    if facts["track"] == "account":
        return "tp_offer_publish"
    temporary = facts["case"] == "temporary" and facts["power_total_kw"] <= 150
    return "tp_draft_contract_temp" if temporary else "tp_draft_contract_paper"


def payment(facts: Facts) -> str:
    """Who pays an invoice in the account, and by which law; on paper no invoice concludes a contract."""
    if facts["track"] == "paper":
        return ""
    return "tp_invoice_pay_procurement" if facts["procurement_law"] else "tp_invoice_pay"


def works(facts: Facts) -> str:
    """The decision list of p. 16 b: the first that fits; nothing where the case and the power contradict each other."""
    case, power, distance = facts["case"], facts["power_total_kw"], facts["distance_m"]
    terms = {
        "temporary": "tp_works_temp",
        "temporary_mobile": "tp_works_temp_mobile" if power <= 150 and distance <= 300 else "",
        "last_metres_0.4kV": "tp_works_30wd" if power <= 150 else "",
        "simple": "tp_works_4m" if power <= 670 else "tp_works_1y_simple",
        "preferential_near": "tp_works_6m" if power <= 150 else "",
        "other": "tp_works_1y" if power < 670 else "tp_works_2y",
    }
    return terms[case]


@pytest.mark.parametrize(("code", "expected"), [("tp_offer", offer), ("tp_invoice_pay", payment), ("tp_works", works)])
def test_every_application_gets_one_rule_or_a_refusal(code: str, expected) -> None:
    seen = set()
    for facts in applications():
        try:
            found = BOOK.choose(code, TODAY, facts).source  # a tie would raise RulesTie
        except RuleNotFound as refusal:
            found = ""
            assert f"power_total_kw = {facts['power_total_kw']}" in str(refusal)
        assert found == expected(facts), facts
        seen.add(found)
    in_force = {rule.source for rule in BOOK.rules[code] if rule.in_force(TODAY)}
    assert seen - {""} == in_force


@pytest.mark.parametrize("code", ["tp_offer", "tp_works"])
def test_without_facts_nothing_is_guessed(code: str) -> None:
    with pytest.raises(RuleNotFound):
        BOOK.choose(code, TODAY, {})


def test_an_offer_begins_anew_when_missing_papers_come_and_no_other_promise_of_the_grid_is_paused() -> None:
    pausing = {rule.source: rule.pause for rules in BOOK.rules.values() for rule in rules if rule.pause != "none"}
    offers = {"tp_offer_publish", "tp_draft_contract_paper", "tp_draft_contract_temp"}
    # the supplier's own term stands still, as p. 39(6) says
    assert pausing == {**dict.fromkeys(offers, "restart"), "gp_contract_lk": "continue"}

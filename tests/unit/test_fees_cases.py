"""The fee: cases as a person would reckon them, by the shipped norms."""

from datetime import date
from decimal import Decimal

import pytest
from fee_tables import HERE, SHIPPED, citizen, firm, lines, tables
from fees import BadPower, FactUnknown, IndividualFee, RateNotFound, WorksUnknown, reckon

D = Decimal
SUMMER_2026, SUMMER_2025, AUTUMN_2022, SPRING_2022 = (
    date(2026, 7, 1),
    date(2025, 7, 1),
    date(2022, 9, 1),
    date(2022, 6, 30),
)


@pytest.mark.parametrize(
    ("why", "day", "facts", "basis", "amount", "vat"),
    [
        # 15 kW x 7000 = 105 000; works of 1 km cost more: (1500 + 100 000) x 1.22
        (
            "the rate is less than the works",
            SUMMER_2026,
            citizen(works=lines("1")),
            "preferential",
            "105000",
            "18934.43",
        ),
        # (1000 + 500) x 1.22 = 1830 is less than 105 000
        ("nothing to build: C1 is less", SUMMER_2026, citizen(works=()), "standardised", "1830", "330"),
        ("works not designed: at most the rate", SUMMER_2026, citizen(), "preferential", "105000", "18934.43"),
        (
            "earlier power counts for the limit",
            SUMMER_2026,
            citizen(power_new_kw=D(5), power_existing_kw=D(10)),
            "preferential",
            "35000",
            "6311.48",
        ),
        # over 15 kW with the earlier one: 0.1 km, all costs: (1500 + 10 000) x 1.22
        (
            "16 kW in all are no longer preferential",
            SUMMER_2026,
            citizen(power_existing_kw=D(1), works=lines("0.1")),
            "standardised",
            "14030",
            "2530",
        ),
        # half of the costs in 2022: (1500 + 100 000 / 2) x 1.2
        ("half of the costs in 2022", AUTUMN_2022, firm(works=lines("1")), "standardised", "61800", "10300"),
        ("all costs since 2023", date(2023, 1, 1), firm(works=lines("1")), "standardised", "121800", "20300"),
        ("the organisational part is never halved", AUTUMN_2022, firm(works=()), "standardised", "1800", "300"),
        ("VAT of 22 % since 2026", SUMMER_2026, firm(works=lines("1")), "standardised", "123830", "22330"),
        ("VAT of 20 % before", date(2025, 12, 31), firm(works=lines("1")), "standardised", "121800", "20300"),
        ("a firm within 200 m pays C1", SUMMER_2026, firm(distance_m=D(200)), "organisational", "1830", "330"),
        (
            "a firm within 300 m in the country",
            SUMMER_2026,
            firm(distance_m=D(300), settlement_type="rural"),
            "organisational",
            "1830",
            "330",
        ),
        (
            "above 150 kW all costs are in the fee",
            AUTUMN_2022,
            firm(power_new_kw=D("150.001"), works=lines("1")),
            "standardised",
            "121800",
            "20300",
        ),
        ("by power, at choice", SUMMER_2026, firm(method="per_power"), "per_power", "1098000", "198000"),
        ("550 roubles to the last day of June 2022", SPRING_2022, citizen(), "flat", "550", "91.67"),
        ("550 roubles for a small firm too", SPRING_2022, firm(power_new_kw=D(15)), "flat", "550", "91.67"),
    ],
)
def test_the_fee(why, day, facts, basis, amount, vat):
    fee = reckon(day, HERE, facts, tables())
    assert (fee.basis, fee.amount, fee.vat) == (basis, D(amount), D(vat)), why


def test_a_social_applicant_pays_the_social_rate():
    fee = reckon(SUMMER_2026, HERE, citizen(is_social=True, works=lines("1")), tables(social="1000"))
    assert (fee.basis, fee.amount) == ("social", D(15000))


def test_a_social_rate_of_the_country_serves_every_region():
    fee = reckon(AUTUMN_2022, HERE, citizen(is_social=True), SHIPPED)
    assert (fee.basis, fee.amount, fee.is_estimate) == ("social", D(15000), True)
    assert reckon(date(2023, 5, 1), HERE, citizen(is_social=True), SHIPPED).amount == D(15960)


@pytest.mark.parametrize(
    "facts",
    [
        {"distance_m": D("300.01")},
        {"distance_m": D("500.01"), "settlement_type": "rural"},
        {"reliability_category": "2"},
        {"sources": 2},
        {"voltage_kv": D(6)},
        {"power_new_kw": D("15.001")},
        {"is_apartment": True},
        {"lease_months": 11},
        {"benefit_used_on": date(2023, 7, 2)},
        {"applicant_kind": "entrepreneur", "voltage_kv": D(6)},
    ],
    ids=str,
)
def test_without_one_condition_there_is_no_preferential_rate(facts):
    fee = reckon(SUMMER_2026, HERE, citizen(works=lines("1"), **facts), tables())
    assert fee.basis == "standardised"


@pytest.mark.parametrize(
    "facts",
    [
        {"distance_m": D(300)},
        {"distance_m": D(500), "settlement_type": "rural"},
        {"lease_months": 12},
        {"benefit_used_on": date(2023, 7, 1)},
    ],
    ids=str,
)
def test_the_limits_belong_to_the_preference(facts):
    assert reckon(SUMMER_2026, HERE, citizen(works=lines("1"), **facts), tables()).basis == "preferential"


def test_a_benefit_of_29_february_is_over_on_the_28th():
    day = date(2027, 2, 28)
    assert reckon(day, HERE, citizen(benefit_used_on=date(2024, 2, 29)), tables()).basis == "preferential"


# The published program: C1.1 15,463.93; C1.2.1 7,095.65; C1.2.2 25,721.75 in 2025; index 1.042 in 2026.
@pytest.mark.parametrize(
    ("day", "track", "amount"),
    [
        (SUMMER_2025, "account", "27071.50"),  # (15 463.93 + 7 095.65) x 1.2
        (SUMMER_2025, "paper", "49422.82"),  # (15 463.93 + 25 721.75) x 1.2
        # 15 463.93 x 1.042 = 16 113.42; 7 095.65 x 1.042 = 7 393.67; x 1.22
        (SUMMER_2026, "account", "28678.65"),
        # 25 721.75 x 1.042 = 26 802.06
        (SUMMER_2026, "paper", "52356.89"),
    ],
)
def test_the_published_organisational_part(day, track, amount):
    assert reckon(day, "IRK", firm(distance_m=D(200), track=track), SHIPPED).amount == D(amount)


def test_an_indexed_rate_shows_its_index():
    fee = reckon(SUMMER_2026, "IRK", firm(distance_m=D(200)), SHIPPED)
    line = next(step for step in fee.steps if step.code == "line")
    assert (line.params["set"], line.params["price"], line.params["indexes"]) == ("15463.93", "16113.42", ["1.042"])
    assert len(fee.rates) == 3  # C1.1, C1.2.1 and the index


@pytest.mark.parametrize(
    ("facts", "day", "region", "refusal", "words"),
    [
        (citizen(), SUMMER_2026, "KEM", RateNotFound, ("preferential", "KEM", "2026-07-01")),
        (citizen(), date(2024, 1, 1), "PER", RateNotFound, ("preferential", "PER", "2024-01-01")),
        (citizen(is_social=True), SUMMER_2026, "TA", RateNotFound, ("social", "TA")),
        (firm(distance_m=D(1)), date(2027, 1, 1), "IRK", RateNotFound, ("c1_1", "IRK", "2027-01-01")),
        (firm(works=()), SUMMER_2026, "PER", RateNotFound, ("c1_1", "PER")),
        (firm(method="per_power"), SUMMER_2026, "IRK", RateNotFound, ("per_power", "IRK")),
        (firm(), SUMMER_2026, "IRK", WorksUnknown, ("works",)),
        (firm(power_new_kw=D("670.001")), SUMMER_2026, "IRK", IndividualFee, ("regulator", "670.001")),
        (firm(voltage_kv=D(110)), SUMMER_2026, "IRK", IndividualFee, ("regulator", "110")),
        (citizen(distance_m=None), SUMMER_2026, "TA", FactUnknown, ("distance_m",)),
    ],
    ids=str,
)
def test_what_is_not_covered_is_refused_by_name(facts, day, region, refusal, words):
    with pytest.raises(refusal) as refused:
        reckon(day, region, facts, SHIPPED)
    assert all(word in str(refused.value) for word in words)


def test_670_kw_still_have_general_rates():
    assert reckon(SUMMER_2026, HERE, firm(power_new_kw=D(670), works=()), tables()).basis == "standardised"


@pytest.mark.parametrize("power", [{"power_new_kw": D(0)}, {"power_new_kw": D(-1)}, {"power_existing_kw": D(-1)}])
def test_power_that_nobody_connects_is_refused(power):
    with pytest.raises(BadPower):
        citizen(**power)

"""Quality of connection: cases reckoned by hand."""

import doctest
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from indicator_tables import METHOD, PARAMETERS, all_on_plan, measure
from indicators import (
    BadMeasure,
    Kept,
    PartAboveWhole,
    connection,
    connection_quality,
    rounded,
    rounding,
    share_kept,
    what_if,
)

D = Decimal


@pytest.mark.parametrize("module", [rounding])
def test_the_examples_in_the_documentation_hold(module):
    assert doctest.testmod(module).failed == 0


def quality(applications, connections, antitrust):
    return connection_quality(
        {"applications": Kept(*applications), "connections": Kept(*connections), "antitrust": Kept(*antitrust)}, METHOD
    )


def test_the_worked_example():
    found = quality((480, 12), (400, 20), (480, 1))
    assert [rounded(found.parts[name]) for name in connection.PARTS] == [D("1.0256"), D("1.0526"), D("1.0021")]
    assert found.shown == D("1.0317")


def test_nothing_late_is_the_best():
    assert quality((480, 0), (400, 0), (480, 0)).value == 1


def test_everything_late_divides_by_one():
    assert share_kept("applications", Kept(7, 7)) == 7


@pytest.mark.parametrize("kept", [Kept(None, 0), Kept(5, None), Kept(0, 0)])
def test_no_data_and_no_cases_have_no_value(kept):
    assert share_kept("applications", kept) is None
    found = connection_quality({"applications": kept, "connections": Kept(4, 1), "antitrust": Kept(4, 0)}, METHOD)
    assert found.value is None and found.shown is None and found.parts["connections"] == Fraction(4, 3)
    assert connection_quality({}, METHOD).value is None


def test_impossible_counts_are_refused():
    with pytest.raises(PartAboveWhole, match="6 of 5"):
        share_kept("applications", Kept(5, 6))
    with pytest.raises(BadMeasure, match="-1"):
        share_kept("applications", Kept(5, -1))


@given(st.integers(1, 10_000), st.data())
def test_one_more_breach_is_never_better(total, data):
    breached = data.draw(st.integers(0, total - 1))
    less, more = (share_kept("connections", Kept(total, count)) for count in (breached, breached + 1))
    assert 1 <= less <= more


# --- what if
def test_what_if_a_fact_were_better():
    measures = all_on_plan() | {"execution_2_1": measure("1.0", "1.3")}
    found = what_if(PARAMETERS, measures, {"execution_2_1": measure(None, "1.1")}, METHOD)
    (old, new), *rest = found.changed
    assert (old.code, old.value, new.value, rest) == ("execution_2_1", D("0.75"), D("0.5"), [])
    # a quarter of 0.25 less in Ис, seven tenths of that in the level
    assert found.before.value - found.after.value == Fraction("0.04375")


def test_what_if_the_plan_were_wider():
    measures = all_on_plan() | {"execution_2_1": measure("1.0", "1.3")}
    found = what_if(PARAMETERS, measures, {"execution_2_1": measure("2.0", None)}, METHOD)
    assert found.after.parts[1].parts[1].shown == D("0.2500")


def test_what_if_data_were_there():
    found = what_if(PARAMETERS, {}, all_on_plan(), METHOD)
    assert found.before.value is None and found.after.shown == D("0.8975")

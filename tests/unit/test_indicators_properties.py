"""What holds of every set of plans and facts."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from indicator_tables import METHOD, PARAMETERS
from indicators import INDICATORS, Measure, level_of_service, points, rounded, what_if

FIGURES = st.decimals("0", "1000", places=2)
MEASURES = st.builds(Measure, st.none() | FIGURES, st.none() | FIGURES)
KNOWN = st.builds(Measure, FIGURES, FIGURES)
CODES = [parameter.code for parameter in PARAMETERS]
SETS = st.dictionaries(st.sampled_from(CODES), MEASURES)
FULL = st.fixed_dictionaries({code: KNOWN for code in CODES})
BOUNDS = {"informativeness": (1, 3), "execution": (Decimal("0.2125"), Decimal("0.6375")), "feedback": (1, 3)}


@given(FULL)
def test_the_level_is_between_the_best_and_the_worst(measures):
    found = level_of_service(PARAMETERS, measures, METHOD)
    assert Fraction("0.44875") <= found.value <= Fraction("1.34625")
    for part in found.parts:
        low, high = BOUNDS[part.number]
        assert low <= part.value <= high


@given(SETS)
def test_whatever_lacks_nothing_breaks_and_what_lacks_is_named(measures):
    found = level_of_service(PARAMETERS, measures, METHOD)
    known = {code for code, one in measures.items() if one.plan is not None and one.fact is not None}
    assert set(found.missing) == set(CODES) - known
    whole = all(any(code.startswith(name) for code in known) for name in INDICATORS)
    assert (found.value is not None) == whole


@given(FIGURES, FIGURES, FIGURES, st.booleans())
def test_a_better_fact_never_has_a_worse_score(plan, one, other, is_reverse):
    less, more = sorted((one, other))
    scores = [points(Measure(plan, fact), is_reverse, METHOD) for fact in (less, more)]
    assert scores == sorted(scores, reverse=not is_reverse)


@given(FULL, SETS)
def test_what_if_changes_what_it_names_alone(measures, replaced):
    found = what_if(PARAMETERS, measures, replaced, METHOD)
    assert {old.code for old, _new in found.changed} <= replaced.keys()
    assert found.before == level_of_service(PARAMETERS, measures, METHOD)
    again = what_if(PARAMETERS, measures, {code: measures[code] for code in replaced}, METHOD)
    assert again.after == again.before and again.changed == ()


@given(st.fractions(-1000, 1000), st.integers(0, 6))
def test_rounding_is_half_up_and_never_farther_than_half_a_step(value, places):
    found = rounded(value, places)
    assert abs(Fraction(found) - value) <= Fraction(1, 2 * 10**places)
    assert -found == rounded(-value, places)
    assert found.as_tuple().exponent == -places

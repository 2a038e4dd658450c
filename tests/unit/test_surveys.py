"""Statistics of surveys: known quantiles and intervals, samples that anybody can repeat."""

import doctest
from collections import Counter
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st
from surveys import (
    Interval,
    Stratum,
    allocate,
    draw,
    intervals,
    mean,
    normal_quantile,
    proportion,
    quantiles,
    sample,
    sampling,
    t_quantile,
    weighted_mean,
)

POPULATIONS = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 5000), max_size=8)
LEVELS = st.sampled_from([0.8, 0.9, 0.95, 0.99])


@pytest.mark.parametrize("module", [intervals, quantiles, sampling])
def test_the_examples_in_the_documentation_hold(module):
    assert doctest.testmod(module).failed == 0


# --- quantiles: the printed tables of Student
@pytest.mark.parametrize(
    ("freedom", "at_90", "at_95", "at_99"),
    [
        (1, 6.314, 12.706, 63.657),
        (2, 2.920, 4.303, 9.925),
        (3, 2.353, 3.182, 5.841),
        (4, 2.132, 2.776, 4.604),
        (9, 1.833, 2.262, 3.250),
        (30, 1.697, 2.042, 2.750),
        (99, 1.660, 1.984, 2.626),
        (100, 1.660, 1.984, 2.626),
        (120, 1.658, 1.980, 2.617),
        (1000, 1.646, 1.962, 2.581),
        (1_000_000, 1.645, 1.960, 2.576),
    ],
)
def test_quantiles_are_those_of_the_tables(freedom, at_90, at_95, at_99):
    found = [t_quantile(level, freedom) for level in (0.9, 0.95, 0.99)]
    assert found == pytest.approx([at_90, at_95, at_99], abs=0.0005)


@pytest.mark.parametrize("level", [0.8, 0.9, 0.95, 0.99])
def test_both_ways_of_reckoning_meet(level):
    around = [t_quantile(level, freedom) for freedom in (99, 100, 101, 102)]
    assert around == sorted(around, reverse=True)
    assert quantiles._corrected(normal_quantile(level), 100) == pytest.approx(t_quantile(level, 100), abs=1e-5)


@pytest.mark.parametrize("level", [0, 1, 95, -0.5])
def test_a_level_is_between_zero_and_one(level):
    for reckon in (normal_quantile, lambda one: t_quantile(one, 5), lambda one: proportion(1, 2, one)):
        with pytest.raises(ValueError, match="between 0 and 1"):
            reckon(level)
    with pytest.raises(ValueError, match="degree of freedom"):
        t_quantile(0.95, 0)


# --- a share (Wilson): published values
@pytest.mark.parametrize(
    ("hits", "answers", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
        (5, 10, 0.2366, 0.7634),
    ],
)
def test_the_interval_of_a_share(hits, answers, low, high):
    found = proportion(hits, answers)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.0001)


def test_nobody_answered_and_impossible_counts():
    assert proportion(0, 0) is None and mean({1: 0, 5: 0}) is None and mean({}) is None
    for hits, answers in ((3, 2), (-1, 2)):
        with pytest.raises(ValueError, match="cannot be"):
            proportion(hits, answers)
    with pytest.raises(ValueError, match="Less than no answers"):
        mean({1: -1})


@given(st.integers(1, 100_000), st.data(), LEVELS)
def test_a_share_lies_within_its_interval(answers, data, level):
    found = proportion(data.draw(st.integers(0, answers)), answers, level)
    assert 0 <= found.low <= found.value <= found.high <= 1
    mirrored = proportion(answers - round(found.value * answers), answers, level)
    assert (mirrored.low, mirrored.high) == pytest.approx((1 - found.high, 1 - found.low))


# --- a mean
def test_a_mean_by_hand():
    # 2, 4, 4, 4, 5, 5, 7, 9: mean 5, variance 32 / 7, t(7) = 2.3646
    found = mean({1: 0, 2: 1, 4: 3, 5: 2, 7: 1, 9: 1, 10: 0})
    assert (found.value, found.low, found.high) == pytest.approx((5, 3.2125, 6.7875), abs=0.0005)


def test_the_bounds_stay_on_the_scale_and_one_answer_has_none():
    scale = dict.fromkeys(range(1, 6), 0)
    found = mean({**scale, 1: 1, 5: 1})
    assert found == Interval(3.0, 1.0, 5.0)
    assert mean({**scale, 4: 1}) == Interval(4.0, None, None)
    assert mean({**scale, 4: 7}) == Interval(4.0, 4.0, 4.0)


@given(st.dictionaries(st.integers(1, 5), st.integers(0, 50), min_size=1))
def test_more_of_the_same_answers_are_surer(marks):
    one, ten = mean(marks), mean({mark: 10 * count for mark, count in marks.items()})
    if one is not None and one.low is not None:
        assert ten.value == pytest.approx(one.value)
        assert ten.high - ten.low <= one.high - one.low + 1e-9


# --- strata
def test_strata_count_by_their_population():
    strata = {"citizens": Stratum(900, {1: 0, 4: 10, 5: 10}), "firms": Stratum(100, {1: 10, 2: 10, 5: 0})}
    found = weighted_mean(strata)
    # 0.9 x 4.5 + 0.1 x 1.5; s² of both 5 / 19
    assert found.interval.value == pytest.approx(4.2)
    error = (0.81 * (1 - 20 / 900) + 0.01 * (1 - 20 / 100)) * (5 / 19) / 20
    half = t_quantile(0.95, 38) * error**0.5
    assert (found.interval.low, found.interval.high) == pytest.approx((4.2 - half, 4.2 + half))
    assert found.missing == () and found.covered == 1


def test_a_stratum_without_an_answer_is_named_and_left_out():
    strata = {"citizens": Stratum(750, {4: 5, 5: 5}), "firms": Stratum(250, {4: 0}), "empty": Stratum(0, {})}
    found = weighted_mean(strata)
    assert (found.interval.value, found.missing, found.covered) == (4.5, ("firms",), 0.75)
    nothing = weighted_mean({"firms": Stratum(10, {})})
    assert (nothing.interval, nothing.missing, nothing.covered) == (None, ("firms",), 0.0)
    assert weighted_mean({}).interval is None


def test_a_stratum_of_one_answer_varies_as_all_do():
    strata = {"citizens": Stratum(500, {1: 0, 3: 5, 5: 5}), "firms": Stratum(500, {4: 1, 5: 0})}
    found = weighted_mean(strata)
    overall = 10 / 10  # ten answers one off 4, one on it: 10 / (11 - 1)
    own = 10 / 9
    error = 0.25 * own / 10 * (1 - 10 / 500) + 0.25 * overall / 1 * (1 - 1 / 500)
    assert found.interval.high == pytest.approx(min(5, 4 + t_quantile(0.95, 9) * error**0.5))
    alone = weighted_mean({"a": Stratum(5, {4: 1}), "b": Stratum(5, {2: 1})})
    assert alone.interval == Interval(3.0, None, None)


def test_who_all_answered_are_known_for_sure():
    found = weighted_mean({"a": Stratum(10, {1: 5, 5: 5}), "b": Stratum(2, {1: 1, 3: 1})})
    assert found.interval.low == found.interval.value == found.interval.high


def test_more_answers_than_customers_are_refused():
    with pytest.raises(ValueError, match="3 answers of 2 customers"):
        weighted_mean({"firms": Stratum(2, {5: 3})})


@given(st.integers(2, 40), st.integers(0, 40))
def test_one_stratum_of_many_is_the_plain_mean(ones, fives):
    marks = {1: ones, 5: fives}
    plain, found = mean(marks), weighted_mean({"all": Stratum(10**12, marks)}).interval
    assert (found.value, found.low, found.high) == pytest.approx((plain.value, plain.low, plain.high))


# --- samples
@pytest.mark.parametrize(
    ("size", "populations", "places"),
    [
        (10, {"a": 800, "b": 50, "c": 150}, {"a": 8, "b": 0, "c": 2}),
        # 3.33 each: the one left goes to the first of equals
        (10, {"a": 100, "b": 100, "c": 100}, {"a": 4, "b": 3, "c": 3}),
        # remainders 0.5 and 0.5: the larger takes it
        (5, {"a": 10, "b": 30}, {"a": 1, "b": 4}),
        (3, {"a": 1, "b": 1}, {"a": 1, "b": 1}),
        (0, {"a": 5}, {"a": 0}),
        (5, {"a": 0, "b": 0}, {"a": 0, "b": 0}),
        (5, {}, {}),
        (7, {"a": 0, "b": 9}, {"a": 0, "b": 7}),
    ],
)
def test_places_go_by_population(size, populations, places):
    assert allocate(size, populations) == places


@given(st.integers(0, 10_000), POPULATIONS)
def test_places_are_all_given_and_never_more_than_a_stratum_has(size, populations):
    places = allocate(size, populations)
    total = sum(populations.values())
    assert sum(places.values()) == min(size, total)
    for name, population in populations.items():
        assert places[name] <= population
        assert abs(places[name] - min(size, total) * population / max(1, total)) < 1


@pytest.mark.parametrize(("size", "populations"), [(-1, {"a": 1}), (1, {"a": -1})])
def test_a_sample_is_not_below_zero(size, populations):
    with pytest.raises(ValueError, match="below zero"):
        allocate(size, populations)


@given(st.text(max_size=5), st.sets(st.integers(1, 10**6), max_size=60), st.integers(0, 80), st.randoms())
def test_the_seed_alone_decides(seed, members, size, chance):
    mixed = list(members)
    chance.shuffle(mixed)
    found = draw(seed, mixed, size)
    assert found == draw(seed, sorted(members), size)
    assert len(set(found)) == len(found) == min(size, len(members)) and set(found) <= members
    # a larger sample begins with the smaller one
    assert draw(seed, mixed, size + 5)[: len(found)] == found


def test_another_seed_is_another_sample_and_every_member_has_its_chance():
    members = range(1, 1001)
    assert draw("2026", members, 100) != draw("2027", members, 100)
    asked = Counter(member for seed in range(400) for member in draw(str(seed), members, 100))
    # each is asked 40 times of 400 on average, with a deviation of 6: six deviations are never reached by chance
    assert min(asked[member] for member in members) > 4 and max(asked.values()) < 76
    assert NormalDist(40, 6).cdf(4) < 1e-8


def test_a_sample_of_strata_is_one_of_each():
    strata = {"KEM/1": list(range(800)), "KEM/3": list(range(1000, 1200))}
    found = sample("survey 7", strata, 50)
    assert {name: len(asked) for name, asked in found.items()} == {"KEM/1": 40, "KEM/3": 10}
    assert all(set(asked) <= set(strata[name]) for name, asked in found.items())

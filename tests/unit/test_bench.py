"""What `./griddesk bench` makes of measurements: a table in words, and a verdict that noise does not decide."""

import pytest
from setup import bench
from setup.bench import Figure

COUNTED = {
    "dates": 500,
    "agreed": 294,
    "plan_days": 50.0,
    "bare": 900_000.0,
    "whole": 450_000.0,
    "explained": 14_000.0,
    "short": 900_000.0,
    "long": 800_000.0,
}
STARTED = {"records": 2_000, "queries": 14, "batch": 1.0, "one_by_one": 2.5, "appeals": 2.0, "tickets": 1.6}
BY_INDEX = [["Limit", ""], ["Index Only Scan", "due_idx"]]
LISTED = {
    "open": 20_000,
    "overdue": 10_000,
    "total": 1_000_000,
    "young": {"page": 0.0004, "counter": 0.0008},
    "old": {"page": 0.0004, "counter": 0.0009},
    "read": {"page": 0.1, "counter": 0.09},
    "plans": {"page": BY_INDEX, "counter": BY_INDEX},
}


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (Figure("times as fast", 100, 100), "met"),
        (Figure("times as fast", 80, 100), "missed within noise"),
        (Figure("times as fast", 79, 100), "MISSED"),
        (Figure("times as long", 1.5, 1.5, at_most=True), "met"),
        (Figure("times as long", 1.8, 1.5, at_most=True), "missed within noise"),
        (Figure("times as long", 1.9, 1.5, at_most=True), "MISSED"),
        (Figure("queries", 20, 20, at_most=True, noise=1), "met"),
        (Figure("queries", 21, 20, at_most=True, noise=1), "MISSED"),
        (Figure("a second", 100_000, 300_000, decides=False), "not on this machine"),
    ],
)
def test_a_figure_is_judged_by_its_target(figure, verdict):
    assert figure.verdict == verdict
    assert figure.missed is (verdict == "MISSED")


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (14, "14"), (1.0423, "1.04"), (99.96, "100"), (12_345.6, "12,346"), (0.0123, "0.0123")],
)
def test_a_number_is_short(value, text):
    assert bench.number(value) == text


def test_a_line_says_figure_target_and_verdict():
    line = str(Figure("queries in all", 14, 20, at_most=True, noise=1, hint="cold caches"))
    assert line.split() == ["queries", "in", "all", "14", "at", "most", "20", "met", "[cold", "caches]"]


def test_good_measurements_miss_nothing():
    sections = (bench.working_days(COUNTED), bench.promises(STARTED), bench.overdue_list(LISTED))
    assert [section.missed for section in sections] == [[], [], []]
    text = "\n".join(map(str, sections))
    for said in ("18,000", "294 of them", "14  at most 20", "Limit > Index Only Scan due_idx", "20,000 open deadlines"):
        assert said in text


@pytest.mark.parametrize(
    ("section", "title"),
    [
        (bench.working_days({**COUNTED, "whole": 3_000.0}), "the whole deadline: times as fast as the peer"),
        (bench.working_days({**COUNTED, "long": 100_000.0}), "a term of 250 days: times as long as of 5"),
        (bench.promises({**STARTED, "queries": 2_014}), "queries in all"),
        (bench.promises({**STARTED, "batch": 12.0}), "times as fast as the peer"),
        (bench.promises({**STARTED, "appeals": 8.0}), "an appeal with its due date: times a plain ticket"),
        (
            bench.overdue_list({**LISTED, "plans": {"page": BY_INDEX, "counter": [["Bitmap Heap Scan", ""]]}}),
            "counter: scans of the table",
        ),
    ],
)
def test_what_is_worse_than_its_target_is_missed(section, title):
    assert section.missed == [title]
    assert bench.conclusion([section]) == f"Missed: {section.title}: {title}."


def test_a_list_that_grows_slow_with_the_history_is_missed():
    grown = bench.overdue_list({**LISTED, "old": {"page": 0.02, "counter": 0.0009}})
    assert grown.missed == [
        "first page: times as long as without the history",
        "first page: times as fast as the peer",
    ]


def test_the_last_line_calls_nothing_met_that_is_not():
    assert bench.conclusion([bench.promises(STARTED)]) == "Every target is met."
    noisy = bench.promises({**STARTED, "appeals": 2.8})
    assert noisy.missed == []
    assert bench.conclusion([noisy]) == (
        "No target is missed by more than noise allows. Not met this time: "
        "an appeal with its due date: times a plain ticket (missed within noise)."
    )
    slow = bench.working_days({**COUNTED, "whole": 200_000.0})
    assert "the whole deadline: a second (not on this machine)" in bench.conclusion([slow])

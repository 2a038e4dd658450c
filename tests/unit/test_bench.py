"""What `./griddesk bench` makes of measurements: a table in words, and a verdict that noise does not decide."""

import json

import pytest
from setup import bench, bench_appeals, bench_deadlines, bench_form_4_9, bench_outages, bench_pages
from setup.bench_deadlines import overdue_list, promises, working_days
from setup.bench_report import Figure, Row, Section, conclusion, number
from setup.say import Stop

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
    assert number(value) == text


def test_a_line_says_figure_target_and_verdict():
    line = str(Figure("queries in all", 14, 20, at_most=True, noise=1, hint="cold caches"))
    assert line.split() == ["queries", "in", "all", "14", "at", "most", "20", "met", "[cold", "caches]"]


def test_good_measurements_miss_nothing():
    sections = (
        working_days(COUNTED),
        promises(STARTED),
        overdue_list(LISTED),
    )
    assert [section.missed for section in sections] == [[], [], []]
    text = "\n".join(map(str, sections))
    for said in ("18,000", "294 of them", "14  at most 20", "Limit > Index Only Scan due_idx", "20,000 open deadlines"):
        assert said in text


@pytest.mark.parametrize(
    ("section", "title"),
    [
        (working_days({**COUNTED, "whole": 3_000.0}), "the whole deadline: times as fast as the peer"),
        (working_days({**COUNTED, "long": 100_000.0}), "a term of 250 days: times as long as of 5"),
        (promises({**STARTED, "queries": 2_014}), "queries in all"),
        (promises({**STARTED, "batch": 12.0}), "times as fast as the peer"),
        (promises({**STARTED, "appeals": 8.0}), "an appeal with its due date: times a plain ticket"),
        (
            overdue_list({**LISTED, "plans": {"page": BY_INDEX, "counter": [["Bitmap Heap Scan", ""]]}}),
            "counter: scans of the table",
        ),
    ],
)
def test_what_is_worse_than_its_target_is_missed(section, title):
    assert section.missed == [title]
    assert conclusion([section]) == f"Missed: {section.title}: {title}."


def test_a_list_that_grows_slow_with_the_history_is_missed():
    grown = overdue_list({**LISTED, "old": {"page": 0.02, "counter": 0.0009}})
    assert grown.missed == [
        "first page: times as long as without the history",
        "first page: times as fast as the peer",
    ]


def test_the_last_line_calls_nothing_met_that_is_not():
    assert conclusion([promises(STARTED)]) == "Every target is met."
    noisy = promises({**STARTED, "appeals": 2.8})
    assert noisy.missed == []
    assert conclusion([noisy]) == (
        "No target is missed by more than noise allows. Not met this time: "
        "an appeal with its due date: times a plain ticket (missed within noise)."
    )
    slow = working_days({**COUNTED, "whole": 200_000.0})
    assert "the whole deadline: a second (not on this machine)" in conclusion([slow])


LISTED_APPEALS = [{"name": name, "ours": 0.010, "peer": 1.1} for name in bench_appeals.LISTS]
ACTED = {
    "one": {"ours": 0.020, "peer": 0.032, "ours_queries": 15, "peer_queries": 35},
    "batch": {"ours": 6.0, "peer": 40.0},
    "batched": 2_000,
    "close": {"ours": 2.0, "peer": 9.0},
    "closed": 1_000,
}


def appeals(count=bench_appeals.GREATEST, listed=LISTED_APPEALS, **acted):
    return bench_appeals.rows(count, listed, {**ACTED, **acted})


def section(rows):
    return bench_appeals.volume(rows[0].rows, rows, {"GridDesk": 6_000.0, "peer": 2_000.0})


def test_a_row_for_programs_says_how_many_times_as_fast():
    assert Row("by number", 10_000, 2.0, 80.0, "ms").as_json() == {
        "name": "by number",
        "rows": 10_000,
        "ours": 2.0,
        "peer": 80.0,
        "ratio": 40.0,
        "unit": "ms",
    }
    assert Row("growth", 10_000, 1.2, None, "times").as_json()["ratio"] is None


def test_deadlines_become_rows_of_which_less_is_better():
    rows = {row.name: row for row in bench_deadlines.rows(COUNTED, STARTED, LISTED)}
    assert rows["a working-day term, bare"].ratio == pytest.approx(900_000 / 50)
    assert rows["start a deadline in a batch"].ours == pytest.approx(0.5)
    assert rows["overdue deadlines, page"].ratio == pytest.approx(250)


def test_every_work_among_a_million_appeals_has_its_target():
    rows = appeals()
    assert [row.name for row in rows] == [*bench_appeals.LISTS, "register one", "register one: queries"] + [
        "register in a batch, each",
        "answer and close in a batch, each",
    ]
    assert rows[-1].ours == pytest.approx(2.0)
    assert not section(rows).missed
    assert "on disk: GridDesk 6,000 MB, peer 2,000 MB" in str(section(rows))


def test_a_slow_list_is_missed_among_a_million_appeals_only():
    slow = [{**one, "ours": one["ours"] * (10 if one["name"] == "by number" else 1)} for one in LISTED_APPEALS]
    assert section(appeals(listed=slow)).missed == ["by number"]
    assert not section(appeals(100_000, listed=slow)).missed
    assert "asked among a million" in str(section(appeals(100_000, listed=slow)))


def test_a_query_too_many_is_missed_in_any_volume():
    assert section(appeals(10_000, one={**ACTED["one"], "ours_queries": 17})).missed == ["register one: queries"]


def test_growth_is_of_the_smallest_and_the_greatest_volume():
    grown = [{**one, "ours": one["ours"] * 2} for one in LISTED_APPEALS]
    rows, [said] = bench_appeals.growth(appeals(10_000) + appeals(100_000) + appeals(listed=grown))
    assert {row.ours for row in rows} == {2.0}
    assert said.missed == bench_appeals.DAILY
    assert bench_appeals.growth(appeals()) == ([], [])


def test_an_import_that_loses_a_row_is_missed():
    seen = {"rows": 100_000, "seconds": 150.0, "imported": 99_800, "refused": 200, "bad": 200, "memory": 12.0}
    rows, said = bench_appeals.imported(seen)
    assert (rows[0].ours, rows[0].ratio, said.missed) == (pytest.approx(1.5), None, [])
    assert bench_appeals.imported({**seen, "imported": 99_799})[1].missed == ["rows neither imported nor refused"]


def test_a_form_that_loses_a_row_or_grows_with_its_rows_is_missed():
    seen = {"rows": 100_000, "filled": 100_000, "seconds": 250.0, "megabytes": 9.0, "memory": 3.0, "peak": 400.0}
    rows, said = bench_form_4_9.measured(seen)
    assert (rows[0].ours, rows[0].ratio, said.missed) == (pytest.approx(2.5), None, [])
    assert bench_form_4_9.measured({**seen, "filled": 0})[1].missed == ["appeals without a row"]
    assert bench_form_4_9.measured({**seen, "memory": 400})[1].missed == [
        "memory of the second half beyond the first: MB"
    ]


def test_a_page_slower_than_two_login_pages_is_missed():
    seen = {"/": {"ours": 0.2, "login": 0.4}, "/rates": {"ours": 1.1, "login": 0.4}}
    rows, said = bench_pages.measured(10_000, seen)
    assert [(row.name, row.ours, row.peer) for row in rows] == [
        ("page /", 200.0, 400.0),
        ("page /rates", 1100.0, 400.0),
    ]
    assert said.missed == ["/rates"]


def test_what_is_measured_outlives_a_part_that_fails(monkeypatch, tmp_path, capsys):
    def fail(count):
        raise Stop("The disk is full.", "Make room.")

    done = [Row("started", 10, 1.0, 2.0, "ms")], [Section("Deadlines", "No peer.", ())]
    for owner, name in ((bench.database, "make_template"), (bench.bench_volume, "make_peer")):
        monkeypatch.setattr(owner, name, lambda *_names: None)
    monkeypatch.setattr(bench.bench_volume, "drop_stale", lambda: None)
    monkeypatch.setattr(bench, "_deadlines", lambda: done)
    monkeypatch.setattr(bench, "_appeals", fail)
    monkeypatch.setattr(bench, "REPORT", tmp_path / "bench.json")
    with pytest.raises(Stop, match="disk is full"):
        bench.main([])
    assert [row["name"] for row in json.loads(bench.REPORT.read_text())] == ["started"]
    assert "Deadlines" in capsys.readouterr().out


def test_one_volume_or_all():
    assert bench._volumes(["--rows", "100000"]) == (100_000,)
    assert bench._volumes([]) == bench.VOLUMES
    with pytest.raises(Stop, match="little to measure"):
        bench._volumes(["--rows", "5"])


def test_an_outage_that_hits_more_takes_longer_by_its_points_alone():
    seen = {"whom it hits": {"few": 0.01, "many": 1.2}, "which outage is at a point": {"few": 0.001, "many": 0.0011}}
    rows, section = bench_outages.measured(seen)
    assert [round(row.ours, 2) for row in rows] == [1.2, 1.1]
    assert not section.missed
    seen["which outage is at a point"]["many"] = 0.01
    assert bench_outages.measured(seen)[1].missed == ["which outage is at a point"]

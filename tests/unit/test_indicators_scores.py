"""Scores of the indicators: the tables and the worked example, reckoned by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from indicator_tables import DAY, METHOD, METHODS, PARAMETERS, all_on_plan, measure
from indicators import (
    BadMeasure,
    MethodNotFound,
    MethodsTie,
    Parameter,
    ParametersNotFound,
    asked_by_law,
    indicator_score,
    level_of_service,
    method_on,
    next_plan,
    parameters_on,
    points,
    ratio,
)

D = Decimal
BY_CODE = {parameter.code: parameter for parameter in PARAMETERS}


@pytest.mark.parametrize(
    ("plan", "fact", "direct", "reverse"),
    [
        ("100", "79.99", 3, 1),
        ("100", "80", 2, 2),
        ("100", "100", 2, 2),
        ("100", "120", 2, 2),
        ("100", "120.01", 1, 3),
        ("30", "20", 3, 1),
        ("15", "12", 2, 2),
        ("1.0", "1.3", 1, 3),
        # nothing planned: nothing is as planned, anything is more than planned
        ("0", "0", 2, 2),
        ("0", "0.01", 1, 3),
        ("1", "0", 3, 1),
    ],
)
def test_a_fact_beside_its_plan(plan, fact, direct, reverse):
    assert points(measure(plan, fact), False, METHOD) == direct
    assert points(measure(plan, fact), True, METHOD) == reverse


@pytest.mark.parametrize(("plan", "fact"), [(None, "1"), ("1", None), (None, None)])
def test_no_data_has_no_score(plan, fact):
    assert points(measure(plan, fact), True, METHOD) is None
    assert ratio(measure(plan, fact)) is None


@pytest.mark.parametrize(("plan", "fact", "what"), [("-1", "1", "plan"), ("1", "-0.1", "fact"), (None, "-1", "fact")])
def test_below_zero_is_refused(plan, fact, what):
    with pytest.raises(BadMeasure, match=what):
        points(measure(plan, fact), False, METHOD)


@pytest.mark.parametrize(
    ("code", "scores"),
    [
        ("informativeness_1_1", ("1", "2", "3")),
        ("feedback_3_1", ("1", "2", "3")),
        ("execution_2_1", ("0.25", "0.5", "0.75")),
        ("execution_4_1", ("0.1", "0.2", "0.3")),
    ],
)
def test_a_point_is_worth_what_the_form_says(code, scores):
    parameter = BY_CODE[code]
    better, worse = ("50", "150") if parameter.is_reverse else ("150", "50")
    found = []
    for fact in (better, "100", worse):
        score = indicator_score(parameter.indicator, [parameter], {code: measure("100", fact)}, METHOD)
        found.append(score.value)
    assert found == [D(score) for score in scores]


def test_all_on_plan_gives_the_published_value():
    found = level_of_service(PARAMETERS, all_on_plan(), METHOD)
    assert [part.shown for part in found.parts] == [D("2.0000"), D("0.4250"), D("2.0000")]
    assert found.shown == D("0.8975") and found.value == D("0.8975")
    assert found.missing == ()


def test_the_worked_example():
    measures = all_on_plan() | {
        "execution_1_1": measure("15", "12"),
        "execution_1_2a": measure("30", "20"),
        "execution_1_2b": measure("30", "20"),
        "execution_1_3": measure("0", "0"),
        "execution_2_1": measure("1.0", "1.3"),
        "execution_4_1": measure("0", "0"),
        # Ин: group 5 better than planned, one of the two of group 6 worse
        "informativeness_5_1": measure("10", "5"),
        "informativeness_6_2": measure("1", "2"),
        # Рс: one of six worse; 3.1 better
        "feedback_2_4": measure("1", "2"),
        "feedback_3_1": measure("20", "10"),
    }
    found = level_of_service(PARAMETERS, measures, METHOD)
    informativeness, execution, feedback = found.parts
    assert [part.shown for part in execution.parts] == [D("0.4167"), D("0.7500"), D("0.5000"), D("0.2000")]
    assert [part.shown for part in execution.parts[0].parts] == [D("0.5000"), D("0.2500"), D("0.5000")]
    assert [part.shown for part in informativeness.parts] == [D(2), D(2), D(2), D(2), D(1), D("2.5")]
    assert [part.shown for part in feedback.parts] == [D(2), D("2.1667"), D("1.5"), D(2), D(2)]
    assert [part.shown for part in found.parts] == [D("1.9167"), D("0.4667"), D("1.9333")]
    assert found.shown == D("0.9050")


def test_groups_and_items_are_numbered_as_the_forms_number_them():
    execution = indicator_score("execution", PARAMETERS, all_on_plan(), METHOD)
    assert [part.number for part in execution.parts] == ["1", "2", "3", "4"]
    assert [part.number for part in execution.parts[0].parts] == ["1.1", "1.2", "1.3"]
    assert [leaf.number for leaf in execution.leaves()][:4] == ["1.1", "1.2а", "1.2б", "1.3"]
    feedback = indicator_score("feedback", PARAMETERS, all_on_plan(), METHOD)
    assert feedback.parts[0].code == "feedback_1" and not feedback.parts[0].parts


def test_ten_comes_after_nine():
    parameters = [Parameter(f"p{number}", "feedback", f"2.{number}", False) for number in (10, 9, 1)]
    score = indicator_score("feedback", parameters, {}, METHOD)
    assert [leaf.number for leaf in score.leaves()] == ["2.1", "2.9", "2.10"]


def test_what_has_no_data_is_left_out_and_named():
    measures = all_on_plan()
    del measures["execution_1_1"]
    measures["execution_2_1"] = measure("1", None)
    found = level_of_service(PARAMETERS, measures, METHOD)
    execution = found.parts[1]
    assert execution.missing == found.missing == ("execution_1_1", "execution_2_1")
    assert execution.parts[1].value is None
    # (0.5 + 0.5 + 0.2) / 3
    assert execution.shown == D("0.4000")


def test_an_indicator_without_any_data_leaves_no_level():
    measures = {code: value for code, value in all_on_plan().items() if not code.startswith("feedback")}
    found = level_of_service(PARAMETERS, measures, METHOD)
    assert found.value is None and found.shown is None
    assert found.parts[0].shown == D("2.0000") and found.parts[2].value is None
    assert len(found.missing) == 14


def test_plans_of_the_next_years_are_the_published_ones():
    second = next_plan(D("1.1289"), METHOD)
    assert (second, next_plan(second, METHOD)) == (D("1.1120"), D("1.0953"))
    assert next_plan(D("0.1359"), METHOD) == D("0.1339")


# --- dated rows
def test_the_edition_of_the_day_is_taken():
    old = replace(METHOD, high_percent=D(110), valid_from=date(2010, 1, 1), valid_to=date(2013, 12, 31))
    assert method_on([*METHODS, old], DAY) == METHOD
    assert method_on([*METHODS, old], date(2013, 12, 31)) == old
    with pytest.raises(MethodNotFound, match="2009-12-31"):
        method_on([*METHODS, old], date(2009, 12, 31))
    with pytest.raises(MethodsTie, match="2014-01-01"):
        method_on([*METHODS, replace(old, valid_to=None)], date(2014, 1, 1))


@pytest.mark.parametrize(
    ("began", "asked"),
    [
        (date(2013, 12, 31), False),
        (date(2014, 1, 1), True),
        (date(2017, 12, 31), True),
        (date(2018, 1, 1), False),
        (None, False),
    ],
)
def test_the_law_asks_those_whose_regulation_began_in_2014_to_2017(began, asked):
    assert asked_by_law(METHOD, began) is asked


def test_a_day_without_parameters_is_refused():
    assert parameters_on(PARAMETERS, DAY) == PARAMETERS
    with pytest.raises(ParametersNotFound, match="informativeness"):
        parameters_on(PARAMETERS, date(2013, 12, 31))
    some = [parameter for parameter in PARAMETERS if parameter.indicator != "feedback"]
    with pytest.raises(ParametersNotFound, match="feedback"):
        parameters_on(some, DAY)


def test_every_shipped_parameter_stands_once():
    numbers = [(parameter.indicator, parameter.number) for parameter in PARAMETERS]
    assert len(set(numbers)) == len(numbers) == 35
    assert len(BY_CODE) == 35
    assert sum(METHOD.weight(name) for name in ("informativeness", "execution", "feedback")) == 1
    assert sum(METHOD.weight(name) for name in ("applications", "connections", "antitrust")) == 1

"""The chart of consumption: bars as high as their values say, within the sheet, labels that do not meet."""

import pytest
from charts import draw
from charts.bars import FOOT, HEIGHT, LEFT, TOP, WIDTH
from hypothesis import given
from hypothesis import strategies as st

VALUES = st.lists(st.floats(0, 1e6), min_size=1, max_size=40)


def chart_of(values):
    return draw([(f"{place:02}.01", value) for place, value in enumerate(values)])


def test_nothing_is_drawn_of_nothing():
    assert draw([]) is None


@pytest.mark.parametrize(
    ("highest", "top"), [(0, 1), (1, 1), (90, 100), (101, 200), (230, 250), (470, 500), (501, 1000)]
)
def test_the_scale_ends_at_a_round_number(highest, top):
    assert chart_of([highest]).top == top


@given(VALUES)
def test_bars_stay_within_the_sheet_beside_each_other(values):
    chart = chart_of(values)
    for bar in chart.bars:
        assert LEFT <= bar.x <= WIDTH - bar.width + 0.1
        assert TOP - 0.1 <= bar.y <= HEIGHT - FOOT
        assert bar.y + bar.height == pytest.approx(chart.zero_y, abs=0.15)
    for one, other in zip(chart.bars, chart.bars[1:], strict=False):
        assert one.x + one.width < other.x


@given(VALUES)
def test_a_bar_is_as_high_as_its_share_of_the_scale(values):
    chart = chart_of(values)
    for bar, value in zip(chart.bars, values, strict=True):
        assert bar.height == pytest.approx((chart.zero_y - chart.top_y) * value / chart.top, abs=0.06)


def test_the_newest_bar_has_its_label_and_few_others_do():
    labels = [bar.label for bar in chart_of(range(24)).bars]
    assert labels[-1] == "23.01"
    assert sum(map(bool, labels)) <= 6

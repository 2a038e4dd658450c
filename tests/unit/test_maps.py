"""The map of offices: nothing covers anything, nothing leaves the sheet, north is up."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from maps import Place, draw
from maps.drawing import HEIGHTS, PIN

KEMEROVO = Place("kem", 55.3547, 86.0873, "Кемерово")
TOPKI = Place("top", 55.2767, 85.6153, "Топки")
NOVOKUZNETSK = Place("nvk", 53.7576, 87.1361, "Новокузнецк")
REGION = [KEMEROVO, TOPKI, NOVOKUZNETSK]


def pins(drawing):
    return {key: (x, y) for mark in drawing.marks for key, x, y in mark.pins}


def test_north_is_up_and_east_is_right():
    at = pins(draw(REGION))
    assert at["kem"][1] < at["nvk"][1]
    assert at["top"][0] < at["kem"][0] < at["nvk"][0]


def test_the_bar_is_as_long_as_its_kilometres():
    drawing = draw(REGION)
    north, south = pins(drawing)["kem"], pins(drawing)["nvk"]
    kilometres = ((north[0] - south[0]) ** 2 + (north[1] - south[1]) ** 2) ** 0.5 * drawing.bar_km / drawing.bar
    assert abs(kilometres - 190) < 10  # by the great circle 190 km


def test_offices_of_one_town_share_a_mark_and_its_name():
    drawing = draw([*REGION, Place("kem2", 55.3407, 86.0693, "Кемерово")])
    (mark,) = (mark for mark in drawing.marks if len(mark.pins) == 2)
    assert mark.label == "Кемерово"
    assert [key for key, _x, _y in mark.pins] == ["kem", "kem2"]


def test_offices_of_one_town_alone_stand_apart():
    drawing = draw([KEMEROVO, Place("far", 55.42, 86.2, "Кемерово")])
    assert len(drawing.marks) == 2


def test_one_office_is_in_the_middle_and_none_is_no_map():
    drawing = draw([KEMEROVO])
    assert pins(drawing)["kem"][0] == drawing.width / 2
    assert draw([]) is None


def test_a_mark_that_was_moved_leads_to_its_point():
    near = [Place(number, 55.3 + number / 10, 86.1, "Большой посёлок") for number in range(6)]
    marks = draw([*near, NOVOKUZNETSK]).marks
    assert any(mark.is_moved for mark in marks)


@given(
    st.lists(
        st.tuples(st.floats(42, 81), st.floats(20, 179), st.sampled_from(["", "Топки", "Ленинск-Кузнецкий"])),
        min_size=1,
        max_size=12,
    )
)
def test_every_office_is_on_the_sheet_once(rows):
    drawing = draw([Place(number, *row) for number, row in enumerate(rows)])
    at = pins(drawing)
    assert sorted(at) == list(range(len(rows)))
    assert HEIGHTS[0] <= drawing.height <= HEIGHTS[1]
    assert all(0 <= y <= drawing.height for _x, y in at.values())
    assert drawing.bar > 0


def test_numbers_of_a_region_do_not_cover_each_other():
    offices = [*REGION, Place("kem2", 55.3407, 86.0693, "Кемерово"), Place("bel", 54.4165, 86.2976, "Белово")]
    for one, other in combinations(pins(draw([*offices, Place("gur", 54.2858, 85.947, "Гурьевск")])).values(), 2):
        assert ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5 >= 2 * PIN

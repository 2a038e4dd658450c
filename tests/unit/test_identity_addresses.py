"""Addresses in the order of Russian post."""

import pytest
from identity import addresses


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        (("ул. Мира, 1", "", "Белово", "Кузбасс", "", "652600"), ["ул. Мира, 1", "Белово", "Кузбасс", "652600"]),
        (("ул. Мира, 1", "каб. 5", "", "", "Беларусь", ""), ["ул. Мира, 1, каб. 5", "Беларусь"]),
        (("", "", "с. Мазурово", "", "", ""), ["с. Мазурово"]),
        (("", "", "", "Кузбасс", "Россия", "652600"), []),
        ((None, None, None, None, None, None), []),
        (("  ул. Мира ", " ", "Белово", "", "", ""), ["ул. Мира", "Белово"]),
    ],
)
def test_lines_go_from_the_house_to_the_postcode(parts, lines):
    assert addresses.lines(*parts) == lines

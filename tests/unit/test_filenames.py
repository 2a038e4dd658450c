import doctest

import pytest
from appeals import filenames


def test_the_examples_in_the_documentation_hold():
    assert doctest.testmod(filenames).failed == 0


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Щука, объезд и №5.pdf", "Shchuka, obieezd i No5.pdf"),
        ("Ответ «Заря».pdf", "Otvet 'Zaria'.pdf"),
        ('a"b\\c.pdf', "a'b_c.pdf"),
        ("答.pdf", "_.pdf"),
        ("plain.xlsx", "plain.xlsx"),
    ],
)
def test_a_name_keeps_its_letters_in_latin(name, latin):
    assert filenames.in_latin(name) == latin


def test_a_line_break_in_a_name_opens_no_new_header():
    assert "\n" not in filenames.disposition("a\r\nSet-Cookie: x.pdf")

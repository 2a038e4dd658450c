"""What a clerk typed becomes words to look for, whatever she typed."""

import doctest
import re

from hypothesis import given
from hypothesis import strategies as st
from identity import asked

LEXEME = re.compile(r"[^\W_]+(:\*)?")


def test_the_examples_in_the_documentation_hold():
    assert doctest.testmod(asked).failed == 0


@given(st.text(max_size=60))
def test_whatever_is_typed_makes_a_query_that_postgresql_reads(text):
    """Words and nothing else stand between the signs of the query."""
    for query in (asked.name_query(text), asked.place_query(asked.place_words(text))):
        assert not query or all(LEXEME.fullmatch(one) for one in query.split(" & "))

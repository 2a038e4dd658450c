"""Fixtures of the shape guards, and the lists that do not fail but should be read."""

import pytest
from repository import TOP
from test_law_tables import gaps
from test_sizes import long_ones


@pytest.fixture
def house(tmp_path):
    """A small repository made of {path: text}: bad on purpose, to prove that a guard sees it."""

    def build(texts):
        for name, text in texts.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return build


def pytest_terminal_summary(terminalreporter):
    """Print the soft lists at the end of the run."""
    for title, lines in (
        ("long files and functions", long_ones(TOP)),
        ("days that no edition of a norm covers", gaps(TOP)),
    ):
        if lines:
            terminalreporter.section(title, sep="-")
            terminalreporter.write_line("\n".join(lines))

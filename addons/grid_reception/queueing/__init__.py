"""The electronic queue: whose turn it is, how long it lasts, how it is measured. Rules without a database."""

from .forecast import Window, forecast
from .keys import secret
from .numbers import LETTERS, label
from .order import RETURN_START, rank, rank_of_return
from .waits import Tally

__all__ = [
    "LETTERS",
    "RETURN_START",
    "Tally",
    "Window",
    "forecast",
    "label",
    "rank",
    "rank_of_return",
    "secret",
]

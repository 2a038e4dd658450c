"""The electronic queue: whose turn it is, how long it lasts, how it is measured. Rules without a database."""

from .forecast import Window, forecast
from .keys import secret
from .numbers import LETTERS, label
from .order import RETURN_START, rank, rank_of_return
from .waits import Figures, Visit, figures, is_in_time

__all__ = [
    "LETTERS",
    "RETURN_START",
    "Figures",
    "Visit",
    "Window",
    "figures",
    "forecast",
    "is_in_time",
    "label",
    "rank",
    "rank_of_return",
    "secret",
]

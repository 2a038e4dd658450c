"""The electronic queue: whose turn it is, how long it lasts, how it is measured. Rules without a database."""

from .forecast import Window, forecast
from .keys import secret
from .load import HourLoad, level, mean_wait, quieter, spans
from .numbers import LETTERS, label
from .order import RETURN_START, rank, rank_of_return
from .slots import free, is_kept, moments, names, slots
from .waits import Tally

__all__ = [
    "HourLoad",
    "LETTERS",
    "RETURN_START",
    "Tally",
    "Window",
    "forecast",
    "free",
    "is_kept",
    "label",
    "level",
    "mean_wait",
    "moments",
    "names",
    "quieter",
    "rank",
    "rank_of_return",
    "secret",
    "slots",
    "spans",
]

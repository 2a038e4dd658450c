"""Statistics of surveys: who is asked, and how sure a result is. Standard library only, no chance: a seed decides."""

from .intervals import Interval, mean, proportion
from .low import is_low
from .quantiles import normal_quantile, t_quantile
from .sampling import allocate, draw, sample
from .strata import Stratum, Weighted, pooled, weighted_mean

__all__ = [
    "Interval",
    "Stratum",
    "Weighted",
    "allocate",
    "draw",
    "is_low",
    "mean",
    "normal_quantile",
    "pooled",
    "proportion",
    "sample",
    "t_quantile",
    "weighted_mean",
]

"""Indicators of quality: the level of service and its three indicators, quality of connection.

Standard library only, no clock: dated rows of the method, plans and facts come in as values, scores go out with what
they are made of. Source: order 1256 of the Ministry of Energy of 29.11.2016 and those before it (718, 296).
"""

from .connection import PARTS, ConnectionQuality, Kept, connection_quality, share_kept, weighted
from .dated import INDICATORS, Method, Parameter, asked_by_law, method_on, parameters_on
from .errors import (
    BadFigure,
    BadLevel,
    BadMeasure,
    IndicatorError,
    MethodNotFound,
    MethodsTie,
    ParametersNotFound,
    PartAboveWhole,
    WeightsNotPublished,
)
from .figures import read_figure, said_figure
from .general import GENERAL_PARTS, LEVELS, GeneralWeights, general_indicator, read_level, weights_on
from .rounding import rounded
from .scores import Measure, Score, indicator_score, level_of_service, next_plan, number_path, points, ratio
from .whatif import WhatIf, what_if

__all__ = [
    "GENERAL_PARTS",
    "INDICATORS",
    "LEVELS",
    "PARTS",
    "BadFigure",
    "BadLevel",
    "BadMeasure",
    "ConnectionQuality",
    "GeneralWeights",
    "IndicatorError",
    "Kept",
    "Measure",
    "Method",
    "MethodNotFound",
    "MethodsTie",
    "Parameter",
    "ParametersNotFound",
    "PartAboveWhole",
    "Score",
    "WeightsNotPublished",
    "WhatIf",
    "asked_by_law",
    "connection_quality",
    "general_indicator",
    "indicator_score",
    "level_of_service",
    "method_on",
    "next_plan",
    "number_path",
    "parameters_on",
    "points",
    "ratio",
    "read_figure",
    "read_level",
    "rounded",
    "said_figure",
    "share_kept",
    "weighted",
    "weights_on",
    "what_if",
]

"""The fee of a connection, its instalments, penalties, and the case that sets the term of the works.

Standard library only, no clock: the day, the facts and the dated tables come in as values, an amount and its working
go out. Sources: Rules of technological connection (Government resolution 861 of 27.12.2004), points 16 and 17.
"""

from .checks import Check, instalment_checks, organisational_checks, preference_checks
from .errors import (
    BadPower,
    FactUnknown,
    FeeError,
    IndividualFee,
    InstalmentsRefused,
    NormNotFound,
    RateNotFound,
    RatesTie,
    WorksUnknown,
)
from .facts import Facts, Work
from .fee import Fee, reckon
from .instalments import OPTIONS, Part, instalments, interest
from .money import kopecks
from .penalty import penalty
from .settling import Settled, settle
from .tables import COSTS, ORGANISATIONAL, Norm, Price, Rate, Tables
from .working import Reckoned, Step
from .works import CASES, WorksCase, decide

__all__ = [
    "CASES",
    "COSTS",
    "OPTIONS",
    "ORGANISATIONAL",
    "BadPower",
    "Check",
    "FactUnknown",
    "Facts",
    "Fee",
    "FeeError",
    "IndividualFee",
    "InstalmentsRefused",
    "Norm",
    "NormNotFound",
    "Part",
    "Price",
    "Rate",
    "RateNotFound",
    "RatesTie",
    "Reckoned",
    "Settled",
    "Step",
    "Tables",
    "Work",
    "WorksCase",
    "WorksUnknown",
    "decide",
    "instalment_checks",
    "instalments",
    "interest",
    "kopecks",
    "organisational_checks",
    "penalty",
    "preference_checks",
    "reckon",
    "settle",
]

"""Rules of outages: notices before planned ones, allowed lengths, hours of a year, SAIDI and SAIFI, houses.

Standard library only, no clock: days that law gives come in as values, counted by the engine of deadlines. Sources:
decree 354 (Utility Rules, p. 117 b, annex 1), decree 861 (Rules of access, p. 31(6)), GOST R 53368-2009, order 1256.
"""

from .errors import BelowZero, EndsBeforeStart, MorePointsThanThereAre, OutageError
from .houses import House, house, matching, searched
from .lengths import BY_CONTRACT, Hit, length_rules
from .notices import COMPANIES, HOUSEHOLDS, Given, Objection, Terms, first_warning, last_for_companies, objections
from .persons import people
from .price_cuts import PriceCut, price_cut
from .reliability import Interruption, Reliability, reliability
from .years import Interval, hours_of_year

__all__ = [
    "BY_CONTRACT",
    "COMPANIES",
    "HOUSEHOLDS",
    "BelowZero",
    "EndsBeforeStart",
    "Given",
    "Hit",
    "House",
    "Interruption",
    "Interval",
    "MorePointsThanThereAre",
    "Objection",
    "OutageError",
    "PriceCut",
    "Reliability",
    "Terms",
    "first_warning",
    "hours_of_year",
    "house",
    "last_for_companies",
    "length_rules",
    "matching",
    "objections",
    "people",
    "price_cut",
    "reliability",
    "searched",
]

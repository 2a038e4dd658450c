"""Readings of meters: what a given number may mean beside those given before it.

Standard library only.
"""

from .plausible import FINDINGS, Reading, Verdict, average, judge
from .values import BadValue, parse_value

__all__ = ["FINDINGS", "BadValue", "Reading", "Verdict", "average", "judge", "parse_value"]

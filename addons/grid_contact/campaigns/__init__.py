"""The auto-informer: in which order channels are tried, when nobody is disturbed, and figures that add up.

Standard library only.
"""

from .quiet import EMERGENCY, USUAL, QuietHours, moment_to_send, quiet_begins
from .steps import ACCOUNT, CHANNELS, EMAIL, SMS, VOICE, End, Plan, Step, after, first
from .tally import STATES, Tally, tally

__all__ = [
    "ACCOUNT",
    "CHANNELS",
    "EMAIL",
    "EMERGENCY",
    "SMS",
    "STATES",
    "USUAL",
    "VOICE",
    "End",
    "Plan",
    "QuietHours",
    "Step",
    "Tally",
    "after",
    "first",
    "moment_to_send",
    "quiet_begins",
    "tally",
]

"""The auto-informer: who owes, in which order channels are tried, when nobody is disturbed, figures that add up.

Standard library only.
"""

from .cells import roubles, words
from .debts import NO_ACCOUNT, NO_AMOUNT, NO_DAY, NO_NUMBER, REASONS, TWO_SUMS, UNKNOWN, Debt, Register, read, sort_out
from .quiet import EMERGENCY, USUAL, QuietHours, moment_to_send, quiet_begins
from .steps import ACCOUNT, CHANNELS, EMAIL, SMS, VOICE, End, Plan, Step, after, first
from .tally import STATES, Tally, tally

__all__ = [
    "ACCOUNT",
    "CHANNELS",
    "EMAIL",
    "EMERGENCY",
    "NO_ACCOUNT",
    "NO_AMOUNT",
    "NO_DAY",
    "NO_NUMBER",
    "REASONS",
    "SMS",
    "STATES",
    "TWO_SUMS",
    "UNKNOWN",
    "USUAL",
    "VOICE",
    "Debt",
    "End",
    "Plan",
    "QuietHours",
    "Register",
    "Step",
    "Tally",
    "after",
    "first",
    "moment_to_send",
    "quiet_begins",
    "read",
    "roubles",
    "sort_out",
    "tally",
    "words",
]

"""Rules of calls: what has become of a call by its events, and the figures of a contact centre.

Standard library only, no clock. Events of a telephone exchange may come in any order and more than
once: the state of a call depends on the set of its events alone. No law sets the time before an operator answers;
the targets are settings of the company (DOMAIN 1.4).
"""

from .events import EXITS, KINDS, Event
from .figures import EMPTY, Ended, Tally, tally
from .state import ENDED_STAGES, STAGES, Call, call

__all__ = ["EMPTY", "ENDED_STAGES", "EXITS", "KINDS", "STAGES", "Call", "Ended", "Event", "Tally", "call", "tally"]

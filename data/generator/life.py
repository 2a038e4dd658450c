"""When an appeal came and how far it has got, in days before the day the sample is loaded."""

from collections import Counter
from dataclasses import dataclass

TERM = {"claim": 10}
USUAL_TERM = 30
QUICK = {"outage_message": 3, "gratitude": 9}  # days within which such appeals are always answered
AT_ONCE = {"consultation": 0.7, "gratitude": 0.5, "outage_message": 0.5}
HOURS = {"window": (8, 16), "phone": (8, 20), "post": (9, 15)}
# Promises that keep every list of the day alive in each branch: registered so many days ago, state, answered after.
TODAY = (
    (30, "in_work", None), (37, "in_work", None), (29, "in_work", None), (30, "registered", None),
    (34, "registered", None), (38, "answered", 35), (28, "in_work", None), (36, "answered", 33),
    (27, "in_work", None), (31, "in_work", None),
)  # fmt: skip
# Up to which age (days), and how the states share it: new, registered, in_work, answered, closed.
SHARES = (
    (0, (40, 40, 20, 0, 0)), (2, (25, 35, 30, 5, 5)), (24, (0, 6, 49, 20, 25)), (40, (0, 0, 10, 30, 60)),
    (100_000, (0, 0, 1, 3, 96)),
)  # fmt: skip
STATES = ("new", "registered", "in_work", "answered", "closed")


@dataclass
class Life:
    """Moments as (days ago, minute of the day), None where it has not happened."""

    state: str
    received: tuple[int, int]
    registered: tuple[int, int] | None = None
    answered: tuple[int, int] | None = None
    closed: tuple[int, int] | None = None
    at_once: bool = False


class Clock:
    """Deals lives to appeals that come in order of age, the oldest first."""

    def __init__(self, rng):
        self.rng, self.forced = rng, Counter()

    def live(self, age: int, kind: str, channel: str, branch: str) -> Life:
        rng = self.rng
        start, end = HOURS.get(channel, (6, 23))
        minute = rng.randint(start * 60, end * 60 + 59)
        term = TERM.get(kind, USUAL_TERM)
        if 22 <= age <= 42 and self.forced[branch] < len(TODAY) and term == USUAL_TERM and kind not in QUICK:
            age, state, after = TODAY[self.forced[branch]]
            self.forced[branch] += 1
            return self._life(state, age, minute, channel, after)
        if channel in ("phone", "window") and rng.random() < AT_ONCE.get(kind, 0):
            later = minute + rng.randint(4, 25)
            return Life("closed", (age, minute), (age, minute + 2), (age, later), (age, later + 1), True)
        shares = next(shares for limit, shares in SHARES if age <= limit)
        state = rng.choices(STATES, shares)[0]
        if state == "new" and channel in ("phone", "window"):
            state = "registered"  # the person stands at the window: no one waits there for registration
        quick = QUICK.get(kind)
        if quick and age > quick:
            return self._life("closed", age, minute, channel, rng.randint(1, quick))
        return self._life(state, age, minute, channel, self._delay(term))

    def _delay(self, term: int) -> int:
        if self.rng.random() < 0.08:
            return term + self.rng.randint(3, 14)
        return self.rng.randint(1, term - 2)

    def _life(self, state: str, age: int, minute: int, channel: str, after: int | None) -> Life:
        life = Life(state, (age, minute))
        if state == "new":
            return life
        life.registered = (age, minute + 1)
        if channel == "post":
            # Paper waits for the morning's registration; now and then it lies too long.
            wait = 5 if self.rng.random() < 0.03 else self.rng.randint(0, 2)
            life.received = (age + wait, minute)
            life.registered = (age, self.rng.randint(990, 1030) if not wait else self.rng.randint(540, 720))
        if state in ("answered", "closed"):
            if age <= 1:  # answered the same day, so it came in the morning
                life.received = (life.received[0], min(minute, 700))
                life.registered = (age, min(life.registered[1], 720))
            life.answered = (max(min(1, age), age - after), self.rng.randint(1031, 1070))
        if state == "closed":
            life.closed = (max(min(1, age), life.answered[0] - self.rng.randint(0, 3)), self.rng.randint(1071, 1079))
        return life

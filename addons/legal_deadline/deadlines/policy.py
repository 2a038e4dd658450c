"""The readings of the law on which practice is divided, as the company has chosen them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Policy:
    """Three named choices; each explanation prints those that moved its date.

    `day_off`: a last day that is a day off moves to the `next_working_day` (GK RF article 193) or, as
    many state bodies read it, to the `previous_working_day`.
    `control`: the internal control date is the `previous_working_day` of such a term, or the `due_day`.
    `backward`: of "not later than N days before" the company keeps to the `ordinary` reading (day N
    itself is in time) or to the `strict` one (N full days lie between the notice and the event).
    """

    day_off: str = "next_working_day"
    control: str = "previous_working_day"
    backward: str = "ordinary"

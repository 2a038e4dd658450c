"""Channels in order, attempts with steps, and what a recipient comes to in the end.

>>> plan = Plan(("voice", "sms"), attempts=2, step=timedelta(minutes=15))
>>> reach = {"voice", "sms"}
>>> first(plan, reach)
Step(channel='voice', attempt=1, wait=datetime.timedelta(0))
>>> after(plan, reach, Step("voice", 1), "negative", was_transmitted=True)
Step(channel='voice', attempt=2, wait=datetime.timedelta(seconds=900))
>>> after(plan, reach, Step("voice", 1), "negative", was_transmitted=True, may_repeat=False)
Step(channel='sms', attempt=1, wait=datetime.timedelta(0))
>>> after(plan, reach, Step("voice", 2), "negative", was_transmitted=True)
Step(channel='sms', attempt=1, wait=datetime.timedelta(0))
>>> after(plan, reach, Step("sms", 1), "failed", was_transmitted=True)
End(state='negative')
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

VOICE, SMS, EMAIL, ACCOUNT = "voice", "sms", "email", "account"
CHANNELS = (VOICE, SMS, EMAIL, ACCOUNT)
#: A call that nobody took is repeated; an SMS and an e-mail are kept and tried again by those who carry them.
REPEATED = {VOICE}
NOW = timedelta(0)


@dataclass(frozen=True)
class Plan:
    """What a campaign tries: its channels in order, and calls again after a step."""

    channels: tuple[str, ...]
    attempts: int = 3
    step: timedelta = timedelta(minutes=15)
    is_over: bool = False  #: nothing more is tried: what is under way comes to its end


@dataclass(frozen=True)
class Step:
    """The next attempt: by what, which one of this channel, after what wait."""

    channel: str
    attempt: int = 1
    wait: timedelta = NOW


@dataclass(frozen=True)
class End:
    """Nothing more is tried: `positive` was received, `negative` transmitted in vain, `failed` never transmitted."""

    state: str


def first(plan: Plan, reach: Collection[str]) -> Step | End:
    """Give the first attempt by the channels that reach a recipient; who has none is `failed`."""
    return next((Step(channel) for channel in plan.channels if channel in reach), End("failed"))


def after(
    plan: Plan, reach: Collection[str], made: Step, result: str, was_transmitted: bool, may_repeat: bool = True
) -> Step | End:
    """Give what follows an attempt.

    :param result: `positive`, `negative` (transmitted, not received) or `failed` (not transmitted)
    :param was_transmitted: whether this or an earlier attempt was transmitted
    :param may_repeat: false of a call that may have been heard: the next channel follows at once
    """
    if result == "positive":
        return End("positive")
    ended = End("negative" if was_transmitted else "failed")
    if plan.is_over:
        return ended
    if may_repeat and made.channel in REPEATED and made.attempt < plan.attempts:
        return Step(made.channel, made.attempt + 1, plan.step)
    later = plan.channels[plan.channels.index(made.channel) + 1 :]
    return next((Step(channel) for channel in later if channel in reach), ended)

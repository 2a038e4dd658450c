"""Every refusal of the rules of outages: a code and its parameters, so that any reader's language can say it."""

from typing import ClassVar


class OutageError(Exception):
    """Something about an outage cannot be reckoned, and the refusal says why and what to do."""

    code: ClassVar[str] = "outage"
    template: ClassVar[str] = "This cannot be reckoned of the outage."

    def __init__(self, **params: object) -> None:
        """Keep the parameters beside the English sentence."""
        self.params = params
        super().__init__(self.template.format(**params))


class BelowZero(OutageError):
    """Hours or points below zero."""

    code = "below_zero"
    template = "“{what}” is {value}: it cannot be below zero. Correct it."


class MorePointsThanThereAre(OutageError):
    """An interruption hit more points than the company has."""

    code = "more_points"
    template = "An interruption hit {part} points of {whole}: check both counts."


class EndsBeforeStart(OutageError):
    """An interruption that ends before it starts."""

    code = "ends_before_start"
    template = "The outage ends at {ended}, before its start at {started}. Correct one of them."

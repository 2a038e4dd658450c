"""Every refusal of the indicators: a code and its parameters, so that any reader's language can say it."""

from typing import ClassVar


class IndicatorError(Exception):
    """An indicator cannot be reckoned, and the refusal says why and what to do.

    `code` names the sentence, `params` fill it; `template` is the sentence in English.
    """

    code: ClassVar[str] = "indicator"
    template: ClassVar[str] = "The indicator cannot be reckoned."

    def __init__(self, **params: object) -> None:
        """Keep the parameters beside the English sentence."""
        self.params = params
        super().__init__(self.template.format(**params))


class MethodNotFound(IndicatorError):
    """No edition of the method is in force on the day."""

    code = "method_not_found"
    template = "No method of the indicators is in force on {day}. Add its edition with the order that approved it."


class MethodsTie(IndicatorError):
    """Two editions of the method are in force on one day."""

    code = "methods_tie"
    template = "Two methods of the indicators are in force on {day}. Close the older one by a date."


class ParametersNotFound(IndicatorError):
    """No parameter of an indicator is in force on the day."""

    code = "parameters_not_found"
    template = "No parameter of the indicator “{indicator}” is in force on {day}. Add its parameters with their form."


class WeightsNotPublished(IndicatorError):
    """No weights of the general indicator are known for the day."""

    code = "weights_not_published"
    template = (
        "No weights of the general indicator are published for {day}. Add them with the order that names them; until "
        "then it is not reckoned."
    )


class BadLevel(IndicatorError):
    """A part of the general indicator is not one of its three levels."""

    code = "bad_level"
    template = (
        "“{value}” is no level. Write 1 (reached with improvement), 0 (reached) or -1 (not reached); leave the field "
        "empty where there is no data."
    )


class BadMeasure(IndicatorError):
    """A plan, a fact or a count is below zero."""

    code = "bad_measure"
    template = "“{what}” is {value}: it cannot be below zero. Correct it."


class PartAboveWhole(IndicatorError):
    """More was counted of a part than there is in the whole."""

    code = "part_above_whole"
    template = "{part} of {whole} were counted in “{what}”: a part is not more than the whole. Check both counts."


class BadFigure(IndicatorError):
    """What was written is no number."""

    code = "bad_figure"
    template = (
        "“{value}” is not a number. Write digits, for example 12.5; leave the field empty where there is no data."
    )

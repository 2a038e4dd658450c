"""Every refusal of the calculator: a code and its parameters, so that any reader's language can say it."""

from typing import ClassVar


class FeeError(Exception):
    """The calculator refuses to name an amount, and says why and what to do.

    `code` names the sentence, `params` fill it; `template` is the sentence in English.
    """

    code: ClassVar[str] = "fee"
    template: ClassVar[str] = "The fee cannot be calculated."

    def __init__(self, **params: object) -> None:
        """Keep the parameters beside the English sentence."""
        self.params = params
        super().__init__(self.template.format(**params))


class RateNotFound(FeeError):
    """No rate of the kind is in force in the region on the day, or none fits the facts."""

    code = "rate_not_found"
    template = "No rate “{kind}” of the region “{region}” is in force on {day}. Add it from the order of the regulator."


class RatesTie(FeeError):
    """Two equally specific rates fit: the tables contradict each other."""

    code = "rates_tie"
    template = "Several rates “{kind}” of the region “{region}” fit equally on {day}. Close one of them by a date."


class NormNotFound(FeeError):
    """The limit, share or percent that the law sets is not known for the day."""

    code = "norm_not_found"
    template = "The norm “{norm}” is not known for {day}. Add it with the days on which it is in force."


class IndividualFee(FeeError):
    """The regulator sets the fee for this connection alone; no calculator may."""

    code = "individual_fee"
    template = (
        "The fee is set individually by the regulator: {power} kW at {voltage} kV "
        "(general rates end at {power_limit} kW and {voltage_limit} kV)."
    )


class FactUnknown(FeeError):
    """A fact without which the rates cannot be chosen was not given."""

    code = "fact_unknown"
    template = "The fee cannot be calculated without the fact “{fact}”. Give it."


class WorksUnknown(FeeError):
    """Standardised rates are multiplied by works that nobody has named yet."""

    code = "works_unknown"
    template = "The fee by standardised rates needs the list of works. Give the works, or choose the rate per power."


class BadPower(FeeError):
    """Power is more than zero, and the earlier one is not less."""

    code = "bad_power"
    template = "The new power must be more than zero and the earlier one not less than zero: {new} and {existing} kW."


class InstalmentsRefused(FeeError):
    """The applicant has no right to pay in parts; `checks` say why."""

    code = "instalments_refused"
    template = "This fee is not paid in instalments."

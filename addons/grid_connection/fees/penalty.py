"""The penalty for delay by either side: a percent of the fee a day (PP 861 TP, contract terms of point 16)."""

from datetime import date
from decimal import Decimal

from .money import share
from .tables import Tables
from .working import Reckoned, Step


def penalty(
    fee: Decimal,
    due: date,
    done: date,
    contract_day: date,
    tables: Tables,
    *,
    is_flat: bool = False,
    cap_percent: Decimal | None = None,
) -> Reckoned:
    """Return the penalty for what was due on a day and done (or is still not done) on another.

    The percent is that of the law on the day of the contract; old contracts with the flat fee have their own.
    `cap_percent`: the most, in percent of the fee; None: no cap is set.

    :raises NormNotFound: the percent is not known for the day of the contract
    """
    norm = tables.norm("penalty_flat_percent" if is_flat else "penalty_percent", contract_day)
    days = max((done - due).days, 0)
    amount = share(fee, norm.value * days)
    asked = {"fee": fee, "due": due, "done": done, "days": days, "percent": norm.value, "norm": norm.key}
    steps = [Step.of("penalty", amount=amount, **asked)]
    if cap_percent is not None and amount > (cap := share(fee, cap_percent)):
        amount = cap
        steps.append(Step.of("penalty_cap", percent=cap_percent, amount=cap))
    return Reckoned(amount, tuple(steps))

"""The general indicator Коб: whether the planned reliability and quality were reached; the higher, the better.

Order 718 of the Ministry of Energy of 14.10.2013 (docs.cntd.ru/document/499052281): weights 0.65, 0.25 and 0.1 of a
grid company of a region. Order 1256 has taken its place since; its weights are not published, so none are assumed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from .errors import BadLevel, MethodsTie, WeightsNotPublished

#: Reliability (Кнад), quality of connection (Ккач(тпр)), quality of service (Ккач(обсл)).
GENERAL_PARTS = ("reliability", "connection", "service")
#: The planned value was not reached, was reached, was reached with improvement: the regulator decides which.
LEVELS = (-1, 0, 1)


@dataclass(frozen=True)
class GeneralWeights:
    """How much each part weighs, in the days from `valid_from` to `valid_to`."""

    reliability: Decimal
    connection: Decimal
    service: Decimal
    valid_from: date | None = None
    valid_to: date | None = None
    key: int = 0


def weights_on(published: Iterable[GeneralWeights], day: date) -> GeneralWeights:
    """Return the weights that are published for a day.

    :raises WeightsNotPublished: there are none for it
    :raises MethodsTie: there are two
    """
    found = [one for one in published if (one.valid_from or date.min) <= day <= (one.valid_to or date.max)]
    if not found:
        raise WeightsNotPublished(day=day)
    if len(found) > 1:
        raise MethodsTie(day=day)
    return found[0]


def general_indicator(levels: Mapping[str, Decimal | int | None], weights: GeneralWeights) -> Fraction | None:
    """Return Коб, the weighted sum of the levels, from -1 to 1; None where one of them has no data.

    >>> weights = GeneralWeights(Decimal("0.65"), Decimal("0.25"), Decimal("0.1"))
    >>> general_indicator({"reliability": 1, "connection": -1, "service": 0}, weights)
    Fraction(2, 5)

    :raises BadLevel: a level that is neither -1 nor 0 nor 1
    """
    known = {part: levels.get(part) for part in GENERAL_PARTS}
    for level in known.values():
        if level is not None and level not in LEVELS:
            raise BadLevel(value=level)
    if None in known.values():
        return None
    return sum(Fraction(getattr(weights, part)) * Fraction(level) for part, level in known.items())


def read_level(text: str | None) -> int | None:
    """Return a level as a person wrote it; None where nothing was written.

    >>> read_level("-1"), read_level("−1"), read_level(" +1 "), read_level("0"), read_level("")
    (-1, -1, 1, 0, None)

    :raises BadLevel: it is neither -1 nor 0 nor 1
    """
    bare = (text or "").strip().replace("−", "-").replace("–", "-")  # noqa: RUF001 people write these minuses
    if not bare:
        return None
    if bare not in ("-1", "0", "1", "+1"):
        raise BadLevel(value=text)
    return int(bare)

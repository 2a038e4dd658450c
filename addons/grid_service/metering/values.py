"""A number of a dial, as people write it.

>>> parse_value("12 345,7")
Decimal('12345.7')
>>> parse_value("около 500")
Traceback (most recent call last):
    ...
metering.values.BadValue: около 500
"""

import re
from decimal import Decimal

NUMBER = re.compile(r"\d{1,12}([.,]\d{1,3})?")


class BadValue(ValueError):
    """What was written is no number of a dial; the text itself is the message."""


def parse_value(text: object) -> Decimal:
    """Read kilowatt-hours: spaces between thousands, a comma or a point, three digits after it at most.

    :raises BadValue: it is something else, a negative number too
    """
    written = "".join(str(text).split())
    if not NUMBER.fullmatch(written):
        raise BadValue(str(text)[:40])
    return Decimal(written.replace(",", "."))

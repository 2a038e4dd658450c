"""Which mark of a scale is a low one."""


def is_low(mark: int, low: int, first: int = 1, last: int = 5) -> bool:
    """Return whether a mark is low; `low` is the highest low mark of five, `first` and `last` the ends of the scale.

    >>> is_low(2, 2), is_low(3, 2), is_low(1, 0)
    (True, False, False)
    >>> is_low(2, 2, 0, 10), is_low(3, 2, 0, 10)
    (True, False)
    """
    return (mark - first) * 4 <= (low - 1) * (last - first)

"""What the script of a form does before it is sent, done by a program: real work for a real proof."""

import hashlib
from itertools import count


def solve(challenge: str) -> str:
    """Look for the number that solves a challenge."""
    bits = int(challenge.split(".")[1])
    return next(
        solution
        for solution in (f"{challenge}.{number}" for number in count())
        if int.from_bytes(hashlib.sha256(solution.encode()).digest()) >> (256 - bits) == 0
    )

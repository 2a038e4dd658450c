"""A small piece of work that a browser does while a person types: a crowd of sendings becomes dear, one does not.

A challenge reads `purpose.bits.expires.nonce.signature`: only the server can sign it, so nothing is stored until a
solution comes back. A solution is the challenge, a point and a number, such that SHA-256 of this text begins with as
many zero bits as the challenge names.
"""

import hashlib
import hmac
import re
from typing import NamedTuple

#: Zero bits when nothing else is set: some 65,000 digests, under a second on a cheap phone.
BITS = 16
BITS_MIN, BITS_MAX = 4, 26
PARTS = ("[a-z]{1,20}", "[0-9]{1,2}", "[0-9]{1,12}", "[A-Za-z0-9_-]{16,64}", "[0-9a-f]{32}", "[0-9]{1,15}")
SOLUTION = re.compile(r"\.".join(f"({part})" for part in PARTS))
SIGNED_PARTS = 4


class Proof(NamedTuple):
    """Work that was done: its nonce serves once, until `expires`, in seconds since 1970."""

    nonce: str
    expires: int


def difficulty(setting: object) -> int:
    """The zero bits that a setting means; what is no number means the usual ones, too much or too little the bound.

    >>> difficulty("20"), difficulty("many") == BITS, difficulty("99")
    (20, True, 26)
    """
    text = str(setting or "").strip()
    return min(max(int(text), BITS_MIN), BITS_MAX) if re.fullmatch(r"[0-9]{1,3}", text) else BITS


def issue(key: bytes, purpose: str, bits: int, expires: int, nonce: str) -> str:
    """A signed challenge.

    :param purpose: small Latin letters: a proof for one form serves no other
    :param expires: seconds since 1970
    :param nonce: random, 16 to 64 letters, digits, `-`, `_`
    """
    told = f"{purpose}.{bits}.{expires}.{nonce}"
    return f"{told}.{_signature(key, told)}"


def verify(key: bytes, purpose: str, solution: object, now: int) -> Proof | None:
    """The proof that a solution is, or None; the work is one signature and one digest, whatever was sent.

    Whether its nonce has served already is for the caller to know.
    """
    found = SOLUTION.fullmatch(solution) if isinstance(solution, str) else None
    if not found:
        return None
    named, bits, expires, nonce, signature, _number = found.groups()
    told = ".".join(found.groups()[:SIGNED_PARTS])
    is_ours = hmac.compare_digest(signature, _signature(key, told))
    if not is_ours or named != purpose or int(expires) < now or not _is_solved(found[0], int(bits)):
        return None
    return Proof(nonce, int(expires))


def _signature(key: bytes, told: str) -> str:
    return hmac.digest(key, told.encode(), "sha256").hex()[:32]


def _is_solved(solution: str, bits: int) -> bool:
    digest = hashlib.sha256(solution.encode()).digest()
    return int.from_bytes(digest) >> (8 * len(digest) - bits) == 0

"""What an identity token must state beside its signature, and what it says of a person.

Source: OpenID Connect Core 1.0, 3.1.3.7 (validation), 5.1 (standard claims).
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
SUBJECT_MAX = 255


@dataclass(frozen=True, slots=True)
class Person:
    """What a provider says of who signed in; `email` is empty unless the provider has confirmed it."""

    name: str
    email: str


def fault(claims: Mapping[str, object], issuer: str, client_id: str, nonce: str, now: float) -> str:
    """Return which claim speaks against a token of a right signature; empty when none does.

    :param nonce: what was sent with the question, from the session of the browser
    :param now: seconds since the epoch
    """
    audience = claims.get("aud")
    audience = audience if isinstance(audience, list) else [audience]
    expires = claims.get("exp")
    subject = claims.get("sub")
    checks = {
        "iss": bool(issuer) and claims.get("iss") == issuer,
        "aud": client_id in audience,
        "azp": claims.get("azp", client_id) == client_id and (len(audience) == 1 or "azp" in claims),
        "exp": isinstance(expires, int | float) and now < expires,
        "nonce": same(claims.get("nonce"), nonce),
        "sub": isinstance(subject, str) and 0 < len(subject) <= SUBJECT_MAX and "\x00" not in subject,
    }
    return next((name for name, holds in checks.items() if not holds), "")


def same(given: object, kept: str) -> bool:
    """Whether a secret came back as it was kept, in a time that tells nothing of it."""
    return isinstance(given, str) and bool(kept) and hmac.compare_digest(given.encode(), kept.encode())


def person(claims: Mapping[str, object]) -> Person:
    """Return the name in the Russian order, and the confirmed e-mail."""
    parts = " ".join(filter(None, (_text(claims, part) for part in ("family_name", "given_name", "middle_name"))))
    is_confirmed = claims.get("email_verified") in (True, "true")
    return Person(parts or _text(claims, "name"), _text(claims, "email").lower() if is_confirmed else "")


def is_safe_address(address: object) -> bool:
    """Whether nobody on the way reads or changes what goes to an address: https, or this machine itself.

    >>> is_safe_address("https://id.example/keys"), is_safe_address("http://127.0.0.1:8080/keys")
    (True, True)
    >>> is_safe_address("http://id.example/keys"), is_safe_address("")
    (False, False)
    """
    try:
        parts = urlsplit(address if isinstance(address, str) else "")
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK))


def _text(claims: Mapping[str, object], name: str) -> str:
    value = claims.get(name)
    return " ".join(value.replace("\x00", " ").split()) if isinstance(value, str) else ""

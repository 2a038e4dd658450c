"""Choosing the customer whom an appeal comes from, out of those who share a mark with it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from . import addresses, names


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a customer; `ref` is whatever the caller knows it by, the oldest first.

    `mailboxes` are those proven for the accounts that read what is on the card; None when no account does.
    """

    ref: Hashable = None
    name: str = ""
    email: str = ""
    phone: str = ""
    inn: str = ""
    is_company: bool = False
    address: str = ""
    mailboxes: frozenset[str] | None = None


def _best(asked: Card, cards: list[Card], certain: bool) -> Card | None:
    """The likest by phone and name. Equals are one customer entered twice, or, if not `certain`, nobody."""

    def rank(card: Card) -> tuple[bool, int]:
        return bool(asked.phone) and card.phone == asked.phone, names.likeness(asked.name, card.name)

    if not cards:
        return None
    top = max(map(rank, cards))
    equals = [card for card in cards if rank(card) == top]
    if certain or len({names.words(card.name) for card in equals}) == 1:
        return equals[0]
    return None


def choose(asked: Card, cards: Iterable[Card]) -> Card | None:
    """Give the card of the customer who asks, or None.

    An INN decides by itself, and another INN excludes. An e-mail decides unless a full name speaks
    against it, since the answer goes to that mailbox anyway. A phone alone is shared by families:
    it decides only when no name speaks against it and one customer has it.

    The card of a person with an account is given by the proven mailbox of the account only: whoever opened the account
    may have named the phone or the INN of another person, and would read what that person asks.
    """
    cards = [card for card in cards if card.is_company or card.mailboxes is None or asked.email in card.mailboxes]
    if asked.inn and (same := [card for card in cards if card.inn == asked.inn]):
        return _best(asked, same, certain=True)
    cards = [card for card in cards if not (asked.inn and card.inn)]
    if asked.email and (found := _best(asked, [c for c in cards if _mailbox(asked, c)], certain=True)):
        return found
    if asked.phone:
        return _best(asked, [c for c in cards if _telephone(asked, c)], certain=False)
    return None


def _mailbox(asked: Card, card: Card) -> bool:
    if card.email != asked.email:
        return False
    return card.is_company or not names.contradict(asked.name, card.name, least=2)


def _telephone(asked: Card, card: Card) -> bool:
    return card.phone == asked.phone and not names.contradict(asked.name, card.name)


def twin_mark(asked: Card, card: Card) -> str | None:
    """Say by which mark a card may be of the same customer: `inn`, `email`, `phone`, `address`; or None.

    For a warning to a person who decides; `choose` decides by itself and is stricter.
    """
    if asked.inn and card.inn:
        return "inn" if asked.inn == card.inn else None
    if asked.email and _mailbox(asked, card):
        return "email"
    if asked.phone and _telephone(asked, card):
        return "phone"
    words = names.words(asked.name)
    alike = len(words) > 1 and words == names.words(card.name)
    return "address" if alike and addresses.same_place(asked.address, card.address) else None

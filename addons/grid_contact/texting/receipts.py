"""Delivery receipts of SMPP: what a centre says in the text of a `deliver_sm` (SMPP 3.4, appendix B).

>>> read_receipt("id:0A1 sub:001 dlvrd:001 submit date:2611271200 done date:2611271201 stat:DELIVRD err:000 text:Свет")
Receipt(message_id='0A1', state='delivered', error='000')
>>> read_receipt("Добрый день, когда дадут свет?")
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: The centre's word in the receipt: received, sent in vain, or never handed over; other words are of no end.
STATES = {
    "DELIVRD": "delivered",
    "EXPIRED": "undelivered",
    "DELETED": "undelivered",
    "UNDELIV": "undelivered",
    "REJECTD": "failed",
}
FIELDS = re.compile(r"\bid:(?P<id>\S+).*?\bstat:(?P<stat>[A-Z]+)(?:.*?\berr:(?P<err>\S+))?", re.DOTALL)


@dataclass(frozen=True)
class Receipt:
    """What became of one part: `state` is `delivered`, `undelivered`, `failed`, or `sent` while there is no end."""

    message_id: str
    state: str
    error: str


def read_receipt(text: str) -> Receipt | None:
    """Read the text of a receipt; nothing when it is none."""
    found = FIELDS.search(text)
    if not found:
        return None
    return Receipt(found["id"], STATES.get(found["stat"], "sent"), found["err"] or "")

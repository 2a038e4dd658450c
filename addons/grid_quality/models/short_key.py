"""Short keys of links in SMS: a letter of what it opens, its number, and a signature that nobody can compute.

Sixty bits of signature: a thousand tries a second take decades to hit one of a million records.
"""

import base64

from odoo.tools import consteq, hmac

#: Characters of the signature, five bits each.
LENGTH = 12


def short_key(record, letter):
    """Return the key of a record for the links of one letter."""
    return f"{letter}{record.id}.{_signature(record, letter, record.id)}"


def read_key(records, letter, key):
    """Return the record that a key of a letter belongs to; empty for any other text."""
    number, _dot, signature = key.removeprefix(letter).partition(".")
    if not (key.startswith(letter) and key.isascii() and number.isdecimal() and len(number) < 10):
        return records.browse()
    record = records.browse(int(number)).exists()
    return record if record and consteq(signature, _signature(records, letter, record.id)) else records.browse()


def _signature(records, letter, number):
    digest = bytes.fromhex(hmac(records.env(su=True), f"grid_quality.short {letter}", str(number)))
    return base64.b32encode(digest).decode().lower()[:LENGTH]

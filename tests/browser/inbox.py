"""The letters that the product has sent, as the mail server of the tests keeps them."""

import mailbox
import os
import re
import time
import uuid

from person import SLOW


def new_email(name: str) -> str:
    """Return an address of nobody else: the letters of earlier runs are kept too."""
    return f"{name}.{uuid.uuid4().hex[:8]}@pochta.example"


def found_in_letter(email: str, pattern: str) -> str:
    """Wait for a letter to an address whose words have the pattern, and return its first group."""
    box = mailbox.Maildir(os.environ["GRIDDESK_MAIL"], create=False)
    end = time.monotonic() + SLOW / 1000
    while time.monotonic() < end:
        for letter in box:
            if letter["To"] == email and (found := re.search(pattern, _words(letter))):
                return found[1]
        time.sleep(0.5)
    raise AssertionError(f"no letter with {pattern} came to {email}")


def code_in_the_letter(email: str) -> str:
    """Return the one-time code that came to an address."""
    return found_in_letter(email, r"Ваш код\W+(\d{6})")


def _words(letter) -> str:
    """Return the plain text of a letter."""
    plain = next(part for part in letter.walk() if part.get_content_type() == "text/plain")
    return plain.get_payload(decode=True).decode()

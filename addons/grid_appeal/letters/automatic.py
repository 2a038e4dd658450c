"""Letters that no person wrote: bounces, receipts, auto-replies, bulk mail (RFC 3834, RFC 3464)."""

from email.message import Message

from .headers import address, raw

ROBOTS = ("mailer-daemon", "postmaster", "mail-daemon", "mdaemon")
# `list` is not here: a person writing through a group mailbox is still a person
MASS = ("bulk", "junk", "auto_reply")
REPLY_MARKS = ("X-Auto-Response-Suppress", "X-Autoreply", "X-Autorespond", "X-Auto-Reply")


def automatic(message: Message) -> str:
    """Why the letter is not a person's: `bounce`, `auto_reply`, `bulk`; empty when it is."""
    if is_bounce(message):
        return "bounce"
    submitted = raw(message, "Auto-Submitted").lower()
    if submitted and not submitted.startswith("no"):
        return "auto_reply"
    if any(message.get(mark) is not None for mark in REPLY_MARKS):
        return "auto_reply"
    precedence = raw(message, "Precedence").lower()
    if precedence in MASS:
        return "auto_reply" if precedence == "auto_reply" else "bulk"
    return ""


def is_bounce(message: Message) -> bool:
    """A report of a mail server: its type says so, or nobody stands behind it to answer to."""
    if message.get_content_type() == "multipart/report":
        return True
    if raw(message, "Return-Path").replace(" ", "") == "<>":
        return True
    return address(raw(message, "From"))[1].partition("@")[0] in ROBOTS

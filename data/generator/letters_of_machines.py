"""What machines send: reports, automatic answers, mass mailings, our own letters come back; and bytes of nobody."""

from .letters import Writer, joined, kind, parted, plain

REPORT = """Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {email}
Action: {action}
Status: {status}
"""
NOBODY = {"From": None, "Return_Path": None}


def report(w: Writer, action: str, status: str) -> bytes:
    """A report of RFC 3464 on a letter that nobody knows."""
    parts = [
        ("Content-Type: text/plain", b"This is the mail system."),
        ("Content-Type: message/delivery-status", REPORT.format(email=w.email, action=action, status=status).encode()),
        ("Content-Type: text/rfc822-headers", f"Message-ID: <none{w.serial}@x.example>".encode()),
    ]
    return parted(w, parts, "report; report-type=delivery-status", From="MAILER-DAEMON@mx.example", Return_Path="<>")


@kind("bounce")
def a_report_of_failure(w: Writer) -> bytes:
    return report(w, "failed", "5.1.1")


@kind("bounce")
def a_report_of_delay(w: Writer) -> bytes:
    return report(w, "delayed", "4.4.1")


@kind("bounce")
def a_report_in_words(w: Writer) -> bytes:
    text = f"Hi. This is the qmail-send program.\n<{w.email}>:\n550 no such user\n--- Below this line is a copy\n"
    return plain(w, text=text, From="postmaster@mx.example")


@kind("bounce")
def an_empty_return_path(w: Writer) -> bytes:
    return plain(w, Return_Path="<>")


@kind("bounce")
def a_notice_of_reading(w: Writer) -> bytes:
    shown = b"Original-Message-ID: <none@x.example>\r\nDisposition: manual-action/MDN-sent-manually; displayed"
    return parted(w, [("Content-Type: message/disposition-notification", shown)], "report")


@kind("bounce")
def a_broken_report(w: Writer) -> bytes:
    return joined(
        w.head("Content-Type: multipart/report"), b"--\r\nContent-Type: message/delivery-status\r\n\r\nAction:\x00"
    )


@kind("auto_reply")
def an_automatic_answer(w: Writer) -> bytes:
    return plain(w, more=("Auto-Submitted: auto-replied (vacation)",))


@kind("auto_reply")
def an_answer_of_exchange(w: Writer) -> bytes:
    return plain(w, more=("X-Auto-Response-Suppress: DR, OOF, AutoReply",))


@kind("auto_reply")
def an_old_automatic_answer(w: Writer) -> bytes:
    return plain(w, more=("Precedence: auto_reply",))


@kind("bulk")
def a_mass_mailing(w: Writer) -> bytes:
    return plain(w, more=("Precedence: Bulk", "List-Unsubscribe: <mailto:x@y.example>"))


@kind("own")
def our_own_letter(w: Writer) -> bytes:
    return plain(w, From=f"Priem <{w.address.upper()}>")


@kind("no_sender")
def words_of_nobody(w: Writer) -> bytes:
    return plain(w, **NOBODY)


@kind("no_sender")
def a_name_without_an_address(w: Writer) -> bytes:
    return plain(w, **NOBODY | {"From": "Пётр"})


@kind("no_sender")
def no_letter_at_all(w: Writer) -> bytes:
    return bytes(w.rng.randrange(256) for _sign in range(200))

"""What mail servers report of letters we sent: the strict ones, the loose ones, and those that say nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letters import DELAYED, DELIVERED, FAILED, READ, parse

BOUNCE = next((Path(__file__).parents[2] / "data" / "letters").glob("10_*.eml")).read_bytes()
OURS = "<17.5-openerp-7-helpdesk.ticket@kuzbass-seti.example>"


def report(*lines, head=()):
    """A letter of a mail server, read."""
    words = ["From: MAILER-DAEMON@mx.example", "Subject: Undelivered", *head, *lines]
    return parse("\r\n".join(words).encode()).report


def strict(action, *status, original="text/rfc822-headers"):
    """The three parts of RFC 3464."""
    return report(
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        "",
        "--b",
        "",
        "Your letter",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.example",
        "",
        "Final-Recipient: rfc822; Anna@Pochta.example",
        f"Action: {action}",
        *status,
        "",
        "--b",
        f"Content-Type: {original}",
        "",
        "From: priem@kuzbass-seti.example",
        f"Message-ID: {OURS}",
        "",
        "Body" if original == "message/rfc822" else "",
        "--b--",
    )


def test_the_sample_bounce_names_the_letter_and_why_it_failed():
    found = parse(BOUNCE).report
    assert (found.action, found.recipient, found.reason) == (FAILED, "nobody@pochta.example", "5.1.1")
    assert found.letters == ("<out-1@kuzbass-seti.example>",)


@pytest.mark.parametrize("original", ["text/rfc822-headers", "message/rfc822", "message/global-headers"])
def test_a_strict_report_is_read_whole(original):
    code = "Diagnostic-Code: smtp; 550 5.1.1 =?utf-8?B?0L3QtdGC?=\r\n\tsuch mailbox"
    found = strict("Failed", "Status: 5.1.1", code, original=original)
    assert (found.action, found.recipient) == (FAILED, "anna@pochta.example")
    assert (found.reason, found.letters) == ("550 5.1.1 нет such mailbox", (OURS,))


@pytest.mark.parametrize(
    ("said", "meant"),
    [("failed", FAILED), ("delayed", DELAYED), ("delivered (to mailbox)", DELIVERED), ("relayed", ""), ("?", "")],
)
def test_a_report_says_what_became_of_the_letter(said, meant):
    assert strict(said).action == meant


def test_of_several_recipients_the_one_that_failed_speaks():
    found = strict("delivered", "", "Final-Recipient: rfc822; b@x.example", "Action: failed", "Status: 5.2.2")
    assert (found.action, found.recipient, found.reason) == (FAILED, "b@x.example", "5.2.2")


def test_a_notice_of_reading_is_read():
    found = report(
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
        "",
        "--b",
        "Content-Type: message/disposition-notification",
        "",
        "Final-Recipient: rfc822;anna@pochta.example",
        f"Original-Message-ID: {OURS}",
        "Disposition: manual-action/MDN-sent-manually; displayed",
        "--b--",
    )
    assert (found.action, found.recipient, found.letters) == (READ, "anna@pochta.example", (OURS,))


@pytest.mark.parametrize(
    ("words", "action", "recipient"),
    [
        ("<anna@pochta.example>: host mx said: 550 5.1.1 User unknown", FAILED, "anna@pochta.example"),
        ("anna@pochta.example\r\n550 no such user", FAILED, ""),
        ("#5.1.1 smtp;550 no mailbox here", FAILED, ""),
        ("The letter is delayed: 451 4.7.1 try again later", "", ""),
        ("Письмо не доставлено", "", ""),
        ("Call 8-905-550-12-34, invoice 15.1.2026", "", ""),
    ],
)
def test_a_report_in_plain_words_is_read_as_far_as_it_goes(words, action, recipient):
    found = report("", words, "", "> Subject: x", f"> Message-Id: {OURS}")
    assert (found.action, found.recipient, found.letters) == (action, recipient, (OURS,))


def test_a_report_may_name_the_letter_in_its_headers_only():
    assert report("", "No such user", head=[f"In-Reply-To: {OURS}"]).letters == (OURS,)


def test_a_person_reports_nothing():
    assert parse(b"From: a@b.example\r\n\r\n550 5.1.1 Message-ID: <x@y>").report is None


KINDS = st.sampled_from(
    ["message/delivery-status", "message/disposition-notification", "message/rfc822", "text/rfc822-headers", "x/y"]
)
LINES = st.sampled_from(
    ["Action: failed", "Action:", "Status: 5.0.0", "Disposition: x; displayed", "Message-ID: <a@b>", "", "--b", "--b--",
     "Final-Recipient: ;", "Content-Type: multipart/report", "Content-Transfer-Encoding: base64", "===", "\x00\xff"]
)  # fmt: skip


@given(st.lists(st.tuples(KINDS, st.lists(LINES, max_size=6)), max_size=4))
def test_any_report_is_read(parts):
    lines = ["Content-Type: multipart/report; boundary=b", ""]
    for kind, words in parts:
        lines += ["--b", f"Content-Type: {kind}", "", *words]
    found = report(*lines)
    assert found.action in (FAILED, DELAYED, DELIVERED, READ, "")
    for text in (found.recipient, found.reason, *found.letters):
        text.encode()
        assert "\0" not in text

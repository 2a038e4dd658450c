"""Bytes nobody would write: whatever arrives is a letter that can be stored and shown."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letters import appeal_numbers, envelope, hints, inn, kind_and_theme, parse, phone, recipients

FUZZ = 500
FOLDER = Path(__file__).parents[2] / "data" / "letters"
LETTERS = {path.stem: path.read_bytes() for path in sorted(FOLDER.glob("*.eml"))}
HEADER = st.sampled_from(
    ["From", "To", "Subject", "Date", "Message-ID", "Content-Type", "Content-Disposition", "References",
     "Content-Transfer-Encoding", "Return-Path", "Precedence", "MIME-Version"]
)  # fmt: skip
VALUE = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(
        [b"multipart/mixed; boundary=b", b"multipart/alternative; boundary=\"b\"", b"message/rfc822", b"text/html",
         b"text/plain; charset*0*=utf-8''%D0", b"base64", b"quoted-printable", b"x-uuencode", b"<>",
         b"a@b", b"=?utf-8?B?",
         b"attachment; filename*0*=koi8-r''%C1; filename*1*=%D0", b"attachment; filename*=", b"multipart/report",
         b"text/plain; charset=unicode_escape", b"message/delivery-status", b"attachment; filename*9999999999*=x"]
    ),
)  # fmt: skip
PIECES = [b"--b", b"--b--", b"Content-Type: text/html", b"<![x", b"begin 644 a"]
PIECE = st.one_of(st.binary(max_size=80), st.sampled_from(PIECES))


def survives(raw: bytes) -> None:
    letter = parse(raw)
    words = [letter.message_id, letter.sender_name, letter.sender_email, letter.title, letter.text, letter.date]
    words += [*letter.references, *letter.recipients, *(item.name for item in letter.attachments)]
    for text in words:
        text.encode("utf-8")  # what cannot be encoded cannot be stored
        assert "\0" not in text
    assert all(item.content and item.name for item in letter.attachments)
    assert len(letter.fingerprint) == 64
    assert letter == parse(raw)
    kind_and_theme(letter.subject, letter.text)
    phone(letter.text), inn(letter.text), appeal_numbers(letter.subject), hints.own_words(letter.text)
    recipients(envelope(raw))


@settings(max_examples=FUZZ, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_letter(raw):
    survives(raw)


@settings(max_examples=FUZZ, deadline=None)
@given(st.lists(st.tuples(HEADER, VALUE), max_size=6), st.lists(PIECE, max_size=8))
def test_any_headers_and_parts_are_a_letter(head, body):
    lines = [name.encode() + b": " + value for name, value in head]
    survives(b"\r\n".join([*lines, b"", *body]))


@settings(max_examples=FUZZ, deadline=None)
@given(st.sampled_from(sorted(LETTERS)), st.data())
def test_a_damaged_letter_is_still_a_letter(number, data):
    raw = bytearray(LETTERS[number])
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=6))
        raw = raw or bytearray(b"x")
    survives(bytes(raw))


HUGE = 300_000
HEAD = b"From: a@b.example\r\nContent-Type: text/%s; charset=windows-1251\r\n\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        HEAD % b"plain" + "Прошу ответить. ".encode("windows-1251") * (HUGE // 5),
        HEAD % b"plain" + b"1" * HUGE,
        HEAD % b"plain" + b"8 " * HUGE,
        HEAD % b"plain" + "возме".encode("windows-1251") * HUGE,
        HEAD % b"html" + b"<!--" * HUGE,
        HEAD % b"html" + b"<![" * HUGE,
        HEAD % b"html" + b"<a b='" * HUGE,
        HEAD % b"html" + b"<" * HUGE,
        HEAD % b"html" + b"&#" * HUGE,
        b"From: " + b"a" * HUGE + b"\r\nSubject: " + b"=?utf-8?B?" * HUGE + b"\r\n\r\n",
        b"To: " + b"a@b.example, " * (HUGE // 10) + b"\r\nReferences: " + b"<1@x> " * HUGE + b"\r\n\r\n",
    ],
    ids=["words", "digits", "phones", "stems", "comments", "marks", "quotes", "angles", "codes", "names", "people"],
)
def test_a_letter_made_to_keep_the_server_busy_does_not(raw):
    began = time.monotonic()
    survives(raw)
    assert time.monotonic() - began < 20


def test_parts_within_parts_without_end_become_one_closed_file():
    layer = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n"
    letter = parse(b"From: a@b.example\r\nSubject: x\r\n" + b"".join(layer % (n, n) for n in range(3000)))
    assert (letter.sender_email, letter.subject, letter.text) == ("a@b.example", "x", "")
    assert len(letter.attachments) == 1

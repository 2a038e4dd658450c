"""What people send: in every encoding, from every program, whole or damaged on the way."""

import base64
from email.utils import encode_rfc2231

from .letters import (
    ATTACHED,
    DUPLICATE,
    REGISTERED,
    Writer,
    file_part,
    joined,
    kind,
    parted,
    plain,
    series,
    word,
    words_part,
)

PICTURE = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256))
PAPER = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF\n"
TNEF = b"\x78\x9f\x3e\x22" + bytes(60)  # what Outlook calls winmail.dat
HUGE = 400_000


@kind(REGISTERED)
def utf8(w: Writer) -> bytes:
    return plain(w)


@kind(REGISTERED)
def koi8_r(w: Writer) -> bytes:
    return plain(w, "koi8-r", "8bit")


@kind(REGISTERED)
def windows_1251(w: Writer) -> bytes:
    return plain(w, "windows-1251", "quoted-printable")


@kind(REGISTERED)
def utf_16(w: Writer) -> bytes:
    return plain(w, "utf-16", "base64", Subject=word(w.subject, "utf-8"), From=w.sender())


@kind(REGISTERED)
def a_wrong_label(w: Writer) -> bytes:
    return plain(w, "koi8-r", "8bit", label="iso-8859-1")


@kind(REGISTERED)
def an_unknown_charset(w: Writer) -> bytes:
    return plain(w, "windows-1251", "8bit", label="x-user-defined")


@kind(REGISTERED)
def bare_bytes_in_the_headers(w: Writer) -> bytes:
    head = w.head(From=f"{w.name} <{w.email}>", Subject=w.subject)
    return "\r\n".join([*head, "", w.text]).encode("windows-1251", "replace")


@kind(REGISTERED)
def html_only(w: Writer) -> bytes:
    page = f"<html><head><style>p {{}}</style></head><body><p>{w.text}</p><img src='http://t.example/1.gif'></body>"
    return joined(w.head("Content-Type: text/html; charset=utf-8"), page.encode())


@kind(REGISTERED)
def plain_and_html(w: Writer) -> bytes:
    page = "Content-Type: text/html; charset=utf-8", f"<div>{w.text}</div>".encode()
    return parted(w, [words_part(w), page], "alternative")


@kind(REGISTERED)
def files(w: Writer) -> bytes:
    name = "filename*=" + encode_rfc2231("Фото опоры.jpg", "utf-8")
    odd = f"Content-Type: image/jpeg\r\nContent-Disposition: attachment; {name}", PICTURE
    return parted(w, [words_part(w), file_part(word("Договор.pdf", "koi8-r"), PAPER, "application/pdf"), odd])


@kind(REGISTERED)
def files_named_to_do_harm(w: Writer) -> bytes:
    names = ("../../etc/passwd", "a\x00b.pdf", "C:\\Windows\\x.exe", "н" * 300 + ".doc", ".", "")
    return parted(w, [words_part(w), *(file_part(name, PAPER) for name in names)])


@kind(REGISTERED)
def winmail_dat(w: Writer) -> bytes:
    return parted(w, [words_part(w), file_part("winmail.dat", TNEF, "application/ms-tnef")])


@kind(REGISTERED)
def signed(w: Writer) -> bytes:
    return parted(w, [words_part(w), file_part("smime.p7s", bytes(200), "application/pkcs7-signature")], "signed")


@kind(REGISTERED)
def a_page_that_loads_and_runs(w: Writer) -> bytes:
    page = f"<script>alert(1)</script><p onclick=x>{w.text}</p><iframe src=//x.example>"
    return joined(w.head("Content-Type: text/html; charset=utf-8"), page.encode())


@kind(REGISTERED)
def forwarded(w: Writer) -> bytes:
    inner = joined(["From: tszh@berezka.example", f"Subject: {word('Дерево на проводах', 'koi8-r')}"], w.text.encode())
    return parted(w, [words_part(w), ("Content-Type: message/rfc822", inner)])


@kind(REGISTERED)
def parts_within_parts(w: Writer) -> bytes:
    layers = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(60))
    head = "\r\n".join(w.head("MIME-Version: 1.0")).encode()
    return head + b"\r\n" + layers + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + w.text.encode()


@kind(REGISTERED)
def never_closed(w: Writer) -> bytes:
    return parted(w, [words_part(w), file_part("Фото.jpg", PICTURE)], close=False)


@kind(REGISTERED)
def cut_off_in_a_file(w: Writer) -> bytes:
    return parted(w, [words_part(w), file_part("Фото.jpg", PICTURE)])[:-120]


@kind(REGISTERED)
def parts_without_an_edge(w: Writer) -> bytes:
    return joined(w.head("Content-Type: multipart/mixed"), w.text.encode())


@kind(REGISTERED)
def damaged_base64(w: Writer) -> bytes:
    spoiled = base64.encodebytes(w.text.encode())[:-3].replace(b"\n", b"!!\r\n")
    return joined(w.head("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: BASE64"), spoiled)


@kind(REGISTERED)
def an_unknown_coding(w: Writer) -> bytes:
    return joined(
        w.head("Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8-bit"), w.text.encode()
    )


@kind(REGISTERED)
def lines_that_are_no_headers(w: Writer) -> bytes:
    return joined(
        [*w.head()[:3], "no header at all", "\tfolded: into nothing", ": nameless", *w.head()[3:]], w.text.encode()
    )


@kind(REGISTERED)
def a_line_of_a_mailbox_file(w: Writer) -> bytes:
    return b"From pishet@pochta.example Tue Mar 10 20:41:07 2026\r\n" + plain(w)


@kind(REGISTERED)
def ends_of_lines_of_three_systems(w: Writer) -> bytes:
    return joined(w.head(), w.text.replace(". ", ".\r").replace(", ", ",\n").encode(), b"\n")


@kind(REGISTERED)
def control_codes(w: Writer) -> bytes:
    return plain(w, coding="8bit", text=f"\0{w.text}\x0b\x1b[2J\u202e\ufffe", Subject=f"\x07{w.subject}\u200f 👍")


@kind(REGISTERED)
def several_senders(w: Writer) -> bytes:
    return plain(
        w, more=(f"From: vtoroy{w.serial}@pochta.example", "Subject: second", "Message-ID: <second@x.example>")
    )


@kind(REGISTERED)
def a_sender_among_others(w: Writer) -> bytes:
    return plain(w, From=None, Sender=w.sender(), Reply_To=f"Oтвет <{w.email}>")


@kind(REGISTERED)
def a_sender_in_the_envelope_only(w: Writer) -> bytes:
    return plain(w, From=None)


@kind(REGISTERED)
def a_broken_address(w: Writer) -> bytes:
    return plain(w, From=f"{word(w.name, 'utf-8')} <{w.email}")


@kind(REGISTERED)
def no_subject(w: Writer) -> bytes:
    return plain(w, Subject=None)


@kind(REGISTERED)
def no_words(w: Writer) -> bytes:
    return plain(w, text="", Subject="")


@kind(REGISTERED)
def hardly_a_header(w: Writer) -> bytes:
    return f"From: {w.email}\r\n\r\n{w.text}".encode()


@kind(REGISTERED)
def a_date_that_is_none(w: Writer) -> bytes:
    return plain(w, Date="позавчера", Message_ID="без скобок")


@kind(REGISTERED)
def headers_without_measure(w: Writer) -> bytes:
    many = ", ".join(f"kopiya{n}@pochta.example" for n in range(500))
    return plain(
        w, Cc=many, Subject=word(w.subject * 40, "utf-8"), References=" ".join(f"<{n}@x.example>" for n in range(500))
    )


@kind(REGISTERED)
def words_without_measure(w: Writer) -> bytes:
    return plain(w, coding="8bit", text=(w.text + "\n") * (HUGE // len(w.text)))


@kind(REGISTERED)
def a_file_without_measure(w: Writer) -> bytes:
    return parted(w, [words_part(w), file_part("Скан.pdf", PAPER + bytes(HUGE))])


@kind(REGISTERED)
def through_a_group_mailbox(w: Writer) -> bytes:
    return plain(w, more=("Precedence: list", "List-Id: <sad.tszh.example>"))


@kind(REGISTERED)
def a_secret_copy(w: Writer) -> bytes:
    return plain(w, To="undisclosed-recipients:;", Delivered_To=w.address)


@series
def delivered_again(w: Writer):
    raw = plain(w)
    yield raw, REGISTERED
    yield raw.replace(b"Received: from mx", b"Received: from other-mx"), DUPLICATE
    yield raw, DUPLICATE


@series
def one_identifier_for_two_letters(w: Writer):
    yield plain(w), REGISTERED
    yield plain(w, text=w.text + " И ещё одно."), REGISTERED


@series
def a_reply_with_the_history(w: Writer):
    yield plain(w), REGISTERED
    quoted = "\n".join(f"> {line}" for line in w.text.splitlines())
    text = f"Дополняю: фото прилагаю.\n\n10.03.2026, {w.name} пишет:\n{quoted}"
    answer = {
        "Message_ID": f"<r{w.serial}@pochta.example>",
        "In_Reply_To": w.id,
        "Subject": f"Re: {word(w.subject, 'utf-8')}",
    }
    yield plain(w, text=text, **answer), ATTACHED
    yield plain(w, text=text + "!", **answer | {"Message_ID": f"<q{w.serial}@pochta.example>", "In_Reply_To": None,
                                               "References": f"<x@y.example> {w.id}"}), ATTACHED  # fmt: skip


@series
def a_stranger_answers_it(w: Writer):
    yield plain(w), REGISTERED
    first, w.email = w.id, f"chuzhoy{w.serial}@pochta.example"
    yield (
        plain(w, text="Меня это тоже касается.", Message_ID=f"<s{w.serial}@pochta.example>", In_Reply_To=first),
        REGISTERED,
    )

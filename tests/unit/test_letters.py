"""Letters as people write them, read by `grid_appeal/letters`; and bytes nobody would write."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from letters import (
    appeal_numbers,
    automatic,
    charset,
    envelope,
    headers,
    inn,
    kind_and_theme,
    parse,
    phone,
    recipients,
)
from letters.body import html_text

FOLDER = Path(__file__).parents[2] / "data" / "letters"
LETTERS = {path.stem[:2]: path.read_bytes() for path in sorted(FOLDER.glob("*.eml"))}
PARSED = {number: parse(raw) for number, raw in LETTERS.items()}

# number: (from, name, subject, kind, theme, why automatic)
EXPECTED = {
    "01": ("m.ivleva@pochta.example", "Ивлева Мария", "Жалоба: низкое напряжение по вечерам, ул. Сосновая, 14",
           "complaint", "power_quality", ""),
    "02": ("suharev-an@mail.example", "Андрей Сухарев", "Претензия о возмещении ущерба", "claim", "power_quality", ""),
    "03": ("lapin@romashka-logistik.example", "Лапин В. С. (ООО Ромашка-Логистик)",
           "Запрос о порядке технологического присоединения склада", "consultation", "connection", ""),
    "04": ("kolya88@inbox.example", "", "", "outage_message", "transmission", ""),
    "05": ("o.tarasova@webmail.example", "Ольга Тарасова", "замена счётчика", "consultation", "metering", ""),
    "06": ("vorobiev@dacha.example", "Воробьёв Пётр", "Благодарность вашей бригаде", "gratitude", "transmission", ""),
    "07": ("m.ivleva@pochta.example", "Ивлева Мария", "Re: Обращение КЕМ-2026-000001 зарегистрировано",
           "consultation", "power_quality", ""),
    "08": ("sobrat@pochta.example", "Геннадий Собратов", "Fwd: Дерево на проводах", "consultation", "maintenance", ""),
    "09": ("lapin@romashka-logistik.example", "Лапин В. С.", "Автоматический ответ: Ваше обращение зарегистрировано",
           "consultation", "other", "auto_reply"),
    "10": ("mailer-daemon@mx13.mail.example", "Mail Delivery System", "Undelivered Mail Returned to Sender",
           "consultation", "other", "bounce"),
    "11": ("zhukova.ti@mail.example", "Жукова Татьяна", "Покосилась опора", "consultation", "maintenance", ""),
    "12": ("m.ivleva@pochta.example", "Ивлева Мария", "Жалоба: низкое напряжение по вечерам, ул. Сосновая, 14",
           "complaint", "power_quality", ""),
    "13": ("kuzmin@vetka.example", "Евгений Кузьмин", "Жалоба на грубость в очереди", "complaint", "service", ""),
    "14": ("dymov@pochta.example", "Фёдор Дымов", "Показания за феврал =?utf-8?Q?", "consultation", "metering", ""),
    "15": ("borovikova.e@mail.example", "Елена Боровикова", "СРОЧНО оборван провод!",
           "consultation", "maintenance", ""),
}  # fmt: skip


@pytest.mark.parametrize("number", EXPECTED)
def test_each_of_the_fifteen_letters_says_who_what_and_why(number):
    letter = PARSED[number]
    suggested = kind_and_theme(letter.subject, letter.text)
    found = (letter.sender_email, letter.sender_name, letter.subject, *suggested, letter.automatic)
    assert found == EXPECTED[number]


def test_there_are_fifteen_letters():
    assert sorted(LETTERS) == sorted(EXPECTED)


@pytest.mark.parametrize(
    ("number", "encoding", "words"),
    [
        ("01", "koi8-r", "холодильник не запускается"),
        ("06", "windows-1251", "всё сделали"),
        ("11", "windows-1251", "фото во вложении"),
        ("13", "koi8-r", "разговаривала грубо"),
        ("04", "utf-8", "весь частный сектор"),
    ],
)
def test_the_bytes_really_are_in_that_encoding_and_the_words_are_read(number, encoding, words):
    assert words.encode(encoding) in LETTERS[number]
    assert words in PARSED[number].text


@pytest.mark.parametrize(
    ("number", "files"),
    [
        ("02", {"Фото котла после скачка.jpg": b"\xff\xd8\xff",
                "Акт сервисной мастерской № 17 от 07.03.2026.pdf": b"%PDF-1.4"}),
        ("03", {"Форма заявки (склад, 120 кВт).docx": b"PK\x03\x04"}),
        ("05", {"file-1.png": b"\x89PNG\r\n"}),
        ("08", {"Дерево на проводах.eml": b"From: =?koi8-r?B?"}),
        ("11", {"Опора на углу.jpg": b"\xff\xd8\xff", "Схема проезда.jpg": b"\xff\xd8\xff"}),
        ("14", {"Квитанция февраль.pdf": b"%PDF-1.4"}),
    ],
)  # fmt: skip
def test_attachments_keep_their_cyrillic_names_and_their_bytes(number, files):
    found = {item.name: item.content for item in PARSED[number].attachments}
    assert list(found) == list(files)
    for name, beginning in files.items():
        assert found[name].startswith(beginning)


def test_attached_files_are_whole():
    photo, act = PARSED["02"].attachments
    assert photo.content.endswith(b"\xff\xd9")
    assert act.content.endswith(b"%%EOF\n")
    assert zipfile.ZipFile(BytesIO(PARSED["03"].attachments[0].content)).testzip() is None
    enclosed = parse(PARSED["08"].attachments[0].content)
    assert enclosed.sender_name == "ТСЖ Берёзка"
    assert "тополь лёг на провода" in enclosed.text


def test_a_letter_without_subject_is_called_by_its_first_words():
    assert PARSED["04"].title == "нет света с 6 утра весь частный сектор, Белово, ул Луговая 2-40, когда дадут???"
    long = parse("\r\n".join(["From: a@mail.example", "", "Да.", "слово " * 40]).encode())
    assert long.title.startswith("слово слово") and long.title.endswith("слово…") and len(long.title) <= 81
    assert parse(b"From: a@mail.example\r\n\r\n").title == ""


def test_an_html_letter_is_read_as_words_and_loads_nothing():
    text = PARSED["05"].text
    assert "Номер прибора учёта 00123456" in text
    assert "б-р Ясный, 5 — 61" in text
    assert "font-family" not in text and "<" not in text and "track.example" not in text


def test_what_is_said_twice_is_read_once():
    assert PARSED["15"].text.count("оборванный провод") == 1
    assert PARSED["15"].attachments == ()


def test_a_letter_delivered_twice_has_one_fingerprint_and_two_letters_have_two():
    assert LETTERS["01"] != LETTERS["12"]
    assert PARSED["01"].fingerprint == PARSED["12"].fingerprint
    assert len({letter.fingerprint for letter in PARSED.values()}) == 14
    reused = parse(LETTERS["01"].replace("холодильник".encode("koi8-r"), "телевизор".encode("koi8-r")))
    assert reused.message_id == PARSED["01"].message_id
    assert reused.fingerprint != PARSED["01"].fingerprint


def test_people_in_copy_are_recipients_and_nothing_more():
    assert PARSED["03"].recipients == (
        "priem@kuzbass-seti.example",
        "glavbuh@romashka-logistik.example",
        "director@romashka-logistik.example",
    )
    assert recipients(envelope(LETTERS["03"])) == PARSED["03"].recipients


def test_the_answered_letter_comes_first_and_once():
    letter = parse(b"From: a@b.example\r\nIn-Reply-To: <3@x>\r\nReferences: <1@x> <2@x>\r\n <3@x>\r\n\r\n")
    assert letter.references == ("<3@x>", "<2@x>", "<1@x>")


@pytest.mark.parametrize(
    ("subject", "numbers"),
    [
        ("Re: обращение KEM-2026-000001", ("KEM-2026-000001",)),
        ("на № КЕМ-2026-000001", ("KEM-2026-000001",)),  # typed in Russian letters
        ("кем–2026–000001", ("KEM-2026-000001",)),  # dashes of a word processor
        ("NVK - 2026 - 000012, KEM-2026-000001", ("NVK-2026-000012", "KEM-2026-000001")),
        ("нвк 2026/17", ("HBK-2026-000017", "NVK-2026-000017")),  # by look, by sound
        ("обращение №бел.2026.000003", ("BEL-2026-000003",)),
        ("KEM2026000001", ("KEM-2026-000001",)),
        ("kem_2026_1 и KEM 2026 2", ("KEM-2026-000001", "KEM-2026-000002")),
        ("договор KEM-2026-0000012", ()),
        ("на исх. KEM-2026-И-000012", ()),  # the number of our letter, not of an appeal
        ("счёт 2026-000001", ()),
    ],
)
def test_the_number_of_an_appeal_is_found_in_the_subject(subject, numbers):
    assert appeal_numbers(subject) == numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (PARSED["01"].text, "8-905-900-12-34"),
        (PARSED["11"].text, "8.905–922 33--44"),
        ("т. +7(3842)33 44 55 доб. 12", "+7(3842)33 44 55"),
        ("звоните 89059001234!", "89059001234"),
        ("лицевой счёт 89059001234567", ""),
        (PARSED["07"].text, ""),  # the phone in the quoted history is ours
        (PARSED["08"].text, ""),  # and this one belongs to the author of the forwarded letter
    ],
)
def test_a_phone_is_found_in_any_spelling_but_not_in_the_history(text, found):
    assert phone(text) == found


def test_an_inn_is_found_in_the_signature_but_not_in_the_history():
    assert inn(PARSED["03"].text) == "4207999996"
    assert inn("инн: 420512345678") == "420512345678"
    assert inn("ИНН 42051234567") == ""
    assert inn(PARSED["07"].text) == ""


@pytest.mark.parametrize(
    ("extra", "why"),
    [
        ("", ""),
        ("Auto-Submitted: no", ""),
        ("Auto-Submitted: auto-generated (vacation)", "auto_reply"),
        ("Precedence: auto_reply", "auto_reply"),
        ("Precedence: Bulk", "bulk"),
        ("Precedence: list", ""),  # a person who writes through a group mailbox
        ("X-Auto-Response-Suppress: OOF, AutoReply", "auto_reply"),
        ("X-Autoreply: yes", "auto_reply"),
        ("Return-Path: < >", "bounce"),
        ("Return-Path: <a@mail.example>", ""),
        ("Content-Type: multipart/report; report-type=disposition-notification", "bounce"),
    ],
)
def test_automatic_letters_are_told_by_their_headers(extra, why):
    head = "\r\n".join(line for line in ("From: a@mail.example", "Subject: x", extra) if line)
    assert parse(f"{head}\r\n\r\ntext".encode()).automatic == why


@pytest.mark.parametrize("robot", automatic.ROBOTS)
def test_a_mail_server_is_not_a_person(robot):
    assert parse(f"From: {robot.upper()}@mail.example\r\n\r\n".encode()).automatic == "bounce"


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "koi8-r", "cp866"])
@pytest.mark.parametrize("label", ["", "utf-8", "us-ascii", "iso-8859-1", "koi8-r", "windows-1251", "x-mac-rom", "\0"])
@pytest.mark.parametrize("text", ["Прошу прислать ответ", "ПРОШУ ПРИСЛАТЬ ОТВЕТ", "Нет света! ул. Ёлочная"])
def test_a_wrong_label_does_not_spoil_a_letter(text, encoding, label):
    assert charset.decode(text.encode(encoding), label) == text


def test_a_right_label_is_believed():
    assert charset.decode("Grüße".encode("iso-8859-15"), "iso-8859-15") == "Grüße"
    assert charset.decode("ёж".encode("utf-16"), "utf-16") == "ёж"
    assert charset.decode("Ы".encode("koi8-r"), "koi8-r") == "Ы"
    assert charset.decode(b"\xef\xbb\xbfabc", "utf-8") == "abc"


def test_what_no_charset_explains_is_still_read_with_gaps():
    assert "abc" in charset.decode(b"abc\x98\xff\xfe\x00", "utf-8")


def test_the_text_can_be_stored_and_shown():
    assert charset.clean("a\x00b\x0bc\ud800d\ue000\ufffe\n") == "abcd\ue000\n"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("=?utf-8?B?0J/RgNC40LLQtdGC?=", "Привет"),
        ("=?UTF-8*ru?B?0J/RgNC40LLQtdGC?=", "Привет"),
        ("=?utf-8?B?0J/RgNC40LLQtdE=?= =?utf-8?B?gg==?=", "Привет"),  # cut inside a letter
        ("=?utf-8?Q?=D0=9F=D1=80?= =?utf-8?Q?=D0=B8?= и =?koi8-r?B?wQ==?=", "При и а"),
        ("Re: =?windows-1251?Q?=CF=F0=E8=E2=E5=F2?=, a=b?", "Re: Привет, a=b?"),
        ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        ("=?utf-8?B?A?=", ""),
    ],
)
def test_encoded_words_are_read_also_when_damaged(raw, text):
    assert headers.decode_words(raw) == text


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("a@b.example", ("", "a@b.example")),
        ("Иван <A@B.example>", ("Иван", "a@b.example")),
        ("a@b.example (Иван)", ("Иван", "a@b.example")),
        ('"Петров, Иван" <a@b.example>', ("Петров, Иван", "a@b.example")),
        ('"priem@seti.example" <evil@b.example>', ("priem@seti.example", "evil@b.example")),
        ("=?utf-8?Q?a=40b.example?= <x@y.example>", ("a@b.example", "x@y.example")),
        ("nobody", ("", "")),
    ],
)
def test_a_sender_has_a_name_and_an_address(value, found):
    assert headers.address(value) == found


def test_a_letter_without_from_is_from_whom_it_wants_answered():
    assert parse(b"From: \r\nReply-To: B <b@c.example>\r\n\r\n").sender_email == "b@c.example"
    assert parse("From: Иван без адреса\r\n\r\n".encode()).sender_name == "Иван без адреса"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Да</p><p>нет</p>", "Да\n\nнет"),
        ("a<script>alert(1)</script>b<style>p{}</style>c", "abc"),
        ("1 &lt; 2 &amp; 3&nbsp;&#1078;", "1 < 2 & 3 ж"),
        ("x <![broken z", "x <![broken z"),
        ("a<!-- <p>b</p> --> c <?xml?><!DOCTYPE html>d", "a c d"),
        ("<title>t</title><td>1</td><TD align=right>2</TD>", "1 2"),
        ("<style>all is style", "all is style"),  # better shown than lost
    ],
)
def test_html_is_read_as_words(html, text):
    assert html_text(html) == text


def test_a_long_file_name_is_cut_and_a_folder_is_not_believed():
    head = "From: a@b.example\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="
    long = parse(f'{head}"{"щ" * 300}.pdf"\r\n\r\nx'.encode()).attachments[0].name
    assert len(long) <= 150 and long.endswith(".pdf")
    assert parse(f'{head}"C:\\\\Users\\\\a\\\\Акт.pdf"\r\n\r\nx'.encode()).attachments[0].name == "Акт.pdf"

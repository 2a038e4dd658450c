"""The public form: what is let through, what comes back, with which finding."""

import pytest
from appeal_form import fields, files

THEMES = {"transmission", "other"}
KINDS = {"complaint"}
GOOD = {
    "theme": "transmission",
    "kind": "complaint",
    "text": "С утра нет света на всей улице.",
    "address": "г. Кемерово, ул. Ленина, 5-12",
    "name": "Иванова Мария Петровна",
    "email": "ivanova@example.ru",
    "phone": "+7 905 123-45-67",
}


def findings(**changes):
    form = fields.read({**GOOD, **changes})
    return [(finding.field, finding.code) for finding in fields.check(form, THEMES, KINDS)]


def test_a_good_form_has_no_findings():
    assert findings() == []


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"theme": ""}, ("theme", "missing")),
        ({"theme": "tariff'; drop table"}, ("theme", "unknown")),
        ({"kind": ""}, ("kind", "missing")),
        ({"kind": "authority_request"}, ("kind", "unknown")),
        ({"text": ""}, ("text", "missing")),
        ({"text": " \n\t \u200b\u00ad\x00 "}, ("text", "missing")),
        ({"text": "нет света"}, ("text", "too_short")),
        ({"text": "а" * 20_001}, ("text", "too_long")),
        ({"text": "\ufffd\ufffd\ufffd \ufffd\ufffd\ufffd\ufffd\ufffd"}, ("text", "unreadable")),
        ({"address": ""}, ("address", "missing")),
        ({"address": "д" * 251}, ("address", "too_long")),
        ({"account_number": "<b>1</b>"}, ("account_number", "malformed")),
        ({"account_number": "1" * 41}, ("account_number", "malformed")),
        ({"name": ""}, ("name", "missing")),
        ({"name": "12345 !!"}, ("name", "malformed")),
        ({"name": "Ы" * 251}, ("name", "too_long")),
        ({"name": "\ufffd\ufffdванова"}, ("name", "unreadable")),
        ({"email": "", "phone": ""}, ("contact", "missing")),
        ({"phone": "12"}, ("phone", "malformed")),
        ({"phone": "позвоните вечером"}, ("phone", "malformed")),
        ({"phone": "8" * 16}, ("phone", "malformed")),
        ({"inn": "123"}, ("inn", "length")),
        ({"inn": "42050000000000"}, ("inn", "length")),
        ({"inn": "７７１７１２７２１１７"}, ("inn", "length")),
        ({"inn": "7717127211"}, ("organisation", "missing")),
    ],
)
def test_one_wrong_thing_is_one_finding(changes, finding):
    assert findings(**changes) == [finding]


@pytest.mark.parametrize(
    "email",
    [
        "ivanova", "ivanova@", "@example.ru", "iva nova@example.ru", "a@b", "a..b@example.ru", ".a@example.ru",
        "a@exa_mple..ru", "a@example.ru, b@example.ru", "a@-example.ru", "a@example.ru>", f"{'a' * 250}@example.ru",
    ],
)  # fmt: skip
def test_what_is_no_email_address(email):
    assert ("email", "malformed") in findings(email=email)


@pytest.mark.parametrize("email", ["a@b.ru", "I.Petrov+svet@mail.example.com", "petrov@почта.рф", "o'neil@example.org"])
def test_what_is_an_email_address(email):
    assert findings(email=email) == []


def test_a_place_is_needed_only_where_somebody_must_look():
    assert findings(theme="other", address="") == []
    assert findings(address="", account_number="420-17/3") == []


def test_one_contact_is_enough():
    assert findings(email="") == []
    assert findings(phone="") == []


def test_every_finding_is_told_at_once_in_the_order_of_the_page():
    form = fields.read({})
    told = [finding.field for finding in fields.check(form, THEMES, KINDS)]
    assert told == ["theme", "kind", "text", "name", "contact"]


def test_a_length_is_told_with_its_limit():
    (finding,) = fields.check(fields.read({**GOOD, "text": "а" * 20_005}), THEMES, KINDS)
    assert (finding.limit, finding.actual) == (20_000, 20_005)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("а\x00б\x07в", "абв"),
        ("а\r\nб\rв\x0bг", "а\nб\nв\nг"),
        ("\u202eобман\u202c", "обман"),
        ("\ud800битый", "битый"),
        ("и\u0306", "й"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        (b"bytes", ""),
        (None, ""),
        (["список"], ""),
    ],
)
def test_text_is_cleaned_of_what_cannot_be_kept(raw, clean):
    assert fields.clean_text(raw) == clean


def test_a_line_end_in_a_name_cannot_forge_a_header():
    form = fields.read({**GOOD, "name": "Иванова\r\nBcc: all@example.ru"})
    assert form.name == "Иванова Bcc: all@example.ru"


def test_markup_is_text():
    text = "<script>alert(1)</script> нет света"
    assert fields.read({**GOOD, "text": text}).text == text
    assert findings(text=text) == []


def test_unknown_fields_are_ignored():
    assert not hasattr(fields.read({**GOOD, "state": "closed"}), "state")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Нет света", "Нет света"),
        ("Нет света\nс утра", "Нет света"),
        ("слово " * 30, "слово слово слово слово слово слово слово слово слово слово слово слово слово…"),
        ("а" * 100, "а" * 79 + "…"),
    ],
)
def test_the_subject_is_the_first_line_cut_at_a_word(text, subject):
    assert fields.subject(text) == subject
    assert len(fields.subject(text)) <= 80


HEADS = {
    "pdf": b"%PDF-1.7", "jpg": b"\xff\xd8\xff\xe1", "jpeg": b"\xff\xd8\xff\xdb", "png": b"\x89PNG\r\n\x1a\n",
    "heic": b"\x00\x00\x00\x18ftypheic", "webp": b"RIFF\x00\x00\x00\x00WEBPVP8 ", "tif": b"II*\x00", "tiff": b"MM\x00*",
    "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04", "odt": b"PK\x03\x04", "ods": b"PK\x03\x04", "rtf": b"{\\rtf1", "txt": "Нет света".encode(),
    "mp4": b"\x00\x00\x00\x20ftypisom", "mov": b"\x00\x00\x00\x14ftypqt  ",
}  # fmt: skip


@pytest.mark.parametrize("ending", files.SIGNATURES)
def test_an_honest_file_is_taken(ending):
    assert files.problem(f"файл.{ending.upper()}", HEADS[ending], 100) is None


@pytest.mark.parametrize("ending", sorted(set(files.SIGNATURES) - {"txt"}))
def test_a_program_is_refused_under_any_name(ending):
    assert files.problem(f"файл.{ending}", b"MZ\x90\x00\x03", 100) == "disguised"


@pytest.mark.parametrize(
    "name",
    ["virus.exe", "page.html", "picture.svg", "макрос.docm", "archive.zip", "noending", ".pdf", "act.pdf.js", ""],
)
def test_what_is_not_on_the_list_is_refused(name):
    assert files.problem(name, b"%PDF-1.7", 100) == "forbidden"


@pytest.mark.parametrize("head", [b"<script>alert(1)</script>", b"  <HTML>", b"<?xml version='1.0'?><svg", b"a\x00b"])
def test_a_text_file_is_text_only(head):
    assert files.problem("письмо.txt", head, 100) == "disguised"


def test_sizes():
    assert files.problem("a.pdf", b"", 0) == "empty"
    assert files.problem("a.pdf", b"%PDF-", files.FILE_MAX) is None
    assert files.problem("a.pdf", b"%PDF-", files.FILE_MAX + 1) == "too_big"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Мои документы\\Акт №5.PDF", "Акт №5.PDF"),
        ("a\r\nb\x00.pdf", "a b.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("д" * 300 + ".pdf", "д" * 116 + ".pdf"),
        ("а." + "б" * 300, ("а." + "б" * 300)[:120]),
        (None, ""),
    ],
)
def test_a_file_name_is_a_bare_short_name(raw, name):
    assert files.clean_name(raw) == name

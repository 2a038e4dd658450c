"""The form filled badly: a sentence beside the field, all that was typed kept, no appeal, no traceback."""

from lxml import html

from odoo.tests import tagged

from odoo.addons.grid_appeal.appeal_form import fields
from odoo.addons.grid_appeal.models import findings

from ..controllers.words import KINDS, SENTENCES, THEMES, sentence
from .common import GOOD, PNG, PortalCase

# what is typed -> the field that speaks, the words it must hold
BAD = {
    "no theme": ({"theme": None}, "theme", "Выберите, о чём"),
    "a theme of one's own": ({"theme": "tariff' OR 1=1"}, "theme", "такого варианта нет"),
    "no kind": ({"kind": ""}, "kind", "Выберите, чего вы ждёте"),
    "a kind of the staff": ({"kind": "authority_request"}, "kind", "такого варианта нет"),
    "no text": ({"text": ""}, "text", "текст пустой"),
    "control characters alone": ({"text": "\x01\x02\x7f \u200b"}, "text", "текст пустой"),
    "text too short": ({"text": "свет?"}, "text", "чуть подробнее"),
    "text too long": ({"text": "а" * 20_001}, "text", "длиннее 20000 знаков (у вас 20001)"),
    "text far too long": ({"text": "а" * 100_000}, "text", "(у вас 100000)"),
    "no place": ({"address": ""}, "address", "Укажите адрес"),
    "address too long": ({"address": "ул. " * 100}, "address", "больше 250 знаков"),
    "account of markup": ({"account_number": "<b>42</b>"}, "account_number", "из цифр и букв"),
    "no name": ({"name": "  "}, "name", "фамилию и имя"),
    "a name of digits": ({"name": "12345"}, "name", "буквами"),
    "no contact at all": ({"email": "", "phone": ""}, "contact", "почту или телефон"),
    "bad e-mail": ({"email": "proverkina@"}, "email", "не похоже на адрес"),
    "two e-mails": ({"email": "a@example.com, b@example.com"}, "email", "не похоже на адрес"),
    "bad phone": ({"phone": "8 905 12"}, "phone", "не похоже на номер"),
    "phone in words": ({"phone": "звоните вечером"}, "phone", "не похоже на номер"),
    "INN of nine digits": ({"inn": "123456789", "organisation": "ООО"}, "inn", "10 цифр"),
    "INN with a wrong check digit": ({"inn": "7717127212", "organisation": "ООО"}, "inn", "контрольные цифры"),
    "INN of zeros": ({"inn": "0000000000", "organisation": "ООО"}, "inn", "нули"),
    "INN without a name": ({"inn": "7717127211"}, "organisation", "название организации"),
}
FILES = {
    "a program": (("virus.exe", b"MZ\x90"), "файлы такого типа"),
    "a page": (("page.html", b"<script>alert(1)</script>"), "файлы такого типа"),
    "a drawing that runs": (("pic.svg", b"<svg onload='alert(1)'/>"), "файлы такого типа"),
    "a program called a photo": (("photo.jpg", b"MZ\x90\x00"), "не соответствует названию"),
    "an empty file": (("photo.png", b""), "пустой"),
    "too big a file": (("photo.png", PNG + b"0" * 25 * 1024 * 1024), "больше 25 МБ"),
}


@tagged("post_install", "-at_install")
class TestBadInput(PortalCase):
    def _assert_kept(self, response, typed):
        """What stands on the page that came back is what was typed; what stands on the others is in the draft."""
        page = html.fromstring(response.content)
        shown = {field.get("name"): field.get("value", "") for field in page.xpath("//main//form//input[@id]")}
        shown |= {field.get("name"): field.text or "" for field in page.xpath("//main//textarea")}
        for field in page.xpath("//main//fieldset"):
            shown[field.get("id")] = "".join(field.xpath(".//input[@checked]/@value"))
        for field in page.xpath("//main//select"):
            shown[field.get("name")] = "".join(field.xpath(".//option[@selected]/@value"))
        stored = self._draft(self._hidden(page)["key"]).typed or {}
        self.assertTrue(typed.keys() & shown.keys())
        for name, value in typed.items():
            if name in shown or name in stored:
                kept = " ".join(shown.get(name, stored.get(name)).split())
                typable = value if name not in ("theme", "kind") or value in (*THEMES, *KINDS) else ""
                self.assertEqual(kept, " ".join(fields.clean_text(typable).split()), name)

    def test_each_bad_field_gets_its_sentence(self):
        for case, (changes, field, words) in BAD.items():
            with self.subTest(case):
                self.authenticate(None, None)
                response = self._send(changes)
                self.assertEqual(response.status_code, 422)
                self.assertIn(words, self._said(response, field))
                self._assert_kept(response, {**GOOD, **{name: value or "" for name, value in changes.items()}})
                self.assertNotIn("Traceback", response.text)
                self.assertFalse(self._appeals())

    def test_each_bad_file_gets_its_sentence(self):
        for case, (file, words) in FILES.items():
            with self.subTest(case):
                self.authenticate(None, None)
                response = self._send(files=[file])
                self.assertEqual(response.status_code, 422)
                self.assertIn(words, self._said(response, "files"))
                self._assert_kept(response, GOOD)
                self.assertFalse(self._appeals())

    def test_of_too_many_files_the_first_five_are_kept(self):
        response = self._send(files=[(f"{number}.png", PNG + bytes([number])) for number in range(7)])
        self.assertIn("можно приложить не больше 5 файлов", self._said(response, "files"))
        kept = html.fromstring(response.content).xpath("//input[@name='keep']/@value")
        self.assertEqual(len(kept), 5)

    def test_good_files_wait_until_the_rest_is_right(self):
        hidden = self._hidden(self._page())
        files = [("фото.png", PNG), ("документ.png", PNG + b"1"), ("virus.exe", b"MZ")]
        page = html.fromstring(self._send(None, files, hidden).content)
        kept = page.xpath("//input[@name='keep']/@value")
        self.assertEqual(len(kept), 2)
        self.assertEqual(self._hidden(page)["key"], hidden["key"])
        # the second is no longer wanted, the first is attached once more by mistake
        again = self._send({"keep": kept[0]}, [("ещё раз.png", PNG)], self._hidden(page))
        self.assertEqual(again.status_code, 303)
        self.assertEqual(self._appeals().attachment_ids.mapped("name"), ["фото.png"])

    def test_another_form_s_files_cannot_be_taken(self):
        foreign = self.env["ir.attachment"].create({"name": "чужое.png", "raw": PNG})
        self.assertEqual(self._send({"keep": str(foreign.id)}).status_code, 303)
        self.assertFalse(self._appeals().attachment_ids)
        self.assertTrue(foreign.exists())

    def test_markup_is_shown_and_never_runs(self):
        script = "<script>alert('x')</script><img src=x onerror=alert(1)> нет света"
        hidden = self._hidden(self._page())
        response = self._send({"text": script, "email": "bad@", "name": '"><b>Анна</b>'}, hidden=hidden)
        for text in (response.text, self.url_open(f"/appeal/check?key={hidden['key']}").text):
            self.assertNotIn("<script>alert", text)
            self.assertNotIn("<img src=x", text)
            self.assertNotIn("<b>Анна", text)
        self.assertEqual(self._send({"text": script}).status_code, 303)
        description = self._appeals().description
        self.assertNotIn("<script", description)
        self.assertNotIn("<img", description)
        self.assertIn("&lt;script&gt;", description)

    def test_control_characters_are_dropped_not_stored(self):
        self.assertEqual(
            self._send({"text": "Нет\x00 света\x07 с утра", "name": "Анна\r\nBcc: a@b.ru"}).status_code, 303
        )
        appeal = self._appeals()
        self.assertIn("Нет света с утра", appeal.description)
        self.assertEqual(appeal.partner_name, "Анна Bcc: a@b.ru")

    def test_an_expired_page_keeps_what_was_typed(self):
        for case, hidden in {
            "expired token": {"csrf_token": "0o1"},
            "no token": {"csrf_token": None},
            "token of another session": {"csrf_token": "a" * 40 + "o9999999999"},
            "no key": {"key": None},
            "a key of one's own": {"key": "secret.0000"},
            "a key in Russian": {"key": "ключ.ключ"},
        }.items():
            with self.subTest(case):
                self.authenticate(None, None)
                response = self._send(hidden, [("фото.png", PNG)])
                self.assertEqual(response.status_code, 422)
                self.assertIn("сохранено", response.text)
                self.assertIn("Выберите файлы ещё раз", self._said(response, "files"))
                self._assert_kept(response, GOOD)
                self.assertFalse(self._appeals())
                # pressing the button once more is enough
        self.assertEqual(self._send(hidden=self._hidden(html.fromstring(response.content))).status_code, 303)

    def test_a_program_that_fills_in_everything_is_asked_again(self):
        response = self._send({"website": "http://spam.example"})
        self.assertEqual(response.status_code, 422)
        self.assertIn("Заполнено поле, которого люди не видят", response.text)
        self.assertNotIn("spam.example", response.text)
        self.assertFalse(self._appeals())
        self.assertEqual(self._send(hidden=self._hidden(html.fromstring(response.content))).status_code, 303)

    def test_too_many_forms_of_one_session_wait(self):
        for _number in range(10):
            self.assertEqual(self._send().status_code, 303)
        response = self._send()
        self.assertEqual(response.status_code, 429)
        self.assertIn("слишком много обращений", response.text)
        self._assert_kept(response, GOOD)
        self.assertEqual(len(self._appeals()), 10)
        self.authenticate(None, None)
        self.assertEqual(self._send().status_code, 303, "another visitor of the same network address may send")

    def test_nothing_is_created_by_get(self):
        response = self.url_open("/appeal?theme=other&kind=complaint&text=Нет+света+с+утра&name=А&email=a@example.com")
        self.assertEqual(response.status_code, 200)
        self.assertFalse(self.env["helpdesk.ticket"].search([("partner_email", "=", "a@example.com")]))

    def test_every_sentence_is_russian(self):
        facts = {"limit": 1, "actual": 2, "name": "а", "megabytes": 25, "together": 100, "count": 5, "most": 366}
        for field, by_code in (*SENTENCES.items(), *findings.SENTENCES.items()):
            for code in by_code:
                words = sentence(self.env, field, code, **facts)
                self.assertRegex(words, "[а-яё]{3}", (field, code))

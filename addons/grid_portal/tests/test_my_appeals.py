from datetime import datetime, timedelta
from io import BytesIO

from lxml import html
from pypdf import PdfReader

from odoo import fields
from odoo.http import Request
from odoo.tests import tagged

from .common import PNG, PortalCase


@tagged("post_install", "-at_install")
class TestMyAppeals(PortalCase):
    def setUp(self):
        super().setUp()
        self.appeal = self._appeal()

    def _titles(self, path="/my/appeals"):
        titles = self._page(path).xpath("//main//a[contains(@class, 'list-group-item')]//strong/text()")
        return [title.strip() for title in titles]

    def test_who_may_open_which_page(self):
        """The matrix: everybody tries every page of one appeal."""
        answered = self._answered()
        file = self.env["ir.attachment"].with_user(self.owner).sudo().create(
            {"name": "фото.png", "raw": PNG, "res_model": "helpdesk.ticket", "res_id": answered.id}
        )  # fmt: skip
        noticed = self._noticed()
        pages = [
            f"/my/appeals/{answered.id}",
            f"/my/appeals/{noticed.id}/notice/{noticed.notice_ids.id}",
            f"/my/appeals/{answered.id}/file/{file.id}",
            f"/my/appeals/{answered.id}/letter/{answered.answer_id.id}",
        ]
        expected = {"portal_owner": 200, "portal_colleague": 404, "portal_stranger": 404}
        for login, status in expected.items():
            self.authenticate(login, login)
            for page in pages:
                with self.subTest(login=login, page=page):
                    response = self.url_open(page)
                    self.assertEqual(response.status_code, status)
                    if status == 404:
                        self.assertNotIn(answered.number, response.text)
                        self.assertNotIn("мигает", response.text)
        self.authenticate(None, None)
        for page in pages:
            response = self.url_open(page, allow_redirects=False)
            self.assertEqual(response.status_code, 303, "whoever is not signed in is asked to sign in")
            self.assertIn("/web/login", response.headers["Location"])

    def _send(self, action, vals):
        """Fill in the dialog of an act and send its letter."""
        notices = self.env["grid.appeal.notice"].with_user(self.specialist).with_context(**action["context"])
        notices.create(vals).action_send()

    def _noticed(self, **values):
        """An appeal whose applicant was asked for something."""
        appeal = self._appeal()
        signer = {"signer_name": "А. Б. Тестов", "signer_position": "Директор"}
        action = appeal.with_user(self.specialist).action_request_info()
        self._send(action, {"reason": "Пришлите фото счётчика.", **signer, **values})
        return appeal

    def test_the_customer_reads_what_we_ask_and_that_the_term_goes_on(self):
        appeal = self._noticed()
        self.authenticate("portal_owner", "portal_owner")
        page = " ".join(self._page(f"/my/appeals/{appeal.id}").xpath("//main")[0].text_content().split())
        for words in ("Запрос сведений", "Пришлите фото счётчика.", "не позднее"):
            self.assertIn(words, page)

    def test_an_appeal_that_is_taken_back_says_so_and_promises_nothing(self):
        appeal = self._appeal()
        action = appeal.with_user(self.specialist).action_withdraw()
        self._send(action, {"delivery": "none", "reason": "Заявление от 26.11.2026"})
        self.authenticate("portal_owner", "portal_owner")
        page = " ".join(self._page(f"/my/appeals/{appeal.id}").xpath("//main")[0].text_content().split())
        self.assertIn("Отозвано вами", page)
        self.assertNotIn("не позднее", page)

    def test_ids_of_others_and_of_nobody_look_the_same(self):
        foreign = self._appeal(self.stranger)
        self.authenticate("portal_owner", "portal_owner")
        for page in (foreign.id, 999_999_999, f"{self.appeal.id}/file/999999999", f"{self.appeal.id}/letter/1"):
            self.assertEqual(self.url_open(f"/my/appeals/{page}").status_code, 404, page)

    def test_a_paper_is_served_with_its_own_appeal_only(self):
        other = self._answered()
        self.authenticate("portal_owner", "portal_owner")
        response = self.url_open(f"/my/appeals/{self.appeal.id}/letter/{other.answer_id.id}")
        self.assertEqual(response.status_code, 404)

    def test_the_page_tells_the_course_and_hides_what_is_ours(self):
        self.appeal.message_post(body="Внутренняя заметка: клиент скандалист", subtype_xmlid="mail.mt_note")
        staff_scan = self.env["ir.attachment"].with_user(self.specialist).sudo().create(
            {"name": "паспорт-скан.png", "raw": PNG, "res_model": "helpdesk.ticket", "res_id": self.appeal.id}
        )  # fmt: skip
        self.appeal.with_user(self.specialist).action_take()
        self.appeal.with_user(self.specialist).action_answer()
        self.appeal.with_user(self.specialist).answer_body = "<p>Черновик ответа</p>"
        self.authenticate("portal_owner", "portal_owner")
        page = self.url_open(f"/my/appeals/{self.appeal.id}").text
        due = self.appeal._answer_deadline()
        for told in (self.appeal.number, "Рассматривается", "Вечером мигает свет", f"{due.due_at:%Y}", "191"):
            self.assertIn(told, page)
        for ours in ("скандалист", "паспорт-скан", "Черновик", "Внутренний контроль"):
            self.assertNotIn(ours, page)
        response = self.url_open(f"/my/appeals/{self.appeal.id}/file/{staff_scan.id}")
        self.assertEqual(response.status_code, 404)

    def test_the_answer_and_its_letter(self):
        answered = self._answered()
        self.authenticate("portal_owner", "portal_owner")
        page = self.url_open(f"/my/appeals/{answered.id}").text
        self.assertIn("Провод заменён", page)
        self.assertIn(answered.answer_id.outgoing_number, page)
        letter = self.url_open(f"/my/appeals/{answered.id}/letter/{answered.answer_id.id}")
        self.assertEqual(letter.headers["Content-Type"], "application/pdf")
        self.assertIn("attachment", letter.headers["Content-Disposition"])
        self.assertIn("-I-0", letter.headers["Content-Disposition"], "the Cyrillic letter is not lost")
        text = " ".join(PdfReader(BytesIO(letter.content)).pages[0].extract_text().split())
        self.assertIn(answered.answer_id.outgoing_number, text)

    def test_a_picture_of_the_answer_is_seen_without_a_key_to_its_file(self):
        appeal = self._appeal(kind="consultation")
        staff = appeal.with_user(self.specialist)
        staff.action_answer()
        answer = staff.answer_id
        picture = answer.env["ir.attachment"].create(
            {"name": "схема.png", "raw": PNG, "res_model": answer._name, "res_id": answer.id}
        )
        (key,) = picture.generate_access_token()
        words = f'<p>Схема: <img src="/web/image/{picture.id}-a/схема.png?access_token={key}"></p>'
        answer.write({"body": words, "signer_name": "А. Б. Тестов", "signer_position": "Директор"})
        staff.action_send_answer()
        self.authenticate("portal_owner", "portal_owner")
        page = self.url_open(f"/my/appeals/{appeal.id}").text
        self.assertIn(f"data:image/png;base64,{picture.datas.decode()}", page)
        self.assertNotIn(key, page)

    def test_an_oral_answer_is_told_in_the_account(self):
        told = self._appeal(kind="consultation", register=False)
        told.with_user(self.specialist)._answer_at_once("Поверка до 2031 года.\nПриходите с паспортом счётчика.")
        self.authenticate("portal_owner", "portal_owner")
        main = self._page(f"/my/appeals/{told.id}").xpath("//main")[0]
        page = " ".join(main.text_content().split())
        for words in ("Наш ответ", f"{told._local(told.answered_at):%d.%m.%Y}", "Поверка до 2031 года."):
            self.assertIn(words, page)
        self.assertNotIn("Наш ответ", self._page(f"/my/appeals/{self.appeal.id}").xpath("//main")[0].text_content())
        self.assertEqual(told.with_user(self.owner).read(["oral_answer"])[0]["oral_answer"], told.oral_answer)

    def test_that_the_customer_read_the_answer_is_noted_once(self):
        answered = self._answered()
        answer, page = answered.answer_id, f"/my/appeals/{answered.id}"
        self.authenticate("portal_owner", "portal_owner")
        for address in (page, f"{page}/letter/{answer.id}"):
            self._open(address)
            self.assertEqual(answer.delivery_state, "sent", "an address that is opened changes nothing")
        self.assertEqual(self._note(answered, csrf_token="0o1"), 422)
        self.assertFalse(answer.read_at)
        form = self._reading(answered)
        self.assertEqual(self._note(answered, **form), 303)
        self.assertEqual(answer.delivery_state, "delivered")
        read_at = answer.read_at
        self.assertEqual(self._note(answered, **form), 303)
        self.assertEqual(answer.read_at, read_at)
        self.assertEqual(self._history(answered).count("в личном кабинете"), 1)
        self.assertFalse(self._reading(answered))

    def test_what_came_after_the_page_was_shown_stays_unread(self):
        answered = self._answered()
        form = self._reading(answered)
        earlier = datetime.fromisoformat(form["until"]) - timedelta(seconds=1)
        self._note(answered, **{**form, "until": earlier.isoformat()})
        self.assertFalse(answered.answer_id.read_at)

    def test_a_notice_is_read_in_the_account_too(self):
        appeal = self._noticed(delivery="portal")
        self._note(appeal, **self._reading(appeal))
        self.assertTrue(appeal.notice_ids.read_at)

    def test_only_the_customer_reads_for_the_customer(self):
        """Staff look at the page themselves, and a letter goes its own way."""
        in_account, by_mail = self._answered(), self._answered(delivery="email")
        form = self._reading(in_account)
        self.assertFalse(self._reading(by_mail))
        for login in ("portal_specialist", "portal_stranger"):
            self.assertFalse(self._reading(in_account, login))
            self.assertEqual(self._note(in_account, **{**form, "csrf_token": Request.csrf_token(self)}), 404)
        self.assertFalse(in_account.answer_id.read_at or by_mail.answer_id.read_at)

    def _reading(self, appeal, login="portal_owner"):
        """The form by which a person says that the letters on the page are read, empty where there is none."""
        self.authenticate(login, login)
        fields = self._page(f"/my/appeals/{appeal.id}").xpath("//form[@data-grid-reading]//input")
        return {field.get("name"): field.get("value") for field in fields}

    def _note(self, appeal, **form):
        response = self.url_open(f"/my/appeals/{appeal.id}/read", data=form, allow_redirects=False)
        self.env.invalidate_all()
        return response.status_code

    def _open(self, address):
        self.url_open(address)
        self.env.invalidate_all()

    def _history(self, appeal):
        return "".join(appeal.sudo().message_ids.mapped("body"))

    def test_a_file_of_the_customer_is_a_download_never_a_page(self):
        file = self.env["ir.attachment"].with_user(self.owner).sudo().create(
            {"name": "письмо.txt", "raw": b"<script>alert(1)</script>", "mimetype": "text/html",
             "res_model": "helpdesk.ticket", "res_id": self.appeal.id}
        )  # fmt: skip
        self.authenticate("portal_owner", "portal_owner")
        response = self.url_open(f"/my/appeals/{self.appeal.id}/file/{file.id}")
        self.assertEqual(response.status_code, 200)
        self.assertTrue(response.headers["Content-Disposition"].startswith("attachment"))
        self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")

    def test_open_appeals_first_by_due_date(self):
        now = fields.Datetime.now()
        self._answered(name="Отвечено")
        self._appeal(name="Позже", kind="claim")
        self._appeal(name="Новое, сегодня", register=False, received_at=now - timedelta(days=1, hours=12))
        self._appeal(self.colleague, name="Чужое")
        self.authenticate("portal_owner", "portal_owner")
        self.assertEqual(self._titles(), ["Новое, сегодня", "Позже", "Низкое напряжение", "Отвечено"])

    def test_an_empty_list_says_so(self):
        self.authenticate("portal_stranger", "portal_stranger")
        self.assertIn("Обращений пока нет", self.url_open("/my/appeals").text)

    def test_pages_of_twenty(self):
        for _number in range(20):
            self._appeal(register=False)
        self.authenticate("portal_owner", "portal_owner")
        self.assertEqual(len(self._titles()), 20)
        self.assertEqual(len(self._titles("/my/appeals/page/2")), 1)
        self.assertEqual(len(self._titles("/my/appeals/page/999")), 1)

    def test_the_list_asks_as_much_for_one_as_for_twenty(self):
        self.authenticate("portal_owner", "portal_owner")

        def queries():
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.url_open("/my/appeals")
            return self.cr.sql_log_count - before

        queries()
        one = queries()
        for _number in range(19):
            self._appeal(register=False)
        self.assertEqual(len(self._titles()), 20)
        self.assertLessEqual(queries(), one + 1)

    def test_the_account_leads_to_own_appeals(self):
        self.authenticate("portal_owner", "portal_owner")
        home = html.fromstring(self.url_open("/my").content)
        self.assertEqual(len(home.xpath("//main//a[@href='/my/appeals']")), 1)
        self.assertFalse(home.xpath("//a[@href='/my/tickets']"))

    def test_mails_and_letters_lead_to_the_page(self):
        self.assertEqual(self.appeal.access_url, f"/my/appeals/{self.appeal.id}")

    def test_due_words(self):
        for days, words, near in (
            (-3, "опаздываем на 3 дн.", "late"),
            (0, "сегодня", "near"),
            (1, "завтра", "near"),
            (15, "осталось 15 дн.", "in_time"),
        ):
            with self.subTest(days=days):
                moment = self._local_midnight(days)
                dates = {"due_at": moment, "control_at": moment, "warn_at": moment - timedelta(days=4)}
                self.appeal._answer_deadline()._by_act().write(dates)
                due = self.appeal._customer_due()
                self.assertIn(words, due["words"])
                self.assertEqual(due["near"], near)
                term = self.appeal._customer_row()["due"]
                self.assertEqual(term, f"Наш срок: {due['words']}", "a date alone does not say whose it is")

    def _local_midnight(self, days):
        last = self.appeal._local(fields.Datetime.now()).replace(hour=23, minute=59, second=59) + timedelta(days=days)
        return (last - last.utcoffset()).replace(tzinfo=None)

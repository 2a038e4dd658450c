import uuid
from datetime import timedelta
from unittest.mock import patch

from lxml import html

from odoo import fields
from odoo.tests import new_test_user, tagged

from ..controllers.words import sentence
from ..models.grid_account_reader import GridAccountReader
from .common import PNG, PortalCase


@tagged("post_install", "-at_install")
class TestMyAppealActs(PortalCase):
    """What a customer does with an own appeal: once, in its state, and nobody else's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.judge = new_test_user(cls.env, "portal_judge", "grid_customer.group_specialist")
        cls.judge.branch_ids = cls.branch

    def setUp(self):
        super().setUp()
        self.appeal = self._appeal()
        self.appeal.with_user(self.specialist).action_take()
        self.authenticate("portal_owner", "portal_owner")

    # ------------------------------------------------------------------
    # Steps
    # ------------------------------------------------------------------
    def _form(self, ticket, act):
        """Open the page of an act and return what its form carries."""
        asks = act in ("withdraw", "dispute")
        page = self._page(f"/my/appeals/{ticket.id}{'/' + act if asks else ''}")
        form = page.xpath(f"//form[@action='/my/appeals/{ticket.id}/{act}']")
        return {one.get("name"): one.get("value") for one in form[0].xpath(".//input[@type='hidden']")} if form else {}

    def _do(self, ticket, act, hidden=None, files=(), **typed):
        data = {**(self._form(ticket, act) if hidden is None else hidden), **typed}
        parts = [("files", file) for file in files] or [("files", ("", b""))]
        response = self.url_open(f"/my/appeals/{ticket.id}/{act}", data=data, files=parts, allow_redirects=False)
        self.env.invalidate_all()
        return response

    def _token(self):
        return self._form(self.appeal, "write")["csrf_token"]

    def _asked(self, **values):
        """An appeal in work whose applicant was asked for something."""
        appeal = self._appeal(**values)
        staff = appeal.with_user(self.specialist)
        staff.action_take()
        action = staff.action_request_info()
        signer = {"signer_name": "А. Б. Тестов", "signer_position": "Директор", "executor_phone": "+73842364570"}
        notices = self.env["grid.appeal.notice"].with_user(self.specialist).with_context(**action["context"])
        notices.create({"reason": "Пришлите фото счётчика.", "delivery": "portal", **signer}).action_send()
        return appeal

    def _errors(self, response):
        return " ".join(html.fromstring(response.content).xpath("//*[@id='errors']//text()")).strip()

    def _todo(self, ticket):
        return ticket.activity_ids.filtered(lambda one: one.user_id == self.specialist).mapped("summary")

    # ------------------------------------------------------------------
    # Adding
    # ------------------------------------------------------------------
    def test_words_and_papers_join_the_history_and_the_executor_is_told_once(self):
        response = self._do(self.appeal, "write", text="Вот снимок.", files=[("фото.png", PNG)])
        self.assertEqual(response.status_code, 303)
        self._do(self.appeal, "write", text="И ещё одно слово.")
        first, second = self.appeal._customer_messages()[::-1]
        self.assertEqual(self.appeal._customer_words(first), "Вот снимок.")
        self.assertEqual(first.author_id, self.owner.partner_id)
        self.assertEqual(first.attachment_ids.name, "фото.png")
        self.assertTrue(first.attachment_ids.is_from_applicant)
        self.assertEqual(self.appeal._customer_words(second), "И ещё одно слово.")
        self.assertEqual(len(self._todo(self.appeal)), 1)
        page = self.url_open(f"/my/appeals/{self.appeal.id}").text
        for seen in ("Вот снимок.", "фото.png"):
            self.assertIn(seen, page)

    def test_two_clicks_add_once(self):
        hidden = self._form(self.appeal, "write")
        for _click in range(2):
            response = self._do(self.appeal, "write", hidden, [("фото.png", PNG)], text="Вот снимок.")
            self.assertEqual(response.status_code, 303)
        self.assertEqual(len(self.appeal._customer_messages()), 1)
        self.assertEqual(len(self.appeal._customer_files()), 1)

    def test_a_file_alone_is_enough_and_nothing_is_not(self):
        response = self._do(self.appeal, "write", text=" ")
        self.assertEqual(response.status_code, 422)
        self.assertIn(sentence(self.env, "write", "missing"), self._errors(response))
        self._do(self.appeal, "write", files=[("фото.png", PNG)])
        self.assertIn("фото.png", self.appeal._customer_words(self.appeal._customer_messages()))

    def test_bad_input_is_said_and_the_rest_is_kept(self):
        hidden = self._form(self.appeal, "write")
        files = [("фото.png", PNG), ("вирус.exe", b"MZ"), ("page.png", b"<html>")]
        response = self._do(self.appeal, "write", hidden, files, text="я" * 20_001)
        self.assertEqual(response.status_code, 422)
        for words in ("20001", "вирус.exe", "page.png"):
            self.assertIn(words, self._errors(response))
        page = html.fromstring(response.content)
        self.assertEqual(page.xpath("//textarea[@id='text']")[0].text.strip(), "я" * 20_001)
        (kept,) = page.xpath("//input[@name='keep']/@value")
        self.assertFalse(self.appeal._customer_messages())
        self._do(self.appeal, "write", hidden, text="Коротко.", keep=kept)
        self.assertEqual(self.appeal._customer_messages().attachment_ids.name, "фото.png")

    def test_a_page_open_for_too_long_keeps_what_was_typed(self):
        hidden = {**self._form(self.appeal, "write"), "csrf_token": "0"}
        response = self._do(self.appeal, "write", hidden, text="Длинное письмо.")
        self.assertEqual(response.status_code, 422)
        self.assertIn(sentence(self.env, "act", "stale"), self._errors(response))
        self.assertIn("Длинное письмо.", response.text)
        self.assertFalse(self.appeal._customer_messages())
        hidden = {**self._form(self.appeal, "write"), "key": "forged"}
        self.assertEqual(self._do(self.appeal, "write", hidden, text="Письмо.").status_code, 422)

    def test_a_request_for_information_is_answered_with_a_photo(self):
        appeal = self._asked()
        page = " ".join(self._page(f"/my/appeals/{appeal.id}").xpath("//main")[0].text_content().split())
        self.assertIn("Пришлите фото счётчика.", page)
        form = self._page(f"/my/appeals/{appeal.id}").xpath("//section[@id='write']//form")[0]
        self.assertEqual(len(form.xpath(".//textarea[@name='text'] | .//input[@name='files']")), 2)
        row = self._page("/my/appeals").xpath(f"//a[@href='/my/appeals/{appeal.id}']//*[contains(@class, 'fw-bold')]")
        self.assertEqual(row[0].text_content().strip(), appeal._customer_row()["due"])
        self._do(appeal, "write", text="Вот оно.", files=[("счётчик.png", PNG)])
        self.assertEqual(appeal.state, "in_work")
        self.assertEqual(len(self._todo(appeal)), 1)

    def test_danger_does_not_wait_for_a_reader(self):
        self._do(self.appeal, "write", text="На земле лежит оборванный провод, он искрит!")
        self.assertTrue(self.appeal.danger)

    # ------------------------------------------------------------------
    # Withdrawing
    # ------------------------------------------------------------------
    def test_withdrawing_is_asked_for_and_done_once(self):
        asked = self.url_open(f"/my/appeals/{self.appeal.id}/withdraw")
        self.assertEqual((asked.status_code, self.appeal.state), (200, "in_work"))
        hidden = self._form(self.appeal, "withdraw")
        self.assertEqual(self._do(self.appeal, "withdraw", hidden, text="Починили.").status_code, 303)
        self.assertEqual(self.appeal.state, "withdrawn")
        self.assertIn("Починили.", "".join(self.appeal.message_ids.mapped("body")))
        self.assertEqual(len(self._todo(self.appeal)), 1)
        promise = self.appeal.deadline_ids.filtered(lambda one: one.code == self.appeal.answer_code)
        self.assertEqual(promise.state, "cancelled")
        again = self._do(self.appeal, "withdraw", hidden)
        self.assertEqual(again.status_code, 422)
        self.assertIn(self.appeal._customer_refusal("withdraw"), self._errors(again))
        self.assertEqual(len(self.appeal.notice_ids), 1)

    def test_the_draft_of_a_clerk_becomes_the_withdrawal(self):
        staff = self.appeal.with_user(self.specialist)
        action = staff.action_withdraw()
        notices = self.env["grid.appeal.notice"].with_user(self.specialist).with_context(**action["context"])
        draft = notices.create({"reason": "По телефону"})
        self._do(self.appeal, "withdraw")
        self.assertEqual((draft.state, self.appeal.state), ("sent", "withdrawn"))

    def test_what_is_not_registered_or_over_is_not_withdrawn(self):
        for ticket in (self._appeal(register=False), self._answered()):
            asked = self.url_open(f"/my/appeals/{ticket.id}/withdraw")
            self.assertEqual(asked.status_code, 422)
            state = ticket.state
            response = self._do(ticket, "withdraw", {"csrf_token": self._token()})
            self.assertEqual(response.status_code, 422)
            self.assertIn(ticket._customer_refusal("withdraw"), self._errors(response))
            self.assertEqual(ticket.state, state)

    # ------------------------------------------------------------------
    # Disputing
    # ------------------------------------------------------------------
    def test_a_dispute_is_a_linked_complaint_that_somebody_else_considers(self):
        answered = self._answered()
        hidden = self._form(answered, "dispute")
        for _click in range(2):
            response = self._do(answered, "dispute", hidden, [("акт.png", PNG)], text="Провод всё ещё старый.")
            self.assertEqual(response.status_code, 303)
        dispute = answered.next_ids
        self.assertEqual(len(dispute), 1)
        self.assertIn(f"/my/appeals/{dispute.id}", response.headers["Location"])
        self.assertTrue(dispute.number and dispute.is_dispute and dispute.is_repeat)
        self.assertEqual((dispute.kind, dispute.partner_id), ("complaint", self.owner.partner_id))
        self.assertEqual(dispute.complained_of_id, self.specialist)
        self.assertNotEqual(dispute.user_id, self.specialist)
        self.assertIn("Провод всё ещё старый.", dispute.description)
        self.assertEqual(dispute._customer_files().name, "акт.png")
        self.assertEqual(answered.state, "answered")
        page = self.url_open(f"/my/appeals/{answered.id}").text
        self.assertIn(dispute.number, page)

    def test_nobody_disputes_what_is_not_answered_or_disputed_already(self):
        answered = self._answered()
        self._do(answered, "dispute", text="Не согласна с ответом.")
        hidden = self._form(self.appeal, "write")
        for ticket, words in ((self.appeal, self.appeal._customer_state()), (answered, answered.next_ids.number)):
            response = self._do(ticket, "dispute", {**hidden, "key": self._new_key()}, text="Не согласна.")
            self.assertEqual(response.status_code, 422)
            self.assertIn(words, self._errors(response))
            self.assertIn("Не согласна.", self._unsent(response))
        self.assertEqual(len(answered.next_ids), 1)

    def _new_key(self):
        return self.env["grid.portal.submission"].sudo()._new_key()

    # ------------------------------------------------------------------
    # Marks
    # ------------------------------------------------------------------
    def test_a_mark_is_given_once_and_may_change(self):
        answered = self._answered()
        for value, words in (("4", "Быстро"), ("2", "Но не сделали")):
            self.assertEqual(self._do(answered, "mark", value=value, words=words).status_code, 303)
        mark = answered.mark_ids
        self.assertEqual((len(mark), mark.value, mark.words, mark.way), (1, 2, "Но не сделали", "account"))
        self.assertEqual((mark.executor_id, mark.branch_id), (self.specialist, self.branch))

    def test_a_mark_is_one_of_five(self):
        answered = self._answered()
        for value in ("", "0", "6", "4.5", "пять", "1e0"):
            response = self._do(answered, "mark", value=value, words="Так себе")
            self.assertEqual(response.status_code, 422, value)
            self.assertIn(sentence(self.env, "value", "missing"), self._errors(response))
            self.assertIn("Так себе", response.text)
        self.assertFalse(answered.mark_ids)

    def test_a_mark_is_for_an_answer_and_for_a_month(self):
        hidden = {"csrf_token": self._token()}
        late = self._answered()
        late._by_act().write({"answered_at": fields.Datetime.now() - timedelta(days=31)})
        for ticket in (self.appeal, late):
            response = self._do(ticket, "mark", hidden, value="5", words="Долго думала")
            self.assertEqual(response.status_code, 422)
            self.assertIn(ticket._customer_refusal("mark"), self._errors(response))
            self.assertIn("Долго думала", self._unsent(response))
            self.assertFalse(ticket.mark_ids)
        self.assertNotIn("/mark", self.url_open(f"/my/appeals/{late.id}").text)

    # ------------------------------------------------------------------
    # The page
    # ------------------------------------------------------------------
    def test_the_page_asks_as_much_for_many_words_as_for_few(self):
        def queries():
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.url_open(f"/my/appeals/{self.appeal.id}")
            return self.cr.sql_log_count - before

        self._do(self.appeal, "write", text="Слово", files=[("фото.png", PNG)])
        queries()
        few = queries()
        for number in range(4):
            self._do(self.appeal, "write", text=f"Слово {number}", files=[(f"{number}.png", PNG + bytes([number]))])
        self.assertLessEqual(queries(), few + 1)
        self.assertLessEqual(few, 29)

    def test_what_an_addon_above_knows_is_on_the_page(self):
        notes = [{"title": "Визит", "text": "28.11.2026 с 10 до 12 часов.", "path": "/offices"}]
        self.enterContext(patch.object(GridAccountReader, "_account_notes", lambda record: notes))
        page = self._page(f"/my/appeals/{self.appeal.id}")
        self.assertEqual(page.xpath("//section[@id='notes']//a/@href"), ["/offices"])
        self.assertIn("28.11.2026 с 10 до 12", page.xpath("//section[@id='notes']")[0].text_content())

    # ------------------------------------------------------------------
    # Others
    # ------------------------------------------------------------------
    def test_nobody_acts_on_the_appeal_of_another(self):
        answered = self._answered()
        for login in ("portal_colleague", "portal_stranger", "portal_specialist"):
            self.authenticate(login, login)
            token = self._page("/appeal").xpath("//main//input[@name='csrf_token']/@value")[0]
            hidden = {"csrf_token": token, "key": self._new_key()}
            for ticket, act in (
                (self.appeal, "write"),
                (self.appeal, "withdraw"),
                (answered, "dispute"),
                (answered, "mark"),
            ):
                with self.subTest(login=login, act=act):
                    response = self._do(ticket, act, hidden, text="Чужое слово", value="1")
                    self.assertEqual(response.status_code, 404)
            for ticket, act in ((self.appeal, "withdraw"), (answered, "dispute")):
                self.assertEqual(self.url_open(f"/my/appeals/{ticket.id}/{act}").status_code, 404)
        self.assertEqual(self.appeal.state, "in_work")
        self.assertFalse(answered.mark_ids or answered.next_ids)
        self.assertFalse(self.appeal._customer_messages())

    def test_acts_are_sent_not_followed(self):
        for act in ("write", "mark"):
            response = self.url_open(f"/my/appeals/{self.appeal.id}/{act}", allow_redirects=False)
            self.assertEqual(response.headers["Location"], f"/my/appeals/{self.appeal.id}")
        unknown = self.url_open(f"/my/appeals/{self.appeal.id}/{uuid.uuid4()}", data={"csrf_token": self._token()})
        self.assertEqual(unknown.status_code, 404)

"""What the letters of a request say: one at a time, and the news first."""

from unittest.mock import patch

from freezegun import freeze_time

from .common import ServiceCase


@freeze_time("2026-04-01 03:00:00")
class TestRequestLetters(ServiceCase):
    #: What the acts of the passport tell.
    told = {
        "submit": {"notice": "We have it.", "notify_applicant": True},
        "lack": {"notice": "Some papers are missing.", "notify_applicant": True, "notify_supplier": True},
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        cls.citizen.write({"email": "testova@example.com", "lang": "en_US"})

    @classmethod
    def _transitions(cls):
        return [
            (source, code, target, {**rest, **cls.told.get(code, {})})
            for source, code, target, rest in super()._transitions()
        ]

    def _letters(self, request):
        mine = [("model", "=", "helpdesk.ticket"), ("res_id", "=", request.ticket_id.id)]
        return self.env["mail.mail"].search(mine, order="id")

    def _submit(self, **values):
        request = self._draft(**values)
        request._move("submit")
        return request

    def _lacking(self, request):
        with freeze_time("2026-04-02 03:00:00"):
            request._move("lack", items=["Заявление"])

    def _silent(self):
        """A request whose submission tells nobody anything."""
        submit = {**self.told["submit"], "notify_applicant": False}
        with patch.dict(self.told, submit=submit):
            return self._draft(service_id=self._passport(code="test_silent").id)

    def test_filing_sends_one_letter_with_the_number_the_day_and_the_news(self):
        request = self._submit()
        letter = self._letters(request)
        self.assertEqual(len(letter), 1)
        self.assertEqual(letter.subject, f"Request No. {request.number}: We have it")
        self.assertIn("We have it.", letter.body_html)
        self.assertIn(request.ticket_id._letter_date(request.submitted_at), letter.body_html)
        self.assertIn("See how the request goes on", letter.body_html)
        self.assertNotIn("See how the appeal goes on", letter.body_html)

    def test_the_duty_to_confirm_what_came_by_the_internet_is_kept_by_that_letter(self):
        request = self._submit(channel_id=self.env.ref("grid_appeal.channel_email").id)
        promise = request.ticket_id.deadline_ids.filtered(lambda one: one.code == "appeal_confirm_receipt")
        self.assertEqual((promise.state, len(self._letters(request))), ("met", 1))

    def test_an_act_that_tells_nothing_leaves_the_receipt_to_the_appeal(self):
        request = self._silent()
        request._move("submit")
        self.assertEqual(self._letters(request).subject, f"Appeal No. {request.number} is registered")

    def test_no_context_of_a_stranger_keeps_a_receipt_back(self):
        request = self._silent().with_context(told_by_request=True)
        request._move("submit")
        self.assertEqual(len(self._letters(request)), 1)

    def test_a_letter_names_what_has_happened_and_why_the_date_is_that(self):
        request = self._submit()
        self._lacking(request)
        letter = self._letters(request)[-1:]
        self.assertEqual(letter.subject, f"Request No. {request.number}: Some papers are missing")
        for said in ("Заявление", "it is your turn", "Why this date", "Civil Code, article 191"):
            self.assertIn(said, letter.body_html)

    def test_the_supplier_reads_what_the_applicant_was_told_and_of_whom(self):
        supplier = self.env["res.partner"].create({"name": "Сбыт", "email": "sbyt@example.com", "lang": "en_US"})
        self.env.company.sudo().supplier_of_last_resort_id = supplier
        request = self._submit()
        self._lacking(request)
        letter = self._letters(request).filtered(lambda one: one.email_to == supplier.email)
        self.assertEqual(
            letter.subject, f"Request No. {request.number}, told to the applicant: Some papers are missing"
        )
        self.assertIn(request.partner_id.name, letter.body_html)
        self.assertNotIn("/my/requests", letter.body_html)
        self.assertNotIn("it is your turn", letter.body_html)

    def test_a_reminder_says_that_it_is_one_and_until_when(self):
        request = self._submit()
        self._lacking(request)
        with freeze_time("2026-04-03 03:00:00"):
            request._remind()
            due = request.ticket_id._letter_date(request.actor_due_at)
            letter = self._letters(request)[-1:]
            self.assertEqual(letter.subject, f"Request No. {request.number}: a reminder, to be done by {due}")
            self.assertIn("Заявление", letter.body_html)

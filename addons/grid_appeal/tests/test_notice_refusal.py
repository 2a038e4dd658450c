"""A refusal to consider an appeal: by the head, on a lawful ground, with what that ground needs."""

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common_notice import NoticeCase


@tagged("post_install", "-at_install")
class TestNoticeRefusal(NoticeCase):
    def _refusal(self, ticket, code, user="head", **vals):
        ground = self.env.ref(f"grid_appeal.refusal_{code}")
        return self._notice(ticket, "refuse", user=user, refusal_ground_id=ground.id, **vals)

    def test_only_the_head_refuses(self):
        ticket = self._registered()
        notice = self._refusal(ticket, "insult", user="specialist")
        with self.assertRaises(AccessError):
            notice.action_send()
        notice.with_user(self.users["head"]).action_send()
        self.assertEqual(ticket.state, "refused")
        self.assertEqual(self._promise(ticket, ticket.answer_code).state, "met")
        self.assertIn("прокуратур", self._pdf_text(notice._letter_pdf()))

    def test_no_new_arguments_needs_as_many_answers_as_the_law_says(self):
        """59-FZ: more than one earlier answer; order 186: one (DOMAIN 2.7a)."""
        appeals = self.env["helpdesk.ticket"]
        answered = [self._closed().id for _ in range(2)]
        by_law = {"post": 2, "email": 1}
        for channel, needed in by_law.items():
            ticket = self._registered(channel_id=self._channel(channel).id)
            notice = self._refusal(ticket, "no_new_arguments")
            for given in range(needed):
                notice.earlier_ids = appeals.browse(answered[:given])
                with self.assertRaisesRegex(UserError, f"at least {needed}"):
                    notice.action_send()
            notice.earlier_ids = appeals.browse(answered[:needed])
            notice.action_send()
            self.assertEqual(ticket.state, "refused")

    def test_another_customers_answer_proves_nothing(self):
        foreign = self._appeal(partner_id=self.factory.id)
        foreign.action_register()
        foreign.action_take()
        foreign._mark_answered()
        ticket = self._registered(channel_id=self._channel("email").id)
        notice = self._refusal(ticket, "no_new_arguments", earlier_ids=foreign.ids)
        with self.assertRaisesRegex(UserError, "proves nothing"):
            notice.action_send()

    def test_a_claim_is_answered_each_time(self):
        notice = self._refusal(self._registered(kind="claim"), "no_new_arguments")
        with self.assertRaisesRegex(UserError, "answered each time"):
            notice.action_send()

    def test_an_illegible_letter_is_told_of_within_seven_days(self):
        with freeze_time("2026-11-02 03:00:00"):
            ticket = self._registered()
        with freeze_time("2026-11-06 03:00:00"):
            self._refusal(ticket, "illegible").action_send()
        self.assertEqual(self._promise(ticket, "appeal_illegible_notice").state, "met")
        with freeze_time("2026-11-02 03:00:00"):
            late = self._registered()
        with freeze_time("2026-11-12 03:00:00"):
            self._refusal(late, "unclear").action_send()
        self.assertEqual(self._promise(late, "appeal_illegible_notice").state, "missed")

    def test_a_decision_of_a_court_is_named(self):
        notice = self._refusal(self._registered(), "court")
        with self.assertRaisesRegex(UserError, "needs its document"):
            notice.action_send()
        notice.document = "Решение Центрального районного суда от 01.09.2026 № 2-101/2026"
        notice.action_send()
        self.assertIn("Решение Центрального районного суда", self._pdf_text(notice._letter_pdf()))

    def test_an_anonymous_letter_ends_without_one(self):
        ticket = self._registered(partner_id=False, is_anonymous=True)
        notice = self._refusal(ticket, "anonymous", reason="Отправитель не назвал себя")
        self.assertEqual(notice.delivery, "none")
        notice.delivery = "post"
        with self.assertRaisesRegex(UserError, "nobody to write to"):
            notice.action_send()
        notice.delivery = "none"
        notice.action_send()
        self.assertEqual((ticket.state, notice.outgoing_number), ("refused", False))
        known = self._registered()
        with self.assertRaisesRegex(UserError, "The sender is known"):
            self._refusal(known, "anonymous", delivery="none", reason="—").action_send()

    def test_each_act_opens_on_an_appeal_of_nobody(self):
        """The dialogs ask for what the customer was answered before: who gave no name has no customer."""
        ticket = self._registered(partner_id=False, is_anonymous=True)
        for act in ("refuse", "request_info", "redirect", "withdraw"):
            action = getattr(self._as("specialist", ticket), f"action_{act}")()
            notices = self.env[action["res_model"]].with_user(self.users["specialist"])
            with Form(notices.with_context(**action["context"]), view=action["views"][0][0]) as dialog:
                dialog.reason = "Отправитель не назвал себя"
                self.assertFalse(dialog.answered_ids)

    def test_a_refusal_is_told_by_a_letter(self):
        notice = self._refusal(self._registered(), "insult", delivery="none", reason="Ругань")
        with self.assertRaisesRegex(UserError, "told by a letter"):
            notice.action_send()

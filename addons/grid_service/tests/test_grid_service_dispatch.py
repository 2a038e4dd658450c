"""Papers on their way: by which way they go, how it is proved, and the terms that count from the receipt."""

import base64
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from odoo.addons.grid_appeal.letters import FAILED, Report
from odoo.addons.grid_appeal.tests.common import ROLES

from .common import ServiceCase

TOLD = "2026-04-02 03:00:00"
PDF = base64.b64encode(b"%PDF-1.4 notice")


@tagged("post_install", "-at_install")
class TestGridServiceDispatch(ServiceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.notice = cls.env["grid.paper.kind"].create({"code": "test_notice", "name": "Уведомление"})
        cls.citizen.write({"street": "ул. Тестовая, 1", "city": "Кемерово", "zip": "650000"})
        awaiting = cls.service.step_ids.filtered(lambda step: step.code == "awaiting_docs")
        awaiting.with_context(passport_part=cls.loading).from_receipt = True

    def _lacking(self, email=False, **kind):
        """A request whose notice of what lacks left on 2 April."""
        self.citizen.email = email
        self.notice.write(kind)
        lack = self.service.transition_ids.filtered(lambda one: one.code == "lack")
        lack.with_context(passport_part=self.loading).paper_kind_ids = self.notice
        request = self._submitted()
        with freeze_time(TOLD):
            self.env["grid.service.paper"].create(
                {
                    "request_id": request.id,
                    "kind_id": self.notice.id,
                    "state": "issued",
                    "file": PDF,
                    "file_name": "Уведомление.pdf",
                }
            )
            request._move("lack", items=["Заявление"])
        return request

    def _note(self, dispatch, act, user=None, at="2026-06-02 03:00:00", **values):
        notes = self.env["grid.delivery.note"].with_user(user or self.users["specialist"])
        with freeze_time(at):
            note = notes.create({"letter": f"{dispatch._name},{dispatch.id}", "act": act, **values})
            return note.action_note()

    # --- on paper
    def test_by_post_the_term_begins_on_the_day_of_delivery(self):
        request = self._lacking()
        dispatch = request.dispatch_ids
        self.assertEqual((dispatch.delivery, dispatch.delivery_state), ("post", "queued"))
        self.assertEqual(dispatch.paper_ids.kind_id, self.notice)
        self.assertTrue(request.awaits_receipt)
        self.assertFalse(request.actor_due_at)
        self._note(dispatch, "posted", day="2026-04-03", postal_number="65000013000018")
        self.assertEqual((dispatch.delivery_state, dispatch.postal_number), ("sent", "65000013000018"))
        self.assertFalse(request.actor_due_at)
        self._note(dispatch, "delivered", moment="2026-04-09 03:00:00", to_whom="Тестова М. И.", proof=PDF)
        self.assertEqual(dispatch.delivery_state, "delivered")
        self.assertEqual(dispatch.proof_id.raw, base64.b64decode(PDF))
        # ten working days from Thursday 9 April
        self.assertEqual(self._day(request, request.notice_received_at), "2026-04-09")
        self.assertEqual(self._day(request, request.actor_due_at), "2026-04-23")
        self.assertFalse(request.awaits_receipt)
        said = "\n".join(request.ticket_id.sudo().message_ids.mapped("body"))
        self.assertIn("received the notice", said)

    def test_nothing_is_annulled_while_the_receipt_is_not_known(self):
        request = self._lacking()
        self._note(request.dispatch_ids, "posted", day="2026-04-03")
        with freeze_time("2026-12-01 03:00:00"):
            self._run("lapse")
        self.assertEqual(request.state, "awaiting_docs")
        self._note(request.dispatch_ids, "delivered", moment="2026-05-20 03:00:00", to_whom="Тестова")
        with freeze_time("2026-06-04 03:00:00"):
            self._run("lapse")
        self.assertEqual(request.state, "annulled")

    def test_a_receipt_neither_before_the_sending_nor_in_the_future(self):
        dispatch = self._lacking().dispatch_ids
        with self.assertRaisesRegex(UserError, "The letter is of"):
            self._note(dispatch, "posted", day="2026-04-01")
        self._note(dispatch, "posted", day="2026-04-03")
        with self.assertRaisesRegex(UserError, "The letter was sent on .*: it cannot be received on"):
            self._note(dispatch, "delivered", moment="2026-04-02 10:00:00", to_whom="Тестова")
        with self.assertRaisesRegex(UserError, "cannot be delivered in the future"):
            self._note(dispatch, "delivered", moment="2026-06-03 03:00:00", to_whom="Тестова")
        self.assertEqual(dispatch.delivery_state, "sent")

    def test_two_clicks_are_one_delivery(self):
        request = self._lacking()
        delivered = {"moment": "2026-04-09 03:00:00", "to_whom": "Тестова"}
        self._note(request.dispatch_ids, "delivered", **delivered)
        with self.assertRaisesRegex(UserError, "does not fit how the letter stands now"):
            self._note(request.dispatch_ids, "delivered", **{**delivered, "moment": "2026-04-20 03:00:00"})
        self.assertEqual(self._day(request, request.actor_due_at), "2026-04-23")

    def test_at_the_window_it_is_handed_over_at_once(self):
        request = self._lacking()
        self._note(
            request.dispatch_ids, "delivered", delivery="handed", moment="2026-04-03 03:00:00", to_whom="Тестова"
        )
        self.assertEqual(request.dispatch_ids.delivery, "handed")
        self.assertEqual(self._day(request, request.notice_received_at), "2026-04-03")

    def test_a_courier_gives_a_number_of_his_own(self):
        dispatch = self._lacking().dispatch_ids
        self._note(dispatch, "posted", delivery="courier", day="2026-04-03", postal_number="CD-17")
        self.assertEqual(
            (dispatch.delivery, dispatch.postal_number, dispatch.posted_on), ("courier", "CD-17", date(2026, 4, 3))
        )

    def test_what_has_left_goes_no_other_way(self):
        dispatch = self._lacking().dispatch_ids
        self._note(dispatch, "posted", day="2026-04-03")
        self._note(dispatch, "delivered", delivery="handed", moment="2026-04-09 03:00:00", to_whom="Тестова")
        self.assertEqual(dispatch.delivery, "post")

    def test_what_both_sign_goes_on_paper_whatever_else_he_has(self):
        request = self._lacking(email="testova@example.com", sending="signed")
        self.assertEqual((request.dispatch_ids.delivery, request.move_ids[-1:].told), ("post", "mail"))
        self.assertFalse(request.notice_received_at or request.actor_due_at)

    def test_what_goes_to_somebody_else_is_no_dispatch_to_the_applicant(self):
        request = self._lacking(sending="other")
        self.assertFalse(request.dispatch_ids.paper_ids)
        self.assertEqual(request.dispatch_ids.papers_text, request.step_id.name)

    def test_the_button_of_the_form_opens_the_dispatch_of_the_stage(self):
        request = self._lacking()
        action = self._as("specialist", request).action_record_receipt()
        self.assertEqual(action["context"]["default_letter"], f"grid.service.dispatch,{request.dispatch_ids.id}")

    def test_the_dialog_shows_the_term_that_begins_before_it_does(self):
        request = self._lacking()
        context = self._as("specialist", request).action_record_receipt()["context"]
        notes = self.env["grid.delivery.note"].with_user(self.users["specialist"]).with_context(**context)
        with freeze_time("2026-04-20 03:00:00"):
            form = Form(notes)
            self.assertFalse(form.due_text)
            form.act = "delivered"
            form.moment = "2026-04-09 05:00:00"
            self.assertEqual(form.due_text[:10], "23.04.2026")
            form.save().action_note()
        self.assertEqual(self._day(request, request.actor_due_at), "2026-04-23")

    # --- by e-mail and in the account
    def test_by_e_mail_the_papers_go_with_it_and_the_term_begins_at_once(self):
        request = self._lacking(email="testova@example.com")
        dispatch = request.dispatch_ids
        self.assertEqual((dispatch.delivery, dispatch.delivery_state), ("email", "queued"))
        self.assertEqual(dispatch.mail_id.attachment_ids.mapped("name"), ["Уведомление.pdf"])
        self.assertEqual(self._day(request, request.actor_due_at), "2026-04-16")
        dispatch.mail_id.state = "sent"
        self.assertEqual(dispatch.delivery_state, "sent")

    def test_an_e_mail_that_came_back_was_not_received(self):
        request = self._lacking(email="testova@example.com")
        dispatch = request.dispatch_ids
        dispatch.mail_id.state = "sent"
        report = Report(FAILED, "testova@example.com", "550 unknown", ())
        for _twice in range(2):
            request.ticket_id._mail_reported(dispatch.mail_id, report)
        self.assertEqual(dispatch.delivery_state, "failed")
        self.assertFalse(request.notice_received_at or request.actor_due_at)
        self.assertEqual(len(request.ticket_id.sudo().activity_ids), 1)
        self._note(dispatch, "again", delivery="post")
        self._note(dispatch, "posted", day="2026-04-13")
        self._note(dispatch, "delivered", moment="2026-04-20 03:00:00", to_whom="Тестова")
        self.assertEqual(self._day(request, request.actor_due_at), "2026-05-05")

    def test_in_the_account_it_is_placed_and_nothing_is_left_to_note(self):
        new_test_user(self.env, "dispatch_reader", "base.group_portal", partner_id=self.citizen.id)
        request = self._lacking(email="testova@example.com")
        self.assertEqual((request.dispatch_ids.delivery, request.dispatch_ids.delivery_state), ("portal", "sent"))
        self.assertFalse(request.dispatch_ids.mail_id)
        self.assertEqual(self._day(request, request.actor_due_at), "2026-04-16")

    def test_an_address_lacks_for_another_way(self):
        self.citizen.write({"street": False, "city": False, "zip": False})
        dispatch = self._lacking().dispatch_ids
        self._note(dispatch, "failed", reason="Выбыл")
        with self.assertRaisesRegex(UserError, "no postal address"), self.cr.savepoint():
            self._note(dispatch, "again", delivery="post")
        with self.assertRaisesRegex(UserError, "no e-mail address"):
            self._note(dispatch, "again", delivery="email")

    # --- who
    def test_who_may_note_a_dispatch_and_who_sees_its_proof(self):
        for role in ROLES:
            dispatch = self._lacking().dispatch_ids
            values = {"moment": "2026-04-09 03:00:00", "to_whom": "Тестова", "proof": PDF}
            with self.subTest(role=role):
                if role in ("administrator", "manager", "specialist", "supervisor", "head"):
                    self._note(dispatch, "delivered", user=self.users[role], **values)
                    self.assertTrue(dispatch.request_id.notice_received_at)
                else:
                    with self.assertRaises(AccessError), self.cr.savepoint():
                        self._note(dispatch, "delivered", user=self.users[role], **values)
                    self._note(dispatch, "delivered", **values)
                if role in ("operator", "methodologist"):
                    with self.assertRaises(AccessError):
                        self._as(role, dispatch).read(["proof_id"])
                    with self.assertRaises(AccessError):
                        self._as(role, dispatch.sudo().proof_id).read(["raw"])
        with self.assertRaises(AccessError), self.cr.savepoint():
            self._note(self._lacking().dispatch_ids, "failed", user=self.stranger, reason="Выбыл")

    def test_a_proof_stays_as_it_is(self):
        dispatch = self._lacking().dispatch_ids
        self._note(dispatch, "delivered", moment="2026-04-09 03:00:00", to_whom="Тестова", proof=PDF)
        with self.assertRaises(AccessError):
            dispatch.proof_id.with_user(self.users["specialist"]).write({"raw": b"forged"})
        with self.assertRaisesRegex(UserError, "stays as it was signed"):
            dispatch.proof_id.write({"raw": b"forged"})

    def test_only_acts_write_a_dispatch(self):
        request = self._lacking()
        with self.assertRaises(AccessError):
            self._as("head", request.dispatch_ids).write({"delivered_at": TOLD})
        with self.assertRaisesRegex(UserError, "Papers are sent by the act"):
            self._as("specialist", request.dispatch_ids.paper_ids).write({"dispatch_id": False})

    def test_the_clerk_finds_what_is_to_be_sent_and_what_waits_for_proof(self):
        view = self.env.ref("grid_service.grid_service_dispatch_view_search")
        dispatches = self._as("manager", self.env["grid.service.dispatch"])
        waiting, on_way, received = (self._lacking().dispatch_ids for _number in range(3))
        for one in on_way | received:
            self._note(one, "posted", day="2026-04-03")
        self._note(received, "delivered", moment="2026-04-09 03:00:00", to_whom="Тестова")
        self.assertIn("Waiting for proof", view.with_context(lang=None).arch)
        found = dispatches.search([("delivery_state", "=", "queued"), ("delivery", "!=", "email")])
        self.assertEqual(found & (waiting | on_way | received).with_env(found.env), waiting)
        found = dispatches.search([("delivery_state", "=", "sent"), ("delivery", "in", ("post", "courier"))])
        self.assertEqual(found & (waiting | on_way | received).with_env(found.env), on_way)

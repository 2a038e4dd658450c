"""A complaint from the first draft to the last measure: approved, sent by post, come back, sent once more, closed."""

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, new_test_user, tagged

POST = "65000013000018"


@tagged("standard", "post_install", "-at_install")
class ComplaintAnsweredStory(TransactionCase):
    """One complaint about low voltage in the hands of its specialist, her supervisor and the head."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch = cls.env["grid.branch"].create(
            {"name": "Кемеровский филиал", "code": "STA", "head_name": "А. В. Кузнецов", "head_position": "Директор"}
        )
        cls.specialist, cls.supervisor, cls.head = map(cls._employee, ("specialist", "supervisor", "head"))
        cls.customer = cls.env["res.partner"].create(
            {"name": "Иванова Мария Петровна", "street": "ул. Ленина, д. 5", "city": "Кемерово", "zip": "650000"}
        )

    @classmethod
    def _employee(cls, role):
        user = new_test_user(cls.env, login=f"answered_{role}", name=f"Сотрудник {role}")
        user.group_ids += cls.env.ref(f"grid_customer.group_{role}")
        user.branch_ids = cls.branch
        user.partner_id.phone = "+73842364570"
        return user

    def test_a_complaint_is_answered_with_proof(self):
        with freeze_time("2026-11-02 03:00:00"):
            appeal = self._complaint()
            self._write_from_a_template(appeal)
        with freeze_time("2026-11-03 03:00:00"):
            self._return_and_approve(appeal)
            appeal.action_send_answer()
        with freeze_time("2026-11-20 03:00:00"):
            self._come_back_and_go_again(appeal.answer_id)
            self._close_with_a_measure(appeal)
        with freeze_time("2026-12-21 03:00:00"):
            appeal.measure_ids.action_done()
        self.assertEqual(appeal.measure_ids.done_on, date(2026, 12, 21))

    def _complaint(self):
        appeal = self.env["helpdesk.ticket"].create(
            {
                "name": "Низкое напряжение",
                "description": "<p>Вечером 170 вольт.</p>",
                "kind": "complaint",
                "category_id": self.env.ref("grid_appeal.category_voltage_low").id,
                "theme": "power_quality",
                "channel_id": self.env.ref("grid_appeal.channel_post").id,
                "partner_id": self.customer.id,
                "branch_id": self.branch.id,
            }
        )
        appeal.action_register()
        appeal = appeal.with_user(self.specialist)
        appeal.action_take()
        return appeal

    def _write_from_a_template(self, appeal):
        appeal.action_answer()
        first = appeal.get_texts_at_hand()[0]
        self.assertEqual(first["name"], "Низкое напряжение: замеры и принятые меры")
        self.assertIn("ул. Ленина, д. 5", first["html"])
        appeal.answer_body = str(appeal.answer_body) + first["html"]
        with self.assertRaisesRegex(UserError, "has a blank to fill in"):
            appeal.action_request_answer_approval()
        appeal.answer_body = str(appeal.answer_body).replace("____", "221")
        appeal.action_request_answer_approval()

    def _return_and_approve(self, appeal):
        theirs = appeal.with_user(self.supervisor)
        waiting = self.env["grid.appeal.answer"].with_user(self.supervisor)
        self.assertEqual(waiting.search([("reviewer_ids", "in", self.supervisor.ids)]), theirs.answer_id)
        rejection = self.env["grid.answer.rejection"].with_user(self.supervisor)
        rejection.create({"answer_id": appeal.answer_id.id, "reason": "Назовите дату замера"}).action_reject()
        with self.assertRaisesRegex(UserError, "Назовите дату замера"):
            appeal.action_send_answer()
        appeal.action_new_answer_version()
        appeal.answer_body = str(appeal.answer_body) + "<p>Замер проведён 2 ноября.</p>"
        appeal.action_request_answer_approval()
        theirs.action_approve_answer()

    def _come_back_and_go_again(self, answer):
        self.assertEqual((answer.version, answer.delivery_state), (2, "queued"))
        self._note(answer, "posted", day="2026-11-03", postal_number=POST)
        self._note(answer, "failed", reason="Истёк срок хранения")
        self.assertEqual(answer.ticket_id.activity_ids.user_id, self.specialist)
        self._note(answer, "again", delivery="handed")
        self._note(answer, "delivered", moment="2026-11-20 02:00:00", to_whom="Иванова М. П.")
        self.assertEqual(answer.delivery_state, "delivered")

    def _note(self, answer, act, **values):
        note = self.env["grid.delivery.note"].with_user(self.specialist)
        note.create({"letter": f"{answer._name},{answer.id}", "act": act, **values}).action_note()

    def _close_with_a_measure(self, appeal):
        with self.assertRaisesRegex(UserError, "whether it was justified"):
            appeal.action_close()
        appeal.write(
            {"outcome": "justified", "measure_ids": [(0, 0, {"name": "Заменить провод", "planned_on": "2026-12-20"})]}
        )
        with self.assertRaisesRegex(AccessError, "is closed by the head"):
            appeal.action_close()
        appeal.with_user(self.head).action_close()
        self.assertEqual(appeal.state, "closed")

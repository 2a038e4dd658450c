from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import AppealCase


@tagged("post_install", "-at_install")
class TestHelpdeskTicketNobody(AppealCase):
    """A list by executor, team or cause says what it means that there is none, instead of “No”."""

    def test_groups_of_nothing_have_a_name(self):
        said = self.env["helpdesk.ticket"].fields_get(["user_id", "team_id", "cause_id"], ["falsy_value_label"])
        self.assertEqual(
            {name: field["falsy_value_label"] for name, field in said.items()},
            {
                "user_id": "Without an executor",
                "team_id": "Without a team",
                "cause_id": "Without a common cause",
            },
        )

    def test_an_anonymous_appeal_leads_to_what_can_end_it(self):
        appeal = self._appeal(partner_id=False, is_anonymous=True)
        appeal.action_register()
        handled = self._as("specialist", appeal)
        handled.action_take()
        self.assertEqual(handled.next_step, "Refuse or redirect")
        with self.assertRaisesRegex(UserError, "anonymous"):
            handled.action_answer()
        self.assertFalse(appeal.answer_ids)
        appeal.partner_id = self.citizen
        self.assertEqual(handled.next_step, "Write the answer")
        handled.action_answer()
        self.assertEqual(handled.next_step, "Send the answer")

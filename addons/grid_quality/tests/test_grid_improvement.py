from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.grid_appeal.tests.common import AppealCase


@tagged("post_install", "-at_install")
class TestGridImprovement(AppealCase):
    """Proposals and the changes that they caused are counted for Рс 2.5 and 2.6."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.proposal = cls._appeal(kind="proposal", theme="service")
        cls.improvement = (
            cls.env["grid.improvement"]
            .with_user(cls.users["supervisor"])
            .create({"name": "Предупреждать об отключениях раньше", "ticket_ids": cls.proposal.ids})
        )
        cls.today = cls.company._legal_today()

    def _done(self):
        return self.env["grid.improvement"]._changes_done(self.today, self.today)

    def test_a_change_is_counted_when_it_is_done(self):
        before = self._done()
        self.improvement.action_accept()
        self.assertEqual(self._done(), before)
        self.improvement.outcome = "Сообщаем за три дня"
        for _twice in range(2):
            self.improvement.action_done()
        self.assertEqual(self._done(), before + 1)
        self.assertEqual((self.improvement.state, self.improvement.done_on), ("done", self.today))

    def test_a_decision_has_its_reason(self):
        with self.assertRaisesRegex(UserError, "what was decided"):
            self.improvement.action_decline()

    def test_a_decision_is_made_by_its_buttons_and_kept(self):
        with self.assertRaisesRegex(UserError, "buttons"):
            self.improvement.state = "done"
        self.improvement.action_accept()
        with self.assertRaisesRegex(UserError, "is kept"):
            self.improvement.unlink()

    def test_the_share_of_proposals(self):
        day = date(2031, 3, 3)
        self.assertIsNone(self.env["grid.improvement"]._proposals_share(day, day))
        made = self.proposal + self._appeal() + self._appeal() + self._appeal()
        made.action_register()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE helpdesk_ticket SET received_at = '2031-03-03 05:00' WHERE id IN %s", [tuple(made.ids)]
        )
        self.env.invalidate_all()
        self.assertEqual(self.env["grid.improvement"]._proposals_share(day, day), 25)

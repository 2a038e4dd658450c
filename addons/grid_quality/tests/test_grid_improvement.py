from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.grid_appeal.tests.common import AppealCase


@tagged("post_install", "-at_install")
class TestGridImprovement(AppealCase):
    """What customers propose is decided on, done and kept: indicator Рс 2.6 counts what was done."""

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
        page = self.env["grid.indicator.year"].search([("year", "=", self.today.year), ("branch_id", "=", False)])
        page = page or page.create({"year": self.today.year})
        return page._figures().facts["feedback_2_6"]

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

from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .common import CustomerCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestActing(CustomerCase):
    """For whom a customer's account acts: the person, and whom a valid paper names; the rules follow it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.paper = cls.env["grid.representation"].create(
            {
                "principal_id": cls.les.id,
                "representative_id": cls.ivanov.id,
                "document_date": date(2025, 4, 1),
                "valid_until": date(2026, 3, 31),
            }
        )

    def _seen(self):
        self.env.invalidate_all()
        return self.env["grid.usage.point"].with_user(self.people["portal"]).search([]).sudo()

    def test_a_representative_acts_for_both_and_is_himself_first(self):
        self.assertEqual(list(self.people["portal"].acting_partner_ids), [self.ivanov, self.les])

    def test_a_principal_does_not_act_for_the_representative(self):
        self.paper.write({"principal_id": self.ivanov.id, "representative_id": self.les.id})
        self.assertEqual(self.people["portal"].acting_partner_ids, self.ivanov)

    def test_the_rules_open_the_points_of_both(self):
        self.assertEqual(self._seen(), self.point + self.les_point)

    def test_at_midnight_the_rules_close_without_a_write(self):
        """Odoo remembers the rules of a user: the memory must not outlive the paper."""
        self.assertEqual(self._seen(), self.point + self.les_point)
        with freeze_time("2026-03-31 18:00:00"):  # the 1st of April in Kuzbass
            self.assertEqual(self._seen(), self.point)

    def test_a_revoked_paper_closes_at_once(self):
        self.assertEqual(self._seen(), self.point + self.les_point)
        self.paper.revoked_on = date(2026, 3, 10)
        self.assertEqual(self._seen(), self.point)

    def test_one_not_yet_valid_opens_nothing(self):
        self.paper.document_date = date(2026, 3, 11)
        self.assertEqual(self._seen(), self.point)

    def test_who_acts_for_many_asks_no_more_than_for_one(self):
        self._seen()
        self.env.invalidate_all()
        with self.assertQueryCount(6):
            self.env["grid.usage.point"].with_user(self.people["portal"]).search([])

    def test_a_company_has_an_account_while_somebody_acts_for_it(self):
        self.assertTrue(self.ivanov._has_account())
        self.assertTrue(self.les._has_account())
        self.paper.revoked_on = date(2026, 3, 10)
        self.assertFalse(self.les._has_account())

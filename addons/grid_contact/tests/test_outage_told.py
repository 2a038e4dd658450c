"""Supply is back: whoever reported it is told once, whatever is pressed or killed."""

from odoo.tests import tagged

from odoo.addons.grid_contact.models import grid_outage_told

from .common_outage import OutageCase


@tagged("post_install", "-at_install")
class TestOutageTold(OutageCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["grid.sms.provider"].search([]).active = False
        cls.outage = cls._under_way()

    def _letters(self):
        return self.env["mail.mail"].search(
            [("subject", "in", ("Supply has been restored", "Электроснабжение восстановлено"))]
        )

    def _tell(self):
        while self.outage._tell_batch():
            pass

    def test_each_is_told_by_mail_or_left_to_a_caller(self):
        reports = self._report(usage_point_id=self.point.id)
        reports |= self._report(
            usage_point_id=self.neighbour_point.id, partner_id=False, partner_name="Сосед", partner_phone="+79050000099"
        )
        self.outage.action_restore()
        self._tell()
        self.assertEqual(reports.mapped("outage_told"), ["email", "to_call"])
        self.assertEqual(self._letters().mapped("email_to"), ["testova@example.com"])
        self.assertIn("Обрыв провода", self._letters().body_html)
        self.assertTrue(self.outage.told_at)
        self.assertEqual(self.outage.to_call_count, 1)
        self._as("operator", reports[1]).action_told_by_phone()
        self.assertEqual((reports[1].outage_told, self.outage.to_call_count), ("phone", 0))

    def test_who_reported_thrice_is_told_once(self):
        self.patch(grid_outage_told, "BATCH", 2)
        reports = self.env["helpdesk.ticket"].union(*(self._report(usage_point_id=self.point.id) for _n in range(3)))
        self.outage.action_restore()
        self._tell()
        self._tell()
        self.assertEqual(set(reports.mapped("outage_told")), {"email"})
        self.assertEqual(len(self._letters()), 1)

    def test_who_was_answered_orally_is_told_too(self):
        answer = self._desk().answer_at_once(
            self._card(text="Нет света", answer="Авария", outage_id=self.outage.id, point_id=self.point.id)
        )
        self.outage.action_restore()
        self._tell()
        self.assertEqual(self._ticket(answer).outage_told, "email")

    def test_whoever_is_linked_afterwards_is_told_as_well(self):
        self.outage.action_restore()
        self._tell()
        late = self._report(usage_point_id=self.point.id)
        self.assertFalse(late.outage_id)
        self._as("specialist", late).outage_id = self.outage
        self.assertFalse(self.outage.told_at)
        self._tell()
        self.assertEqual(late.outage_told, "email")

    def test_no_letter_goes_to_an_address_of_ours(self):
        self.company.email = "grid@example.com"
        report = self._report(usage_point_id=self.point.id, partner_email="grid@example.com")
        self.outage.action_restore()
        self._tell()
        self.assertEqual((report.outage_told, len(self._letters())), ("to_call", 0))

    def test_the_job_tells_of_every_outage_that_is_over(self):
        self._report(usage_point_id=self.point.id)
        self.outage.action_restore()
        with self.enter_registry_test_mode():
            self.env.ref("grid_contact.ir_cron_tell_restored").method_direct_trigger()
        self.assertEqual(len(self._letters()), 1)
        self.assertTrue(self.outage.told_at)

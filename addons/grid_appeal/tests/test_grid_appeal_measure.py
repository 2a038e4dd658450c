from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import ROLES, AppealCase

WRITERS = {"manager", "specialist", "supervisor", "head"}


@tagged("post_install", "-at_install")
class TestMeasure(AppealCase):
    def _measure(self, appeal, **values):
        vals = {"ticket_id": appeal.id, "name": "Заменить провод", "planned_on": "2026-12-20", **values}
        return self.env["grid.appeal.measure"].create(vals)

    def _answered(self, **values):
        appeal = self._appeal(**values)
        appeal.action_register()
        appeal._mark_answered()
        return appeal

    # --- outcome
    def test_a_complaint_is_closed_with_its_outcome_only(self):
        for kind in ("complaint", "claim"):
            appeal = self._as("head", self._answered(kind=kind))
            with self.assertRaisesRegex(UserError, "say on the page “Outcome and measures” whether it was justified"):
                appeal.action_close()
            appeal.outcome = "partly"
            appeal.action_close()
            self.assertEqual(appeal.state, "closed")
            with self.assertRaisesRegex(UserError, "fact of law"):
                appeal.outcome = "unjustified"

    def test_a_consultation_needs_no_outcome(self):
        appeal = self._answered(kind="consultation")
        appeal.action_close()
        self.assertEqual(appeal.state, "closed")

    # --- measures
    def test_a_measure_has_a_date(self):
        appeal = self._answered()
        with self.assertRaisesRegex(ValidationError, "needs a date"):
            self._measure(appeal, planned_on=False)
        with self.assertRaisesRegex(ValidationError, "cannot be done in the future"):
            self._measure(appeal, done_on="2099-01-01")
        self.assertEqual(self._measure(appeal, planned_on=False, done_on="2026-01-12").state, "done")
        self.assertEqual(self._measure(appeal).branch_id, self.branch)

    def test_a_measure_never_moves_to_another_appeal(self):
        measure = self._measure(self._answered())
        with self.assertRaisesRegex(UserError, "not moved to another"):
            measure.ticket_id = self._closed()
        measures = self.env["grid.appeal.measure"]
        with self.assertRaisesRegex(UserError, "Say which appeal it belongs to"):
            measures.create({"name": "Ничья", "planned_on": "2026-12-20"})
        with self.assertRaisesRegex(UserError, "is closed: its measures"):
            measures.with_context(default_ticket_id=self._closed().id).create({"name": "Х", "planned_on": "2026-12-20"})

    def test_what_is_done_stays(self):
        measure = self._measure(self._answered(), done_on="2026-01-12")
        with self.assertRaisesRegex(UserError, "is not changed any more"):
            measure.name = "Иное"
        with self.assertRaisesRegex(UserError, "is not changed any more"):
            measure.unlink()

    @freeze_time("2026-12-21 20:00:00")
    def test_of_a_closed_appeal_a_measure_is_only_done(self):
        appeal = self._answered()
        measure = self._measure(appeal)
        appeal.outcome = "justified"
        appeal.action_close()
        for change in (
            lambda: measure.write({"planned_on": "2027-01-01"}),
            lambda: measure.write({"done_on": "2026-12-20"}),
            lambda: self._measure(appeal),
            measure.unlink,
        ):
            with self.assertRaisesRegex(UserError, "is closed: its measures are not changed"):
                change()
        self._as("specialist", measure).action_done()
        # 03:00 of the next day at the branch (UTC+7)
        self.assertEqual((measure.state, measure.done_on), ("done", date(2026, 12, 22)))
        lines = appeal.message_ids.filtered(lambda message: "Заменить провод" in message.body)
        self.assertEqual(len(lines), 1)
        measure.action_done()
        self.assertEqual(len(appeal.message_ids.filtered(lambda message: "Заменить провод" in message.body)), 1)

    def test_the_responsible_is_reminded_once(self):
        measure = self._measure(self._answered(), user_id=self.users["specialist"].id)
        with freeze_time("2026-12-20 05:00:00"):
            self.env["grid.appeal.measure"]._remind()
        self.assertFalse(measure.activity_ids)
        for _run in range(2):
            with freeze_time("2026-12-21 05:00:00"):
                self.env["grid.appeal.measure"]._remind()
        self.assertEqual(measure.activity_ids.user_id, self.users["specialist"])
        self.assertEqual(len(measure.activity_ids), 1)
        measure.action_done()
        self.assertFalse(measure.activity_ids)

    # --- access
    def test_who_answers_writes_measures(self):
        appeal = self._answered()
        measure = self._measure(appeal)
        for role in ROLES:
            with self.subTest(role=role):
                self.assertEqual(self._as(role, measure).read(["name"])[0]["name"], "Заменить провод")
                self.assertEqual(self._as(role, measure).has_access("write"), role in WRITERS)
                self.assertEqual(self._as(role, measure).has_access("unlink"), role in WRITERS)
        with self.assertRaises(AccessError):
            measure.with_user(self.stranger).read(["name"])
        with self.assertRaises(AccessError):
            measure.with_user(self.portal_user).read(["name"])

    def test_a_measure_is_done_by_its_responsible_or_who_answers(self):
        appeal = self._answered()
        mine = self._measure(appeal, user_id=self.users["operator"].id)
        with self.assertRaises(AccessError):
            self._as("administrator", mine).action_done()
        with self.assertRaises(AccessError):
            mine.with_user(self.stranger).action_done()
        self._as("operator", mine).action_done()
        self.assertEqual(mine.state, "done")

from pathlib import Path

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, ValidationError
from odoo.modules.migration import load_script
from odoo.tests import tagged

from .common_indicator import YEAR, IndicatorCase

FOLDER = Path(__file__).parents[1] / "migrations"
migration, of_desk = (
    load_script(str(FOLDER / version / "post-indicators.py"), f"post-indicators {version}")
    for version in ("19.0.1.2.0", "19.0.1.3.0")
)
TICKETS = {"fact_source": "counted", "aggregate": "share", "counted_model": "helpdesk.ticket"}


@tagged("post_install", "-at_install")
class TestGridIndicatorSource(IndicatorCase):
    """A methodologist says by data alone what an indicator counts."""

    def _new(self, **values):
        vals = {"code": "internal_thefts", "name": "Сообщения о хищениях", "number": "20", **TICKETS, **values}
        vals["parent_id"] = self.env.ref("grid_quality.indicator_internal").id
        return self._as("methodologist", self.env["grid.indicator"]).create(vals)

    def test_an_indicator_without_a_program(self):
        self._came(f"{YEAR}-02-01 05:00:00", kind="negative_info")
        self._came(f"{YEAR}-02-01 05:00:00", kind="consultation")
        row = self._new(counted_domain="[('kind', '=', 'negative_info')]")
        value = self._value(row.code)
        self.assertEqual((value.fact_text, value.lacks), ("50", ""))
        self.assertEqual(self.env["helpdesk.ticket"].search_count(value.action_open_counted()["domain"]), 1)
        self._as("head", value).plan_text = "40"
        self.assertEqual((value.ratio, value.score), ("125", ""), "beside its plan, without a score of a form")

    def test_every_aggregate(self):
        first = self._came(f"{YEAR}-02-01 05:00:00", kind="negative_info", answered_at=f"{YEAR}-02-05 05:00:00")
        self._came(f"{YEAR}-02-02 05:00:00", kind="negative_info", answered_at=f"{YEAR}-02-04 05:00:00")
        domain = "[('kind', '=', 'negative_info')]"
        point = {"name": "1", "partner_id": self.citizen.id, "branch_id": self.branch.id, "address": "ул. Мира, 1"}
        self.env["grid.usage.point"].create([{**point, "power_kw": 0}, {**point, "name": "2", "power_kw": 30}])
        points = {"counted_model": "grid.usage.point", "counted_domain": f"[('branch_id', '=', {self.branch.id})]"}
        cases = (
            ({"aggregate": "count", "counted_domain": domain}, "2"),
            ({"aggregate": "exists", "counted_domain": domain}, "1"),
            (
                {
                    "aggregate": "mean_days",
                    "counted_domain": domain,
                    "counted_field": "answered_at",
                    "counted_since": "registered_at",
                },
                "3",
            ),
            ({"aggregate": "mean", **points, "counted_field": "power_kw"}, "15"),
            ({"aggregate": "per_thousand", "counted_domain": domain}, "1000"),
            (
                {"aggregate": "kept", "counted_domain": f"[('id', '=', {first.id})]", "whole_model": "helpdesk.ticket"},
                "2",
            ),
        )
        for number, (values, fact) in enumerate(cases):
            with self.subTest(values["aggregate"]):
                row = self._new(code=f"internal_try_{number}", number=str(30 + number), **values)
                self.assertEqual(self._value(row.code).fact_text, fact)

    def test_breaches_that_nobody_counts_are_entered_below(self):
        self.assertEqual(self._value("antitrust").lacks, "no data")
        self._value("antitrust_breaches").write({"fact_text": "0", "document": "Справка"})
        self.assertEqual(self._value("antitrust").lacks, "no data")  # there were no applications in that year

    def test_conditions_that_cannot_be_are_refused(self):
        for bad in (
            "[('kind', '=', __import__('os'))]",
            "[('kind', '=', uid)]",
            "[('no_such_field', '=', 1)]",
            "[('description', 'ilike', 'a')]",
            "[('partner_id.comment', 'ilike', 'a')]",
            "[('measure_ids', 'any!', [('state', '=', 'done')])]",
            "[('measure_ids', 'any', [('description', '=', 1)])]",
            "[('kind', 'nonsense', 1)]",
            "{'a': 1}",
            "[(",
        ):
            with self.subTest(bad), self.assertRaises(ValidationError), self.cr.savepoint():
                self._new(counted_domain=bad)

    def test_what_an_aggregate_needs_is_asked(self):
        for lacking in ({"aggregate": False}, {"counted_model": False}, {"aggregate": "mean"}, {"aggregate": "kept"}):
            with (
                self.subTest(lacking),
                self.assertRaisesRegex(ValidationError, "fill in the field"),
                self.cr.savepoint(),
            ):
                self._new(**lacking)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self._new(aggregate="mean", counted_field="no_such_field")

    def test_a_model_outside_the_list_is_no_choice(self):
        with self.assertRaisesRegex(ValidationError, "cannot count"), self.cr.savepoint():
            self._new(counted_model="res.users")

    def test_others_edit_no_definition(self):
        for role in ("head", "supervisor"):
            with self.subTest(role), self.assertRaises(AccessError):
                self._as(role, self.parameters[0]).counted_domain = "[]"

    def test_an_upgrade_lets_what_nobody_edited_follow(self):
        """Run twice: a shipped row follows its file, one that a person edited or that figures rest on stays."""
        shipped, edited, used = (
            self.env.ref(f"grid_quality.indicator_{code}")
            for code in ("internal_overdue", "internal_in_term", "internal_first_contact")
        )
        old = {"counted_domain": "[('deadline_state', '=', 'overdue')]", "is_state": False, "counted_day": False}
        (shipped + edited + used).with_user(SUPERUSER_ID).write(old)
        edited.with_user(self.users["methodologist"]).counted_domain = "[('deadline_state', '=', 'missed')]"
        used._mark_used()
        self.env.flush_all()
        before = edited.counted_domain, used.counted_domain
        for _twice in range(2):
            migration.migrate(self.env.cr, "19.0.1.1.0")
            self.env.invalidate_all()
        self.assertTrue(shipped.is_state)
        self.assertIn("deadline_window", shipped.counted_domain)
        self.assertEqual((edited.counted_domain, used.counted_domain), before)

    def test_an_upgrade_counts_what_the_queue_and_calls_record(self):
        rows = self.env["grid.indicator"].concat(
            *(self.env.ref(f"grid_quality.indicator_{code}") for code in of_desk.ROWS)
        )
        empty = dict.fromkeys(("aggregate", "counted_model", "counted_field", "whole_model"), False)
        rows.with_user(SUPERUSER_ID).write({"fact_source": "entered", **empty})
        rows[0].with_user(self.users["methodologist"]).clause = "Приказ компании"
        self.env.flush_all()
        of_desk.migrate(self.env.cr, "19.0.1.2.0")
        self.assertEqual(rows.mapped("fact_source"), ["entered", "counted", "counted", "counted"])

    def test_what_a_closed_year_rests_on_keeps_its_source(self):
        self._as("head", self.page).action_close()
        with self.assertRaisesRegex(Exception, "Published figures rest on"):
            self._as("methodologist", self.parameters[0]).fact_source = "counted"

from datetime import date
from decimal import Decimal

from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from ..indicators import Measure, level_of_service

DAY = date(2026, 12, 31)


@tagged("post_install", "-at_install")
class TestGridIndicator(TransactionCase):
    """Indicators and the method that scores them: dated rows with their sources."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.indicators = cls.env["grid.indicator"]
        cls.methods = cls.env["grid.indicator.method"]
        cls.shipped = cls.env.ref("grid_quality.indicator_method_1256")

    def test_shipped_rows_have_their_sources_and_wait_for_a_person(self):
        rows = self.indicators.search([]) | self.indicators
        self.assertEqual(len(rows), 73)
        for row in [*rows, *self.methods.search([])]:
            self.assertTrue(row.source and row.clause and row.valid_from, row.display_name)
            self.assertNotEqual(row.confidence, "confirmed")
            self.assertFalse(row.is_used)

    def test_what_is_shipped_gives_the_published_value(self):
        method, parameters = self.methods._on(DAY)
        self.assertEqual(len(parameters), 35)
        measures = {one.code: Measure(Decimal(1), Decimal(1)) for one in parameters}
        self.assertEqual(level_of_service(parameters, measures, method).shown, Decimal("0.8975"))

    def test_parameters_hang_below_their_indicator(self):
        level = self.env.ref("grid_quality.indicator_level_of_service")
        parts = self.indicators.search([("parent_id", "=", level.id)])
        self.assertEqual(set(parts.mapped("number")), {"Ин", "Ис", "Рс"})
        below = self.indicators.search([("parent_id", "in", parts.ids)])
        self.assertEqual(len(below), 35)
        self.assertEqual(set(below.mapped("point")), {1.0, 0.25, 0.1})

    def test_the_law_asks_by_the_day_on_which_regulation_began(self):
        for began, asked in ((False, False), ("2015-01-01", True), ("2024-01-01", False)):
            self.env.company.regulation_began_on = began
            self.assertEqual(self.methods._asked_by_law(DAY), asked)

    def test_a_day_without_a_method_is_refused_by_name(self):
        with self.assertRaisesRegex(UserError, "31.12.2013"):
            self.methods._on(date(2013, 12, 31))

    def test_a_day_without_parameters_names_the_indicator(self):
        name = self.env.ref("grid_quality.indicator_feedback").name
        parameters = self.indicators.search([("parent_id.code", "=", "feedback")])
        parameters.valid_to = date(2026, 6, 30)
        with self.assertRaisesRegex(UserError, name):
            self.methods._on(DAY)
        self.assertEqual(len(self.methods._on(date(2026, 6, 30))[1]), 35)

    def test_a_new_edition_begins_when_the_old_one_has_ended(self):
        with self.assertRaisesRegex(ValidationError, "in force twice"), self.cr.savepoint():
            self.shipped.copy({"valid_from": DAY})
        self.shipped.valid_to = DAY
        new = self.shipped.copy({"high_percent": 110})
        self.assertEqual(new.valid_from, date(2027, 1, 1))
        self.assertEqual(self.methods._on(DAY)[0].high_percent, 120)
        self.assertEqual(self.methods._on(date(2027, 1, 1))[0].high_percent, 110)

    def test_two_rows_of_a_code_are_never_in_force_on_one_day(self):
        parameter = self.env.ref("grid_quality.indicator_feedback_2_1")
        with self.assertRaisesRegex(ValidationError, "in force twice"):
            parameter.copy({"valid_from": DAY})

    @mute_logger("odoo.sql_db")
    def test_figures_that_cannot_be_are_refused(self):
        for vals in ({"low_percent": 101}, {"high_percent": 99}, {"feedback_weight": 0.3}, {"antitrust_weight": 0}):
            with self.subTest(vals), self.assertRaises(IntegrityError), self.cr.savepoint():
                self.shipped.write(vals)
                self.shipped.flush_recordset()

    def test_a_confirmed_row_that_is_changed_waits_for_a_person_again(self):
        self.shipped.action_confirm()
        self.assertEqual(self.shipped.confirmed_by_id, self.env.user)
        self.shipped.improvement_percent = 2
        self.assertEqual(self.shipped.confidence, "unconfirmed")

    def test_what_published_figures_rest_on_stays_as_it_is(self):
        self.shipped._mark_used()
        with self.assertRaisesRegex(UserError, "Published figures rest on"):
            self.shipped.low_percent = 70
        self.shipped.valid_to = DAY

    def test_an_upgrade_leaves_an_edited_row_alone(self):
        self.shipped.valid_to = DAY
        data = {"xml_id": "grid_quality.indicator_method_1256", "values": {"valid_to": False}}
        self.methods._load_records([data], update=True)
        self.assertEqual(self.shipped.valid_to, DAY)

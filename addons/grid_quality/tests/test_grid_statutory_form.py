from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from ..statutory import form_4_1

DAY = date(2026, 12, 31)


@tagged("post_install", "-at_install")
class TestGridStatutoryForm(TransactionCase):
    """Forms as data: columns and rows in the words of the order, until a person confirms the layout."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.forms = cls.env["grid.statutory.form"]
        cls.register = cls.env.ref("grid_quality.form_4_9")

    def test_form_4_9_has_the_words_of_the_journal(self):
        """The journal of appeals prints the same form: one wording, in Russian."""
        journal = self.env["helpdesk.ticket"].with_context(lang="ru_RU")._form_4_9_columns()
        self.assertEqual(self.register._columns(), journal)

    def test_form_4_1_has_the_rows_that_are_counted(self):
        form = self.forms._on("4.1", DAY)
        self.assertEqual(form.row_ids.mapped("number"), list(form_4_1.ROWS))
        self.assertEqual(len(form._columns()), 17)

    def test_what_nobody_compared_with_the_print_needs_checking(self):
        needing = self.forms.search([("needs_check", "=", True)]).mapped("code")
        self.assertLessEqual({"4.4", "4.5", "4.6", "4.7", "4.8", "1256-2.1", "24-connection"}, set(needing))
        for code in ("4.1", "4.9", "unit-appeals"):
            self.assertNotIn(code, needing)
            self.assertIn(code, self.forms.search([("needs_check", "=", False)]).mapped("code"))
        form = self.forms._on("4.4", DAY)
        form.action_confirm()
        self.assertFalse(form.needs_check)

    def test_a_form_is_called_as_its_act_numbers_it(self):
        numbers = {code: self.forms._on(code, DAY).number for code in ("4.9", "1256-2.1", "24-connection")}
        self.assertEqual(numbers, {"4.9": "4.9", "1256-2.1": "2.1", "24-connection": False})
        self.assertEqual(self.forms._on("unit-complaints", DAY).display_name, "Анализ жалоб")

    def test_a_changed_column_or_row_takes_the_confirmation_away(self):
        form = self.forms._on("4.1", DAY)
        acts = (
            lambda: form.column_ids[0].write({"title": "№ п/п"}),
            lambda: form.row_ids[-1].unlink(),
            lambda: form.row_ids.create({"form_id": form.id, "number": "3.5", "title": "иное"}),
        )
        for act in acts:
            form.action_confirm()
            act()
            self.assertEqual(form.confidence, "unconfirmed")

    def test_a_form_that_was_published_keeps_its_columns(self):
        self.register._mark_used()
        for act in (
            lambda: self.register.column_ids[0].write({"title": "№ п/п"}),
            lambda: self.register.column_ids[0].unlink(),
            lambda: self.register.write({"name": "Другая форма"}),
        ):
            with self.assertRaisesRegex(UserError, "Published figures rest on"), self.cr.savepoint():
                act()
        self.register.valid_to = DAY
        new = self.register.copy()
        self.assertEqual((new.valid_from, len(new.column_ids), new.is_used), (date(2027, 1, 1), 31, False))
        new.column_ids[0].title = "№ п/п"
        self.assertEqual(self.forms._on("4.9", DAY), self.register)
        self.assertEqual(self.forms._on("4.9", date(2027, 1, 1)), new)

    def test_a_day_without_an_edition_is_refused_by_name(self):
        with self.assertRaisesRegex(UserError, "form 4.9 is in force on 31.12.2014"):
            self.forms._on("4.9", date(2014, 12, 31))
        with self.assertRaisesRegex(UserError, "form 9.9"):
            self.forms._on("9.9", DAY)

    def test_two_editions_are_never_in_force_on_one_day(self):
        with self.assertRaisesRegex(ValidationError, "in force twice"):
            self.register.copy({"valid_from": DAY})

    @mute_logger("odoo.sql_db")
    def test_a_number_stands_once(self):
        for vals in ({"number": 1}, {"number": 0}, {"width": 0}):
            with self.subTest(vals), self.assertRaises(IntegrityError), self.cr.savepoint():
                self.register.column_ids[1].write(vals)
                self.register.column_ids.flush_recordset()

    def test_the_readings_of_the_company_are_said(self):
        company = self.env.company
        company.write({"complaints_within_all": True, "open_when_frozen": True})
        said = self.register._policies()
        company.write({"complaints_within_all": False, "open_when_frozen": False})
        other = self.register._policies()
        year = company._said_year_of_appeal()
        self.assertEqual([len(said), len(other)], [3, 3])
        self.assertEqual(set(said) & set(other), {year})
        [first, _complaints] = self.forms._on("4.1", DAY)._policies()
        self.assertEqual(first, year)
        self.assertEqual(self.forms._on("4.4", DAY)._policies(), self.forms._on("4.1", DAY)._policies())
        self.assertEqual(self.forms._on("4.5", DAY)._policies(), [])

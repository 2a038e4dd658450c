"""An appeal is found by what is typed: a number, a phone, a name, a word."""

from odoo.tests import tagged
from odoo.tools import SQL

from .common import AppealCase


@tagged("post_install", "-at_install")
class TestAppealSearch(AppealCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.appeal = cls._appeal()
        cls.appeal.action_register()

    def test_search_by_phone_in_any_spelling(self):
        Ticket = self.env["helpdesk.ticket"]
        for text in ("8 905 000-00-01", "+7(905)0000001", "89050000001", "0000001", "8 905 000-0"):
            with self.subTest(phone=text):
                self.assertIn(self.appeal, Ticket.search([("phone_search", "ilike", text)]))
        self.assertFalse(Ticket.search([("phone_search", "ilike", "8 905 000-00-99")]) & self.appeal)

    def test_search_by_number_name_and_words(self):
        Ticket = self.env["helpdesk.ticket"]
        for name, text in (
            ("number", self.appeal.number),
            ("applicant_search", "тестова"),
            ("name", "напряжение"),
            ("description", "мигает"),
        ):
            with self.subTest(field=name):
                self.assertIn(self.appeal, Ticket.search([(name, "ilike", text)]))
        found = dict(Ticket.name_search(self.appeal.number))
        self.assertEqual(found, {self.appeal.id: f"{self.appeal.number} Низкое напряжение"})

    def test_a_scanned_number_finds_in_either_layout_of_the_keyboard(self):
        appeal = self._appeal()
        appeal.action_register()
        other = appeal.number.replace("TSA", "ЕЫФ")
        for typed in (appeal.number, other, other.lower(), appeal.number[-6:]):
            self.assertIn(appeal, self.env["helpdesk.ticket"].search([("number_search", "ilike", typed)]))

    def test_what_has_no_figure_is_not_looked_for_among_numbers(self):
        appeal = self._appeal()
        appeal.action_register()
        for typed in ("TSA", "Петрова Анна"):
            self.assertFalse(self.env["helpdesk.ticket"].search([("number_search", "ilike", typed)]))

    def _found(self, name, typed):
        """Whether an applicant of that name is found by what is typed."""
        self.appeal.partner_name = name
        return self.appeal in self.env["helpdesk.ticket"].search([("applicant_search", "ilike", typed)])

    def test_search_by_words_of_a_name(self):
        for name, found, missed in (
            (
                "Королёва-Тестова Алёна Петровна",
                ("королева", "Алена Тестова", "тестова ал", "ПЕТРОВНА", "Королёва-Тестова А. П.", "Королёва А.П."),
                ("ролева", "Алена Петрова", "Тест Алена", "Королёва Б."),
            ),
            (
                "ООО «Заря-2», г. Тайга",
                ("заря", 'ооо "заря-2"', "заря 2", "тайга", "Зар", "заря:*!"),
                ("заря 3", "«»", "' | '", "\\"),
            ),
            ("ivan.testov@example.com", ("ivan", "testov@exam", "ivan.testov@example.com"), ("testov@other",)),
            ("СНТ № 1e5 д. 12/3", ("снт 1e5", "12/3", "3 12"), ("5",)),
        ):
            for typed in found:
                with self.subTest(name=name, typed=typed):
                    self.assertTrue(self._found(name, typed))
            for typed in missed:
                with self.subTest(name=name, missed=typed):
                    self.assertFalse(self._found(name, typed))

    def test_a_name_is_looked_up(self):
        query = self.env["helpdesk.ticket"]._search([("applicant_search", "ilike", "Тестова Анна")]).select()
        self.env.flush_all()
        self.env.cr.execute("SET LOCAL enable_seqscan = off")  # a table of a few rows needs no index
        for way in ("indexscan", "indexonlyscan"):  # nor does a walk along another one
            self.env.cr.execute(f"SET LOCAL enable_{way} = off")
        plan = "\n".join(line for (line,) in self.env.execute_query(SQL("EXPLAIN %s", query)))
        self.assertIn("helpdesk_ticket_partner_name_words", plan)

from lxml import html

from odoo.tests import tagged

from .common import ROLES
from .common_answer import AnswerCase


@tagged("post_install", "-at_install")
class TestCustomerPage(AnswerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open_one = cls._registered(name="Мигает свет")
        answer = cls._drafted(name="Счётчик не считает")
        answer.action_send()
        cls.answered = answer.ticket_id

    def _sections(self, who="specialist", partner=None):
        self.env.invalidate_all()
        page = html.fromstring(self._as(who, partner or self.citizen).customer_page)
        sections = {}
        for section in page.iter("section"):
            words = section.text_content().split()
            sections[" ".join(section.find("h5").text_content().split())] = " ".join(words)
        return sections

    def test_promises_come_first_then_appeals_then_letters(self):
        sections = self._sections()
        self.assertEqual(list(sections)[:4], ["Open promises", "Open appeals", "Letters", "Earlier appeals"])
        promise = sections["Open promises"]
        self.assertIn(self.open_one.number, promise)
        self.assertIn(f"until {self.open_one._answer_deadline().due_text}", promise)
        self.assertNotIn(self.answered.number, promise)

    def test_an_open_appeal_says_how_long_is_left_and_who_answers(self):
        self.open_one.user_id = self.users["specialist"]
        said = self._sections()["Open appeals"]
        for words in (self.open_one.number, "Мигает свет", self.open_one.due_words, "Петров Сергей Ильич"):
            self.assertIn(words, said)
        self.assertNotIn(self.answered.number, said)

    def test_what_was_answered_stands_with_its_letter(self):
        sections = self._sections()
        self.assertIn(self.answered.answer_id.outgoing_number, sections["Letters"])
        self.assertIn(self.answered.number, sections["Earlier appeals"])

    def test_an_organisation_shows_the_appeals_of_its_contact_persons(self):
        person = self.env["res.partner"].create({"name": "Главный Энергетик", "parent_id": self.factory.id})
        asked = self._registered(name="Запрос завода", partner_id=person.id)
        self.assertIn(asked.number, self._sections(partner=self.factory)["Open appeals"])

    def test_a_reader_of_another_branch_sees_nothing_of_it(self):
        self.env.invalidate_all()
        page = self.citizen.with_user(self.stranger).customer_page
        for number in (self.open_one.number, self.answered.number, self.answered.answer_id.outgoing_number):
            self.assertNotIn(number, page)

    def test_every_role_opens_it(self):
        for role in ROLES:
            with self.subTest(role):
                self.assertIn("Open promises", self._sections(role))

    def test_a_hundred_appeals_cost_as_much_as_six(self):
        def cost():
            self.env.invalidate_all()
            partner = self._as("specialist", self.citizen)
            before = self.env.cr.sql_log_count
            self.assertTrue(partner.customer_page)
            return self.env.cr.sql_log_count - before

        for number in range(6):
            self._appeal(name=f"Обращение {number}").action_register()
        cost()
        few = cost()
        self.env["helpdesk.ticket"].create([self._vals(name=f"Ещё {n}") for n in range(94)]).action_register()
        self.env.flush_all()
        self.assertLessEqual(cost(), few)
        self.assertLessEqual(few, 40)

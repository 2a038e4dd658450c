"""What changed between two versions of an answer, for whoever sees the answer."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common_answer import AnswerCase


@tagged("post_install", "-at_install")
class TestAnswerComparison(AnswerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls._drafted("<p>Провод заменят 12 мая.</p><p>Напряжение в норме.</p>")
        ticket = cls.first.ticket_id
        ticket.action_new_answer_version()
        cls.second = ticket.answer_id
        cls.second.body = str(cls.second.body).replace("12 мая", "15 мая &lt;i&gt;")

    def _compared(self, answer, user=None, **values):
        action = answer.with_user(user or self.specialist).action_compare()
        wizard = self.env[action["res_model"]].with_user(user or self.specialist).with_context(**action["context"])
        return wizard.create(values)

    def test_a_version_is_compared_with_the_one_before(self):
        comparison = self._compared(self.second)
        self.assertEqual((comparison.before_id, comparison.after_id), (self.first, self.second))
        self.assertIn('<del class="text-danger">12</del>', comparison.changes)
        self.assertIn("Провод заменят <del", comparison.changes)
        self.assertNotIn("<i>", comparison.changes, "what was typed is shown, never run")
        self.assertNotIn("Executor", comparison.changes, "what stayed around the text is not told")

    def test_who_signs_is_told_too(self):
        self.second.write({"signer_name": "Б. Б. Новый", "delivery": "handed"})
        changes = self._plain(self._compared(self.second).changes)
        self.assertIn("Signed by: ", changes)
        self.assertIn("Б. Б. Новый</ins>", changes)
        self.assertIn("Handed over in person</ins>", changes)

    def test_any_two_versions(self):
        self.second.ticket_id.action_new_answer_version()
        third = self.second.ticket_id.answer_id
        form = Form(self._compared(third))
        self.assertIn("Nothing changed", form.changes)
        form.before_id = self.first
        self.assertIn("<ins", form.changes)

    def test_versions_of_two_appeals_are_not_compared(self):
        other = self._drafted()
        with self.assertRaisesRegex(UserError, "choose them on one appeal"):
            self._compared(self.second, before_id=other.id)

    def test_the_first_version_has_nothing_to_be_compared_with(self):
        with self.assertRaisesRegex(UserError, "the first version"):
            self.first.action_compare()

    def test_who_does_not_see_the_answer_does_not_see_it_here(self):
        with self.assertRaises(AccessError):
            self._compared(self.second, user=self.stranger).changes  # noqa: B018
        self.assertTrue(self._compared(self.second, user=self.users["supervisor"]).changes)

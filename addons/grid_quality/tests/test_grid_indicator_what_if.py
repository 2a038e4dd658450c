from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from .common_indicator import IndicatorCase


@tagged("post_install", "-at_install")
class TestGridIndicatorWhatIf(IndicatorCase):
    """Other facts are tried beside those of the page, and nothing of it is kept there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._enter_everything()

    def _begun(self, role="supervisor"):
        action = self._as(role, self.page).action_what_if()
        return self.env[action["res_model"]].with_user(self.users[role]).browse(action["res_id"])

    def test_before_and_after(self):
        self._enter_all()
        wizard = self._begun()
        self.assertEqual((len(wizard.line_ids), wizard.before, wizard.after), (35, "0.8975", "0.8975"))
        line = wizard.line_ids.filtered(lambda one: one.indicator_id.code == "execution_2_1")
        line.new_fact = "1,3"
        self.assertEqual((line.score, line.new_score), ("0.5", "0.75"))
        self.assertEqual((wizard.before, wizard.after, wizard.execution), ("0.8975", "0.9413", "0.425 → 0.4875"))
        line.new_plan = "1,3"
        self.assertEqual(wizard.after, "0.8975")
        self.assertEqual((self._value("execution_2_1").fact_text, self.page.total), ("1", "0.8975"))

    def test_the_screen_reckons_while_one_writes(self):
        self._enter_all()
        with Form(self._begun()) as form:
            with form.line_ids.edit(0) as line:
                line.new_fact = "0,5"
            self.assertNotEqual(form.after, form.before)

    def test_a_page_without_data_can_be_tried(self):
        wizard = self._begun("head")
        self.assertEqual((wizard.before, wizard.after), ("–", "–"))
        for line in wizard.line_ids:
            line.write({"new_plan": "1", "new_fact": "1"})
        self.assertEqual((wizard.before, wizard.after), ("–", "0.8975"))

    def test_what_is_no_number_is_refused(self):
        self._enter_all()
        with self.assertRaises(ValidationError):
            line = self._begun().line_ids[0]
            line.new_fact = "many"
            line.wizard_id.after  # noqa: B018

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import ServiceCase


@tagged("post_install", "-at_install")
class TestRequestAct(ServiceCase):
    """The dialogs in which acts are done: what they say before anything is pressed."""

    def _dialog(self, request, code):
        acts = self.env["grid.service.act"].with_user(self.users["head"])
        return acts.with_context(
            default_request_id=request.id, default_transition_id=request._transition(code).id, lang="en_US"
        )

    def test_a_dialog_says_what_lacks_as_it_opens(self):
        request = self._submitted()
        with Form(self._dialog(request, "complete")) as form:
            self.assertEqual(
                form.lacks_text.splitlines(), ["“complete” needs papers that are not there yet:", "— Заявление"]
            )
        self._give(request)
        self.assertFalse(Form(self._dialog(request, "complete")).lacks_text)

    def test_what_a_dialog_says_is_what_the_act_refuses(self):
        request = self._submitted()
        act = request._transition("complete")
        with self.assertRaises(UserError) as refusal:
            request._move("complete")
        self.assertEqual("\n".join(request._lacks_for(act, request.entered_at)), str(refusal.exception))

    def test_a_dialog_judges_the_moment_that_is_typed(self):
        form = Form(self._dialog(self._submitted(), "withdraw"))
        self.assertFalse(form.lacks_text)
        form.at = "2026-03-31 03:00:00"
        self.assertIn("cannot have happened before the stage", form.lacks_text)
        form.at = "2026-04-02 03:00:00"
        self.assertFalse(form.lacks_text)

    def test_what_was_typed_stays_when_the_act_is_refused_after_all(self):
        request = self._submitted()
        paper = self._give(request)
        dialog = self._dialog(request, "complete").create({"reason": "Всё принесли"})
        self.assertFalse(dialog.lacks_text)
        paper.write({"state": "rejected", "remark": "Нет подписи"})
        with self.assertRaises(UserError), self.cr.savepoint():
            dialog.action_do()
        self.assertEqual(dialog.reason, "Всё принесли")
        self.assertEqual(request.state, "on_check")

    def test_a_dialog_does_not_name_as_lacking_what_it_asks_for_itself(self):
        form = Form(self._dialog(self._submitted(), "lack"))
        self.assertFalse(form.lacks_text)
        self.assertEqual(form.list_text, "Заявление")

    def test_a_reason_is_asked_where_it_is_the_text_of_a_paper(self):
        way = self.service.step_ids.transition_ids.filtered(lambda one: one.code == "finish")
        way.with_context(passport_part=self.loading).paper_kind_ids = self.env.ref("grid_service.paper_kind_reply")
        request = self._submitted()
        self._give(request)
        request._move("complete")
        self.assertTrue(Form(self._dialog(request, "finish")).needs_reason)

"""A complaint is closed by the head, or by whoever serves it once a head has approved its answer."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import ROLES
from .common_answer import AnswerCase


@tagged("post_install", "-at_install")
class TestAppealClosing(AnswerCase):
    def _answered(self, approver=None, kind="complaint"):
        """An answered appeal, its answer approved by a role where one is named."""
        answer = self._drafted(kind=kind)
        if approver:
            answer.action_request_approval()
            self._as(approver, answer).validate_tier()
            answer.action_send()
        else:
            answer.ticket_id.sudo()._mark_answered()
        ticket = answer.ticket_id.sudo()
        ticket.outcome = "justified"
        self.env.invalidate_all()
        return ticket

    def _closers(self, ticket, close):
        """The roles that closed it, each tried alone."""
        closers = []
        for role in ROLES:
            with self.cr.savepoint() as savepoint:
                try:
                    close(self._as(role, ticket))
                    closers.append(role)
                except UserError:
                    pass
                savepoint.rollback()
            self.env.invalidate_all()
        return closers

    def test_the_head_finds_in_her_menu_what_she_closes(self):
        late, early = self._answered(), self._answered(kind="claim")
        early.sudo()._by_act().answered_at = "2026-01-12 03:00:00"
        question, closed = self._answered(kind="consultation"), self._answered()
        self._as("head", closed).action_close()
        menu = self.env.ref("grid_appeal.menu_to_close")
        seeing = [role for role in ROLES if menu.id in self._as(role, menu)._visible_menu_ids()]
        self.assertEqual(seeing, ["head"])
        found = self._as("head", late).search(safe_eval(menu.action.domain), order="answered_at, id")
        self.assertEqual(found & (late + early + question + closed), early + late)

    def test_who_closes_what(self):
        head_only, serving = ["head"], ["manager", "specialist", "supervisor", "head"]
        closed = self.env.ref("grid_appeal.stage_closed")
        for kind, approver, closers in (
            ("complaint", None, head_only),
            ("claim", None, head_only),
            ("complaint", "supervisor", head_only),
            ("complaint", "head", serving),
            ("claim", "head", serving),
            ("consultation", None, serving),
        ):
            ticket = self._answered(approver, kind)
            with self.subTest(kind=kind, approver=approver):
                self.assertEqual(self._closers(ticket, lambda one: one.action_close()), closers)
                self.assertEqual(self._closers(ticket, lambda one: one.write({"stage_id": closed.id})), closers)
                self.assertEqual([role for role in ROLES if self._as(role, ticket).may_close], closers)

    def test_it_says_who_closes_it(self):
        ticket = self._as("specialist", self._answered("supervisor"))
        self.assertEqual((ticket.next_step, ticket.may_close), ("The head closes it", False))
        with self.assertRaisesRegex(AccessError, "is closed by the head of the unit"):
            ticket.action_close()
        self._as("head", ticket).action_close()
        self.assertEqual(ticket.state, "closed")

    def test_one_left_to_the_head_keeps_the_whole_choice_open(self):
        both = self._answered("head") + self._answered("supervisor")
        with self.assertRaises(AccessError), self.cr.savepoint():
            self._as("specialist", both).action_close()
        self.assertEqual(both.mapped("state"), ["answered", "answered"])

    def test_a_common_answer_that_the_head_approved_is_his_act_too(self):
        cause = self.env["grid.appeal.cause"].create({"name": "Отключение фидера", "branch_id": self.branch.id})
        cause.sudo().approved_by_id = self.users["head"]
        answer = cause._draft(self._registered(kind="complaint").with_user(self.specialist))
        cause._appeals_join()
        self.assertEqual((answer._approvers(), cause.approved_by_id), (self.users["head"], self.env["res.users"]))

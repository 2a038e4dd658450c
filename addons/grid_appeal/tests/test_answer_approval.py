from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import ROLES
from .common_answer import AnswerCase


@tagged("post_install", "-at_install")
class TestAnswerApproval(AnswerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.supervisor, cls.head = cls.users["supervisor"], cls.users["head"]

    def _asked(self, **values):
        """A complaint whose answer has been given for approval."""
        answer = self._drafted(**{"kind": "complaint", **values})
        answer.action_request_approval()
        return answer

    def _reject(self, answer, user, reason="Нет даты исполнения"):
        wizard = self.env[answer.with_user(user).reject_tier()["res_model"]].with_user(user)
        wizard.create({"answer_id": answer.id, "reason": reason}).action_reject()

    # --- who must approve what
    def test_an_answer_to_a_complaint_is_not_sent_before_it_is_approved(self):
        answer = self._drafted(kind="complaint")
        with self.assertRaisesRegex(UserError, "must be approved before it is sent, by: Supervisor"):
            answer.action_send()
        answer.action_request_approval()
        with self.assertRaisesRegex(UserError, "waits for approval by: .*Test supervisor"):
            answer.action_send()
        answer.with_user(self.supervisor).validate_tier()
        self.assertIn("Approved by Test supervisor", answer.approval_note)
        answer.action_send()
        self.assertEqual((answer.state, answer.ticket_id.state), ("sent", "answered"))

    def test_a_claim_goes_to_the_head(self):
        answer = self._asked(kind="claim")
        self.assertIn(self.head, answer.sudo().reviewer_ids)
        self.assertNotIn(self.supervisor, answer.sudo().reviewer_ids)
        with self.assertRaisesRegex(AccessError, "does not wait for your approval"):
            answer.with_user(self.supervisor).validate_tier()
        answer.with_user(self.head).validate_tier()
        self.assertEqual(answer.validation_status, "validated")

    def test_a_consultation_needs_no_approval(self):
        answer = self._drafted(kind="consultation")
        self.assertFalse(answer.need_validation)
        answer.action_send()
        self.assertEqual(answer.state, "sent")

    def test_the_methodologist_changes_what_needs_approval(self):
        rules = self.env["tier.definition"].with_user(self.users["methodologist"])
        rules.create(
            {
                "name": "Ответ на благодарность",
                "model_id": self.env["ir.model"]._get_id("grid.appeal.answer"),
                "review_type": "group",
                "reviewer_group_id": self.env.ref("grid_customer.group_head").id,
                "definition_domain": "[('ticket_id.kind', '=', 'gratitude')]",
            }
        )
        self.assertTrue(self._drafted(kind="gratitude").need_validation)
        self.env.ref("grid_appeal.approval_complaint").with_user(self.users["head"]).active = False
        self.assertFalse(self._drafted(kind="complaint").need_validation)

    def test_who_keeps_the_rules_finds_them_in_the_configuration(self):
        """The head finds the rules of approval there, the methodologist beside his categories; nobody else either."""
        configuration = self.env.ref("grid_appeal.menu_configuration")
        rules = self.env.ref("grid_appeal.menu_approval_rules")
        others = self.env["ir.ui.menu"].search([("parent_id", "=", configuration.id)]) - rules
        for role in ROLES:
            seen = self.env["ir.ui.menu"].with_user(self.users[role])._visible_menu_ids()
            with self.subTest(role=role):
                keeps = role in ("methodologist", "head")
                self.assertEqual((configuration.id in seen, rules.id in seen), (keeps, keeps))
                self.assertEqual(bool(seen & set(others.ids)), role == "methodologist")

    def test_an_unfinished_answer_is_not_given_for_approval(self):
        answer = self._drafted("", kind="complaint")
        with self.assertRaisesRegex(UserError, "cannot be given for approval yet"):
            answer.action_request_approval()
        self.assertFalse(answer.sudo().review_ids)

    def test_two_clicks_ask_once(self):
        answer = self._asked()
        answer.action_request_approval()
        self.assertEqual(len(answer.sudo().review_ids), 1)

    def test_only_a_supervisor_corrects_a_kind_out_of_its_approval(self):
        for before, after in (("claim", "consultation"), ("complaint", "gratitude"), ("claim", "complaint")):
            ticket = self._registered(kind=before)
            for role in ("specialist", "manager", "operator"):
                with self.subTest(role=role, kind=before), self.assertRaises(AccessError) as caught:
                    self._as(role, ticket).kind = after
                self.assertIn("ask a supervisor or the head", str(caught.exception))
                self.env.invalidate_all()
            self.assertEqual(ticket.kind, before)
            self._as("supervisor", ticket).kind = after
            self.assertEqual(ticket.kind, after)

    def test_a_kind_that_needs_approval_is_corrected_by_whoever_serves(self):
        ticket = self._registered(kind="consultation").with_user(self.specialist)
        ticket.kind = "complaint"
        ticket.kind = "complaint"
        ticket.name = "Иначе"
        self.assertEqual(ticket.kind, "complaint")

    # --- never one's own
    def test_nobody_approves_his_own_answer(self):
        answer = self._drafted(kind="complaint", user=self.supervisor)
        self.supervisor.partner_id.phone = "+73842364571"
        answer.executor_phone = "+73842364571"
        answer.action_request_approval()
        self.assertNotIn(self.supervisor, answer.sudo().reviewer_ids)
        with self.assertRaises(AccessError):
            answer.validate_tier()
        answer.with_user(self.head).validate_tier()

    def test_whoever_wrote_it_does_not_approve_what_another_asked_for(self):
        answer = self._drafted(kind="complaint")
        answer.executor_id = self.supervisor
        answer.executor_phone = "+73842364571"
        answer.action_request_approval()
        self.assertNotIn(self.supervisor, answer.sudo().reviewer_ids)

    def test_whoever_began_it_does_not_approve_it_for_another_executor(self):
        answer = self._drafted(kind="complaint", user=self.supervisor)
        answer.write({"executor_id": self.specialist.id, "executor_phone": "+73842364570"})
        theirs = answer.with_user(self.specialist)
        theirs.action_request_approval()
        self.assertNotIn(self.supervisor, answer.sudo().reviewer_ids)
        with self.assertRaises(AccessError):
            answer.validate_tier()

    def test_where_nobody_else_may_approve_it_says_so(self):
        group = self.env.ref("grid_customer.group_head")
        others = group.all_user_ids - self.head
        others.active = False
        answer = self._drafted(kind="claim", user=self.head)
        answer.executor_phone = "+73842364572"
        with self.assertRaisesRegex(UserError, "Nobody may approve this answer"):
            answer.action_request_approval()

    def test_a_supervisor_of_another_branch_is_not_asked(self):
        stranger = self._make_user("far_supervisor", "supervisor", self.other_branch)
        self.assertNotIn(stranger, self._asked().sudo().reviewer_ids)

    def test_a_supervisor_who_came_later_is_asked_too(self):
        answer = self._asked()
        late = self._make_user("late_supervisor", "supervisor", self.branch)
        action = self.env["grid.appeal.answer"].with_user(late).action_to_approve()
        domain = [("state", "=", "draft"), ("reviewer_ids", "in", [late.id])]
        self.assertEqual(self.env[action["res_model"]].with_user(late).search(domain), answer)
        answer.with_user(late).validate_tier()
        self.assertEqual(answer.validation_status, "validated")

    # --- what was given for approval does not change
    def test_what_was_given_for_approval_is_frozen(self):
        answer = self._asked()
        for step in (lambda: None, answer.with_user(self.supervisor).validate_tier):
            step()
            for record in (answer, answer.sudo()):
                with self.assertRaisesRegex(UserError, "no longer changes: go on in a new version"):
                    record.body = "<p>Иное</p>"
            with self.assertRaisesRegex(UserError, "no longer changes"):
                answer.ticket_id.answer_body = "<p>Иное</p>"
        answer.delivery = "post"
        with self.assertRaisesRegex(UserError, "is not taken back"):
            answer.restart_validation()

    def test_a_returned_answer_says_why_and_goes_on_in_a_new_version(self):
        answer = self._asked()
        self._reject(answer, self.supervisor)
        told = self.env["mail.message"].search(
            [("subject", "ilike", answer.ticket_id.number)], order="id desc", limit=1
        )
        self.assertEqual(told.notified_partner_ids, self.specialist.partner_id)
        self.assertIn("Нет даты исполнения", told.body)
        with self.assertRaisesRegex(UserError, "Test supervisor returned the answer: Нет даты исполнения"):
            answer.action_send()
        ticket = answer.ticket_id
        ticket.action_new_answer_version()
        second = ticket.answer_id
        self.assertEqual((second.version, second.validation_status), (2, "no"))
        self.assertTrue(second.need_validation)
        second.body = str(second.body) + "<p>Работы — 20 декабря.</p>"
        second.action_request_approval()
        second.with_user(self.supervisor).validate_tier()
        second.action_send()
        self.assertEqual((answer.validation_status, second.state), ("rejected", "sent"))
        history = "\n".join(ticket.sudo().message_ids.mapped("body"))
        for words in ("given for approval to", "returned by Test supervisor: Нет даты", "approved by Test supervisor"):
            self.assertIn(words, history)

    def test_a_new_version_waits_for_an_approval_of_its_own(self):
        answer = self._asked()
        answer.ticket_id.action_new_answer_version()
        with self.assertRaisesRegex(UserError, "replaced by version 2"):
            answer.with_user(self.supervisor).validate_tier()
        self.assertEqual(answer.sudo().review_ids.mapped("status"), ["cancel"])
        with self.assertRaisesRegex(UserError, "must be approved before it is sent"):
            answer.ticket_id.answer_id.action_send()

    def test_the_second_approver_finds_it_done(self):
        answer = self._asked()
        answer.with_user(self.supervisor).validate_tier()
        with self.assertRaisesRegex(AccessError, "does not wait for your approval"):
            answer.with_user(self.head).validate_tier()

    # --- access
    def test_no_role_writes_an_approval_past_its_act(self):
        answer = self._asked()
        review = answer.sudo().review_ids
        for role in ROLES:
            user = self.users[role]
            with self.subTest(role=role):
                for act in (
                    lambda user=user: review.with_user(user).write({"status": "approved"}),
                    lambda user=user: review.with_user(user).unlink(),
                    lambda user=user: review.with_user(user).copy(),
                    lambda user=user: answer.with_user(user).write({"validation_status": "validated"}),
                ):
                    # both of its kinds are UserError's
                    with self.assertRaises(UserError), self.cr.savepoint():
                        act()
                if role not in ("supervisor", "head"):
                    for act in ("validate_tier", "reject_tier"):
                        with self.assertRaises(AccessError), self.cr.savepoint():
                            getattr(answer.with_user(user), act)()
        self.assertEqual(answer.validation_status, "pending")

    def test_strangers_read_no_approvals(self):
        review = self._asked().sudo().review_ids
        for user in (self.stranger, self.portal_user, self.users["operator"], self.env.ref("base.public_user")):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                review.with_user(user).read(["comment"])

    def test_whoever_sees_the_answer_sees_how_its_approval_stands(self):
        answer = self._asked()
        for role in ROLES:
            (read,) = self._as(role, answer).read(["approval_note", "can_review", "need_validation"])
            self.assertIn("waits for approval", read["approval_note"])
            self.assertEqual(read["can_review"], role in ("supervisor", "head"))

    def test_the_counter_of_each_page_costs_few_queries(self):
        self._asked()
        user = self.supervisor
        self.env["res.users"].with_user(user).review_user_count()
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(12):
            counted = self.env["res.users"].with_user(user).review_user_count()
        self.assertEqual(sum(group["pending_count"] for group in counted), 1)

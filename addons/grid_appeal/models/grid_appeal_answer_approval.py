from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

#: What an approver agrees to: none of it changes once a version has been given for approval.
APPROVED_FIELDS = {"body", "executor_id", "executor_phone", "signer_name", "signer_position"}
WAITING = ("waiting", "pending")


class GridAppealAnswer(models.Model):
    """Approval of an answer, where a rule of approval asks for it; a correction is a new version."""

    _name = "grid.appeal.answer"
    _inherit = ["grid.appeal.answer", "tier.validation"]

    _state_from = ["draft"]
    _state_to = ["sent"]

    # the reviews are read for everybody, so that whoever sees the answer sees how its approval stands
    need_validation = fields.Boolean("Needs approval", compute_sudo=True)
    can_review = fields.Boolean("May be approved by me", compute_sudo=True)
    reviewer_ids = fields.Many2many(compute_sudo=True)
    validation_status = fields.Selection(string="Approval")
    approval_note = fields.Char("Course of the approval", compute="_compute_approval_note", compute_sudo=True)
    # what an approver looks at
    question = fields.Html(related="ticket_id.description", string="Question")
    kind = fields.Selection(related="ticket_id.kind")
    due_words = fields.Char(related="ticket_id.due_words", string="Left")
    deadline_state = fields.Selection(related="ticket_id.deadline_state")

    _to_approve_idx = models.Index("(id) WHERE validation_status IN ('waiting', 'pending')")

    @api.depends("state", "review_ids", "validation_status", "ticket_id.kind", "ticket_id.category_id")
    def _compute_need_validation(self):
        rules = self.env["tier.definition"].search([("model", "=", self._name)])
        for answer in self:
            free = answer.state == "sent" or answer.review_ids
            answer.need_validation = not free and bool(answer._rules_that_ask(rules))

    def _rules_met_elsewhere(self):
        """Return the rules the text met before it came into this answer; for models that prepare answers."""
        return self.env["tier.definition"]

    def _rules_that_ask(self, rules):
        mine = rules.filtered(lambda rule: rule.company_id.id in (False, self.company_id.id))
        return mine.filtered(self.evaluate_tier) - self._rules_met_elsewhere()

    @api.depends("state", "review_ids.status", "review_ids.reviewer_ids", "need_validation")
    def _compute_approval_note(self):
        for answer in self:
            answer.approval_note = " ".join(answer._approval_problems()) or answer._approval_given()

    def _approvers(self):
        """Return the users who approved the text."""
        return self._reviews_given().done_by

    def _reviews_given(self):
        return self.sudo().review_ids.filtered(lambda review: review.status == "approved")

    def _approval_given(self):
        """Say who approved, and when; empty where nobody had to."""
        reviews = self._reviews_given()
        if self.validation_status != "validated" or not reviews:
            return ""
        return self.env._(
            "Approved by %(users)s on %(date)s.",
            users=", ".join(reviews.done_by.mapped("name")),
            date=format_date(self.env, max(reviews.mapped("reviewed_date"))),
        )

    def _approval_problems(self):
        """What of its approval keeps the answer from being sent, in sentences."""
        if self.state == "sent" or self.validation_status == "validated":
            return []
        if self.need_validation:
            rules = self.env["tier.definition"].sudo().search([("model", "=", self._name)])
            return [
                self.env._(
                    "The answer must be approved before it is sent, by: %(who)s. Press “Send for approval”.",
                    who=self._rules_that_ask(rules)._approver_names(),
                )
            ]
        reviews = self.sudo().review_ids
        if self.validation_status in WAITING:
            waiting = reviews.filtered(lambda review: review.status in WAITING)
            return [
                self.env._(
                    "The answer waits for approval by: %(who)s.", who=", ".join(waiting.reviewer_ids.mapped("name"))
                )
            ]
        if self.validation_status == "rejected":
            (rejected, *_others) = reviews.filtered(lambda review: review.status == "rejected")
            return [
                self.env._(
                    "%(user)s returned the answer: %(comment)s. Go on in a new version.",
                    user=rejected.done_by.name,
                    comment=(rejected.comment or "").rstrip("."),
                )
            ]
        return []

    def _missing(self):
        return [*super()._missing(), *self._approval_problems()]

    # ------------------------------------------------------------------
    # What was given for approval does not change
    # ------------------------------------------------------------------
    def _tier_validation_check_write_allowed(self, vals):
        for answer in self:
            if APPROVED_FIELDS & vals.keys() and answer.validation_status not in (False, "no"):
                raise UserError(
                    self.env._(
                        "Version %(version)s has been given for approval and no longer changes: "
                        "go on in a new version.",
                        version=answer.version,
                    )
                )

    def restart_validation(self):
        raise UserError(self.env._("An approval is not taken back: go on in a new version of the answer."))

    def action_new_version(self):
        """Go on in a copy; what is replaced waits for nobody's approval any more."""
        done = super().action_new_version()
        waiting = self.sudo().review_ids.filtered(lambda review: review.status in WAITING)
        if waiting:
            self._update_counter({"review_deleted": True})
            waiting.write({"status": "cancel"})
        return done

    # ------------------------------------------------------------------
    # Acts
    # ------------------------------------------------------------------
    def action_request_approval(self):
        """Give the finished text to those who must approve it; a second click changes nothing."""
        self.ensure_one()
        self.check_access("write")
        self.ticket_id._begin(self._act)
        self._check_last_version()
        if not self.need_validation:
            return True
        approval = self._approval_problems()
        if problems := [problem for problem in self._missing() if problem not in approval]:
            raise UserError("\n".join([self.env._("The answer cannot be given for approval yet."), *problems]))
        self.request_validation()
        return True

    def request_validation(self):
        self.check_access("write")
        reviews = super(GridAppealAnswer, self.sudo()).request_validation()
        for answer in self:
            theirs = reviews.filtered(lambda review, answer=answer: review.res_id == answer.id)
            if orphan := theirs.filtered(lambda review: not review.reviewer_ids)[:1]:
                raise UserError(
                    self.env._(
                        "Nobody may approve this answer by the rule “%(rule)s”: its executor may not approve his own "
                        "answer. Name another executor, or let the methodologist change the rule.",
                        rule=orphan.definition_id.name,
                    )
                )
            if theirs:
                answer._log_approval(
                    self.env._("given for approval to %(users)s", users=", ".join(theirs.reviewer_ids.mapped("name")))
                )
        return reviews

    def validate_tier(self):
        """Approve what waits for me."""
        self.ensure_one()
        self.ticket_id._refuse_complained_of()
        reviews = self._reviews_for_me()
        self.sudo()._validate_tier(reviews)
        self._update_counter({"review_deleted": True})
        self._log_approval(self.env._("approved by %(user)s", user=self.env.user.name))
        return True

    def reject_tier(self):
        """Ask for the reason, then return the answer to its executor."""
        self.ensure_one()
        self._reviews_for_me()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Return the answer"),
            "res_model": "grid.answer.rejection",
            "view_mode": "form",
            "target": "new",
            "context": {"default_answer_id": self.id},
        }

    def _reject(self, reason):
        reviews = self._reviews_for_me()
        reviews.write({"comment": reason})
        self.sudo()._rejected_tier(reviews)
        self._update_counter({"review_deleted": True})
        self._log_approval(
            self.env._("returned by %(user)s: %(reason)s", user=self.env.user.name, reason=reason.rstrip("."))
        )
        reader = self.with_context(lang=self.executor_id.lang)
        self.ticket_id.sudo().message_notify(
            partner_ids=self.executor_id.partner_id.ids,
            subject=reader.env._("The answer to %(number)s is returned", number=self.ticket_id.number),
            body=reader._approval_problems()[0],
        )

    def _reviews_for_me(self):
        """Return the reviews that wait for the user, locked with their appeal for one approver at a time."""
        self.check_access("read")
        self.ticket_id.sudo()._begin(self._act)
        self._check_last_version()
        sequences = self.sudo()._get_sequences_to_approve(self.env.user)
        reviews = self.sudo().review_ids.filtered(
            lambda review: review.sequence in sequences and self.env.user in review.reviewer_ids
        )
        if not reviews:
            raise AccessError(self.env._("This version of the answer does not wait for your approval."))
        return reviews

    def _update_counter(self, review_counter):
        return super(GridAppealAnswer, self.sudo())._update_counter(review_counter)

    def _log_approval(self, what):
        self.ticket_id._log_act(
            self.env._("Version %(version)s of the answer: %(what)s.", version=self.version, what=what)
        )

    def _who_may_approve(self, users):
        """Return those of the users who see the answer, without its executor and whoever began to write it."""
        branch = self.ticket_id.branch_id
        above = {int(part) for part in branch.parent_path.split("/") if part}
        return users.filtered(
            lambda user: (
                user.active
                and not user.share
                and self.company_id in user.company_ids
                and (user.has_group("grid_customer.group_head") or above & set(user.branch_ids.ids))
                and user not in self.executor_id + self.create_uid
            )
        )

    def action_to_approve(self):
        """Open what waits for approval, with the people of today in the groups that approve."""
        self.env["tier.review"].sudo()._refresh_reviewers()
        return self.env["ir.actions.act_window"]._for_xml_id("grid_appeal.grid_appeal_answer_action_approval")

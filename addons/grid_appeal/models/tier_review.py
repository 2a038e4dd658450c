from odoo import api, models

ANSWER = "grid.appeal.answer"


class TierDefinition(models.Model):
    """A rule of approval: which answers, by whom."""

    _inherit = "tier.definition"

    @api.model
    def _get_tier_validation_model_names(self):
        return [*super()._get_tier_validation_model_names(), ANSWER]

    def _approvers(self):
        """Return the users the rules name: a person, or whoever holds a role."""
        return self.reviewer_id + self.reviewer_group_id.all_user_ids

    def _approver_names(self):
        """Name who approves by the rules, as a sentence lists them; a rule that names nobody by its own name."""
        return ", ".join(rule.reviewer_group_id.name or rule.reviewer_id.name or rule.name for rule in self)


class TierReview(models.Model):
    """One approval that is asked for. Nobody writes it but the acts of its answer."""

    _inherit = "tier.review"

    @api.model
    def _get_reviewer_fields(self):
        """Let no change of a group recompute every approval there ever was: those that wait are refreshed."""
        return ["reviewer_id", "reviewer_group_id", "requested_by"]

    def _get_reviewers(self):
        if self.model != ANSWER:
            return super()._get_reviewers()
        users = self.definition_id._approvers() or super()._get_reviewers()
        return self.env[ANSWER].browse(self.res_id)._who_may_approve(users) - self.requested_by

    def _refresh_reviewers(self):
        waiting = self.search([("model", "=", ANSWER), ("status", "in", ("waiting", "pending"))])
        self.env.add_to_compute(self._fields["reviewer_ids"], waiting)
        waiting.flush_recordset(["reviewer_ids"])

    def _update_review_status(self):
        return super(TierReview, self.sudo())._update_review_status()

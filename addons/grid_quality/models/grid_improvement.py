from odoo import api, fields, models
from odoo.exceptions import UserError

#: A decision is changed by its buttons.
BY_ACT_ONLY = {"state", "decided_on", "done_on"}


class GridImprovement(models.Model):
    """What customers proposed, and the change that it caused (indicators Рс 2.5 and 2.6)."""

    _name = "grid.improvement"
    _description = "Improvement proposed by customers"
    _inherit = ["mail.thread"]
    _order = "state desc, id desc"
    _check_company_auto = True

    name = fields.Char("What is to change", required=True, tracking=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, default=lambda self: self.env.company
    )
    branch_id = fields.Many2one(
        "grid.branch",
        "Branch",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        default=lambda self: self.env["grid.branch"]._default_branch(),
    )
    ticket_ids = fields.Many2many("helpdesk.ticket", string="Appeals that propose it")
    campaign_id = fields.Many2one(
        "grid.survey.campaign", "Survey", index="btree_not_null", check_company=True, ondelete="restrict"
    )
    words = fields.Text("In customers' words")
    user_id = fields.Many2one(
        "res.users", "Responsible", domain=[("share", "=", False)], default=lambda self: self.env.user
    )
    planned_on = fields.Date("Planned for")
    state = fields.Selection(
        [("proposed", "Proposed"), ("accepted", "Accepted"), ("declined", "Declined"), ("done", "Done")],
        "Status",
        required=True,
        readonly=True,
        default="proposed",
        copy=False,
        tracking=True,
    )
    decided_on = fields.Date(readonly=True, copy=False)
    done_on = fields.Date(readonly=True, copy=False)
    outcome = fields.Text("What was decided or done", copy=False)

    _done_idx = models.Index("(company_id, done_on) WHERE state = 'done'")

    def write(self, vals):
        if not self.env.su and BY_ACT_ONLY & vals.keys():
            raise UserError(self.env._("A proposal is decided on and done by its buttons."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_proposed_only(self):
        if any(one.state != "proposed" for one in self):
            raise UserError(self.env._("A proposal that was decided on is kept: it is counted."))

    def action_accept(self):
        return self._decide("accepted", ("proposed", "declined"))

    def action_decline(self):
        return self._decide("declined", ("proposed", "accepted"))

    def action_done(self):
        return self._decide("done", ("accepted",))

    def _decide(self, state, before):
        """Note a decision with its reason; a second click changes nothing."""
        self.check_access("write")
        for one in self.filtered(lambda improvement: improvement.state in before):
            if state != "accepted" and not one.outcome:
                raise UserError(
                    self.env._("Write into “%(name)s” what was decided or done: customers ask.", name=one.name)
                )
            today = one.company_id.sudo()._legal_today()
            one.sudo().write({"state": state, "done_on" if state == "done" else "decided_on": today})
        return True

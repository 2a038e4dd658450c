from odoo import api, fields, models
from odoo.exceptions import UserError


class GridOutageReliability(models.TransientModel):
    """SAIDI and SAIFI of a period, with the outages that they were reckoned of."""

    _name = "grid.outage.reliability"
    _description = "Reliability of a period"

    first = fields.Date("From", required=True, default=lambda self: self.env.company._legal_today().replace(day=1))
    last = fields.Date("To", required=True, default=lambda self: self.env.company._legal_today())
    branch_id = fields.Many2one("grid.branch", help="With the branches below it; empty: the whole company.")
    kind = fields.Selection([("planned", "Planned"), ("emergency", "Emergency")], help="Empty: both.")
    saidi = fields.Char("SAIDI, hours", compute="_compute_figures")
    saifi = fields.Char("SAIFI, times", compute="_compute_figures")
    outage_count = fields.Integer("Outages counted", compute="_compute_figures")
    running_count = fields.Integer("Not over yet, not counted", compute="_compute_figures")

    @api.depends("first", "last", "branch_id", "kind")
    @api.depends_context("lang")
    def _compute_figures(self):
        for one in self:
            found, outages = self.env["grid.outage"]._reliability(one._branches(), one.first, one.last, one.kind)
            one.saidi, one.saifi = map(one._figure, (found.saidi, found.saifi))
            one.outage_count = len(outages)
            one.running_count = self.env["grid.outage"].search_count(
                [("branch_id", "in", one._branches().ids), ("state", "=", "under_way")]
            )

    @api.constrains("first", "last")
    def _check_period(self):
        if any(one.last < one.first for one in self):
            raise UserError(self.env._("The period ends before it begins. Correct its days."))

    def _branches(self):
        within = [("id", "child_of", self.branch_id.id)] if self.branch_id else []
        return self.env["grid.branch"].search([("company_id", "in", self.env.companies.ids), *within])

    def _figure(self, value):
        return self.env._("no usage points") if value is None else f"{float(value):.4f}".replace(".", ",")

    def action_open_outages(self):
        self.ensure_one()
        _found, outages = self.env["grid.outage"]._reliability(self._branches(), self.first, self.last, self.kind)
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_contact.grid_outage_action")
        return {**action, "domain": [("id", "in", outages.ids)], "context": {}}

from markupsafe import Markup

from odoo import api, fields, models

from .grid_connection_instalment import FROM_ACT


class GridConnection(models.Model):
    """What the screen of a case says in words: why this passport, this fee, this term, and who has paid what."""

    _inherit = "grid.connection"

    passport_why_text = fields.Html("Why this passport?", compute="_compute_passport_why_text", sanitize=False)
    fits_passport = fields.Boolean(compute="_compute_passport_why_text")
    fee_html = fields.Html("Working of the fee", compute="_compute_fee_html", sanitize=False)
    case_html = fields.Html("Why this case?", compute="_compute_case_html", sanitize=False)
    penalty_html = fields.Html("Working of the penalties", compute="_compute_penalty_html", sanitize=False)
    parts_text = fields.Text("Parts", compute="_compute_parts_text")

    @api.depends("passport_why", "service_id")
    @api.depends_context("lang")
    def _compute_passport_why_text(self):
        """Say the conditions of the chosen passport, each with what is given; nothing fits: those that fail too."""
        for connection in self:
            tried = {one["passport"]: one for one in connection.passport_why or []}
            chosen = tried.get(connection.service_id.name, {"holds": True, "conditions": []})
            connection.fits_passport = chosen["holds"]
            lines = [f"{'✓' if one['holds'] else '✗'} {one['text']} ({one['given']})" for one in chosen["conditions"]]
            connection.passport_why_text = Markup("<br/>").join(lines)

    @api.depends("fee_working")
    @api.depends_context("lang")
    def _compute_fee_html(self):
        for connection in self:
            connection.fee_html = connection._said_working((connection.fee_working or {}).get("steps"))

    @api.depends("case_steps")
    @api.depends_context("lang")
    def _compute_case_html(self):
        for connection in self:
            connection.case_html = connection._said_working(connection.case_steps)

    @api.depends("penalty_steps")
    @api.depends_context("lang")
    def _compute_penalty_html(self):
        for connection in self:
            steps = connection.penalty_steps or {}
            connection.penalty_html = connection._said_working(steps.get("grid", []) + steps.get("applicant", []))

    @api.model
    def _said_working(self, steps):
        return self.env["grid.fee.working"]._html(steps) if steps else False

    @api.depends("instalment_ids.amount", "instalment_ids.due_at", "instalment_ids.paid_on")
    @api.depends_context("lang")
    def _compute_parts_text(self):
        for connection in self:
            parts = connection.instalment_ids.sorted("number")
            connection.parts_text = "\n".join(connection._said_part(part) for part in parts)

    def _said_part(self, part):
        names = {"number": part.number, "amount": part.currency_id.format(part.amount)}
        if part.paid_on:
            return self.env._("%(number)s. %(amount)s — paid on %(day)s", day=self._said_day(part.paid_on), **names)
        if part.due_at:
            due = self._said_day(self._local_day(part.due_at))
            return self.env._("%(number)s. %(amount)s — by %(due)s", due=due, **names)
        if part.rule_code in FROM_ACT:
            return self.env._("%(number)s. %(amount)s — after the act of connection", **names)
        return self.env._("%(number)s. %(amount)s — by the contract", **names)

    # --- acts of the request, from the case
    def action_open_appeal(self):
        """Open the appeal that the application is registered as."""
        return self.request_id.action_open_appeal()

    def action_open_deadlines(self):
        """Open the promises of the case."""
        return self.request_id.action_open_deadlines()

    def action_record_receipt(self):
        """Note how the papers of the stage were sent and received."""
        return self.request_id.action_record_receipt()

    def action_register_payment(self):
        """Ask for a payment document; the part that is due next is proposed."""
        self.ensure_one()
        part = self.instalment_ids.filtered(lambda one: not one.paid_on).sorted("number")[:1]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Register a payment"),
            "res_model": "grid.connection.payment",
            "views": [(self.env.ref("grid_connection.grid_connection_payment_view_form").id, "form")],
            "target": "new",
            "context": {
                "default_connection_id": self.id,
                "default_amount": part.amount - part.paid_amount,
                "default_paid_on": self.company_id._legal_today(),
                "default_after_end": self._ended_without_contract(),
            },
        }

from datetime import date, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..deadlines import usual_roll, usual_start
from ..deadlines.terms import CLOCK_UNITS
from ..models.legal_deadline import OPEN_STATES
from ..models.legal_rule import UNITS


class LegalRuleEdition(models.TransientModel):
    """A new edition of a norm: the old one is closed by a date, never edited, and no promise moves by it."""

    _name = "legal.rule.edition"
    _description = "New Edition of a Legal Rule"

    rule_id = fields.Many2one("legal.rule", required=True, readonly=True, ondelete="cascade")
    valid_from = fields.Date(string="In force from", required=True)
    amount = fields.Integer(required=True, compute="_compute_norm", store=True, readonly=False, precompute=True)
    unit = fields.Selection(UNITS, required=True, compute="_compute_norm", store=True, readonly=False, precompute=True)
    clause = fields.Char(compute="_compute_norm", store=True, readonly=False, precompute=True)
    source = fields.Text(required=True, help="Where the new text was read: never the source of the old one.")
    bound_count = fields.Integer(compute="_compute_bound_count")

    @api.depends("rule_id")
    def _compute_norm(self):
        for wizard in self:
            rule = wizard.rule_id
            wizard.update({"amount": rule.amount, "unit": rule.unit, "clause": rule.clause})

    @api.depends("rule_id", "valid_from")
    def _compute_bound_count(self):
        for wizard in self:
            wizard.bound_count = wizard._count_bound() if wizard.rule_id and wizard.valid_from else 0

    def _count_bound(self):
        """Count the open promises of events on or after the day, each by its own zone: the old edition gave them."""
        self.env["legal.deadline"].flush_model(["rule_id", "state", "started_at", "circumstances"])
        query = SQL(
            """SELECT count(*) FROM legal_deadline
                WHERE rule_id = %(rule)s AND state IN %(states)s
                  AND (started_at AT TIME ZONE 'UTC'
                       AT TIME ZONE COALESCE(circumstances ->> 'zone', %(zone)s))::date >= %(day)s""",
            rule=self.rule_id.id,
            states=OPEN_STATES,
            zone=self.env.company.sudo().legal_tz,
            day=self.valid_from,
        )
        [(count,)] = self.env.execute_query(query)
        return count

    def action_make(self):
        """Close the old edition the day before and open its copy for editing."""
        self.ensure_one()
        old = self.rule_id
        if not (old.valid_from or date.min) < self.valid_from <= (old.valid_to or date.max):
            raise UserError(self.env._("The new edition must begin while the old one is in force."))
        closing = old.valid_to
        old.valid_to = self.valid_from - timedelta(days=1)
        new = old.copy(self._vals() | {"valid_to": closing})
        return {
            "type": "ir.actions.act_window",
            "res_model": "legal.rule",
            "res_id": new.id,
            "views": [(False, "form")],
        }

    def _vals(self):
        """Return what differs from the old edition; another unit is counted in its own usual way."""
        old = self.rule_id
        vals = {"valid_from": self.valid_from, "amount": self.amount, "unit": self.unit, "source": self.source}
        if self.clause != old.clause:  # an equal one keeps its translations
            vals["clause"] = self.clause
        if self.unit != old.unit:
            how = {"start": usual_start(self.unit), "roll": usual_roll(self.unit, old.direction)}
            vals |= {**how, "day_end": "midnight", "hours_by": "clock"}
            longer = old.extension_unit or (old.unit if old.extension_amount else False)
            vals["extension_unit"] = longer
            if (longer in CLOCK_UNITS) != (self.unit in CLOCK_UNITS):
                # days do not extend hours: the lawyer names the extension of the new text anew
                vals |= {"extension_amount": 0, "extension_unit": False}
        return vals

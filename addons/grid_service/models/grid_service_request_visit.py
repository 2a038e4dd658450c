from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

#: How a check ends by the paper that an act of its request rests on.
ENDS = {"check_act": "done", "non_admission_act": "not_admitted"}


class GridServiceRequest(models.Model):
    """Requests about a meter, and the day on which somebody comes to it."""

    _inherit = "grid.service.request"

    meter_id = fields.Many2one(
        "grid.meter",
        "Meter",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain="[('usage_point_id', '=', usage_point_id), ('removed_on', '=', False)]",
    )
    visit_on = fields.Date("Day of the visit", copy=False)
    visit_told_on = fields.Date("Day that was told", readonly=True, copy=False)
    check_ids = fields.One2many("grid.meter.check", "request_id", "Checks of the meter")

    def _check_move(self, transition, at, reason, items):
        result = super()._check_move(transition, at, reason, items)
        if transition.visit_bound:
            for request in self:
                request._check_visit(transition, at, request.visit_on)
        return result

    def _check_visit(self, transition, at, visit_on):
        """Refuse a day of the visit that the rule of the act does not allow."""
        if not visit_on:
            raise UserError(
                self.env._("“%(act)s” names the day of the visit. Enter it in the request.", act=transition.name)
            )
        rules, branch, facts = self.env["legal.rule"], self.branch_id, self._deadline_facts()
        code, bound = transition.visit_rule_code, transition.visit_bound
        if bound == "told":
            rules._check_act(code, rules._day_begins(visit_on, branch), at, branch, **facts)
            return
        event_at = at if bound == "earliest" else rules._day_begins(self.visit_told_on or visit_on, branch)
        day = rules._due_day(code, event_at, branch, **facts)
        if (visit_on < day) if bound == "earliest" else (visit_on > day):
            names = {"day": format_date(self.env, day), "why": rules._why(code, event_at, branch, **facts)}
            raise UserError(
                self.env._("The visit is on %(day)s at the earliest.\n%(why)s", **names)
                if bound == "earliest"
                else self.env._("The visit is on %(day)s at the latest.\n%(why)s", **names)
            )

    def _moved(self, transition, at, moves):
        if transition.visit_bound == "told":
            for request in self.sudo():
                request.visit_told_on = request.visit_on
        return super()._moved(transition, at, moves)

    # --- what a check that was asked for leaves on the card of the meter
    def _checks_of(self, transition):
        return [*super()._checks_of(transition), self._check_recorded_check]

    def _check_recorded_check(self, transition, at):
        """Refuse to end a check that the card of the meter does not know of (Basic Provisions, p. 170-172).

        The next check by plan and the non-admissions are counted from there.
        """
        wanted = {ENDS[code] for code in transition.paper_kind_ids.mapped("code") if code in ENDS}
        if not wanted or not self._asks_for_check():
            return
        if not self.meter_id:
            raise UserError(self.env._("Name the meter in the request: the check is recorded on its card."))
        if not wanted & set(self.check_ids.mapped("state")):
            raise UserError(
                self.env._(
                    "Record the check under “Checks of the meter” first: its act and what was found, or that nobody "
                    "let in. The next check is counted from it."
                )
            )

    def _asks_for_check(self):
        """Whether the passport is of checks of meters: other services of metering rest on acts of other kinds."""
        kinds = self.service_id.sudo().step_ids.transition_ids.paper_kind_ids
        return self.family == "metering" and "check_act" in kinds.mapped("code")

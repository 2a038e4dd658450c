from odoo import api, fields, models
from odoo.exceptions import UserError

LONGEST, DISCONNECT_REQUEST = "tp_temp_max", "tp_temp_disconnect_request"


class GridConnection(models.Model):
    """A temporary connection: how long it may last, and the request to end it before its term (PP 861 TP, point 13)."""

    _inherit = "grid.connection"

    disconnect_asked_at = fields.Datetime("Disconnection asked", readonly=True, copy=False)
    disconnect_on = fields.Date("Disconnection planned", readonly=True, copy=False, tracking=True)
    temporary_max = fields.Date("Temporary at most until", compute="_compute_temporary_max")

    @api.model
    def _by_act_only(self):
        return super()._by_act_only() | {"disconnect_asked_at", "disconnect_on"}

    @api.depends("is_temporary", "connected_at", "power_total_kw", "partner_id", "usage_point_id")
    def _compute_temporary_max(self):
        """The last day by the rule, where one binds: from the connection on."""
        rules = self.env["legal.rule"]
        for connection in self:
            day = False
            if connection.is_temporary and connection.connected_at:
                facts = connection.request_id._deadline_facts()
                day = rules._due_day_if_any(LONGEST, connection.connected_at, connection.branch_id, **facts)
            connection.temporary_max = day

    def _ask_disconnection(self, day, asked_at=None):
        """Record the applicant's request to end a temporary connection early, on a local day; return a warning.

        :raises UserError: the request came later before that day than the law allows
        """
        self.ensure_one()
        self.check_access("write")
        asked_at = fields.Datetime.to_datetime(asked_at or fields.Datetime.now())
        day = fields.Date.to_date(day)
        if not self.is_temporary or not self.connected_at or self.outcome not in (False, "done"):
            raise UserError(self.env._("Only a temporary connection that is made is ended before its term."))
        if asked_at > fields.Datetime.now():
            raise UserError(self.env._("A request is recorded after it came, not before. Correct its date."))
        if self.temporary_until and day > self.temporary_until:
            raise UserError(
                self.env._(
                    "The connection ends by itself on %(until)s: an earlier day is asked.",
                    until=self._said_day(self.temporary_until),
                )
            )
        rules = self.env["legal.rule"]
        warning = rules._check_act(DISCONNECT_REQUEST, rules._day_begins(day, self.branch_id), asked_at, self.branch_id)
        self._by_act().write({"disconnect_asked_at": asked_at, "disconnect_on": day})
        return warning

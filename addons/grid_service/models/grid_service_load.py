from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.legal_deadline.models.legal_deadline_window import ends


class GridServiceLoad(models.Model):
    """The load of those who handle requests: one row an open request, measures that add up in a group."""

    _name = "grid.service.load"
    _description = "Load of handlers"
    _auto = False
    _order = "next_due_at, id"
    _rec_name = "request_id"

    request_id = fields.Many2one("grid.service.request", "Request", readonly=True)
    user_id = fields.Many2one("res.users", "Handler", readonly=True)
    branch_id = fields.Many2one("grid.branch", "Branch", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    service_id = fields.Many2one("grid.service", "Passport", readonly=True)
    step_id = fields.Many2one("grid.service.step", "Stage", readonly=True)
    next_due_at = fields.Datetime("Due", readonly=True)
    going_on = fields.Integer("Going on", readonly=True)
    ours = fields.Integer("Waiting for us", readonly=True)
    late = fields.Integer("Late", readonly=True)
    due_this_week = fields.Integer("Due this week", readonly=True)

    @api.model
    def _columns(self):
        """Return {column: its SQL} of a row; addons above add theirs."""
        now = fields.Datetime.now()
        _tomorrow, monday = ends(now, self.env.company.legal_tz)
        own = ("user_id", "branch_id", "company_id", "service_id", "step_id", "next_due_at")
        return {
            "id": SQL("request.id"),
            "request_id": SQL("request.id"),
            **{name: SQL("request.%s", SQL.identifier(name)) for name in own},
            "going_on": SQL("1"),
            "ours": SQL("(request.actor = 'grid')::int"),
            "late": SQL("COALESCE(request.next_due_at < %s, FALSE)::int", now),
            "due_this_week": SQL("COALESCE(request.next_due_at BETWEEN %s AND %s, FALSE)::int", now, monday),
        }

    @api.model
    def _tables(self):
        return SQL("grid_service_request request")

    @property
    def _table_query(self):
        columns = SQL(", ").join(SQL("%s AS %s", sql, SQL.identifier(name)) for name, sql in self._columns().items())
        return SQL(
            "SELECT %s FROM %s WHERE request.outcome IS NULL AND request.submitted_at IS NOT NULL",
            columns,
            self._tables(),
        )

    def action_open_case(self):
        """Open the request behind a row."""
        return self.request_id.action_open_case()

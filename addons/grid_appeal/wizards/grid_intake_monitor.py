from datetime import timedelta

from odoo import api, fields, models

from ..models.grid_intake import STATES

DAYS = 7  # shown day by day
LATE = timedelta(
    minutes=30
)  # a letter not processed for so long, a mailbox not read for so long: something stands still


class GridIntakeMonitor(models.TransientModel):
    """Whether letters come in and go on: what waits, since when, which mailbox was read."""

    _name = "grid.intake.monitor"
    _description = "Intake of letters"

    to_decide = fields.Integer("To decide", compute="_compute_counts")
    failed = fields.Integer("Errors", compute="_compute_counts")
    waiting = fields.Integer("Not processed", compute="_compute_counts")
    oldest = fields.Char("Waits longest", compute="_compute_counts")
    is_late = fields.Boolean(compute="_compute_counts")
    tables = fields.Html(compute="_compute_tables", sanitize=False)

    @api.model
    def action_open(self):
        """Open the monitor as it is at this moment."""
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.create({}).id,
            "views": [(False, "form")],
            "target": "main",
        }

    def _compute_display_name(self):
        self.display_name = self.env._("Intake of letters")

    def action_refresh(self):
        """Look again."""
        return self.action_open()

    def action_show_to_decide(self):
        return self._show("to_decide")

    def action_show_failed(self):
        return self._show("failed")

    def action_show_waiting(self):
        return self._show("waiting")

    def action_replay(self):
        """Process again every letter that failed or was left, as far as this person sees them."""
        self.env["grid.intake"].search([("state", "in", ("received", "failed"))])._replay()
        return self.action_open()

    def _show(self, name):
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_appeal.grid_intake_action")
        return {**action, "context": {f"search_default_{name}": 1}}

    def _compute_counts(self):
        letters = self.env["grid.intake"]
        counted = letters._read_group(
            [("state", "in", ("received", "failed", "quarantined"))], ["state"], ["__count", "received_at:min"]
        )
        found = {state: (count, first) for state, count, first in counted}
        first = min((found[state][1] for state in ("received", "failed") if state in found), default=None)
        now = fields.Datetime.now()
        for monitor in self:
            monitor.to_decide = found.get("quarantined", (0,))[0]
            monitor.failed = found.get("failed", (0,))[0]
            monitor.waiting = found.get("received", (0,))[0]
            monitor.oldest = self._duration(now - first) if first else False
            monitor.is_late = bool(first and now - first > LATE)

    def _compute_tables(self):
        values = {"states": self._states(), "days": self._days(), "mailboxes": self._mailboxes()}
        for monitor in self:
            monitor.tables = self.env["ir.qweb"]._render("grid_appeal.intake_monitor_tables", values)

    def _states(self):
        return self.env["grid.intake"]._fields["state"]._description_selection(self.env)

    def _days(self):
        """The last days as (day, {state: number}), today first."""
        today = fields.Date.context_today(self)
        since = today - timedelta(days=DAYS - 1)
        rows = self.env["grid.intake"]._read_group(
            [("received_at", ">=", f"-{DAYS}d")], ["received_at:day", "state"], ["__count"]
        )
        days = {since + timedelta(days=number): dict.fromkeys(dict(STATES), 0) for number in reversed(range(DAYS))}
        for day, state, count in rows:
            if day.date() in days:
                days[day.date()][state] = count
        return list(days.items())

    def _mailboxes(self):
        """What the mailboxes for appeals say of themselves; their settings are the administrator's alone."""
        model = self.env["ir.model"]._get_id("helpdesk.ticket")
        servers = self.env["fetchmail.server"].sudo().search([("object_id", "=", model)])
        now = fields.Datetime.now()
        return [
            {
                "name": server.name,
                "read": server.date,
                "ago": self._duration(now - server.date) if server.date else "",
                "is_on": server.state == "done",
                "is_late": not server.date or now - server.date > LATE,
                "error": server.error_message or "",
            }
            for server in servers
        ]

    def _duration(self, passed):
        """A duration in words, as exact as it matters."""
        minutes = max(0, int(passed.total_seconds() // 60))
        if minutes < 60:
            return self.env._("%(minutes)s min", minutes=minutes)
        if minutes < 48 * 60:
            return self.env._("%(hours)s h %(minutes)s min", hours=minutes // 60, minutes=minutes % 60)
        return self.env._("%(days)s days", days=minutes // 1440)

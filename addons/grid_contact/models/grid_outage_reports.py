from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.grid_appeal.appeals.life import OPEN_STATES

from .helpdesk_ticket import REPORT

#: How long before its registered start an outage may have been reported: people call before the dispatcher knows.
REPORTED_BEFORE = timedelta(hours=24)


class GridOutage(models.Model):
    """The appeals that report an outage: counted, linked, opened, answered together."""

    _inherit = "grid.outage"

    ticket_count = fields.Integer("Reports", compute="_compute_ticket_counts")
    first_contact_count = fields.Integer("Answered at once", compute="_compute_ticket_counts")
    to_call_count = fields.Integer("To be called", compute="_compute_ticket_counts")

    @api.depends("ticket_ids.outage_told", "ticket_ids.closed_at_first_contact")
    def _compute_ticket_counts(self):
        linked, tickets = Domain("outage_id", "in", self.ids), self.env["helpdesk.ticket"]
        counted = {
            "ticket_count": Domain.TRUE,
            "first_contact_count": Domain("closed_at_first_contact", "=", True),
            "to_call_count": Domain("outage_told", "=", "to_call"),
        }
        for name, domain in counted.items():
            counts = dict(tickets._read_group(linked & domain, ["outage_id"], ["__count"]))
            for outage in self:
                outage[name] = counts.get(outage, 0)

    def _take_reports(self):
        """Link reports that came before anybody registered the outage: of its customers, since a day before it."""
        for outage in self._current():
            reports = (
                self.env["helpdesk.ticket"]
                .sudo()
                .search(
                    Domain("kind", "=", REPORT)
                    & Domain("outage_id", "=", False)
                    & Domain("state", "in", OPEN_STATES)
                    & Domain("company_id", "=", outage.company_id.id)
                    & Domain("received_at", ">=", outage.started_at - REPORTED_BEFORE)
                )
            )
            places = reports._outage_points()
            found = self.sudo()._of_points(self.env["grid.usage.point"].sudo().union(*places.values()))
            own = [report.id for report, points in places.items() if any(outage in found[point] for point in points)]
            reports.browse(own)._by_act().write({"outage_id": outage.id})

    def _open_tickets(self, name, domain, **context):
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_appeal.helpdesk_ticket_action")
        return {**action, "name": name, "domain": [("outage_id", "=", self.id), *domain], "context": context}

    def action_open_tickets(self):
        self.ensure_one()
        return self._open_tickets(self.env._("Reports of the outage"), [])

    def action_open_to_call(self):
        self.ensure_one()
        return self._open_tickets(self.env._("To be told by telephone"), [("outage_told", "=", "to_call")])

    def action_answer_appeals(self):
        """Answer every appeal of the outage that waits by one text: each gets a letter of its own."""
        self.ensure_one()
        waiting = self.ticket_ids.filtered(lambda ticket: ticket.state in OPEN_STATES and not ticket.cause_id)
        link = self.env["grid.cause.link"].create({"ticket_ids": waiting.ids, "name": self.display_name})
        return link.action_link()

from odoo import api, fields, models


class HelpdeskTicket(models.Model):
    """Whether the answer was late, kept with the appeal: shares of a year are counted without reading promises."""

    _inherit = "helpdesk.ticket"

    answered_late = fields.Boolean(
        "Answered late",
        compute="_compute_answered_late",
        store=True,
        help="The promise of an answer was fulfilled after its date: column 28 of form 4.9.",
    )

    # what is open, was answered or registered in a period is counted from the index alone: with all that pages group
    # and narrow by, and what record rules ask
    _open_count_idx = models.Index(
        "(branch_id, next_due_at) INCLUDE (id, company_id, team_id, user_id, cause_id, channel_id, theme,"
        " customer_group, received_at, state) WHERE active IS TRUE"
        " AND state IN ('new', 'registered', 'in_work', 'awaiting_info')"
    )
    _answered_idx = models.Index(
        "(branch_id, answered_at) INCLUDE (id, answered_late, company_id, team_id, customer_group)"
        " WHERE active IS TRUE AND answered_at IS NOT NULL"
    )
    _registered_idx = models.Index(
        "(branch_id, registered_at) INCLUDE (id, kind, closed_at_first_contact, company_id, team_id, customer_group)"
        " WHERE active IS TRUE AND registered_at IS NOT NULL"
    )
    _closed_idx = models.Index("(branch_id, closed_date) WHERE active IS TRUE AND state = 'closed'")

    @api.depends("answered_at", "answer_code", "deadline_ids.state")
    def _compute_answered_late(self):
        for ticket in self:
            ticket.answered_late = bool(ticket.answered_at) and ticket._answer_deadline().state == "missed"

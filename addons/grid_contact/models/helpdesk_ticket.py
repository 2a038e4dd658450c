from odoo import api, fields, models

REPORT = "outage_message"
CATEGORIES = ("grid_appeal.category_outage_emergency", "grid_appeal.category_outage_planned")
#: At how many usage points of one customer an outage is looked for.
POINTS_MAX = 50


class HelpdeskTicket(models.Model):
    """Appeals about one fault: each lives its own life, all hang on one outage."""

    _inherit = "helpdesk.ticket"

    outage_id = fields.Many2one(
        "grid.outage",
        "Outage",
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        domain="[('company_id', '=', company_id), ('state', '!=', 'draft')]",
    )
    outage_told = fields.Selection(
        [
            ("email", "Told by e-mail"),
            ("sms", "Told by SMS"),
            ("informer", "Told by the auto-informer"),
            ("to_text", "To be told by SMS in the morning"),
            ("to_call", "To be told by telephone"),
            ("phone", "Told by telephone"),
        ],
        "Told that supply is back",
        readonly=True,
        copy=False,
    )
    outage_told_to = fields.Char("Address told", readonly=True, copy=False)

    outage_sms_id = fields.Many2one("grid.sms", readonly=True, copy=False, index="btree_not_null", ondelete="set null")
    outage_notice_id = fields.Many2one(
        "grid.notice", readonly=True, copy=False, index="btree_not_null", ondelete="set null"
    )

    _outage_to_call_idx = models.Index("(outage_id) WHERE outage_told = 'to_call'")
    _outage_to_text_idx = models.Index("(outage_id) WHERE outage_told = 'to_text'")

    @api.model_create_multi
    def create(self, vals_list):
        tickets = super().create(vals_list)
        tickets._link_outages()
        return tickets

    def write(self, vals):
        done = super().write(vals)
        if vals.get("outage_id"):  # whoever is linked to an outage that is over waits for the word of it
            outage = self.env["grid.outage"].sudo().browse(vals["outage_id"])
            outage.filtered("told_at").told_at = False
        return done

    def _link_outages(self):
        """Link what reports or asks of an outage to the one under way at its place; one query a batch."""
        asked = self.filtered(lambda ticket: not ticket.outage_id and ticket._speaks_of_outage()).sudo()
        points = asked._outage_points()
        every = self.env["grid.usage.point"].sudo().union(*points.values())
        outages = self.env["grid.outage"].sudo()._of_points(every)
        for ticket, places in points.items():
            if current := self._first_current(places, outages):
                ticket._by_act().write({"outage_id": current.id})

    @api.model
    def _first_current(self, points, outages):
        return self.env["grid.outage"].union(*(outages[point] for point in points))._current()[:1]

    def _speaks_of_outage(self):
        if self.kind == REPORT:
            return True
        ids = [self.env["ir.model.data"]._xmlid_to_res_id(name) for name in CATEGORIES]
        return self.category_id.id in ids

    def _outage_points(self):
        """Return {appeal: its place, or all the places of its customer where none is named}.

        Who wrote or called without a card is the customer whose card alone has the telephone or the e-mail.
        """
        cards = self.filtered(lambda ticket: not (ticket.usage_point_id or ticket.partner_id))._probable_cards()
        return {
            ticket: ticket.usage_point_id or (cards.get(ticket) or ticket.partner_id).usage_point_ids[:POINTS_MAX]
            for ticket in self
        }

    def action_told_by_phone(self):
        """The person was told by telephone that supply is back."""
        self.check_access("write")
        self.filtered(lambda ticket: ticket.outage_told == "to_call").sudo()._by_act().write({"outage_told": "phone"})
        return True

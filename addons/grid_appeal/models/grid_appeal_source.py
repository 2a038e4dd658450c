from odoo import fields, models


class GridAppealSource(models.Model):
    """Another system that appeals come from: the company's app, its document system, the state feedback platform."""

    _name = "grid.appeal.source"
    _description = "Source system of appeals"
    _order = "name, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, ondelete="restrict", index=True
    )
    channel_id = fields.Many2one(
        "helpdesk.ticket.channel",
        "Channel",
        required=True,
        ondelete="restrict",
        help="How its appeals count in the statutory forms, and which law they come under.",
    )
    branch_id = fields.Many2one(
        "grid.branch",
        "Branch",
        ondelete="restrict",
        domain="[('company_id', '=', company_id)]",
        help="Where its appeals go when nothing in them tells the place; empty: the first branch of the company.",
    )
    user_id = fields.Many2one(
        "res.users",
        "Account",
        ondelete="restrict",
        help="The account whose API keys the system uses. Empty: the system sends nothing by itself.",
    )
    ticket_count = fields.Integer("Appeals", compute="_compute_ticket_count")

    _user_uniq = models.UniqueIndex("(user_id) WHERE user_id IS NOT NULL", "This account belongs to another system.")
    _name_uniq = models.Constraint("UNIQUE (company_id, name)", "There is a system of this name already.")

    def _compute_ticket_count(self):
        counts = dict(
            self.env["helpdesk.ticket"]._read_group([("source_id", "in", self.ids)], ["source_id"], ["__count"])
        )
        for source in self:
            source.ticket_count = counts.get(source, 0)

    def action_open_appeals(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("grid_appeal.helpdesk_ticket_action")
        return {**action, "domain": [("source_id", "=", self.id)]}


class HelpdeskTicket(models.Model):
    """Which system an appeal came from, and its number there: it is registered once, however often it is sent."""

    _inherit = "helpdesk.ticket"

    source_id = fields.Many2one(
        "grid.appeal.source", "Source system", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )
    source_number = fields.Char("Number in the source", readonly=True, copy=False, index="btree_not_null")

    _source_number_uniq = models.UniqueIndex(
        "(source_id, source_number) WHERE source_id IS NOT NULL AND source_number IS NOT NULL",
        "The source system has sent an appeal with this number already.",
    )

from odoo import api, fields, models


class HelpdeskTicket(models.Model):
    """Whether who filed the appeal on the site has proved by a one-time code that its contact is theirs.

    Nobody must: an unconfirmed appeal is considered like any other (59-FZ, article 7 asks for an address only).
    """

    _inherit = "helpdesk.ticket"

    # not the contact once more, only a keyed digest: a contact that is changed afterwards is not confirmed
    confirmed_mark = fields.Char(readonly=True, copy=False, groups="base.group_system")
    contact_confirmed = fields.Selection(
        [("email", "E-mail, by a one-time code"), ("phone", "Phone, by a one-time code"), ("none", "Not confirmed")],
        "Confirmed contact",
        compute="_compute_contact_confirmed",
        help="The applicant typed a code that was sent there. Empty: the appeal did not come by the form of the site.",
    )

    @api.depends("confirmed_mark", "partner_email", "partner_phone", "channel_id")
    def _compute_contact_confirmed(self):
        codes, site = self.env["grid.portal.code"].sudo(), self.env.ref("grid_appeal.channel_site")
        for ticket in self:
            mark = ticket.sudo().confirmed_mark
            if mark and mark == codes._mark_of(ticket.partner_email):
                ticket.contact_confirmed = "email"
            elif mark and mark == codes._mark_of(ticket.partner_phone):
                ticket.contact_confirmed = "phone"
            else:
                ticket.contact_confirmed = "none" if ticket.channel_id == site else False

from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _compute_helpdesk_ticket_count(self):
        """Count in one query, where the base loads every appeal of every person."""
        groups = self.env["helpdesk.ticket"]._read_group(
            [("partner_id", "child_of", self.ids)],
            ["partner_id", "state"],
            ["__count"],
        )
        total = dict.fromkeys(self.ids, 0)
        active = dict.fromkeys(self.ids, 0)
        for partner, state, count in groups:
            while partner:
                if partner.id in total:
                    total[partner.id] += count
                    active[partner.id] += count * (state != "closed")
                partner = partner.parent_id
        for partner in self:
            partner.helpdesk_ticket_count = total.get(partner.id, 0)
            partner.helpdesk_ticket_active_count = active.get(partner.id, 0)
            partner.helpdesk_ticket_count_string = (
                f"{partner.helpdesk_ticket_active_count} / {partner.helpdesk_ticket_count}"
            )

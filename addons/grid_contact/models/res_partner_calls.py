from collections import defaultdict

from odoo import api, models

from odoo.addons.grid_customer.models.res_partner_page import SHOWN

from .grid_callback import OPEN_STATES

TONES = {"answered": "success", "lost": "danger"}


class ResPartner(models.Model):
    """Calls of a customer on her page, and what was promised by telephone."""

    _inherit = "res.partner"

    @api.model
    def _of_phones(self, numbers, companies):
        """Return `{phone: the customers who have it}`, in one query by the index of phones."""
        found = defaultdict(self.browse)
        ours = [("company_id", "in", [False, *companies.ids])]
        known = [("phone_sanitized", "in", list(numbers)), ("partner_share", "=", True), *ours]
        for partner in self.search(known, order="id", limit=50 * len(numbers) or 1):
            found[partner.phone_sanitized] |= partner
        return found

    def _customer_page_sections(self):
        sections = super()._customer_page_sections()
        if self.env["grid.call"].has_access("read"):
            sections.append(self._page_calls())
        return sections

    def _customer_promised(self):
        promised = super()._customer_promised()
        if self.env["grid.callback"].has_access("read"):
            own = [("partner_id", "in", (self + self.child_ids).ids), ("state", "in", OPEN_STATES)]
            promised.append(self.env["grid.callback"].search(own))
        return promised

    def _page_calls(self):
        own = [("partner_id", "in", (self + self.child_ids).ids)]
        calls = self.env["grid.call"].search(own, limit=SHOWN + 1)
        return self._page_section(47, self.env._("Calls"), calls, self._call_row)

    def _call_row(self, call):
        facts = [call.result_id.name, call.user_id.sudo().name, call.ticket_id.number]
        return {
            "text": call.display_name,
            "note": " · ".join(filter(None, facts)),
            "badge": self._label_of(call, "stage"),
            "tone": TONES.get(call.stage, "secondary"),
        }

from odoo import models
from odoo.fields import Domain

from odoo.addons.grid_customer.models.res_partner_page import SHOWN

from .grid_outage import OPEN_STATES

TONES = {"announced": "warning", "under_way": "danger"}


class ResPartner(models.Model):
    """The page of a customer shows the outages at her usage points."""

    _inherit = "res.partner"

    def _customer_page_sections(self):
        sections = super()._customer_page_sections()
        if self.env["grid.outage"].has_access("read"):
            sections.append(self._page_outages())
        return sections

    def _page_outages(self):
        here = Domain("state", "in", OPEN_STATES) & Domain("usage_point_ids.partner_id", "in", self.ids)
        outages = self.env["grid.outage"].search(here, order="started_at, id", limit=SHOWN + 1)
        return self._page_section(15, self.env._("Outages at the usage points"), outages, self._outage_row)

    def _outage_row(self, outage):
        return {
            "text": outage.display_name,
            "note": outage._said(),
            "badge": self._label_of(outage, "state"),
            "tone": TONES[outage.state],
        }

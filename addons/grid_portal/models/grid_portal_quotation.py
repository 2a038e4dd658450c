from datetime import timedelta

from odoo import api, fields, models

KEPT_DAYS = 2


class GridPortalQuotation(models.Model):
    """A quotation that a visitor took as PDF: so many an hour, since each is printed anew."""

    _name = "grid.portal.quotation"
    _inherit = ["grid.portal.limited"]
    _description = "Quotation taken on the website"

    _hourly = {"session_mark": 10, "address_mark": 60}

    _session_idx = models.Index("(session_mark, create_date)")
    _address_idx = models.Index("(address_mark, create_date)")
    _old_idx = models.Index("(create_date)")

    @api.autovacuum
    def _gc_old(self):
        old = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        self.search([("create_date", "<", old)], limit=1000).unlink()

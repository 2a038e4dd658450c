from odoo import api, fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        # A clerk's new partner belongs to the clerk's company; the partner that stands for a new company does not.
        return super(ResCompany, self.with_context(default_company_id=False)).create(vals_list)

    def _legal_today(self):
        """Return today's date in the company's zone: the term of a paper is judged by it."""
        return self.env["legal.rule"]._local(fields.Datetime.now(), self.sudo().legal_tz).date()

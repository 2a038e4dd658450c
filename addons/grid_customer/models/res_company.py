from odoo import api, models


class ResCompany(models.Model):
    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        # A clerk's new partner belongs to the clerk's company; the partner that stands for a new company does not.
        return super(ResCompany, self.with_context(default_company_id=False)).create(vals_list)

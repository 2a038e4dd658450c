from odoo import models


class GridConnection(models.Model):
    """The quotation of an application: its fee on the day it was reckoned, or today."""

    _inherit = "grid.connection"

    def _quotation_pdf(self):
        """Return the quotation as PDF: the whole payment, and the instalments that the applicant chose."""
        self.ensure_one()
        return self.env["grid.fee.quotation"]._pdf(
            self._fee_facts(),
            self._region(),
            self.branch_id,
            day=self.fee_on or None,
            partner=self.partner_id,
            place=", ".join(filter(None, [self.object_name, self.object_address])),
            options={"whole", self.instalment_option},
            procurement_law=self.procurement_law,
        )

    def action_quote(self):
        """Keep the quotation with the application, as it was given, and open it."""
        self.check_access("write")
        pdf = self._quotation_pdf()
        attachment = self.env["ir.attachment"].create(
            {
                "name": self.env._("Quotation of the fee.pdf"),
                "raw": pdf,
                "mimetype": "application/pdf",
                "res_model": self._name,
                "res_id": self.id,
            }
        )
        return {"type": "ir.actions.act_url", "url": f"/web/content/{attachment.id}", "target": "new"}

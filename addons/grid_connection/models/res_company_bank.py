from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..invoicing import Payee, account_fault, bic_fault


class ResCompany(models.Model):
    """Where the fee is paid to, and whom the company asks for copies."""

    _inherit = "res.company"

    payment_bank = fields.Char("Bank", help="Its name and town, as in the register of the Bank of Russia.")
    payment_bic = fields.Char("BIC")
    payment_account = fields.Char("Settlement account")
    payment_correspondent = fields.Char("Correspondent account")
    system_operator_id = fields.Many2one("res.partner", "System operator", ondelete="restrict")

    @api.constrains("payment_bic", "payment_account", "payment_correspondent")
    def _check_payment_details(self):
        for company in self:
            bic = company.payment_bic or ""
            if bic and bic_fault(bic):
                raise ValidationError(
                    self.env._("“%(bic)s” is no BIC: it has nine digits and begins with 04.", bic=bic)
                )
            for name, correspondent in (("payment_account", False), ("payment_correspondent", True)):
                if company[name] and account_fault(company[name], bic, correspondent):
                    raise ValidationError(
                        self.env._(
                            "“%(field)s” does not fit the BIC: it has 20 digits, and one of them is mistaken.",
                            field=company._fields[name]._description_string(self.env),
                        )
                    )

    def _payee(self):
        """Return whom an invoice names."""
        return Payee(
            name=self.name,
            account=self.payment_account or "",
            bank=self.payment_bank or "",
            bic=self.payment_bic or "",
            correspondent=self.payment_correspondent or "",
            inn=self.partner_id.inn or "",
            kpp=self.partner_id.kpp or "",
        )

    def _lacks_for_invoice(self):
        """Name the details without which an invoice cannot be paid."""
        names = ("payment_bank", "payment_bic", "payment_account", "payment_correspondent")
        lacking = [self._fields[name]._description_string(self.env) for name in names if not self[name]]
        if not self.partner_id.inn:
            lacking.append(self.partner_id._fields["inn"]._description_string(self.env))
        return lacking

from markupsafe import Markup

from odoo import api, models

from ..appeal_form import fields as form_fields


class HelpdeskTicket(models.Model):
    """What an appeal takes from a form, whoever filled it in: a visitor of the site or another system."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _form_vals(self, form, company, customer=None):
        """Values of a new appeal; the place is looked up, so the caller answers for the rights (sudo)."""
        return {
            "name": form_fields.subject(form.text),
            "description": self._form_description(form),
            "theme": form.theme,
            "kind": form.kind,
            "partner_name": form.organisation or form.name,
            "partner_email": form.email,
            "partner_phone": form.phone,
            "partner_inn": form.inn,
            **self._form_place(form.account_number, company, customer),
        }

    @api.model
    def _form_place(self, account_number, company, customer):
        """The account number tells the branch; the point itself is taken from its own customer only."""
        if not account_number:
            return {}
        points = self.env["grid.usage.point"].search([("account_number", "=", account_number)], limit=2)
        if len(points) != 1 or points.company_id != company:
            return {}
        place = {"branch_id": points.branch_id.id}
        if customer and points.partner_id == customer:
            place["usage_point_id"] = points.id
        return place

    @api.model
    def _form_description(self, form):
        """The question as typed, then where and who; markup in it is shown, never run."""
        paragraphs = self._form_paragraphs(form.text)
        known = [
            (self.env._("Address"), form.address),
            (self.env._("Account number"), form.account_number),
            (self.env._("Contact person"), form.name if form.organisation else ""),
        ]
        return paragraphs + Markup("").join(Markup("<p>%s: %s</p>") % pair for pair in known if pair[1])

    @api.model
    def _form_paragraphs(self, text):
        return Markup("").join(Markup("<p>%s</p>") % line for line in text.split("\n") if line.strip())

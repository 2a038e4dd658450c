from odoo import api, fields, models

from odoo.addons.grid_appeal.appeal_form import fields as form_fields
from odoo.addons.grid_appeal.appeal_form import steps
from odoo.addons.grid_appeal.letters import kind_of


class GridPortalSubmission(models.Model):
    """What was typed so far: kept from page to page under the key of the form, erased when the appeal is made."""

    _inherit = "grid.portal.submission"

    way = fields.Char(readonly=True, help="The order of the pages, as it was chosen on the front page.")
    typed = fields.Json(readonly=True)
    code_id = fields.Many2one("grid.portal.code", readonly=True, index="btree_not_null", ondelete="set null")

    @api.model
    def _draft(self, key):
        """Return the form of a key as long as it is kept; empty for a key that is false, unused or too old."""
        form = self._of_key(key)
        return form if form.ticket_id or (form.write_date or fields.Datetime.now()) > self._kept_since() else form[:0]

    def _keep_typed(self, way, values):
        """Add what was typed on one page to what was typed on the others."""
        self.ensure_one()
        given = {} if self.typed else steps.GIVEN[way]
        self.write({"way": way, "typed": {**given, **(self.typed or {}), **steps.kept(values)}})

    def _form(self):
        """Return the form as it was typed so far."""
        return form_fields.read(self.typed or {})

    def _suggested(self):
        """Return the theme and the kind that the words of the text suggest: the applicant sees and changes them."""
        text = self._form().text
        category = self.env["helpdesk.ticket.category"]._suggested(text)[:1]
        return {"theme": category.theme or "", "kind": kind_of(text) or category.kind or ""}

    def _contact(self):
        """Return the e-mail or the phone a code can go to; empty when there is none."""
        form, codes = self._form(), self.env["grid.portal.code"]
        return next((contact for contact in (form.email, form.phone) if codes._reaches(contact)), "")

    def _is_confirmed(self):
        """Whether a code was typed that was sent to the contact as it stands now."""
        return bool(self.code_id.used_at) and self.code_id._was_sent_to(self._contact())

    def _known_outage(self):
        """Return what is known of an outage where the applicant says it happens: a sentence, and when light comes back.

        It stands above the next question, so that who only wanted to know need ask nothing. Here nothing is known;
        an addon that knows of outages overrides it and looks at `_form().address` and `_form().account_number`.
        """
        return ""

    def _create_appeal(self, vals):
        ticket = super()._create_appeal({**vals, "confirmed_mark": self._is_confirmed() and self.code_id.contact_mark})
        self.typed = False
        return ticket

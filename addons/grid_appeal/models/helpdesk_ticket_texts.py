from odoo import api, fields, models

from odoo.addons.grid_customer.models.grid_address import lines_of

# what answers most stands first
ORDER = ("template", "block", "ethics", "document")


class HelpdeskTicket(models.Model):
    """Prepared texts, scripts and documents at hand beside the answer."""

    _inherit = "helpdesk.ticket"

    @api.readonly
    def get_texts_at_hand(self):
        """Return the texts for the panel beside the answer: those meant for this appeal first."""
        self.ensure_one()
        self.check_access("read")
        texts = self.env["grid.text.block"].search([("company_id", "in", (False, self.company_id.id))])
        categories, category = self.category_id, self.category_id
        while category := category.parent_id:
            categories += category
        closeness = {text: text._closeness(self, categories) for text in texts}
        values = self._text_values()
        fitting = texts.filtered(lambda text: closeness[text] is not None)
        ordered = fitting.sorted(lambda text: (-closeness[text], ORDER.index(text.kind))) + (texts - fitting)
        return [{**text._at_hand(values), "fits": text in fitting} for text in ordered]

    def _text_values(self):
        """The values of the fields of prepared texts, as the letter writes them."""
        ticket = self.sudo().with_context(lang=self._letter_lang())
        branch, user, letter = ticket.branch_id, self.env.user, ticket.env["grid.appeal.letter"]
        return {
            "number": ticket.number,
            "registered": ticket._letter_date(ticket.registered_at),
            "received": ticket._letter_date(ticket.received_at),
            "due": ticket._letter_date(ticket._answer_deadline().due_at),
            "today": ticket._letter_date(fields.Datetime.now()),
            "applicant": ticket.partner_name or ticket.partner_id.name,
            "greeting": ticket._salutation(),
            "subject": ticket.name,
            "address": ticket.usage_point_id.address or ", ".join(lines_of(ticket.partner_id)),
            "point": ticket.usage_point_id.name,
            "company": ticket.company_id.name,
            "branch": branch.name,
            "branch_address": branch.address,
            "branch_phone": letter._phone(branch.phone),
            "branch_email": branch.email,
            "executor": user.name,
            "executor_phone": letter._phone(user.partner_id.phone),
        }

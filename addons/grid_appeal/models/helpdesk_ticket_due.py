from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.grid_customer.identity import phones

from ..appeals.numbers import WHOLE
from ..appeals.scanned import latin


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    next_step = fields.Char("What is next", compute="_compute_next_step")
    due_explanation = fields.Text("Explanation of the date", compute="_compute_due_explanation", compute_sudo=True)
    number_search = fields.Char("Number, typed or scanned", store=False, search="_search_number")
    phone_search = fields.Char("Phone in any spelling", store=False, search="_search_phone")

    @api.depends("state", "answer_id.state")
    @api.depends_context("lang")
    def _compute_next_step(self):
        """Name the act that the appeal waits for, as its button does."""
        steps = {
            "new": self.env._("Register"),
            "registered": self.env._("Take into work"),
            "in_work": self.env._("Write the answer"),
            "awaiting_info": self.env._("Wait for the applicant"),
            "answered": self.env._("Close"),
        }
        for ticket in self:
            answer = ticket.state == "in_work" and ticket.answer_id
            drafted = answer and answer.sudo().state == "draft"
            ticket.next_step = self.env._("Send the answer") if drafted else steps.get(ticket.state)

    @api.depends("deadline_ids.explanation", "answer_code", "state")
    @api.depends_context("lang")
    def _compute_due_explanation(self):
        for ticket in self:
            deadline = ticket._shown_deadline()
            ticket.due_explanation = deadline._explain("staff") if deadline else False

    def _shown_deadline(self):
        """Return the promise the form explains: registration first, the answer afterwards."""
        code = "appeal_register" if self.state == "new" else self.answer_code
        return self._valid_deadline(code)

    def _answer_deadline(self):
        """Return the promise of an answer, of the rule that the table of laws chose."""
        return self._valid_deadline(self.answer_code)

    def _valid_deadline(self, code):
        """Return the promise of a code that counts: one that was cancelled explains nothing any more."""
        return self.sudo().deadline_ids.filtered(lambda d: d.code == code and d.state != "cancelled")[:1]

    @api.model
    def _search_number(self, operator, value):
        """Find by a number or a part of it; a scanner types it in the layout the keyboard stands in.

        A whole number is looked up: all its parts stand in hundreds of thousands of others. What has no figure, as a
        name or a word typed into the same box, is no number and is not looked for among them.
        """
        if operator != "ilike":
            return NotImplemented
        number = (latin(value) or value).strip()
        if not any(map(str.isdigit, number)):
            return Domain.FALSE
        if WHOLE.fullmatch(number.upper()):
            return Domain("number", "=", number.upper())
        return Domain("number", "ilike", number)

    @api.model
    def _search_phone(self, operator, value):
        """Find by a phone typed in any spelling; by a part of it when it is incomplete."""
        if operator not in ("ilike", "in"):
            return NotImplemented
        values = [value] if isinstance(value, str) else value
        domain = Domain.FALSE
        for text in filter(None, values):
            if phone := phones.normalise(text):
                # ids, not a path: an OR over two tables has no index
                partners = self.env["res.partner"].search([("phone_sanitized", "=", phones.bare(phone))])
                domain |= Domain("partner_phone", "=", phone) | Domain("partner_id", "in", partners.ids)
            elif not any(map(str.isalpha, text)) and (digits := "".join(filter(str.isdigit, text))):
                domain |= Domain("partner_phone", "ilike", digits)
        return domain

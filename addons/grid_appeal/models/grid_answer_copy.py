from odoo import fields, models

from .grid_delivery import WAYS


class GridAnswerCopy(models.Model):
    """The answer to a collective appeal as it went to one of its applicants: same number, own address."""

    _name = "grid.answer.copy"
    _inherit = "grid.delivery"
    _description = "Answer to a co-applicant"
    _order = "answer_id, id"

    answer_id = fields.Many2one(
        "grid.appeal.answer", "Answer", required=True, readonly=True, index=True, ondelete="restrict"
    )
    ticket_id = fields.Many2one(related="answer_id.ticket_id", store=True, index=True)
    coapplicant_id = fields.Many2one(
        "grid.appeal.coapplicant", "Applicant", required=True, readonly=True, index=True, ondelete="restrict"
    )
    state = fields.Selection(related="answer_id.state")
    delivery = fields.Selection([way for way in WAYS if way[0] != "portal"], "Way of sending", required=True)
    letter_id = fields.Many2one("ir.attachment", "Letter", required=True, readonly=True, ondelete="restrict")
    mail_id = fields.Many2one("mail.mail", "E-mail", readonly=True, index="btree_not_null")
    executor_id = fields.Many2one(related="answer_id.executor_id")
    company_id = fields.Many2one(related="answer_id.company_id", store=True, index=True)

    _once = models.Constraint("UNIQUE (answer_id, coapplicant_id)", "This applicant has the answer already.")

    def action_preview(self):
        """Show the letter as it was sent."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/grid_appeal/copy/{self.id}", "target": "new"}

    def _letter_pdf(self):
        return self.sudo().letter_id.raw

    def _delivery_name(self):
        return self.env._(
            "Answer No. %(number)s to %(person)s",
            number=self.answer_id.outgoing_number,
            person=self.coapplicant_id.name,
        )

    def _letter_day(self):
        return self.answer_id.outgoing_date

    def _missing_of_delivery(self):
        if self.delivery == "email" and self.coapplicant_id._way() != "email":
            return [
                self.env._("%(person)s has no e-mail address: choose another way.", person=self.coapplicant_id.name)
            ]
        if self.delivery == "post" and not self.coapplicant_id._address_lines():
            return [
                self.env._("%(person)s has no postal address: choose another way.", person=self.coapplicant_id.name)
            ]
        return []

    def _mail_again(self, email=""):
        answer = self.answer_id.with_context(reader=self.coapplicant_id)
        letter = self.sudo().letter_id
        return self.ticket_id._queue_customer_mails(
            [
                answer._mail_of_copy(
                    email or self.coapplicant_id.email, letter, answer.outgoing_number, answer.outgoing_date
                )
            ]
        )

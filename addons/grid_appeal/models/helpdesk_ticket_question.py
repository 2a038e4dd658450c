from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext


class HelpdeskTicket(models.Model):
    """Several questions in one appeal: the answer is assembled from theirs and waits for all of them."""

    _inherit = "helpdesk.ticket"

    question_ids = fields.One2many("grid.appeal.question", "ticket_id", string="Questions")

    @api.constrains("complained_of_id")
    def _check_question_executors(self):
        self.question_ids._check_complained_of()

    def _begin(self, act):
        result = super()._begin(act)
        if act == "answer":
            self._check_questions()
        return result

    def _check_questions(self):
        """Refuse to answer an appeal while a question of it is open."""
        waiting = self.env["grid.appeal.question"].sudo()
        for question in waiting.search([("ticket_id", "in", self.ids), ("state", "=", "open")], limit=1):
            values = {"question": question.name, "appeal": question.ticket_id.display_name}
            if not question.user_id:
                raise UserError(
                    self.env._(
                        "The appeal %(appeal)s cannot be answered yet: the question “%(question)s” is open and has "
                        "no executor. Answer it on the page “Questions”.",
                        **values,
                    )
                )
            raise UserError(
                self.env._(
                    "The appeal %(appeal)s cannot be answered yet: the question “%(question)s” waits for "
                    "%(executor)s. Ask for the answer, or write it yourself on the page “Questions”.",
                    **values,
                    executor=question.user_id.name,
                )
            )

    def _prepare_answer(self):
        values = super()._prepare_answer()
        return {**values, "body": Markup(values["body"]) + self._assembled_answer()}

    def action_assemble_answer(self):
        """Add to the draft the answers of the questions that it does not hold yet."""
        self.ensure_one()
        body = self.answer_body or ""
        self.answer_body = Markup(body) + self._assembled_answer(html2plaintext(body))
        return True

    def _assembled_answer(self, written=""):
        """Return the answers of the questions in their order, as HTML; without those the text holds already."""
        answered = self.question_ids.filtered(lambda question: question.state == "answered")
        written = " ".join(written.split())
        parts = []
        for place, question in enumerate(self.question_ids, start=1):
            if question in answered and " ".join(html2plaintext(question.answer).split()) not in written:
                heading = Markup("<p><strong>%s. %s</strong></p>") % (place, question.name)
                parts.append(heading + Markup(question.answer))
        return Markup("").join(parts)

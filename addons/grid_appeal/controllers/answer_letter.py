from werkzeug.exceptions import NotFound

from odoo.http import Controller, request, route

from ..appeals.filenames import disposition


class AnswerLetter(Controller):
    @route("/grid_appeal/letter/<int:answer_id>", type="http", auth="user", methods=["GET"], readonly=True)
    def answer_letter(self, answer_id):
        """The letter on screen: a preview before it is sent, the very letter afterwards."""
        answer = request.env["grid.appeal.answer"].search([("id", "=", answer_id)])
        if not answer:
            raise NotFound()
        name = answer.letter_id.sudo().name or answer.display_name + ".pdf"
        return request.make_response(
            answer._letter_pdf(),
            [
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", disposition(name, "inline")),
                ("Cache-Control", "private, no-store"),
            ],
        )

    @route("/grid_appeal/receipt/<int:ticket_id>", type="http", auth="user", methods=["GET"], readonly=True)
    def registration_receipt(self, ticket_id):
        """The receipt of registration to print and hand over."""
        ticket = request.env["helpdesk.ticket"].search([("id", "=", ticket_id), ("number", "!=", False)])
        if not ticket:
            raise NotFound()
        return request.make_response(
            request.env["grid.appeal.letter"]._registration_pdf(ticket),
            [
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", disposition(f"{ticket.number}.pdf", "inline")),
                ("Cache-Control", "private, no-store"),
            ],
        )

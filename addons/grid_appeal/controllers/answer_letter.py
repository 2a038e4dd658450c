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

    @route("/grid_appeal/slip/<string:ticket_ids>", type="http", auth="user", methods=["GET"], readonly=True)
    def registration_slip(self, ticket_ids):
        """Slips with the barcode of the number, one a page: for the paper itself or for who brought it."""
        ids = [int(part) for part in ticket_ids.split("-") if part.isascii() and part.isdigit()]
        tickets = request.env["helpdesk.ticket"].search([("id", "in", ids), ("number", "!=", False)], order="number")
        if not tickets:
            raise NotFound()
        return request.make_response(
            request.env["grid.appeal.letter"]._slip_pdf(tickets),
            [
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", content_disposition(f"{tickets[0].number}.pdf", "inline")),
                ("Cache-Control", "private, no-store"),
            ],
        )

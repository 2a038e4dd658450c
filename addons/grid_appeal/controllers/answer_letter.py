from werkzeug.exceptions import NotFound

from odoo.http import Controller, request, route

from ..appeals.filenames import disposition


class AnswerLetter(Controller):
    @route("/grid_appeal/letter/<int:letter_id>", type="http", auth="user", methods=["GET"], readonly=True)
    def answer_letter(self, letter_id):
        """The answer on screen: a preview before it is sent, the very letter afterwards."""
        return self._letter("grid.appeal.answer", letter_id)

    @route("/grid_appeal/notice/<int:letter_id>", type="http", auth="user", methods=["GET"], readonly=True)
    def notice_letter(self, letter_id):
        """The letter of an act on screen: a preview before it is sent, the very letter afterwards."""
        return self._letter("grid.appeal.notice", letter_id)

    @route("/grid_appeal/copy/<int:letter_id>", type="http", auth="user", methods=["GET"], readonly=True)
    def copy_letter(self, letter_id):
        """The answer as it went to one of several applicants."""
        return self._letter("grid.answer.copy", letter_id)

    def _letter(self, model, letter_id):
        letter = request.env[model].search([("id", "=", letter_id)])
        if not letter:
            raise NotFound()
        return self._show(letter._letter_pdf(), letter.letter_id.sudo().name or letter.display_name + ".pdf")

    @route("/grid_appeal/receipt/<int:ticket_id>", type="http", auth="user", methods=["GET"], readonly=True)
    def registration_receipt(self, ticket_id):
        """The receipt of registration to print and hand over."""
        ticket = self._registered([ticket_id])
        return self._show(request.env["grid.appeal.letter"]._registration_pdf(ticket), f"{ticket.number}.pdf")

    @route("/grid_appeal/slip/<string:ticket_ids>", type="http", auth="user", methods=["GET"], readonly=True)
    def registration_slip(self, ticket_ids):
        """Slips with the barcode of the number, one a page: for the paper itself or for who brought it."""
        ids = [int(part) for part in ticket_ids.split("-") if part.isascii() and part.isdigit() and len(part) < 10]
        tickets = self._registered(ids)
        return self._show(request.env["grid.appeal.letter"]._slip_pdf(tickets), f"{tickets[0].number}.pdf")

    def _registered(self, ids):
        tickets = request.env["helpdesk.ticket"].search([("id", "in", ids), ("number", "!=", False)], order="number")
        if not tickets:
            raise NotFound()
        return tickets

    def _show(self, pdf, name):
        """A letter names a person: no cache keeps it."""
        return request.make_response(
            pdf,
            [
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", disposition(name, "inline")),
                ("Cache-Control", "private, no-store"),
            ],
        )

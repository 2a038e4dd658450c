from odoo import api, fields, models


class GridDeliveryNote(models.TransientModel):
    """The dialog of a delivery from which the term of the applicant counts: it shows the date before it is noted."""

    _inherit = "grid.delivery.note"

    due_text = fields.Char("Then by", compute="_compute_due_text")

    @api.depends("letter", "act", "moment")
    def _compute_due_text(self):
        for note in self:
            dispatch = note.letter if note.letter and note.letter._name == "grid.service.dispatch" else None
            begins = dispatch and note.act == "delivered" and dispatch._begins_the_term()
            request = begins and dispatch.request_id
            note.due_text = request and request._said_due_on(request.step_id, note.moment)

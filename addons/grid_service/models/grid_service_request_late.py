from odoo import api, fields, models


class GridServiceRequest(models.Model):
    """Which term is late: a list says why, not only that."""

    _inherit = "grid.service.request"

    late_text = fields.Char("Late with", compute="_compute_late_text", compute_sudo=True)

    @api.depends("deadline_ids.state", "deadline_ids.due_at")
    @api.depends_context("lang")
    def _compute_late_text(self):
        """Name the terms that have passed; those of a whole list are read at once."""
        now = fields.Datetime.now()
        late = self.filtered(lambda request: request.next_due_at and request.next_due_at < now)
        (self - late).late_text = False
        for request in late:
            missed = request.deadline_ids.filtered(lambda one: one.state == "running" and one.due_at < now)
            request.late_text = "; ".join(dict.fromkeys(missed.rule_id.mapped("name")))

    def action_open_case(self):
        """Open the form in which this request is worked on."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

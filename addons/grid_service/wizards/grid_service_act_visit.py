from odoo import api, fields, models
from odoo.exceptions import UserError


class GridServiceAct(models.TransientModel):
    """The dialog of an act that names the day of a visit; a day that law does not allow is refused as it is typed."""

    _inherit = "grid.service.act"

    visit_bound = fields.Selection(related="transition_id.visit_bound", string="Bound of the day")
    visit_on = fields.Date(related="request_id.visit_on", readonly=False)

    @api.depends("visit_on")
    def _compute_lacks_text(self):
        result = super()._compute_lacks_text()
        for act in self.filtered(lambda one: one.visit_bound and one.visit_on and one.at):
            try:
                act.request_id._check_visit(act.transition_id.sudo(), act.at, act.visit_on)
            except UserError as refusal:
                act.lacks_text = "\n".join(filter(None, [act.lacks_text, str(refusal)]))
        return result

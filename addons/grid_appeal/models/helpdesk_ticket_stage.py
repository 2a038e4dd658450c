from odoo import api, fields, models, tools
from odoo.exceptions import UserError

from .helpdesk_ticket import STATES


class HelpdeskTicketStage(models.Model):
    _inherit = "helpdesk.ticket.stage"

    # the stage only shows the state of an appeal: one stage for each state
    state = fields.Selection(STATES, copy=False)
    company_id = fields.Many2one(default=False)

    _state_uniq = models.UniqueIndex("(state) WHERE state IS NOT NULL", "A state is shown by one stage only.")

    @api.model
    @tools.ormcache(cache="stable")
    def _of_states(self):
        """Return {state: id of its stage}."""
        stages = self.sudo().with_context(active_test=False)
        return {stage.state: stage.id for stage in stages.search([("state", "!=", False)])}

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache("stable")
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache("stable")
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_shown_state(self):
        if any(stage.state for stage in self):
            raise UserError(self.env._("A stage that shows a state of appeals cannot be deleted."))

from odoo import models
from odoo.exceptions import UserError

#: The act by which a meter is taken down; its card says the day.
DISMANTLING = "dismantling_act"


class GridServiceRequest(models.Model):
    """A meter that is taken down by a request: its card keeps the day of the act."""

    _inherit = "grid.service.request"

    def _checks_of(self, transition):
        return [*super()._checks_of(transition), self._check_dismantled_meter]

    def _check_dismantled_meter(self, transition, at):
        """Refuse to take down a meter that nobody has named."""
        if DISMANTLING in transition.paper_kind_ids.mapped("code") and not self._dismantled_meter():
            raise UserError(self.env._("Name the meter in the request: the act of dismantling enters its removal."))

    def _dismantled_meter(self):
        """Return the meter that the request names, else the one that stands at its usage point."""
        return self.meter_id.sudo() or self._admitted_meter()

    def _moved(self, transition, at, moves):
        acts = moves.sudo().paper_ids.filtered(lambda paper: paper.kind_id.code == DISMANTLING)
        for act in acts.filtered(lambda paper: paper.kind_id in transition.paper_kind_ids):
            request = act.request_id
            meters = request._dismantled_meter().filtered(lambda meter: not meter.removed_on)
            meters.removed_on = act.date or request._local(at).date()
        return super()._moved(transition, at, moves)

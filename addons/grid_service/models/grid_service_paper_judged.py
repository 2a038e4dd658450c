from odoo import models
from odoo.exceptions import UserError


class GridServicePaper(models.Model):
    """A paper that came is accepted, or the applicant is told what is wrong with it."""

    _inherit = "grid.service.paper"

    def action_accept(self):
        """Accept papers that came."""
        self._refuse_judging()
        self.write({"state": "accepted", "remark": False})
        return True

    def action_say_what_is_wrong(self):
        """Ask what is wrong with a paper."""
        self.ensure_one()
        self._refuse_judging()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Not accepted: %(paper)s", paper=self.name),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(self.env.ref("grid_service.grid_service_paper_view_form_reject").id, "form")],
            "target": "new",
        }

    def action_reject(self):
        """Do not accept papers; their remarks say why."""
        self._refuse_judging()
        self.write({"state": "rejected"})
        return {"type": "ir.actions.act_window_close"}

    def _refuse_judging(self):
        """Refuse to judge twice, and what the company issued itself."""
        if judged := self.filtered(lambda paper: paper.state != "given"):
            states = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "“%(paper)s” is judged already: %(state)s.",
                    paper=judged[0].name,
                    state=states[judged[0].state].lower(),
                )
            )

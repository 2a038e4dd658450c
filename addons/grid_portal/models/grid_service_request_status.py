from odoo import models


class GridServiceRequest(models.Model):
    """How a request goes on, for whoever knows its number and reads its e-mail: its stages are disclosed by law."""

    _inherit = "grid.service.request"

    def _public_status(self):
        """Return what the page of the state shows: no name, no address, no words of the request, no papers."""
        self.ensure_one()
        _mine, turn = self._customer_turn() or (False, self.env._("Nothing is asked of you any more."))
        why = "" if self.outcome else self._why("public")
        return {
            "heading": self.env._("Your request"),
            "about": self.service_id.name,
            "title": self._customer_title(),
            "state": self.step_id.name,
            "stages": self._customer_stages(),
            "shape": "grid_course",
            "turn": "" if why else turn,
            "promise": turn if why else "",
            "why": why,
            "path": f"/my/requests/{self.id}",
        }

from odoo import models


class ResPartner(models.Model):
    """Visits to offices in what is kept of a customer: hers to read, to take, and to have forgotten."""

    _inherit = "res.partner"

    def _own_visits(self):
        return self.env["grid.queue.ticket"].sudo().search([("partner_id", "in", self.ids)], order="id")

    def _kept_besides(self):
        visits = self._own_visits()
        section = {
            "rows": [(self.env._("Visits to our offices"), len(visits))] if visits else [],
            "why": self.env._("To call you in your turn, and to know how long you waited."),
            "until": self.env._("Until you ask to erase them: then the visits stay, and nobody knows whose they were."),
            "by_law": False,
        }
        return {**super()._kept_besides(), self.env._("Visits"): section}

    def _exported_besides(self):
        visits = [
            {
                "office": visit.office_id.name,
                "service": visit.service_id.name,
                "ticket": visit.name,
                "issued_at": visit.issued_at,
                "called_at": visit.called_at,
                "finished_at": visit.finished_at,
                "state": visit.state,
                "notes": list(filter(None, visit.event_ids.mapped("note"))),
                "mark": visit.mark or None,
            }
            for visit in self._own_visits()
        ]
        return {**super()._exported_besides(), "visits": visits}

    def _forget(self):
        visits = self._own_visits()
        visits.write({"partner_id": False, "note": False})
        visits.event_ids._forget_notes()
        return super()._forget()

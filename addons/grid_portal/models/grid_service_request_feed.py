from odoo import api, models
from odoo.fields import Domain

from ..account import Event


class GridServiceRequest(models.Model):
    """What the feed of the account tells of requests: each act on them, and the papers issued."""

    _inherit = "grid.service.request"

    def _event(self, at, words, path="", is_read=False):
        about = ". ".join(filter(None, [self.number and f"№ {self.number}", self.subject]))
        return Event(at, self._customer_moment(at), words, about, path or f"/my/requests/{self.id}", is_read)


class GridServiceMove(models.Model):
    _inherit = "grid.service.move"

    @api.model
    def _account_events(self, customer, limit):
        mine = Domain("request_id.partner_id", "=", customer.id)
        fields = ["request_id", "transition_id", "step_id", "actor", "at"]
        return [
            move.request_id._event(
                move.at, move.transition_id.notice or move.step_id.name, is_read=move.actor == "applicant"
            )
            for move in self.search_fetch(mine, fields, order="at desc, id desc", limit=limit)
        ]


class GridServicePaper(models.Model):
    _inherit = "grid.service.paper"

    @api.model
    def _account_events(self, customer, limit):
        mine = Domain("request_id.partner_id", "=", customer.id) & Domain("direction", "=", "out")
        issued = mine & Domain("is_public", "=", True) & Domain("state", "=", "issued")
        fields = ["request_id", "name", "number", "at", "file_name"]
        return [
            paper.request_id._event(
                paper.at,
                self.env._("A paper for you: %(paper)s", paper=paper._title()),
                path=paper.file_name and f"/my/requests/{paper.request_id.id}/paper/{paper.id}",
            )
            for paper in self.search_fetch(issued, fields, order="at desc, id desc", limit=limit)
        ]

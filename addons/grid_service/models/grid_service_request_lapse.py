import logging

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models
from odoo.exceptions import UserError

from .grid_service_request_walk import LAPSED

_logger = logging.getLogger(__name__)
BATCH = 100
REMIND_DAYS = 3


class GridServiceRequest(models.Model):
    """What time alone does to requests: annulment when a term has passed, and a reminder before it does.

    Both may run twice and at any hour: what is moved has left the step, what is reminded of is marked.
    """

    _inherit = "grid.service.request"

    @api.model
    def _cron_lapse(self):
        """Do the acts of the program on requests whose term has passed, in batches that are kept one by one."""
        domain = [
            ("outcome", "=", False),
            ("actor_due_at", "<", fields.Datetime.now()),
            ("step_id.transition_ids.actor", "=", "system"),
        ]
        self._in_batches(domain, lambda requests: requests._lapse())

    def _lapse(self):
        """Do the act of the program on what has lapsed."""
        for step, requests in self.grouped("step_id").items():
            transition = step.sudo().transition_ids.filtered(lambda one: one.actor == "system")[:1]
            lapsed = requests.filtered(lambda request: request._has_lapsed())
            lapsed.with_context(service_lapse=LAPSED)._move(transition.code)

    def _has_lapsed(self):
        """Whether the term of the step has passed, reckoned anew: a day off that was added since has moved it."""
        step, started_at = self.step_id.sudo(), self._term_starts_at()
        due = self._waits_at(step, started_at)[self][0] if started_at else False
        return bool(due) and due < fields.Datetime.now() and not self._supplied_in_time(due)

    def _supplied_in_time(self, due):
        """Whether all papers that the step waits for came in their term, though nobody has said so by an act yet."""
        if "complete" not in self.step_id.sudo().transition_ids.mapped("papers") or self._lacking_documents():
            return False
        given = self.paper_ids.filtered(lambda paper: paper.document_id and paper.state != "rejected")
        return any(self.entered_at <= paper.at <= due for paper in given)

    @api.model
    def _cron_remind(self):
        """Remind applicants of what waits for them, once a stage."""
        now = fields.Datetime.now()
        domain = [
            ("outcome", "=", False),
            ("actor", "=", "applicant"),
            ("actor_due_at", ">=", now),
            ("actor_due_at", "<", fields.Datetime.add(now, days=REMIND_DAYS)),
            ("reminded_at", "=", False),
        ]
        self._in_batches(domain, lambda requests: requests._remind())

    def _remind(self):
        self._by_move().write({"reminded_at": fields.Datetime.now()})
        moves = self.env["grid.service.move"]
        for request in self:
            moves |= request.move_ids[-1:]
        self.env["helpdesk.ticket"]._queue_customer_mails([mail for move in moves for mail in move._reminder()])

    @api.model
    def _in_batches(self, domain, work):
        """Work through requests, each batch kept; what another person holds is left for the next run."""
        cron, last = self.env["ir.cron"], 0
        while requests := self.search([*domain, ("id", ">", last)], order="id", limit=BATCH):
            last = requests[-1].id
            try:
                free = requests.try_lock_for_update(allow_referencing=True)
                if not self._worked(free, work):
                    for one in free:  # one that cannot be moved does not hold up the others
                        self._worked(one, work)
            except SerializationFailure:  # somebody was quicker: the next run sees what he has done
                self.env.cr.rollback()
            if not cron._commit_progress(len(requests)):
                break

    @api.model
    def _worked(self, requests, work):
        try:
            with self.env.cr.savepoint():
                work(requests)
        except UserError as refusal:
            if len(requests) == 1:
                _logger.warning("Request %s is left as it is: %s", requests.id, refusal)
            return False
        return True

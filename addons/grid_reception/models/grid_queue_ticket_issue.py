from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..queueing import is_kept, label, rank

WAIT_RULE = "office_queue_wait_max"


class GridQueueTicket(models.Model):
    """A ticket is given: its number, its turn, and until when law wants it called."""

    _inherit = "grid.queue.ticket"

    @api.model_create_multi
    def create(self, vals_list):
        """Give tickets: of a service and a category; everything else follows."""
        tickets = super().create([self._issued(vals) for vals in vals_list])
        tickets._note("issued")
        for office in tickets.office_id:
            office._tell()
        return tickets

    @api.model
    def _issued(self, vals):
        """Return the values of a new ticket.

        :raises UserError: a service that is not given; no norm of waiting is in force today
        """
        service = self.env["grid.reception.service"].sudo().browse(vals.get("service_id") or [])
        if not service.exists() or not service.active:
            raise UserError(self.env._("This service is not given any more. Choose another one."))
        office, now = service.office_id, fields.Datetime.now()
        day, category = office._today(), vals.get("category") or "ordinary"
        slot = fields.Datetime.to_datetime(vals.get("slot_at"))
        since = max(now, slot) if slot else now
        if slot and not is_kept(slot, now, office._grace()):
            slot, category = None, "ordinary" if category == "appointment" else category
        number = service._next_number(day)
        return {
            **{name: vals[name] for name in ("partner_id", "origin", "slot_at", "press") if vals.get(name)},
            "service_id": service.id,
            "office_id": office.id,
            "category": category,
            "day": day,
            "hour": office._clock().hour,
            "number": number,
            "name": label(service.letter, number),
            "rank": rank(now, office._head_start(category), slot),
            "issued_at": now,
            "waiting_since": since,
            "due_at": self._wait_until(office, since),
        }

    @api.model
    def _wait_until(self, office, since):
        """Return the last moment at which a wait is within the norm of law."""
        due_at, _why = self.env["legal.rule"].sudo()._due(WAIT_RULE, since, branch=office.branch_id)
        return due_at


class GridOffice(models.Model):
    _inherit = "grid.office"

    def _take_ticket(self, service, category, press, **vals):
        """Give the ticket of a form; a second sending waits for the first one and is given its ticket."""
        self.ensure_one()
        tickets = self.env["grid.queue.ticket"].sudo()
        if taken := tickets.search([("press", "=", press), ("office_id", "=", self.id)]):
            return taken
        return tickets.create({"service_id": service.id, "category": category, "press": press, **vals})

    def _check_phone(self):
        """Refuse a ticket by phone when too many of them wait, or nobody serves today."""
        waiting = self._of_today("waiting") & Domain("origin", "=", "phone")
        if self.env["grid.queue.ticket"].sudo().search_count(waiting) >= self.remote_limit:
            raise UserError(
                self.env._("No more tickets are given by phone now. Take one at the kiosk, or try again in an hour.")
            )
        if not self.sudo().window_ids.filtered("user_id"):
            raise UserError(self.env._("The office serves nobody now. Take a ticket in its opening hours."))

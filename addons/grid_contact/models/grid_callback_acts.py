from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, format_datetime
from odoo.tools.mail import plaintext2html

from .grid_callback import OPEN_STATES, TERM

RETRY = timedelta(minutes=15)
ANSWER_MAX = 2000


class GridCallbackTry(models.Model):
    """One call to somebody who waits for a call-back."""

    _name = "grid.callback.try"
    _description = "Try of a call-back"
    _order = "at desc, id desc"
    _rec_name = "result"

    callback_id = fields.Many2one("grid.callback", required=True, readonly=True, ondelete="cascade", index=True)
    at = fields.Datetime(required=True, readonly=True)
    user_id = fields.Many2one("res.users", "Operator", required=True, readonly=True, ondelete="restrict")
    result = fields.Selection(
        [("reached", "Reached"), ("no_answer", "No answer"), ("busy", "Busy"), ("wrong_number", "Wrong number")],
        required=True,
        readonly=True,
    )


class GridCallback(models.Model):
    """What operators do with call-backs: two never call the same person."""

    _inherit = "grid.callback"

    def _check_acting(self):
        self.ensure_one()
        self.check_access("read")
        self.env["grid.appeal.desk"]._check_role()

    def action_take_next(self):
        """Take the call-back that is due first and open it; of two clicks at once each gets another one."""
        self.env["grid.appeal.desk"]._check_role()
        self.check_access("read")
        waiting = [
            ("state", "=", "open"),
            "|",
            ("next_try_at", "=", False),
            ("next_try_at", "<=", fields.Datetime.now()),
        ]
        query = self._search(waiting, order="next_due_at, id", limit=1)
        rows = self.env.execute_query(SQL("%s FOR UPDATE OF grid_callback SKIP LOCKED", query.select()))
        if not rows:
            raise UserError(self.env._("Nobody waits for a call-back now."))
        callback = self.browse(rows[0][0])
        callback._take()
        return callback._opened()

    def action_take(self):
        """Take this call-back; who comes second is told who calls already."""
        self._check_acting()
        row = self.sudo().try_lock_for_update()
        if not row:
            raise UserError(self.env._("A colleague is taking this call-back at this moment. Take the next one."))
        if self.state == "taken" and self.user_id != self.env.user:
            raise UserError(
                self.env._("%(user)s is calling this person already. Take the next one.", user=self.user_id.name)
            )
        if self.state not in OPEN_STATES:
            raise UserError(self.env._("This call-back has ended already."))
        self._take()
        return self._opened()

    def _take(self):
        self.sudo().write({"state": "taken", "user_id": self.env.uid})

    def _opened(self, record=None):
        record = record or self
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
        }

    def _check_taken(self):
        """The acts of a call are of whoever took it; a supervisor may end what a colleague left."""
        self._check_acting()
        self.sudo().lock_for_update()
        if self.state != "taken":
            raise UserError(self.env._("Take the call-back first: so nobody else calls the same person."))
        if self.user_id != self.env.user and not self.env.user.has_group("grid_customer.group_supervisor"):
            raise AccessError(self.env._("%(user)s has taken this call-back.", user=self.user_id.name))

    def action_release(self):
        """Give it back to the list."""
        self._check_taken()
        self.sudo().write({"state": "open", "user_id": False})
        return True

    def write(self, vals):
        """Nothing is written by hand but the answer, by whoever is calling or has reached the person."""
        if not self.env.su:
            if vals.keys() - {"answer"}:
                raise AccessError(self.env._("A call-back is changed by its buttons only."))
            for callback in self.filtered(lambda one: one.state != "done" or one.user_id != self.env.user):
                callback._check_taken()
            if len(vals.get("answer") or "") > ANSWER_MAX:
                raise UserError(self.env._("Shorten the answer to %(max)s characters.", max=ANSWER_MAX))
        return super().write(vals)

    def action_reached(self):
        """The person was reached and answered: the promise is kept."""
        self._check_taken()
        now = fields.Datetime.now()
        self._note_try("reached", now)
        self.sudo()._end("done", now)
        return True

    def action_no_answer(self):
        return self._failed("no_answer")

    def action_busy(self):
        return self._failed("busy")

    def action_wrong_number(self):
        return self._failed("wrong_number")

    def _failed(self, result):
        """Note a try in vain: the person waits again, and is not called before a while."""
        self._check_taken()
        now = fields.Datetime.now()
        self._note_try(result, now)
        self.sudo().write({"state": "open", "user_id": False, "next_try_at": now + RETRY})
        return True

    def _note_try(self, result, moment):
        record = self.sudo()
        self.env["grid.callback.try"].sudo().create(
            {"callback_id": self.id, "at": moment, "user_id": self.env.uid, "result": result}
        )
        record.tries += 1

    # ------------------------------------------------------------------
    # What stays impossible
    # ------------------------------------------------------------------
    def action_write_down(self):
        """Register what could not be answered by a call-back as a written appeal, with its own term.

        The rule of the company (note to `phone_callback`): the term of 4 hours ends with it, kept or missed.
        """
        self._check_taken()
        if not self.tries:
            raise UserError(self.env._("Call first: what becomes a written appeal was tried at least once."))
        ticket = self.env["helpdesk.ticket"].create(self._appeal_vals())
        ticket.action_register()
        now, record = fields.Datetime.now(), self.sudo()
        record.write({"state": "written", "ended_at": now, "ticket_id": ticket.id, "next_try_at": False})
        if record.next_due_at and record.next_due_at >= now:
            record._deadline_cancel(TERM, self.env._("Became the appeal %(number)s.", number=ticket.number))
        else:
            record._deadline_done(TERM, now)
        return {
            "type": "ir.actions.act_window",
            "res_model": ticket._name,
            "res_id": ticket.id,
            "views": [(False, "form")],
        }

    def _appeal_vals(self):
        text = self.question or self.env._(
            "Called on %(moment)s and was not answered; could not be reached by calling back.",
            moment=format_datetime(self.env, self.asked_at, tz=self.branch_id.tz or self.company_id.legal_tz),
        )
        return {
            "name": text.splitlines()[0][:100],
            "description": plaintext2html(text),
            "kind": "consultation",
            "theme": "other",
            "channel_id": self.env.ref("grid_appeal.channel_phone").id,
            "branch_id": self.branch_id.id,
            "partner_id": self.partner_id.id,
            "partner_phone": self.phone,
            "received_at": self.asked_at,
        }

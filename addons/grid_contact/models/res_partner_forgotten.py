from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .grid_callback import OPEN_STATES, TERM


class ResPartner(models.Model):
    """Calls and messages of a customer whose data are erased: what happened stays for the figures, of nobody."""

    _inherit = "res.partner"

    def _forget(self):
        for model, number in (("grid.call", "caller"), ("grid.callback", "phone"), ("grid.notice", "phone")):
            self._of_number(model, number)._forget_person()
        self._of_number("grid.sms", "phone").filtered(lambda sms: not sms.ticket_id)._forget_person()
        self._of_number("grid.sms.incoming", "phone")._forget_person()
        self.env["grid.sms.piece"].sudo().search([("phone", "in", self._bare_phones())]).unlink()
        self._kept_of("grid.notice.refusal").write({"note": False})
        return super()._forget()

    def _bare_phones(self):
        return [phone.split(" ")[0] for phone in self.mapped("phone_sanitized") if phone]

    def _of_number(self, model, number):
        """Return the records that name these customers, and those of their telephones that name nobody."""
        unknown = Domain("partner_id", "=", False) & Domain(number, "in", self._bare_phones())
        if self.company_id:
            unknown &= Domain("company_id", "in", self.company_id.ids)
        return self.env[model].sudo().search(Domain("partner_id", "in", self.ids) | unknown)


class GridCall(models.Model):
    _inherit = "grid.call"

    def _forget_person(self):
        """Forget who called and what was said; the exchange erases the recording itself."""
        self.write({"partner_id": False, "caller": False, "note": False, "recording_url": False})
        self.env.cr.execute(
            SQL("UPDATE grid_call_event SET said = said - 'caller' - 'recording' WHERE call_id = ANY(%s)", self.ids)
        )
        self.event_ids.invalidate_recordset(["said"], flush=False)


class GridCallback(models.Model):
    _inherit = "grid.callback"

    def _forget_person(self):
        """Forget whom to call; what was still promised ends, since nobody is left to be called."""
        promised = self.filtered(lambda one: one.state in OPEN_STATES)
        promised.write({"state": "forgotten", "ended_at": fields.Datetime.now(), "next_try_at": False})
        promised._deadline_cancel(TERM, self.env._("The personal data of the customer were erased."))
        self.write({"partner_id": False, "phone": self.env._("Erased"), "question": False, "answer": False})


class GridNotice(models.Model):
    _inherit = "grid.notice"

    def _forget_person(self):
        """Forget whom a campaign told; whoever was not told yet is told no more."""
        waiting = self.filtered(lambda one: one.state == "waiting")
        waiting.attempt_ids.filtered(lambda one: one.voice_provider_id and not one.dialled_at).unlink()
        waiting.write({"state": "refused", "ended_at": fields.Datetime.now(), "is_under_way": False})
        self.write(dict.fromkeys(("partner_id", "usage_point_id", "name", "phone", "email", "body"), False))
        for notice in self:  # each of a campaign has another one
            notice.recipient = self.env._("Erased %(id)s", id=notice.id)


class GridSms(models.Model):
    _inherit = "grid.sms"

    def _forget_person(self):
        """Forget to whom an SMS went and what it said; one that has not left yet does not leave."""
        waiting = self.filtered(lambda one: one.state == "waiting")
        waiting.unlink()
        rest = self - waiting
        rest.part_ids.write({"body": False})
        rest.write({"partner_id": False, "phone": self.env._("Erased"), "body": False})


class GridSmsIncoming(models.Model):
    _inherit = "grid.sms.incoming"

    def _forget_person(self):
        """Forget who wrote and what; an appeal that came of it keeps the words in its file."""
        self.write({"partner_id": False, "phone": self.env._("Erased"), "body": False, "key": False})

from datetime import timedelta

import vobject

from odoo import Command, api, fields, models
from odoo.fields import Domain
from odoo.tools import email_normalize, formataddr

from odoo.addons.grid_appeal.models.helpdesk_ticket_receipt import ROBOT

UTC = vobject.icalendar.utc
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
ALARM = timedelta(hours=-2)
BATCH = 200
#: Who has booked so lately still remembers it.
FRESH = timedelta(hours=12)
#: The next day of any zone begins and ends within so many hours.
HORIZON = timedelta(hours=50)


class GridAppointment(models.Model):
    """What a visitor is told of her appointment by letter, with an entry for her own calendar (RFC 5545)."""

    _inherit = "grid.appointment"

    def _tell(self, kind):
        """Queue the letters of these appointments in one batch; return those that a letter reaches.

        :param kind: booked, moved, cancelled or reminder
        """
        own = self.env["grid.own.address"]._all()
        addresses = {one: email_normalize(one.email or one.partner_id.sudo().email or "") for one in self}
        written = self.filtered(
            lambda one: addresses[one] and addresses[one] not in own and not ROBOT.match(addresses[one])
        )
        if written:
            letters = [one._letter(kind, addresses[one]) for one in written]
            self.env["mail.mail"].sudo().create(letters)
            self.env["helpdesk.ticket"]._wake_mail_queue()
        return written

    def _letter(self, kind, address):
        """Return the values of a letter to this address, in the language of the visitor."""
        reader = self.with_context(lang=self._letter_lang())
        values = reader._letter_values(kind)
        branch, company = self.branch_id.sudo(), self.company_id.sudo()
        sender = branch.email or company.email
        sender = formataddr((company.name, sender)) if sender else self.env.user.email_formatted
        calendar = kind in ("booked", "moved") and self.slot_at and reader._calendar()
        return {
            "model": self._name,
            "res_id": self.id,
            "subject": values["lead"],
            "body": False,
            "body_html": reader.env["ir.qweb"]._render("grid_reception.mail_appointment", values),
            "email_from": sender,
            "reply_to": sender,
            "email_to": address,
            "headers": repr(HEADERS),
            "attachment_ids": [Command.create(self._calendar_file(calendar))] if calendar else [],
            "auto_delete": False,
            "is_notification": False,
            "record_company_id": company.id,
        }

    def _letter_lang(self):
        installed = {code for code, _name in self.env["res.lang"].get_installed()}
        return next((code for code in (self.partner_id.lang, "ru_RU") if code in installed), self.env.lang)

    def _letter_values(self, kind):
        """Return what a letter says, in the language of the context."""
        office, branch, company = self.office_id.sudo(), self.branch_id.sudo(), self.company_id.sudo()
        return {
            "company": company,
            "branch": branch,
            "phone": office.phone or branch.phone or company.phone,
            "status_url": self._page_url(),
            "status_label": self.env._("Open the appointment"),
            "lead": self._lead(kind),
            "is_off": kind == "cancelled",
            "rows": self._rows(),
            "bring": (self.service_id.sudo().bring or "").splitlines(),
            "is_home": self.kind == "home",
            "access": office.access_note or "",
        }

    def _lead(self, kind):
        """Return the first sentence of a letter, which is its subject too."""
        said, is_home = {"number": self.name, "time": self._time_words()}, self.kind == "home"
        if kind == "cancelled":
            return self.env._("Appointment %(number)s is cancelled: %(time)s", **said)
        if kind == "moved":
            return self.env._("Appointment %(number)s is moved to %(time)s", **said)
        if not self.slot_at:
            return self.env._(
                "Request %(number)s for a visit at home is noted: we call you to agree on the time", **said
            )
        if is_home:
            return self.env._("We come to you: %(time)s", **said)
        if kind == "reminder":
            return self.env._("We wait for you tomorrow: %(time)s", **said)
        return self.env._("You have an appointment: %(time)s", **said)

    def _rows(self):
        """Return [(what, value)] of an appointment, for letters and pages."""
        office = self.office_id.sudo()
        place = self.address if self.kind == "home" else ", ".join(filter(None, [office.name, office.address]))
        rows = [
            (self.env._("Number"), self.name),
            (self.env._("Time"), self._time_words()),
            (self.env._("Address"), place),
            (self.env._("Service"), self.service_id.sudo().name),
            (self.env._("Who comes to you"), self.kind == "home" and self.user_id.sudo().name),
        ]
        return [(what, value) for what, value in rows if value]

    # --- the visitor's own calendar
    def _calendar(self):
        """Return the appointment as an iCalendar text, without the name of the visitor."""
        self.ensure_one()
        calendar = vobject.iCalendar()
        calendar.add("prodid").value = "-//GridDesk//grid_reception//EN"
        event = calendar.add("vevent")
        database = self.env["ir.config_parameter"].sudo().get_param("database.uuid")
        event.add("uid").value = f"grid-appointment-{self.id}@{database}"
        event.add("dtstamp").value = fields.Datetime.now().replace(tzinfo=UTC)
        event.add("dtstart").value = self.slot_at.replace(tzinfo=UTC)
        event.add("dtend").value = self.ends_at.replace(tzinfo=UTC)
        rows = dict(self._rows())
        event.add("summary").value = self.env._(
            "%(company)s: appointment %(number)s", company=self.company_id.sudo().name, number=self.name
        )
        event.add("location").value = rows[self.env._("Address")]
        alarm = event.add("valarm")
        alarm.add("action").value = "DISPLAY"
        alarm.add("description").value = self._time_words()
        alarm.add("trigger").value = ALARM
        return calendar.serialize()

    @api.model
    def _calendar_file(self, calendar):
        return {"name": "appointment.ics", "raw": calendar.encode(), "mimetype": "text/calendar"}

    # --- the day before
    @api.model
    def _cron_remind(self):
        """Remind of the appointments of tomorrow, each once, in batches; a run that is killed goes on later."""
        while reminded := self._remind():
            if not self.env["ir.cron"]._commit_progress(reminded):
                return

    @api.model
    def _remind(self):
        """Remind the next of those who have an appointment tomorrow; return how many, 0 when everybody was."""
        now = fields.Datetime.now()
        waiting = (
            Domain("state", "=", "booked")
            & Domain("slot_at", ">", now)
            & Domain("slot_at", "<", now + HORIZON)
            & Domain("reminded_at", "=", False)
            & Domain("is_lost", "=", False)
            & Domain("booked_at", "<", now - FRESH)
            & (Domain("email", "!=", False) | Domain("partner_id.email", "!=", False))
        )
        near = self.sudo().search(waiting)
        tomorrow = near.filtered(lambda one: (one._local().date() - one.office_id._today()).days == 1)
        batch = tomorrow[:BATCH].try_lock_for_update()
        batch._tell("reminder")
        batch.reminded_at = now
        return len(batch)

from datetime import UTC
from zoneinfo import ZoneInfo

from odoo import fields, models

from odoo.addons.grid_customer.identity import phones

from .. import texting
from ..campaigns import SMS, moment_to_send


class GridOutage(models.Model):
    """SMS to those who reported an outage: by day, to whoever takes them; one that does not arrive leaves a call."""

    _inherit = "grid.outage"

    def _takers_of_sms(self, reports):
        """Return {report: mobile telephone} of those who take an SMS; a refusal of SMS holds."""
        if not self.env["grid.sms.provider"]._of_company(self.company_id):
            return {}
        refused = self.env["grid.notice.refusal"]._refused(self.company_id, reports.partner_id.ids)
        found = {}
        for report in reports:
            numbers = phones.normalise(report.partner_phone or ""), report.sudo().partner_id.phone_sanitized
            bare = [phones.bare(number) for number in numbers if number]
            phone = next(filter(texting.takes_sms, bare), None)
            if phone and SMS not in refused.get(report.partner_id.id, ()):
                found[report] = phone
        return found

    def _morning(self):
        """Return when SMS that are no emergency leave: now, or in the morning of the outage's place."""
        now = fields.Datetime.now().replace(tzinfo=UTC)
        return moment_to_send(now, ZoneInfo(self._zone())).replace(tzinfo=None)

    def _is_quiet(self):
        return self._morning() > fields.Datetime.now()

    def _wait_for_morning(self):
        """Whether somebody is to be told by SMS in the morning; it is done then."""
        waiting = [("outage_id", "=", self.id), ("outage_told", "=", "to_text")]
        is_waited_for = bool(self.env["helpdesk.ticket"].search_count(waiting, limit=1))
        if is_waited_for:
            self.env.ref("grid_contact.ir_cron_tell_restored").sudo()._trigger(self._morning())
        return is_waited_for

    def _told_by_sms(self, found):
        """Queue one SMS for each person, however often she reported; none at night."""
        if self._is_quiet():
            every = self.env["helpdesk.ticket"].union(*(person for person, _to in found))
            every._note_told(outage_told="to_text")
            return
        messages = [
            {
                "phone": phone,
                "body": self._restored_text(report),
                "partner_id": report.partner_id.id,
                "ticket_id": report.id,
                "branch_id": report.branch_id.id,
            }
            for _person, (report, phone) in found
        ]
        provider = self.env["grid.sms.provider"]._of_company(self.company_id)
        queued = self.env["grid.sms"]._queue_all(provider, messages)
        for (person, (_report, phone)), sms in zip(found, queued, strict=True):
            person._note_told(outage_told="sms", outage_told_to=phone, outage_sms_id=sms.id)

    def _restored_text(self, ticket):
        """Say in the words of one SMS that supply is back; the place is left out where it does not fit."""
        reader = ticket.with_context(lang=ticket._letter_lang())
        outage, branch = self.with_env(reader.env), reader.branch_id
        lead = reader.env._("Supply has been restored at %(end)s.", end=outage._local_words(outage.ended_at))
        phone = branch.emergency_phone or branch.phone or reader.company_id.phone
        ask = phone and reader.env._("If you have none, call %(phone)s", phone=phone)
        where = reader.sudo().usage_point_id.address
        for said in ((lead, where and f"{where}.", ask), (lead, ask), (lead,)):
            text = " ".join(filter(None, said))
            if len(text) <= texting.LIMIT:
                return text
        return lead[: texting.LIMIT]


class GridSms(models.Model):
    _inherit = "grid.sms"

    def _ended(self):
        """Leave to people whom an SMS did not reach."""
        result = super()._ended()
        if lost := self.filtered(lambda sms: sms.state != "delivered"):
            reports = self.env["helpdesk.ticket"].sudo().search([("outage_sms_id", "in", lost.ids)])
            reports.filtered(lambda one: one.outage_told == "sms")._by_act().write({"outage_told": "to_call"})
        return result

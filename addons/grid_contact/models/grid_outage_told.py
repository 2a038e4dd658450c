from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.grid_appeal.models.helpdesk_ticket_receipt import AUTOMATIC, ROBOT

BATCH = 500
#: Of whom no more is owed.
TOLD = ("email", "sms", "informer", "phone")


class GridOutage(models.Model):
    """Supply is back: whoever reported it is told, once, by one channel.

    A person is told by SMS if she chose so, by a letter to the address of the appeal or of her card, by SMS if there is
    none, and else by a person on the telephone. Whom the auto-informer tells of the same is not told again.

    A job that is killed goes on where it stopped: appeals are marked in the transaction that queues their message.
    """

    _inherit = "grid.outage"

    @api.model
    def _cron_tell_restored(self):
        """Tell of every outage that is over, in batches."""
        for outage in self.search([("state", "=", "restored"), ("told_at", "=", False)], order="id"):
            while told := outage._tell_batch():
                if not self.env["ir.cron"]._commit_progress(told):
                    return

    def _tell_batch(self):
        """Tell the next of those who reported; return how many appeals were handled, 0 when nothing is left for now."""
        if self._informer_prepares():
            return 0  # whom the auto-informer tells is known when everybody has a message; then this goes on
        tickets = self._next_untold()
        if not tickets:
            self.told_at = not self._wait_for_morning() and fields.Datetime.now()
            return 0
        every, marks = self._persons()
        wanted = set(tickets.ids)
        persons = [person for person in every if not wanted.isdisjoint(person.ids)]
        ways = defaultdict(list)
        for person, way, to in self._ways(persons, marks):
            ways[way].append((person, to))
        for way, found in ways.items():
            getattr(self, f"_told_by_{way}")(found)
        return len(tickets)

    def _next_untold(self):
        """Return the next appeals, locked: a second run waits here and then finds them told."""
        self.env["helpdesk.ticket"].flush_model(["outage_id", "outage_told"])
        rows = self.env.execute_query(
            SQL(
                """SELECT id FROM helpdesk_ticket
                    WHERE outage_id = %s AND (outage_told IS NULL OR (outage_told = 'to_text' AND NOT %s))
                    ORDER BY id LIMIT %s FOR UPDATE""",
                self.id,
                self._is_quiet(),
                BATCH,
            )
        )
        return self.env["helpdesk.ticket"].browse(id_ for (id_,) in rows)

    # ------------------------------------------------------------------
    # By what
    # ------------------------------------------------------------------
    def _ways(self, persons, marks):
        """Give (person, way, to what) of persons; a fixed number of queries."""
        every = self.env["helpdesk.ticket"].union(*persons)
        own, text_to = self.env["grid.own.address"]._all(), self._takers_of_sms(every)
        informed = self._by_informer({mark for report in every for mark in marks[report.id]})
        for person in persons:
            told = person.filtered(lambda report: report.outage_told in TOLD)[:1]
            notice = next((informed[mark] for one in person for mark in marks[one.id] if mark in informed), None)
            address = next(((report, said) for report in person if (said := report._told_address(own))), None)
            phone = next(((report, text_to[report]) for report in person if report in text_to), None)
            prefers_sms = "sms" in person.partner_id.sudo().mapped("notice_way")
            if told:
                yield person, "again", told
            elif notice:
                yield person, "informer", notice
            elif address and not (phone and prefers_sms):
                yield person, "email", address
            elif phone:
                yield person, "sms", phone
            else:
                yield person, "to_call", False

    def _told_by_again(self, found):
        """Note on further appeals of a person how she was told before."""
        for person, told in found:
            names = ("outage_told", "outage_told_to", "outage_sms_id", "outage_notice_id")
            person._note_told(**{name: told[name].id if name.endswith("_id") else told[name] for name in names})

    def _told_by_email(self, found):
        """Queue one letter for each person, however often she reported."""
        letters = []
        for person, (report, address) in found:
            letters.append(self._restored_letter(report, address))
            person._note_told(outage_told="email", outage_told_to=address)
        self.env["helpdesk.ticket"]._queue_customer_mails(letters)

    def _restored_letter(self, ticket, address):
        reader = ticket.with_context(lang=ticket._letter_lang())
        outage = self.with_env(reader.env)
        where = ticket.sudo().usage_point_id.address
        values = {**reader._mail_values(), "lead": outage._restored_words(), "where": where}
        return {
            "ticket": ticket,
            "email_to": address,
            "subject": reader.env._("Supply has been restored"),
            "body": reader.env["ir.qweb"]._render("grid_contact.mail_restored", values),
            "log": self.env._("Told that supply is back: %(email)s", email=address),
            "headers": AUTOMATIC,
        }

    def _told_by_to_call(self, found):
        """Leave to people whom no message reaches."""
        self.env["helpdesk.ticket"].union(*(person for person, _to in found))._note_told(outage_told="to_call")


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    def _told_address(self, own_addresses):
        """Return the address to which this appeal is answered; none that is ours or that nobody reads."""
        address = self._answer_email()
        return address if address and address not in own_addresses and not ROBOT.match(address) else ""

    def _note_told(self, **values):
        """Note how a person was told on those of her appeals that do not say it."""
        self.filtered(lambda report: report.outage_told not in TOLD)._by_act().write(values)

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.grid_appeal.models.helpdesk_ticket_receipt import AUTOMATIC, ROBOT

BATCH = 200


class GridOutage(models.Model):
    """Supply is back: whoever reported the outage is told, once, by the channel of the appeal.

    A job that is killed goes on where it stopped: an appeal is marked in the transaction that queues its letter.
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
        """Tell the next of those who reported; return how many were handled, 0 when everybody was."""
        tickets = self._next_untold()
        if not tickets:
            self.told_at = fields.Datetime.now()
            return 0
        addresses = {ticket: ticket._answer_email() for ticket in tickets}
        own = tickets._own_addresses()
        written = tickets.filtered(lambda t: addresses[t] and addresses[t] not in own and not ROBOT.match(addresses[t]))
        self._write_to(written, addresses)
        self._leave_to_callers(tickets - written)
        return len(tickets)

    def _next_untold(self):
        """Return the next appeals, locked: a second run waits here and then finds them told."""
        self.env["helpdesk.ticket"].flush_model(["outage_id", "outage_told"])
        rows = self.env.execute_query(
            SQL(
                """SELECT id FROM helpdesk_ticket WHERE outage_id = %s AND outage_told IS NULL
                    ORDER BY id LIMIT %s FOR UPDATE""",
                self.id,
                BATCH,
            )
        )
        return self.env["helpdesk.ticket"].browse(id_ for (id_,) in rows)

    def _write_to(self, tickets, addresses):
        """Queue one letter for each address, however often it reported."""
        told = {
            address
            for (address,) in self.env["helpdesk.ticket"]._read_group(
                [("outage_id", "=", self.id), ("outage_told_to", "in", [addresses[ticket] for ticket in tickets])],
                ["outage_told_to"],
            )
        }
        letters = []
        for ticket in tickets:
            address = addresses[ticket]
            if address not in told:
                told.add(address)
                letters.append(self._restored_letter(ticket, address))
            ticket._by_act().write({"outage_told": "email", "outage_told_to": address})
        tickets._queue_customer_mails(letters)

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

    def _leave_to_callers(self, tickets):
        """Leave to people whom no letter reaches; whoever has another way takes his own first."""
        tickets._by_act().write({"outage_told": "to_call"})

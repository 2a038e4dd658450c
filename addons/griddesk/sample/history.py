from collections import defaultdict

from odoo.tools import SQL


class History:
    """Sets what acts wrote down to the moments they are said to have happened at, and lets no letter leave."""

    def __init__(self, env):
        self.env = env
        self.last = self._newest(0)

    def _newest(self, after):
        """The newest message of all; acts that follow write newer ones."""
        rows = self.env.execute_query(SQL("SELECT COALESCE(MAX(id), 0) FROM mail_message WHERE id > %s", after))
        return max(rows[0][0], after)

    def happened(self, moments):
        """Date the messages of acts that were just done, and call their letters sent; `moments`: {appeal: moment}."""
        written = [
            ("model", "=", "helpdesk.ticket"),
            ("res_id", "in", [ticket.id for ticket in moments]),
            ("id", ">", self.last),
        ]
        messages = self.env["mail.message"].search_fetch(written, ["res_id"])
        of_ids = {ticket.id: moment for ticket, moment in moments.items()}
        by_moment = defaultdict(self.env["mail.message"].browse)
        for message in messages:
            by_moment[of_ids[message.res_id]] += message
        for moment, dated in by_moment.items():
            dated.date = moment
        letters = self.env["mail.mail"].search([("mail_message_id", "in", messages.ids)])
        letters.write({"state": "sent"})
        self.last = self._newest(self.last)

from odoo import models


class FetchmailServer(models.Model):
    """A mailbox loses no letter: it is read only when the journal has it."""

    _inherit = "fetchmail.server"

    def _fetch_mail(self, batch_limit=50):
        return super(FetchmailServer, self.with_context(intake_refused=[]))._fetch_mail(batch_limit)

    def _connect__(self, allow_archived=False):
        """Keep two gaps of Odoo's reading shut.

        It marks a letter as handled even when nothing could be kept of it; and it fetches in the way
        that marks the letter as seen at once, so that a server killed in between never sees it again.
        """
        connection = super()._connect__(allow_archived)
        refused = self.env.context.get("intake_refused")
        if refused is None:
            return connection
        handled = connection.handled_message
        connection.handled_message = lambda number: refused.pop() if refused else handled(number)
        if self._get_connection_type() == "imap":
            fetch = connection.fetch
            connection.fetch = lambda number, parts: fetch(number, parts.replace("RFC822", "BODY.PEEK[]"))
        return connection

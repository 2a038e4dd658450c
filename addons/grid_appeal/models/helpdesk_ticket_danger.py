from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import html2plaintext

from ..appeals.danger import is_danger

USUAL, URGENT = "1", "3"


class HelpdeskTicket(models.Model):
    """A message of danger (a hanging wire): to the dispatcher at once, on top of every list until dealt with."""

    _inherit = "helpdesk.ticket"

    # the base's field, which every list is ordered by first
    priority = fields.Selection(default=USUAL, readonly=True, copy=False)
    danger = fields.Boolean(
        "Danger to people",
        copy=False,
        help="A hanging wire, an open substation, a fire: the dispatcher is told at once.",
    )
    danger_handled_at = fields.Datetime("Taken by the dispatcher", readonly=True, copy=False)
    danger_handled_by_id = fields.Many2one("res.users", "Danger dealt with by", readonly=True, copy=False)

    @api.model
    def _speaks_of_danger(self, vals, category):
        """Whether a new appeal tells of danger: by its category, else by its own words."""
        if category and category.danger:
            return True
        return is_danger(vals.get("name") or "", html2plaintext(vals.get("description") or ""))

    def _raise_alarm(self):
        """Tell the dispatchers of these appeals at once, and keep them on top of the lists."""
        alarming = self.filtered(lambda ticket: ticket.danger and not ticket.danger_handled_at)
        if not alarming:
            return
        alarming._by_act().write({"priority": URGENT})
        for branch, tickets in alarming.grouped("branch_id").items():
            told = branch._dispatchers()
            tickets._show_alarm(told.users)
            tickets._mail_alarm(told.email)
            names = told.names or "—"
            tickets._log_act(self.env._("DANGER. Passed to the dispatcher: %(names)s.", names=names))

    def _show_alarm(self, users):
        """Show a message that stays on the screen until it is read."""
        for ticket in self:
            users._bus_send(
                "simple_notification",
                {
                    "type": "danger",
                    "sticky": True,
                    "title": self.env._("Danger to people"),
                    "message": ticket._alarm_text(),
                },
            )

    def _mail_alarm(self, email):
        if not email:
            return
        page = '<p>%s</p><p><a href="%s/mail/view?model=helpdesk.ticket&amp;res_id=%s">%s</a></p>'
        self._queue_customer_mails(
            [
                {
                    "ticket": ticket,
                    "email_to": email,
                    "subject": self.env._("DANGER: %(subject)s", subject=ticket.name),
                    "body": Markup(page)
                    % (ticket._alarm_text(), ticket.get_base_url(), ticket.id, self.env._("Open the appeal")),
                    "log": self.env._("Message to the dispatcher: %(email)s", email=email),
                }
                for ticket in self
            ]
        )

    def _alarm_text(self):
        """Say where, who and what, each word once: a subject is often the beginning of the text."""
        words = html2plaintext(self.description or "").strip()
        subject = (self.name or "").strip(" .…")
        said = " ".join(words.split()).casefold().startswith(" ".join(subject.split()).casefold())
        where = self.usage_point_id.sudo().address
        parts = [self.number, "" if said else subject, where, self.partner_phone, words]
        return ". ".join(part for part in parts if part)

    def action_report_danger(self):
        """Call the dispatcher: a person has understood that people are in danger."""
        self.check_access("write")
        calm = self.filtered(lambda ticket: not ticket.danger)
        calm._by_act().write({"danger": True})
        calm._raise_alarm()
        return True

    def action_danger_handled(self):
        """Note that the dispatcher has the message and people are being kept away."""
        self.check_access("write")
        waiting = self.filtered(lambda ticket: ticket.danger and not ticket.danger_handled_at)
        waiting._by_act().write(
            {
                "priority": USUAL,
                "danger_handled_at": fields.Datetime.now(),
                "danger_handled_by_id": self.env.uid,
            }
        )
        waiting._log_act(self.env._("The dispatcher has the message: %(user)s.", user=self.env.user.name))
        return True

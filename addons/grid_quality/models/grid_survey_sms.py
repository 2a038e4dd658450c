from odoo import api, models
from odoo.fields import Domain

from .short_key import read_key


class GridSurveyInvitation(models.Model):
    """An invitation by SMS: a few words and a short link."""

    _name = "grid.survey.invitation"
    _inherit = ["grid.survey.invitation", "grid.texted"]

    _link_letter = "s"

    @api.model
    def _to_be_sent(self):
        by_day = Domain("campaign_id.asks_by", "=", "sms") & Domain(
            "branch_id", "in", self.env["grid.branch"]._awake().ids
        )
        return super()._to_be_sent() | by_day

    def _send_by_sms(self):
        """Queue an SMS to each; return those written to."""
        able = self._who_takes_sms()
        able._queue_sms()
        return able

    def _words_of_sms(self):
        return self._in_customer_lang().env._("Rate our service: %(link)s", link=self._short_link())

    def _give_back(self):
        self.filtered(lambda one: one.state == "sent").write({"state": "new", "sent_on": False, "sms_id": False})

    @api.model
    def _path_of_short_key(self, key):
        """Return the page that a short link leads to; nothing for any other text."""
        invitation = read_key(self, self._link_letter, key)
        return f"/survey-of-service/{invitation._key()}" if invitation else ""

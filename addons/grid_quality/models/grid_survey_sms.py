from odoo import api, models
from odoo.fields import Domain

from .short_key import read_key


class GridSurveyInvitation(models.Model):
    """An invitation by SMS: a few words and a short link, or a digit where the questionnaire is one scale of digits."""

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

    def _ways_in_words(self, link, first, last):
        said = self.env
        return (
            said._("Rate our service: %(link)s", link=link),
            said._("Rate our service: %(link)s or answer %(first)s-%(last)s", link=link, first=first, last=last),
            said._("Rate our service: answer this SMS by one digit from %(first)s to %(last)s", first=first, last=last),
        )

    def _digits(self):
        question = self.campaign_id._questions()
        return (question.scale_min, question.scale_max) if question._is_of_one_digit() else (0, 0)

    def _is_within_term(self):
        return self.campaign_id._is_open() and self.campaign_id._questions()._is_of_one_digit()

    def _take_digit(self, digit):
        campaign, customer = self.campaign_id, self.partner_id
        question, sheets = campaign._questions(), self.env["survey.user_input"]
        mark = question._read_answer([str(digit)])
        if mark is None:
            return None
        ballot = sheets._ballot(campaign, customer.id)
        return sheets._take_sheet(campaign, self.stratum_id, {question: mark}, "auto_informer", ballot, customer)

    def _names_nobody(self):
        return self.campaign_id.is_anonymous

    def _give_back(self):
        self.filtered(lambda one: one.state == "sent").write({"state": "new", "sent_on": False, "sms_id": False})

    @api.model
    def _path_of_short_key(self, key):
        """Return the page that a short link leads to; nothing for any other text."""
        invitation = read_key(self, self._link_letter, key)
        return f"/survey-of-service/{invitation._key()}" if invitation else ""

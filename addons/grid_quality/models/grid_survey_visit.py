from odoo import models


class GridQueueTicket(models.Model):
    """The survey that asks whoever was served in an office: one sheet a visit, whoever presses and how often."""

    _inherit = "grid.queue.ticket"

    def _part_asking(self):
        """Return the part of the survey that asks this visitor now; empty where none does, or she has answered."""
        if not self or self.state != "done":
            return self.env["grid.survey.stratum"]
        part = self.env["grid.survey.campaign"].sudo()._part_asking("kiosk", self.branch_id, self.day)
        holder = part.campaign_id._holder_of("visit", self.id, self.partner_id)
        return part if holder and not part.campaign_id._is_given_by(holder) else part.browse()

    def _take_survey(self, answers):
        """Keep what the visitor answered, once.

        :raises UserError: the survey takes no answers
        """
        if part := self._part_asking():
            campaign = part.campaign_id
            holder = campaign._holder_of("visit", self.id, self.partner_id)
            campaign._take_of_comer(part, answers, "office", holder, self.partner_id)

from odoo import models


class GridQueueTicket(models.Model):
    """What whoever was served in an office says of it: a mark, and one sheet of a survey a visit."""

    _inherit = "grid.queue.ticket"

    def _take_mark(self, mark):
        had = self.mark
        result = super()._take_mark(mark)
        if self.mark and not had:
            self.env["grid.low.mark"].sudo()._open_visit(self.sudo())
        return result

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

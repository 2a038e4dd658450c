from odoo import fields, models
from odoo.tools import SQL

from .alone import keep
from .grid_notice_campaign_run import SOON


class GridNoticeCampaign(models.Model):
    """Whoever is hit after the campaign of an outage was prepared joins it, also when it is running or done.

    It is prepared anew, which adds only those who lack. The outage marks the campaign, and the job looks at the mark
    again when it has added everybody: what changed meanwhile is not missed.
    """

    _inherit = "grid.notice.campaign"

    is_wider = fields.Boolean(readonly=True, copy=False, help="Its outage hits more than when it was prepared.")

    def _widen(self):
        """Add whoever is newly hit; a campaign that is stopped waits for a person to go on."""
        begun = self.filtered(lambda one: one.audience == "outage" and one.state != "draft" and not one.taken_back_at)
        begun._mark_wider(True)
        begun.filtered(lambda one: one.state in ("running", "done"))._prepare_again()

    def _mark_wider(self, is_wider):
        """Write the mark, also where it stands: of two who change a campaign at once, one begins anew."""
        self.flush_recordset()
        self.env.cr.execute(SQL("UPDATE grid_notice_campaign SET is_wider = %s WHERE id = ANY(%s)", is_wider, self.ids))
        self.invalidate_recordset(["is_wider"])

    def _prepare_again(self):
        self.state = "preparing"
        self._wake("prepare")

    def action_resume(self):
        result = super().action_resume()
        self.sudo().filtered(lambda one: one.is_wider and one.state == "running")._prepare_again()
        return result

    def _prepare(self):
        """Come back when another job is at work on the campaign now."""
        result = super()._prepare()
        if self.state == "preparing":
            self._wake("prepare", fields.Datetime.now() + SOON)
        return result

    def _add_recipients(self):
        if self.audience != "outage":
            return super()._add_recipients()
        while True:
            self._mark_wider(False)
            keep(self.env)  # what the outage gains from here on is marked anew
            if not super()._add_recipients():
                return False
            self.invalidate_recordset(["is_wider"])
            if not self.is_wider:
                return True

    def _is_new(self):
        """Leave out who is told by this campaign already: her telephone may have changed meanwhile."""
        if self.audience != "outage":
            return super()._is_new()
        return SQL(
            """NOT EXISTS (SELECT FROM grid_notice AS told
                            WHERE told.campaign_id = %s AND told.partner_id = given.partner_id)""",
            self.id,
        )

    def _finish_or_wait(self):
        """Stay open for those who are still to be added."""
        self.invalidate_recordset(["is_wider"])
        return None if self.is_wider else super()._finish_or_wait()

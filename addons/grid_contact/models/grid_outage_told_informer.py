from odoo import models
from odoo.fields import Domain

#: Messages of the auto-informer by which a person is told, or will be.
TELLS = ("waiting", "positive")
NOT_TOLD = ("negative", "failed", "refused")


class GridOutage(models.Model):
    """Who reported late and is told by the auto-informer, which did not know of her report, is told by nothing else."""

    _inherit = "grid.outage"

    def _campaigns_of_restored(self):
        return self.sudo().campaign_ids.filtered(lambda one: one.occasion == "restored")

    def _informer_prepares(self):
        return "preparing" in self._campaigns_of_restored().mapped("state")

    def _by_informer(self, marks):
        """Return {mark: message} of the persons whom a campaign tells that supply is back, in one query."""
        campaigns = self._campaigns_of_restored()
        if not campaigns:
            return {}
        cards = [mark for mark in marks if isinstance(mark, int)]
        known = [mark for mark in marks if isinstance(mark, str)]
        whom = Domain("partner_id", "in", cards) | Domain("phone", "in", known) | Domain("email", "in", known)
        of_campaigns = Domain("campaign_id", "in", campaigns.ids) & Domain("state", "in", TELLS)
        notices = self.env["grid.notice"].sudo().search_fetch(of_campaigns & whom, ["partner_id", "phone", "email"])
        return {
            mark: notice for notice in notices for mark in (notice.partner_id.id, notice.phone, notice.email) if mark
        }

    def _told_by_informer(self, found):
        for person, notice in found:
            person._note_told(outage_told="informer", outage_told_to=notice.recipient, outage_notice_id=notice.id)

    def _tell_soon(self):
        self.env.ref("grid_contact.ir_cron_tell_restored").sudo()._trigger()


class GridNoticeCampaign(models.Model):
    _inherit = "grid.notice.campaign"

    def _prepared(self):
        result = super()._prepared()
        if self.occasion == "restored" and self.outage_id:
            self.outage_id._tell_soon()
        return result

    def _finish(self):
        """Give back those who reported and whom no message reached: they are told in answer to their appeals."""
        result = super()._finish()
        reports = self.env["helpdesk.ticket"].search(
            [
                ("outage_id", "=", self.outage_id.id),
                ("outage_told", "=", "informer"),
                ("outage_notice_id.campaign_id", "=", self.id),
                ("outage_notice_id.state", "in", NOT_TOLD),
            ]
        )
        if self.outage_id and reports:
            reports._by_act().write({"outage_told": False, "outage_told_to": False, "outage_notice_id": False})
            self.outage_id.told_at = False
            self.outage_id._tell_soon()
        return result

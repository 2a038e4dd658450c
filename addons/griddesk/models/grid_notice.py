from odoo import api, models

from odoo.addons.grid_portal.account import Event


class GridNotice(models.Model):
    """Messages of the auto-informer in the account: a line of the feed, received when the feed is read."""

    _inherit = "grid.notice"

    @api.model
    def _account_events(self, customer, limit):
        """Return what was left for a customer in the account, the newest first."""
        attempts = self.env["grid.notice.attempt"].search(
            [("notice_id.partner_id", "=", customer.id), ("channel", "=", "account")], order="id desc", limit=limit
        )
        return [
            Event(one.begun_at, one.notice_id._clock(one.begun_at), one.notice_id.body, one.notice_id.campaign_id.name,
                  "/my/feed")
            for one in attempts
        ]  # fmt: skip

    def _clock(self, moment):
        """Say a moment as the clock shows it where the branch is."""
        zone = self.campaign_id._zone(self.branch_id)
        return self.env["legal.rule"]._local(moment, zone).strftime("%d.%m.%Y %H:%M")


class GridFeedReading(models.Model):
    _inherit = "grid.feed.reading"

    @api.model
    def _read(self, user, customer, until):
        """Note that messages of the auto-informer were received, with everything else that the page showed."""
        done = super()._read(user, customer, until)
        self.env["grid.notice"]._read_in_account(customer, until)
        return done


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _account_events(self, limit):
        return super()._account_events(limit) + self.env["grid.notice"]._account_events(self, limit)

    def _notice_ways(self):
        """Offer SMS where they reach the customer."""
        labels = dict(self._fields["notice_way"]._description_selection(self.env))
        return {**super()._notice_ways(), **({"sms": labels["sms"]} if self._takes_sms() else {})}

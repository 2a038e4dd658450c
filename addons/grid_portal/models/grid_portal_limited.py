from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import hmac


class GridPortalLimited(models.AbstractModel):
    """What a visitor makes without signing in: who made it is known by marks, and each may make so many an hour.

    A model that counts by a field declares an index of it with `create_date`.
    """

    _name = "grid.portal.limited"
    _description = "Made by a visitor, limited an hour"

    #: {field of a mark: how many an hour}
    _hourly = {}

    session_mark = fields.Char(readonly=True)
    address_mark = fields.Char(readonly=True)

    @api.model
    def _mark(self, scope, text):
        """A keyed digest: tells equal from different without keeping the text itself."""
        return hmac(self.env(su=True), f"grid_portal.{scope}", text)[:32]

    @api.model
    def _over_limit(self, marks, others=Domain.TRUE, hourly=None):
        """Has somebody with these marks made too many within the hour?

        :param others: which records count
        :param hourly: how many of these, when not as many as of all
        """
        recent = Domain("create_date", ">", fields.Datetime.now() - timedelta(hours=1)) & others
        return any(
            self.search_count(recent & Domain(field, "=", marks[field]), limit=limit) >= limit
            for field, limit in (hourly or self._hourly).items()
        )

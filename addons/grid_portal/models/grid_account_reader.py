from datetime import datetime

from odoo import api, models
from odoo.tools import format_date


class GridAccountReader(models.AbstractModel):
    """A record that its customer may read: the fields named here, and no other, present or future."""

    _name = "grid.account.reader"
    _description = "Record read by its customer"

    _portal_fields = frozenset()

    @api.model
    def _has_field_access(self, field, operation):
        env = self.env
        # asked for each value of each row of a list: known for the transaction, and found without another call
        is_customer = env.cr.cache.get((GridAccountReader._name, env.uid))
        closed = is_customer is not False and (operation != "read" or field.name not in self._portal_fields)
        if closed and not env.su and (is_customer or self._is_of_customer()):
            return False
        return super()._has_field_access(field, operation)

    @api.model
    def _is_of_customer(self):
        """Whether the account is a customer's; noted to the end of the transaction."""
        is_customer = self.env["res.users"].sudo().browse(self.env.uid).share
        self.env.cr.cache[GridAccountReader._name, self.env.uid] = is_customer
        return is_customer

    def _account_notes(self):
        """Return what else its customer reads on the page of the record; for addons that know of visits or outages.

        :return: `[{"title", "text", "path"}]` in the reader's language, the most urgent first; `path` leads on, or is
            left out. Called with all rights of one record: say only what its customer may know.
        """
        return []

    def _customer_moment(self, moment):
        """Return a moment as the clock shows it where the branch is."""
        return self._local(moment).strftime("%d.%m.%Y %H:%M")

    def _customer_date(self, value):
        """Return a day as it is written; of a moment the local day where the branch is."""
        if not value:
            return ""
        day = self._local(value).date() if isinstance(value, datetime) else value
        return format_date(self.env, day, date_format="dd.MM.yyyy")

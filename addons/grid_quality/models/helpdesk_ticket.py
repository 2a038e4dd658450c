from datetime import datetime

from odoo import api, models

from odoo.addons.grid_appeal.appeals import form_4_9

from ..statutory import form_4_1


class HelpdeskTicket(models.Model):
    """Appeals counted for form 4.1, in the same columns as form 4.9 marks them."""

    _inherit = "helpdesk.ticket"

    @api.model
    def _form_4_1_counts(self, domain):
        """Return how many of the appeals found stand in each cell, `{(row, column of form 4.9): appeals}`.

        One query, whatever the number of appeals; the reader's rights apply.
        """
        groups = self._read_group(domain, ["channel_id", "kind", "theme"], ["__count"])
        within_all = self.env.company.sudo().complaints_within_all
        return form_4_1.year_counts(
            (self._form_4_9_marks(channel, kind, theme, within_all), count) for channel, kind, theme, count in groups
        )

    @api.model
    def _form_4_9_marks(self, channel, kind, theme, within_all):
        """Return the columns of form 4.9 that appeals of a channel, a kind and a theme have marked."""
        appeal = form_4_9.Appeal("", datetime.min, channel.statutory_form, kind, theme)
        return form_4_9.marks(appeal, within_all)

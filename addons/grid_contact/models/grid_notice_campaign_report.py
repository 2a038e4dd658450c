from odoo import fields, models

from ..campaigns import STATES, tally


class GridNoticeCampaign(models.Model):
    """The report of a campaign: every recipient in one column, by branch, and the sum of all."""

    _inherit = "grid.notice.campaign"

    def _report_heading(self):
        self.ensure_one()
        moment = self.env["legal.rule"]._local(fields.Datetime.now(), self._zone(self.branch_id))
        return [
            self.name,
            self.env._(
                "As of %(moment)s. Received, of those who did not refuse: %(percent).1f %%.",
                moment=f"{moment:%d.%m.%Y %H:%M}",
                percent=self.told_percent,
            ),
            *self._report_notes(),
        ]

    def _report_rows(self):
        """Return the titles with their widths, and the rows: a branch each, then all of them."""
        labels = dict(self.env["grid.notice"]._fields["state"]._description_selection(self.env))
        titles = [(self.env._("Branch"), 34), *((labels[state], 16) for state in STATES), (self.env._("In all"), 12)]
        found = {}
        for branch, state, count in self.env["grid.notice"]._read_group(
            [("campaign_id", "=", self.id)], ["branch_id", "state"], ["__count"]
        ):
            found.setdefault(branch, {})[state] = count
        rows = [
            self._report_row(branch.name or self.env._("Without a branch"), counts) for branch, counts in found.items()
        ]
        total = {state: sum(counts.get(state, 0) for counts in found.values()) for state in STATES}
        return titles, [*rows, self._report_row(self.env._("All"), total)]

    def _report_row(self, name, counts):
        summed = tally(counts)
        return [name, *(getattr(summed, state) for state in STATES), summed.total]

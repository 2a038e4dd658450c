from odoo import models

from ..statutory.sheet import Sheet, only_of


class GridStatutoryReport(models.Model):
    """What a supervisor reads of a published report of the unit: the rows of the own branches, and their sum."""

    _inherit = "grid.statutory.report"

    def _seen_part(self, sheet):
        """Return a published sheet as the reader may see it."""
        if not self.is_partial:
            return sheet
        own = {str(branch) for branch in self._seen_branches().ids}
        return Sheet(only_of(own, sheet.rows), sheet.action, sheet.notes)

    def _seen_branches(self):
        return self.env.user.seen_branch_ids.filtered(lambda branch: branch.company_id == self.company_id)

    def _said_seen_part(self):
        """Say above the rows which branches they are of; nothing to whoever reads all."""
        if not self.is_partial:
            return []
        names = ", ".join(self._seen_branches().mapped("name")) or self.env._("none")
        return [self.env._("Rows of these branches only: %(names)s", names=names)]

from odoo import models
from odoo.exceptions import UserError


class GridServiceRequest(models.Model):
    """What an act lacks, said before anybody has tried it."""

    _inherit = "grid.service.request"

    def _lacks_for(self, transition, at):
        """Return what keeps an act from being done at a moment, line by line; nothing is done.

        What the dialog of the act asks for itself (a reason, a list, the day of a visit) is not among it.
        """
        self.ensure_one()
        transition = transition.sudo()
        lines = self._missing_for_papers(self._kinds_to_issue(transition))
        for check in self._checks_of(transition):
            try:
                check(transition, at)
            except UserError as refusal:
                lines += str(refusal).splitlines()
        return list(dict.fromkeys(lines))

    def _list_for(self, transition):
        """Return what is known of the list that an act asks for, line by line; addons above add theirs."""
        return self._lacking_documents().mapped("name") if transition.papers == "lacking" else []

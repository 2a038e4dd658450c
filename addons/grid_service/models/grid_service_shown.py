from odoo import api, models
from odoo.fields import Domain


class GridService(models.Model):
    """What the public sees of the passports."""

    _inherit = "grid.service"

    @api.model
    def _shown(self, day, company, code=None):
        """Return one edition a passport: the one in force on a day, else the draft that says why it is one.

        :param code: of one passport; all are returned without it
        """
        shown = Domain("company_id", "in", (False, company.id))
        if code:
            shown &= Domain("code", "=", code)
        open_end = Domain("valid_to", "=", False) | Domain("valid_to", ">=", day)
        in_force = Domain("state", "=", "published") & Domain("valid_from", "<=", day) & open_end
        draft = Domain("state", "=", "draft") & Domain("draft_reason", "!=", False)
        found = self.search(shown & (in_force | draft))
        in_force = found.filtered(lambda one: one.state == "published")
        drafts = found - in_force
        codes = set(in_force.mapped("code"))
        return (in_force | drafts.filtered(lambda one: one.code not in codes)).sorted(
            lambda one: (one.family, one.sequence, one.code)
        )

    def _printed_steps(self):
        """Return the stages that the printed passport and the public page show, in their order."""
        return self.step_ids.filtered("is_printed").sorted("sequence")

from odoo import api, models


class GridService(models.Model):
    """What the public sees of the passports."""

    _inherit = "grid.service"

    @api.model
    def _shown(self, day, company):
        """Return one edition a passport: the one in force on a day, else the draft that says why it is one."""
        of_company = [("company_id", "in", (False, company.id))]
        in_force = self.search(
            [
                *of_company,
                ("state", "=", "published"),
                ("valid_from", "<=", day),
                "|",
                ("valid_to", "=", False),
                ("valid_to", ">=", day),
            ]
        )
        drafts = self.search([*of_company, ("state", "=", "draft"), ("draft_reason", "!=", False)])
        codes = set(in_force.mapped("code"))
        return (in_force | drafts.filtered(lambda one: one.code not in codes)).sorted(
            lambda one: (one.family, one.sequence, one.code)
        )

    def _printed_steps(self):
        """Return the stages that the printed passport and the public page show, in their order."""
        return self.step_ids.filtered("is_printed").sorted("sequence")

from odoo import api, models
from odoo.exceptions import AccessError, UserError


class LegalDeadline(models.Model):
    """What another system may ask of a promise that it reads."""

    _inherit = "legal.deadline"

    @api.readonly
    def explain(self, audience="public"):
        """Return why this date, a line a step, in the language of who asks.

        `audience`: `public` for a customer or an inspector; `staff` is told the internal control date too.

        :raises UserError: not one deadline, or no such audience
        :raises AccessError: the audience is not the caller's
        """
        self.check_access("read")
        return self.env["legal.explanation"]._for_caller(self)._explained(audience)

    def _explained(self, audience):
        if len(self) != 1:
            raise UserError(self.env._("Ask for the explanation of one deadline at a time."))
        if audience not in ("public", "staff"):
            raise UserError(self.env._("An explanation is for the “public” or for “staff”."))
        if audience == "staff" and not self.env.user.has_group("legal_deadline.group_rule_reader"):
            raise AccessError(self.env._("The internal control date is for staff alone."))
        return self._explain(audience).splitlines()

from odoo import models
from odoo.exceptions import UserError

from .grid_texted import TEXTED


class GridSmsIncoming(models.Model):
    """A digit answers what was asked last by SMS at its telephone: an answer, a visit, a survey of one question."""

    _inherit = "grid.sms.incoming"

    def _mark(self, digit):
        """Take the digit as the mark; the first one counts, whatever way it came.

        A digit to an anonymous survey is not kept here, taken or not: the journal would tell who answered.
        """
        found = [self.env[model]._asked_last(self.company_id, self.phone) for model in TEXTED]
        asked = max(filter(None, found), key=lambda one: one.sms_id.id, default=None)
        try:
            kept = asked._take_digit(digit) if asked else None
        except UserError:
            kept = False  # the survey takes no more
        if kept is None:
            return super()._mark(digit)
        if asked._names_nobody():
            return self.unlink()
        self.state = "mark" if kept else "late"
        return None

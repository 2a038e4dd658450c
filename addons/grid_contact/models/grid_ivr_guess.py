from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

GUESSES_MAX, GUESSES_WITHIN = 5, timedelta(hours=1)
KEPT = timedelta(days=1)


class GridIvrGuess(models.Model):
    """A wrong answer to who calls: after a few of them nothing is told for a while, right or wrong."""

    _name = "grid.ivr.guess"
    _description = "Wrong guess in the voice menu"

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    asked = fields.Char(required=True, readonly=True, help="The number that was dialled.")
    caller = fields.Char(readonly=True)

    _asked_idx = models.Index("(company_id, asked, create_date)")
    _caller_idx = models.Index("(company_id, caller, create_date) WHERE caller IS NOT NULL")

    @api.model
    def _is_shut(self, company, asked, caller):
        since = Domain("company_id", "=", company.id)
        since &= Domain("create_date", ">", fields.Datetime.now() - GUESSES_WITHIN)
        by = [Domain("asked", "=", asked)] + ([Domain("caller", "=", caller)] if caller else [])
        return any(self.search_count(since & one, limit=GUESSES_MAX) >= GUESSES_MAX for one in by)

    @api.model
    def _cron_forget(self):
        """Forget the numbers of those who called: after a day they serve nothing."""
        self.search([("create_date", "<", fields.Datetime.now() - KEPT)], limit=50_000).unlink()

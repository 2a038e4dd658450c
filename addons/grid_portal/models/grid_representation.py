from odoo import api, models
from odoo.tools import format_date


class GridRepresentation(models.Model):
    """A paper as the representative reads of it in the personal account."""

    _inherit = "grid.representation"

    @api.model
    def _papers_of(self, representative):
        """Return the papers by which somebody acts, acted or will act for others, the last to end first."""
        return self.search(
            [("representative_id", "=", representative.id)], order="valid_until desc nulls first, id desc"
        )

    def _customer_words(self):
        """Return until when one may act by the paper, or why one may not, and what to do."""
        words = {
            "number": self.document_number or self.env._("without a number"),
            "until": self._day(self.valid_until),
            "revoked": self._day(self.revoked_on),
            "since": self._day(self.document_date),
        }
        state = self._state_on(self.env.company._legal_today())
        if state == "valid" and self.kind == "legal" and not self.valid_until:
            return self.env._("Legal representative, without a term.")
        return {
            "valid": self.env._("Power of attorney (%(number)s), valid until %(until)s inclusive.", **words),
            "expired": self.env._(
                "The power of attorney (%(number)s) ended on %(until)s. Send us a new one to act again.", **words
            ),
            "revoked": self.env._(
                "The power of attorney (%(number)s) was revoked on %(revoked)s. Send us a new one to act again.",
                **words,
            ),
            "future": self.env._("The power of attorney (%(number)s) is valid only from %(since)s.", **words),
        }[state]

    def _day(self, day):
        return format_date(self.env, day, date_format="dd.MM.yyyy") if day else ""

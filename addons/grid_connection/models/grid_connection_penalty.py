from decimal import Decimal

from odoo import api, fields, models


class GridConnection(models.Model):
    """Penalties for delay of either side, as they stand today: reckoned for a claim, never charged by the program."""

    _inherit = "grid.connection"

    grid_penalty = fields.Monetary("Penalty of the company", compute="_compute_penalties")
    applicant_penalty = fields.Monetary("Penalty of the applicant", compute="_compute_penalties")
    penalty_steps = fields.Json(compute="_compute_penalties", help="`grid` and `applicant`: steps of the working.")

    @api.depends("fee", "works_due_at", "connected_at", "contract_date", "instalment_ids.paid_on", "outcome")
    def _compute_penalties(self):
        for connection in self:
            company, own = connection._penalty_of(*connection._delay_of_company())
            applicant, theirs = connection._penalty_of(*connection._delay_of_applicant())
            connection.update(
                {
                    "grid_penalty": float(company),
                    "applicant_penalty": float(applicant),
                    "penalty_steps": {"grid": own, "applicant": theirs},
                }
            )

    def _penalty_of(self, due, done):
        """Return `(roubles, steps)` of a delay from one local day to another."""
        if not (self.fee and self.contract_date and due and done and done > due):
            return Decimal(0), []
        rates = self.env["grid.fee.rate"].with_company(self.company_id)
        flat = self.fee_basis == "flat"
        return rates._penalty(Decimal(str(self.fee)), due, done, self.contract_date, is_flat=flat)

    def _delay_of_company(self):
        """Return the day the works were due and the day they were done; while they are not, the day that counts now."""
        if not self.works_due_at:
            return None, None
        done = self._local_day(self.connected_at) if self.connected_at else self._last_day()
        return self._local_day(self.works_due_at), done

    def _delay_of_applicant(self):
        """Return the first day of payment that was missed and the day the delay ended, the longest delay of all."""
        delays = []
        for part in self.instalment_ids.filtered("due_at"):
            due, done = self._local_day(part.due_at), part.paid_on or self._last_day()
            delays.append((done - due, due, done))
        return max(delays)[1:] if delays else (None, None)

    def _last_day(self):
        """Return the local day on which a delay that nobody ended stands: today, or the end of the case."""
        return self._local_day(self.ended_at or fields.Datetime.now())

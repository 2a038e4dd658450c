from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.legal_deadline.deadlines import DeadlineError, RuleNotFound


class LegalRule(models.Model):
    """Days that a rule sets for acts that are no promise of ours: the last day of a notice, of another date."""

    _inherit = "legal.rule"

    @api.model
    def _due_day(self, code, event_at, branch=None, **facts):
        """Return the local day that the rule sets after (or before) an event; refuse as `_due` does."""
        due_at, _steps = self._due(code, event_at, branch, **facts)
        return self._local(due_at, self._circumstances(branch, {}).zone).date()

    @api.model
    def _due_day_if_any(self, code, event_at, branch=None, **facts):
        """Return the day as `_due_day`, or False where no edition binds on the day of the event and for the facts."""
        circumstances = self._circumstances(branch, facts)
        event_day = self._local(event_at, circumstances.zone).date()
        try:
            self._rulebook().choose(code, event_day, dict(circumstances.facts))
        except RuleNotFound:
            return False
        except DeadlineError as refusal:
            raise UserError(self._refusal(refusal)) from refusal
        return self._due_day(code, event_at, branch, **facts)

    @api.model
    def _day_begins(self, day, branch=None):
        """Return the moment in which a local day begins: naive UTC."""
        zone = ZoneInfo(self._circumstances(branch, {}).zone)
        begins = datetime(day.year, day.month, day.day, tzinfo=zone)
        return begins.astimezone(UTC).replace(tzinfo=None)

    @api.model
    def _why(self, code, event_at, branch=None, **facts):
        """Return the explanation of a day in the reader's language, line by line."""
        _due_at, steps = self._due(code, event_at, branch, **facts)
        return "\n".join(self.env["legal.explanation"]._lines(steps))

from datetime import UTC, datetime

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.base.models.res_partner import _tz_get


class LegalRule(models.Model):
    """What another system may ask: when something would be due. Nothing is promised by asking."""

    _inherit = "legal.rule"

    @api.model
    @api.readonly
    def due(self, code, started_at, facts=None, tz=None):
        """Return when `code` is due after an event, the rule that says so, and why.

        `started_at` is in UTC as Odoo writes it, or ISO 8601 with an offset; `facts` choose between
        the rules of one code; `tz` is the zone whose local dates count, the company's unless named.
        Of a rule "not earlier than" `due_at` is the first moment in which the act is allowed.

        :raises UserError: what was asked cannot be read, or the engine refuses
        """
        self.check_access("read")
        return self.env["legal.explanation"]._for_caller(self)._due_told(code, started_at, facts, tz)

    @api.model
    def _due_told(self, code, started_at, facts, tz):
        if str(code) not in self._rulebook().rules:
            raise UserError(
                self.env._("No rule has the code “%(code)s”. The codes stand in Deadlines / Rules.", code=code)
            )
        circumstances = self._circumstances(None, self._facts_given(facts))
        circumstances = circumstances._replace(zone=self._zone_given(tz) or circumstances.zone)
        deadline, rule = self._reckon_asked(code, self._moment_given(started_at), circumstances)
        is_staff = self.env.user.has_group("legal_deadline.group_rule_reader")
        dates, steps = self._dates(deadline), self._steps(deadline)
        return {
            "due_at": dates["due_at"],
            **({"control_at": dates["control_at"]} if is_staff else {}),
            "is_preliminary": dates["is_preliminary"],
            "rule": rule._told(),
            "explanation": self.env["legal.explanation"]._lines(steps, "staff" if is_staff else "public"),
        }

    def _told(self):
        """Return the edition as another system knows it."""
        return {
            "id": self.id,
            "code": self.code,
            "name": self.name,
            "act": self.act_id.display_name,
            "clause": self.clause or None,
            "direction": self.direction,
            "valid_from": self.valid_from or None,
            "valid_to": self.valid_to or None,
            "confidence": self.confidence,
        }

    @api.model
    def _reckon_asked(self, code, started_at, circumstances):
        """Reckon what a person or a system asks, who may name any year and any term."""
        try:
            return self._reckon(code, started_at, circumstances)
        except (OverflowError, ValueError) as error:
            raise UserError(
                self.env._("The term would end in a year that no calendar has. Check the date of the event.")
            ) from error

    @api.model
    def _moment_given(self, text):
        """Return a moment that was given as text: naive UTC."""
        try:
            moment = datetime.fromisoformat(text)
            return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
        except (TypeError, ValueError, OverflowError):
            raise UserError(
                self.env._(
                    "“%(given)s” is not a moment. Write it in UTC like 2026-01-15 05:00:00, or with its offset like "
                    "2026-01-15T12:00:00+07:00.",
                    given=text,
                )
            ) from None

    @api.model
    def _zone_given(self, zone):
        if zone and str(zone) not in dict(_tz_get(self)):
            raise UserError(self.env._("“%(zone)s” is not a time zone. Write one like Asia/Novokuznetsk.", zone=zone))
        return zone

    @api.model
    def _facts_given(self, facts):
        """Return facts that came from outside: names with single values."""
        facts = facts or {}
        if not isinstance(facts, dict) or not all(
            value is None or isinstance(value, str | int | float) for value in facts.values()
        ):
            raise UserError(
                self.env._("Facts are names with their values, like %(example)s.", example='{"customer_group": "3"}')
            )
        return facts

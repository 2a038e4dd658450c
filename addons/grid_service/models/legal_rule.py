from odoo import api, models
from odoo.exceptions import ValidationError

from odoo.addons.legal_deadline.deadlines import DeadlineError, parse_facts


class LegalRule(models.Model):
    _inherit = "legal.rule"

    @api.model
    def _check_known(self, codes):
        """Refuse codes of rules that no edition has; a passport names a rule, never a number."""
        codes = {code for code in codes if code}
        known = {rule.code for rule in self.sudo().search_fetch([("code", "in", list(codes))], ["code"])}
        if lacking := codes - known:
            raise ValidationError(
                self.env._(
                    "There is no rule “%(code)s”. Take a code from Deadlines / Rules, or add the rule first.",
                    code=", ".join(sorted(lacking)),
                )
            )

    @api.model
    def _parsed_facts(self, text):
        """Return the conditions a methodologist wrote; refuse what cannot be read with a sentence."""
        try:
            return parse_facts(text or "")
        except DeadlineError as fault:
            raise ValidationError(self._refusal(fault)) from fault

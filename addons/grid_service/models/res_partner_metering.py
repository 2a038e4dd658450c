from odoo import models
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.grid_customer.models.res_partner_page import SHOWN

STATE_TONES = {"notified": "success", "planned": "warning", "not_admitted": "danger"}


class ResPartner(models.Model):
    """Meters on the page of a customer: what they show, who comes to check them, what was found."""

    _inherit = "res.partner"

    def _customer_page_sections(self):
        return [*super()._customer_page_sections(), self._page_checks(), self._page_unmetered_acts()]

    def _customer_promised(self):
        """Add the copies of acts that are owed."""
        owed = Domain("partner_id", "=", self.id) & Domain("next_due_at", "!=", False)
        acts = (self.env[model].search(owed) for model in ("grid.meter.check", "grid.unmetered.act"))
        return [*super()._customer_promised(), *acts]

    def _page_checks(self):
        own = Domain("partner_id", "=", self.id)
        checks = self.env["grid.meter.check"].search(own, limit=SHOWN + 1)
        return self._page_section(62, self.env._("Checks of meters"), checks, self._check_row)

    def _check_row(self, check):
        return {
            "text": check.display_name,
            "note": self._label_of(check, "result") or self._label_of(check, "kind"),
            "badge": self._label_of(check, "state"),
            "tone": STATE_TONES.get(check.state, "secondary"),
        }

    def _page_unmetered_acts(self):
        acts = self.env["grid.unmetered.act"].search([("partner_id", "=", self.id)], limit=SHOWN + 1)
        return self._page_section(64, self.env._("Acts of unmetered consumption"), acts, self._unmetered_row)

    def _unmetered_row(self, act):
        return {
            "text": act.display_name,
            "note": self.env._("found on %(date)s", date=format_date(self.env, act.found_on)),
            "badge": self._label_of(act, "kind"),
            "tone": "warning" if act.next_due_at else "secondary",
        }

    def _meter_words(self, meter):
        """Say what the meter showed last beside its number."""
        return " · ".join(filter(None, [super()._meter_words(meter), meter.last_readings]))

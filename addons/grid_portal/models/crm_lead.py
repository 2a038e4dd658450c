from odoo import api, models


class CrmLead(models.Model):
    """An enquiry that a visitor leaves beside what the calculator told him: so many an hour from one place."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "grid.portal.limited"]

    _hourly = {"session_mark": 5, "address_mark": 20}

    _session_mark_idx = models.Index("(session_mark, create_date) WHERE session_mark IS NOT NULL")
    _address_mark_idx = models.Index("(address_mark, create_date) WHERE address_mark IS NOT NULL")

    @api.model
    def _left_on_site(self, values):
        """Return the enquiry that a visitor has left already; a second click finds what the first has left."""
        return self._left_enquiry(self._enquiry_vals(values))

    @api.model
    def _leave_on_site(self, values, marks):
        """Keep an enquiry of a visitor; return it, or none when too many came from there within the hour.

        A second click is never one too many: it finds what the first has left.

        :raises ValidationError: a sentence for the visitor
        """
        vals = self._enquiry_vals(values)
        if known := self._left_enquiry(vals):
            return known
        return self.browse() if self._over_limit(marks) else self._keep_enquiry({**vals, **marks})

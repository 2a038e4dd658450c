from odoo import api, fields, models
from odoo.fields import Domain


class LegalDeadlineEntry(models.AbstractModel):
    """What belongs to one promise: it is read by whoever may read the promise, and by nobody else."""

    _name = "legal.deadline.entry"
    _description = "Entry of a Legal Deadline"

    deadline_id = fields.Many2one("legal.deadline", required=True, readonly=True, ondelete="restrict", index=True)

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, *, bypass_access=False, **kwargs):
        if not (self.env.su or bypass_access):
            readable = self.env["legal.deadline"]._search([], order="id")
            domain = Domain(domain) & Domain("deadline_id", "in", readable)
        return super()._search(domain, offset, limit, order, bypass_access=bypass_access, **kwargs)

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if result or not self:
            return result
        deadlines = self.sudo().deadline_id.sudo(False)
        return self._refuse_entries_of(deadlines - deadlines._filtered_access("read"), operation)

    def _refuse_entries_of(self, deadlines, operation):
        """Return what `_check_access` does for the entries of promises that are closed to the reader."""
        forbidden = self.filtered(lambda entry: entry.sudo().deadline_id in deadlines)
        if forbidden:
            return forbidden, lambda: self.env["ir.rule"]._make_access_error(operation, forbidden)
        return None

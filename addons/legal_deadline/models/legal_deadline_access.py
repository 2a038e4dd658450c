from odoo import api, models
from odoo.fields import Domain


class LegalDeadline(models.Model):
    """Who reads a promise: whoever may read the record it is about."""

    _inherit = "legal.deadline"

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, *, bypass_access=False, **kwargs):
        """A promise is read by who may read the record it is about."""
        if not (self.env.su or bypass_access):
            domain = Domain(domain) & self._domain_of_readable()
        return super()._search(domain, offset, limit, order, bypass_access=bypass_access, **kwargs)

    def _check_access(self, operation):
        result = super()._check_access(operation)
        checked = self - result[0] if result else self
        forbidden = self.browse()
        for model, deadlines in checked.sudo().grouped("res_model").items():
            records = self.env[model].browse(deadlines.mapped("res_id"))
            readable = set(records._filtered_access("read")._ids)
            forbidden += deadlines.filtered(lambda one, ids=readable: one.res_id not in ids)
        if not forbidden:
            return result
        forbidden = self.browse(forbidden.ids) + (result[0] if result else self.browse())
        return forbidden, lambda: self.env["ir.rule"]._make_access_error(operation, forbidden)

    @api.model
    def _domain_of_readable(self):
        """Return the promises on records that the reader may read, one subquery a model."""
        readable = []
        for name in self._promising_models():
            records = self.env[name]
            if records.has_access("read"):
                query = records.with_context(active_test=False)._search([])
                ids = Domain("res_id", "in", query) if query.where_clause else Domain.TRUE
                readable.append(Domain("res_model", "=", name) & ids)
        return Domain.OR(readable)

    @api.model
    def _promising_models(self):
        """Return the names of the models that hold promises."""
        children = self.env.registry.descendants(["legal.deadline.mixin"], "_inherit")
        return [name for name in children if not self.env[name]._abstract]

from odoo import api, fields, models
from odoo.fields import Domain


class LegalDeadlineMixin(models.AbstractModel):
    _inherit = "legal.deadline.mixin"

    #: Name of the field with the user who answers for the deadlines of a record; None: nobody does.
    _deadline_user_field = None
    #: Name of the field with the number that names a record to outsiders; None: its id does.
    _deadline_number_field = None

    def _deadline_number(self):
        """Return what names the record without telling whom or what it is about."""
        self.ensure_one()
        name = self._deadline_number_field
        return (name and self[name]) or self.env._("No. %(id)s", id=self.id)


class LegalDeadline(models.Model):
    """Whose promise it is: whoever answers for the record at the moment, never a copy of it."""

    _inherit = "legal.deadline"

    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        compute="_compute_user_id",
        compute_sudo=True,
        search="_search_user_id",
    )

    @api.depends("res_model", "res_id")
    def _compute_user_id(self):
        users = {}
        for model, records in self._records_by_model().items():
            if name := records._deadline_user_field:
                users.update({(model, record.id): record[name] for record in records})
        for deadline in self:
            deadline.user_id = users.get((deadline.res_model, deadline.res_id))

    def _search_user_id(self, operator, value):
        """Find by what the records say, one subquery a model; the promises stay limited to readable ones."""
        if operator.startswith("not "):
            return NotImplemented
        owned = [self._domain_of_owned(model, operator, value) for model in self._promising_models()]
        return Domain.OR(owned)

    @api.model
    def _domain_of_owned(self, model, operator, value):
        records = self.env[model].sudo().with_context(active_test=False)
        promises = Domain("res_model", "=", model)
        if name := records._deadline_user_field:
            return promises & Domain("res_id", "in", records._search([(name, operator, value)], order="id"))
        nobody = operator == "in" and False in value
        return promises if nobody else Domain.FALSE

    def _records_by_model(self):
        """Return `{model: the records that these promises are about}`, without those that are gone."""
        return {
            model: self.env[model].browse(deadlines.mapped("res_id")).exists()
            for model, deadlines in self.grouped("res_model").items()
        }

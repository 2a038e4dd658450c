from odoo import api, models
from odoo.exceptions import UserError


class GridDerived(models.AbstractModel):
    """Stored values that the program derives: over an API they could be written like any other, so they are refused."""

    _name = "grid.derived"
    _description = "Values that nobody writes"

    @api.model_create_multi
    def create(self, vals_list):
        derived = self._derived_fields()
        return super().create(
            [{name: value for name, value in vals.items() if name not in derived} for vals in vals_list]
        )

    def write(self, vals):
        if derived := sorted(vals.keys() & self._derived_fields()):
            names = ", ".join(self._fields[name]._description_string(self.env) for name in derived)
            raise UserError(self.env._("The program reckons this, nobody writes it: %(fields)s.", fields=names))
        return super().write(vals)

    @api.model
    def _derived_fields(self):
        """Return the names of the stored fields that are computed and that no screen edits."""
        return {name for name, field in self._fields.items() if field.store and field.compute and field.readonly}

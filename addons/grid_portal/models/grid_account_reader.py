from odoo import api, models


class GridAccountReader(models.AbstractModel):
    """A record that its customer may read: the fields named here, and no other, present or future."""

    _name = "grid.account.reader"
    _description = "Record read by its customer"

    _portal_fields = frozenset()

    @api.model
    def _has_field_access(self, field, operation):
        if not self.env.su and self.env.user.share and (operation != "read" or field.name not in self._portal_fields):
            return False
        return super()._has_field_access(field, operation)

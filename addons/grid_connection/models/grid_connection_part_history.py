from collections import defaultdict
from decimal import Decimal

from markupsafe import Markup

from odoo import models

UNSAID = {"connection_id", "company_id", "branch_id", "sequence", *models.MAGIC_COLUMNS}


class GridConnectionApplied(models.AbstractModel):
    """What changes in the rows of a submitted application stands in the history of its connection."""

    _inherit = "grid.connection.applied"

    def _log_changes(self, before, after):
        """Write the rows that were added, changed or removed; `before` and `after` are {row: its words}."""
        lines = defaultdict(list)
        for row in self:
            if (said := self._said_change(before.get(row), after.get(row))) and row.connection_id.submitted_at:
                lines[row.connection_id.id].append(said)
        if lines:
            bodies = {connection: Markup("<br/>").join(said) for connection, said in lines.items()}
            self.env["grid.connection"].browse(bodies).sudo()._message_log_batch(bodies)

    def _said_change(self, before, after):
        if before == after:
            return ""
        values = {"row": self.env["ir.model"]._get(self._name).name, "before": before, "after": after}
        if not before:
            return self.env._("%(row)s, added: %(after)s", **values)
        if not after:
            return self.env._("%(row)s, removed: %(before)s", **values)
        return self.env._("%(row)s, changed: %(before)s → %(after)s", **values)

    def _said_rows(self):
        """Return {row: its words}: the name of each field that says something, and its value."""
        return {row: ", ".join(row._said_fields()) for row in self}

    def _said_fields(self):
        for name, field in self._fields.items():
            if field.store and name not in UNSAID and (value := self._said_value(field)):
                yield f"{field._description_string(self.env)}: {value}"

    def _said_value(self, field):
        value = self[field.name]
        if not value:
            return ""
        if field.type == "selection":
            return dict(field._description_selection(self.env))[value]
        if field.type == "float":
            return self.env["grid.fee.working"]._number(Decimal(str(value)))
        return self.connection_id._said_day(value) if field.type == "date" else value

from odoo import api, fields, models


class GridMeter(models.Model):
    """A meter at a usage point (прибор учёта), also after it was removed."""

    _name = "grid.meter"
    _description = "Meter"
    _order = "name, id"
    _rec_names_search = ["name", "usage_point_id"]
    _check_company_auto = True

    name = fields.Char("Meter number", required=True, index="trigram")
    meter_type = fields.Char("Type", help="The type in the register of measuring instruments, for example Mercury 206.")
    usage_point_id = fields.Many2one(
        "grid.usage.point", required=True, index=True, ondelete="restrict", check_company=True
    )
    company_id = fields.Many2one(related="usage_point_id.company_id", store=True, precompute=True, index=True)
    partner_id = fields.Many2one(related="usage_point_id.partner_id", string="Customer")
    verified_until = fields.Date(help="The last day on which its verification is valid.")
    installed_on = fields.Date()
    removed_on = fields.Date()

    _installed_uniq = models.UniqueIndex(
        "(company_id, name, (COALESCE(meter_type, ''))) WHERE removed_on IS NULL",
        "A meter of this type and number is installed at another usage point. Enter its removal there first.",
    )
    _removed_later = models.Constraint(
        "CHECK (removed_on >= installed_on)", "A meter cannot be removed before it was installed."
    )
    _order_idx = models.Index("(name, id)")

    @api.depends("name", "meter_type")
    def _compute_display_name(self):
        for meter in self:
            meter.display_name = " ".join(filter(None, [meter.meter_type, meter.name]))

    @api.model_create_multi
    def create(self, vals_list):
        self.flush_model(["removed_on"])  # a removal entered together with the new installation counts first
        return super().create([self._normalise_vals(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._normalise_vals(vals))

    @api.model
    def _normalise_vals(self, vals):
        """A number is found only if it is stored without the spaces that people put into it."""
        return {**vals, "name": "".join(vals["name"].split())} if vals.get("name") else vals

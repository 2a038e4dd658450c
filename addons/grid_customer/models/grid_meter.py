from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


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
    _one_stands = models.UniqueIndex(
        "(usage_point_id) WHERE removed_on IS NULL",
        "Another meter stands at this usage point. Enter on its card when it was removed.",
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
        self._remove_replaced(vals_list)
        return super().create([self._normalise_vals(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._normalise_vals(vals))

    @api.model
    def _normalise_vals(self, vals):
        """A number is found only if it is stored without the spaces that people put into it."""
        return {**vals, "name": "".join(vals["name"].split())} if vals.get("name") else vals

    @api.model
    def _remove_replaced(self, vals_list):
        """A meter that is installed replaces the one that stood at its point: that one is removed on the same day.

        :raises UserError: the day of the installation is not given, or lies before that of the meter that stands
        """
        installed = {vals.get("usage_point_id"): vals for vals in vals_list if not vals.get("removed_on")}
        for meter in self.search([("usage_point_id", "in", list(installed)), ("removed_on", "=", False)]):
            day = fields.Date.to_date(installed[meter.usage_point_id.id].get("installed_on"))
            if not day or (meter.installed_on and day < meter.installed_on):
                raise UserError(meter._stands_text())
            meter.removed_on = day
        self.flush_model(["removed_on"])

    def _stands_text(self):
        names = {"meter": self.display_name, "point": self.usage_point_id.name}
        if not self.installed_on:
            return self.env._(
                "The meter %(meter)s stands at the usage point %(point)s. Enter the day on which the new meter was"
                " installed: the old one is removed on that day.",
                **names,
            )
        return self.env._(
            "The meter %(meter)s stands at the usage point %(point)s since %(day)s. Enter the day on which the new"
            " meter was installed, not before that: the old one is removed on it. For a meter that stood there earlier"
            " enter when it was removed.",
            day=format_date(self.env, self.installed_on),
            **names,
        )

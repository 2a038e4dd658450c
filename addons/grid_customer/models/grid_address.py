from odoo import api, fields, models

from ..identity import addresses


class GridAddress(models.Model):
    """Another address of a customer, beside that of the card: where letters go, where the object stands."""

    _name = "grid.address"
    _inherit = "grid.placed"
    _description = "Address of a customer"
    _order = "partner_id, kind, id"
    _check_company_auto = True

    partner_id = fields.Many2one(
        "res.partner", "Customer", required=True, index=True, ondelete="cascade", check_company=True
    )
    company_id = fields.Many2one(related="partner_id.company_id", store=True, precompute=True, index=True)
    kind = fields.Selection(
        [("postal", "Postal address"), ("residence", "Actual address"), ("object", "Address of the object")],
        required=True,
        default="postal",
    )
    street = fields.Char("Street, house, flat", required=True)
    street2 = fields.Char("Anything else")
    city = fields.Char("Town")
    zip = fields.Char("Postcode")
    state_id = fields.Many2one(
        "res.country.state", "Region", ondelete="restrict", domain="[('country_id', '=?', country_id)]"
    )
    country_id = fields.Many2one("res.country", ondelete="restrict")

    _postal_uniq = models.UniqueIndex(
        "(partner_id) WHERE kind = 'postal'", "The customer has a postal address already. Correct that one."
    )

    @api.depends("street", "street2", "city", "zip", "state_id", "country_id")
    def _compute_display_name(self):
        for address in self:
            address.display_name = ", ".join(address._lines())

    def _lines(self):
        """Return the lines of the address in the order of Russian post; a home country is not named."""
        self.ensure_one()
        return lines_of(self)


def lines_of(record):
    """Return the lines of whatever has the address fields of a partner."""
    return addresses.lines(*_parts_of(record))


def line_of(record):
    """Return the address of whatever has the fields of a partner as a letterhead writes it, in one line."""
    return addresses.one_line(*_parts_of(record))


def _parts_of(record):
    home = record.env.company.sudo().country_id
    country = record.country_id if record.country_id != home else record.country_id.browse()
    return record.street, record.street2, record.city, record.state_id.name, country.name, record.zip

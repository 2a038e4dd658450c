from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.grid_customer.identity import numbers

from ..applications import FARTHEST_M, district, kilowatts

VOLTAGES = [
    ("0.23", "0.23 kV, one phase"),
    ("0.4", "0.4 kV, three phases"),
    ("6", "6 kV"),
    ("10", "10 kV"),
    ("20", "20 kV"),
    ("35", "35 kV"),
    ("110", "110 kV and above"),
]
#: The level of the usage point by the voltage of the connection.
LEVELS = {"0.23": "lv", "0.4": "lv", "6": "mv2", "10": "mv2", "20": "mv2", "35": "mv1", "110": "hv"}
POWERS = ("power_new_kw", "power_existing_kw")
DISTANCES = ("distance_m", "receiver_distance_m")


class GridConnection(models.Model):
    """An application for technological connection, and the case that grows from it (PP 861 TP).

    It is a service request with the fields of the official form. Power is in kW with three decimals and compared
    exactly; voltage is in kV.
    """

    _name = "grid.connection"
    _inherits = {"grid.service.request": "request_id"}
    _inherit = ["mail.thread", "grid.service.pipeline", "grid.derived"]
    _description = "Technological connection"
    _order = "id desc"
    _rec_names_search = ["number", "subject"]
    _check_company_auto = True

    request_id = fields.Many2one("grid.service.request", required=True, ondelete="cascade", index=True)
    phase = fields.Selection(related="request_id.phase", group_expand="_expand_phases")
    # --- what is to be connected (items 4-7 of the form)
    reason = fields.Selection(
        [
            ("new", "New connection"),
            ("increase", "Increase of power"),
            ("category", "Change of the reliability category"),
            ("scheme", "Change of the scheme of supply"),
        ],
        required=True,
        default="new",
        tracking=True,
    )
    object_name = fields.Char("Receivers", help="Name of the receivers: a house, a workshop, a pump station.")
    object_address = fields.Char("Place of the receivers", index="trigram", tracking=True)
    district = fields.Char(
        compute="_compute_district", store=True, precompute=True, help="The town or the district that the place names."
    )
    cadastral_number = fields.Char(index="btree_not_null", tracking=True)
    power_new_kw = fields.Float("New power, kW", digits=(16, 3), tracking=True)
    power_existing_kw = fields.Float("Power connected earlier, kW", digits=(16, 3), tracking=True)
    power_total_kw = fields.Float(
        "Power in total, kW", digits=(16, 3), compute="_compute_power_total_kw", store=True, precompute=True
    )
    voltage_kv = fields.Selection(VOLTAGES, "Voltage", default="0.4", tracking=True)
    voltage_existing_kv = fields.Selection(VOLTAGES, "Voltage of the earlier power")
    voltage_level = fields.Selection(
        [("lv", "LV"), ("mv2", "MV2"), ("mv1", "MV1"), ("hv", "HV")], compute="_compute_voltage_level"
    )
    reliability_category = fields.Selection([("1", "I"), ("2", "II"), ("3", "III")], default="3", tracking=True)
    sources = fields.Integer("Sources of supply", default=1, tracking=True)
    has_own_reserve = fields.Boolean("Own reserve source", help="Autonomous: a diesel generator, a battery.")
    load_character = fields.Text("Character of the load")
    expected_on = fields.Date("Power expected on", tracking=True)
    stage_ids = fields.One2many("grid.connection.stage", "connection_id", "Stages of commissioning", copy=True)
    is_temporary = fields.Boolean("Temporary", tracking=True)
    temporary_until = fields.Date("Temporary until", tracking=True)
    is_mobile = fields.Boolean("Mobile receivers", tracking=True)
    asks_emergency_automatics = fields.Boolean("Tied to emergency automatics")
    # --- where it is
    settlement_type = fields.Selection([("city", "City"), ("rural", "Countryside")], "Settlement", tracking=True)
    distance_m = fields.Float(
        "To the network, m",
        digits=(16, 2),
        tracking=True,
        help="In a straight line from the boundary of the plot to the nearest network of the voltage asked for.",
    )
    has_distance = fields.Boolean("The distance is measured", help="A distance of 0 m is a distance.")
    receiver_distance_m = fields.Float("From the network to the receivers, m", digits=(16, 2))
    is_apartment = fields.Boolean("Room in an apartment house")
    is_garden = fields.Boolean("Garden plot of an association")
    # --- how it is paid, who supplies (items 9-10)
    procurement_law = fields.Boolean(
        "Buys by the procurement law", tracking=True, help="44-FZ or the state defence order."
    )
    instalment_option = fields.Selection(
        [("whole", "At once"), ("four_parts", "In four parts"), ("quarterly", "Advance and quarterly parts")],
        "Payment",
        required=True,
        default="whole",
        tracking=True,
    )
    fee_method = fields.Selection(
        [("standardised", "Standardised rates"), ("per_power", "Rate per power")],
        "Fee by",
        required=True,
        default="standardised",
        tracking=True,
    )
    social_rate_claimed = fields.Boolean("Claims the social rate", tracking=True)
    benefit_used_on = fields.Date("Preferential fee paid before", help="In the same municipality, for another object.")
    is_leased = fields.Boolean("The land is leased")
    lease_months = fields.Integer("Lease, months")
    supplier_id = fields.Many2one(
        "res.partner",
        "Supplier of electricity",
        ondelete="restrict",
        index="btree_not_null",
        default=lambda self: self.env.company.supplier_of_last_resort_id,
    )
    supply_contract_type = fields.Selection(
        [("supply", "Supply with transmission"), ("purchase", "Purchase of electricity only")], "Contract of supply"
    )
    # --- who signs (items 1-3 stand on the card of the applicant)
    register_date = fields.Date("Date of the entry in the register", help="Of legal entities or entrepreneurs.")
    signer_name = fields.Char("Signed by")
    signer_position = fields.Char()

    _request_uniq = models.Constraint("UNIQUE (request_id)", "A request is one connection only.")
    _request_power_idx = models.Index("(request_id) INCLUDE (power_total_kw, id)")

    @api.model
    def _expand_phases(self, phases, domain):
        return self.env["grid.service.request"]._expand_phases(phases, domain)

    @api.depends("object_address")
    def _compute_district(self):
        for connection in self:
            connection.district = district(connection.object_address) or False

    @api.depends(*POWERS)
    def _compute_power_total_kw(self):
        for connection in self:
            connection.power_total_kw = float(sum(kilowatts(connection[name]) for name in POWERS))

    @api.depends("voltage_kv")
    def _compute_voltage_level(self):
        for connection in self:
            connection.voltage_level = LEVELS.get(connection.voltage_kv)

    @api.constrains("power_new_kw", "power_existing_kw", "distance_m", "receiver_distance_m", "lease_months", "sources")
    def _check_quantities(self):
        """Say it at once, not at submission: such a number is a slip."""
        for connection in self:
            self._refuse_slips(connection, (*POWERS, *DISTANCES, "lease_months", "sources"))

    @api.model
    def _refuse_slips(self, asked, names):
        """Refuse a quantity of an application or an enquiry that nobody can mean, by its name and value."""
        for name in names:
            field = asked._fields[name]._description_string(self.env)
            value = f"{Decimal(str(asked[name])).normalize():f}"
            if asked[name] < 0:
                raise ValidationError(
                    self.env._("“%(field)s” is not below zero; %(value)s is given.", field=field, value=value)
                )
            if name in DISTANCES and asked[name] > FARTHEST_M:
                raise ValidationError(
                    self.env._(
                        "“%(field)s” is at most %(limit)s m; %(value)s m is given. Check the number.",
                        field=field,
                        limit=FARTHEST_M,
                        value=value,
                    )
                )

    @api.constrains("register_date", "benefit_used_on")
    def _check_past_days(self):
        for connection in self:
            today = connection.company_id._legal_today()
            for name in ("register_date", "benefit_used_on"):
                if connection[name] and connection[name] > today:
                    raise ValidationError(
                        self.env._(
                            "“%(field)s” is a day that has come; %(day)s is ahead. Correct it.",
                            field=connection._fields[name]._description_string(self.env),
                            day=connection[name].strftime("%d.%m.%Y"),
                        )
                    )

    @api.constrains("cadastral_number")
    def _check_cadastral_number(self):
        for connection in self.filtered("cadastral_number"):
            if sentence := self._cadastral_fault(connection.cadastral_number):
                raise ValidationError(sentence)

    @api.model
    def _cadastral_fault(self, number):
        """Return the sentence about what is no cadastral number, or None."""
        if not numbers.cadastral_fault(number):
            return None
        return self.env._(
            "“%(number)s” is not a cadastral number. Write it as in the register: district, area, quarter"
            " and number with colons, for example 42:24:0101001:123.",
            number=number,
        )

    @api.depends("number", "subject")
    def _compute_display_name(self):
        for connection in self:
            connection.display_name = connection.request_id.display_name

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        """Begin with the only point of the applicant: there is power connected earlier."""
        points = self.partner_id.usage_point_ids
        self.usage_point_id = points if len(points) == 1 else False

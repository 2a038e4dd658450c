from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

#: The act, and the volume reckoned by it, are sent in three working days (PP 442, p. 177-178, 187).
SEND = "unmetered_act_send"
SEND_VOLUME = "unmetered_calc_send"
#: The longest period of consumption without a contract (PP 442, p. 189).
PERIOD = "noncontract_period_max"
#: What the act says stands from the moment it is made.
SAID = {"kind", "meter_id", "usage_point_id", "partner_id", "branch_id", "name", "found_on", "made_at"}


class GridUnmeteredAct(models.Model):
    """An act of consumption past the meter (безучётное) or without a contract (бездоговорное потребление)."""

    _name = "grid.unmetered.act"
    _inherit = "grid.meter.act"
    _description = "Act of unmetered consumption"
    _order = "made_at desc, id desc"

    name = fields.Char("Number", required=True, index="trigram", copy=False, tracking=True)
    kind = fields.Selection(
        [("unmetered", "Unmetered"), ("noncontract", "Without a contract")],
        required=True,
        default="unmetered",
        tracking=True,
    )
    address = fields.Char("Place", compute="_compute_address", store=True, precompute=True, readonly=False)
    check_id = fields.Many2one(
        "grid.meter.check", "Found by the check", index="btree_not_null", ondelete="restrict", check_company=True
    )
    found_on = fields.Date(required=True, default=lambda self: self.env.company._legal_today(), tracking=True)
    made_at = fields.Datetime("Act made", required=True, default=fields.Datetime.now, tracking=True)
    description = fields.Text("What was found")
    period_from = fields.Date("Period from", tracking=True)
    period_to = fields.Date("Period to", tracking=True)
    volume_kwh = fields.Float("Volume, kWh", digits=(15, 3), tracking=True)
    calculation = fields.Text("Calculation of the volume", help="By which method, from which data, with which result.")
    act_sent_at = fields.Datetime("Act sent", copy=False, tracking=True)
    volume_sent_at = fields.Datetime("Calculation sent", copy=False, tracking=True)
    sent_to = fields.Char(
        compute="_compute_sent_to",
        help="An act of unmetered consumption goes to the supplier, the other to the person.",
    )

    _name_uniq = models.Constraint("UNIQUE (company_id, name)", "Another act of the company has this number.")
    _period_ordered = models.Constraint("CHECK (period_to >= period_from)", "The period ends after it begins.")
    _volume_positive = models.Constraint("CHECK (volume_kwh >= 0)", "A volume is not below zero.")
    _order_idx = models.Index("(made_at DESC, id DESC)")

    @api.depends("usage_point_id")
    def _compute_address(self):
        for act in self:
            act.address = act.usage_point_id.address or act.address

    @api.depends("kind", "partner_id")
    @api.depends_context("lang")
    def _compute_sent_to(self):
        for act in self:
            supplier = act.kind == "unmetered"
            act.sent_to = self.env._("Supplier of last resort") if supplier else act.partner_id.display_name

    @api.constrains("kind", "meter_id", "usage_point_id", "partner_id", "address")
    def _check_whose(self):
        for act in self:
            if act.kind == "unmetered" and not act.usage_point_id:
                raise ValidationError(self.env._("Unmetered consumption is found at a usage point. Choose it."))
            if act.kind == "noncontract" and not (act.partner_id and act.address):
                raise ValidationError(
                    self.env._("An act of consumption without a contract names the person and the place. Enter both.")
                )

    @api.constrains("kind", "found_on", "made_at", "period_from", "period_to", "branch_id")
    def _check_period(self):
        """Refuse a period after the finding, and one without a contract that reaches back further than law lets it."""
        rules = self.env["legal.rule"]
        for act in self:
            if act.found_on > rules._local(act.made_at, rules._zone_of(act.branch_id, act.company_id)).date():
                raise ValidationError(self.env._("An act is made when the consumption was found, not before."))
            if act.period_to and act.period_to > act.found_on:
                raise ValidationError(self.env._("The period ends on the day of the finding, not later."))
            if act.kind == "noncontract" and act.period_from:
                act._check_reach()

    def _check_reach(self):
        rules = self.env["legal.rule"]
        event = rules._day_begins(self.found_on, self.branch_id), self.branch_id
        first = rules._due_day(PERIOD, *event)
        if self.period_from < first:
            raise ValidationError(
                self.env._(
                    "The period of consumption without a contract begins on %(first)s at the earliest.\n%(why)s",
                    first=format_date(self.env, first),
                    why=rules._why(PERIOD, *event),
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        acts = super().create(vals_list)
        acts._start_terms("made_at", [SEND])
        metered = acts.filtered(lambda act: act.kind == "unmetered" and act._volume_is_owed())
        metered._start_terms("made_at", [SEND_VOLUME])
        acts._finish_terms({"act_sent_at", "volume_sent_at"})
        return acts

    def write(self, vals):
        self._refuse_rewriting(vals)
        done = super().write(vals)
        self._finish_terms(vals.keys())
        return done

    def _volume_is_owed(self):
        """Tell whether a rule asks for the calculation: none does for citizens."""
        facts = self._deadline_facts()
        return bool(self.env["legal.rule"]._due_day_if_any(SEND_VOLUME, self.made_at, self.branch_id, **facts))

    def _finish_terms(self, names):
        for name, code in (("act_sent_at", SEND), ("volume_sent_at", SEND_VOLUME)):
            for sent_at, acts in self.grouped(name).items() if name in names else ():
                if sent_at:
                    acts._deadline_done(code, sent_at)

    def _refuse_rewriting(self, vals):
        if self and SAID & vals.keys():
            raise UserError(self.env._("What an act says stands from the moment it is made. Make another act."))
        for name in {"act_sent_at", "volume_sent_at"} & vals.keys():
            if any(act[name] for act in self):
                raise UserError(self.env._("When it was sent is recorded already; it stands."))
        if {"volume_kwh", "calculation", "period_from", "period_to"} & vals.keys() and any(
            act.volume_sent_at for act in self
        ):
            raise UserError(self.env._("The calculation was sent; it stands. Make another act."))

    def action_send_act(self):
        """Record that the act is sent now."""
        self.filtered(lambda act: not act.act_sent_at).write({"act_sent_at": fields.Datetime.now()})

    def action_send_volume(self):
        """Record that the calculation of the volume is sent now."""
        waiting = self.filtered(lambda act: not act.volume_sent_at)
        if lacking := waiting.filtered(lambda act: not (act.volume_kwh and act.calculation)):
            raise UserError(
                self.env._("Enter the volume and its calculation in the act %(number)s first.", number=lacking[0].name)
            )
        waiting.write({"volume_sent_at": fields.Datetime.now()})

from odoo import api, fields, models

from ..deadlines import Condition, usual_roll, usual_start, write_facts

UNITS = [
    ("minutes", "minutes"),
    ("hours", "hours"),
    ("calendar_days", "calendar days"),
    ("working_days", "working days"),
    ("months", "months"),
    ("years", "years"),
]


class LegalRule(models.Model):
    """One edition of one norm."""

    _name = "legal.rule"
    _description = "Legal Rule"
    _inherit = ["legal.dated.row", "legal.cached.table"]
    _order = "code, valid_from desc nulls last, id"
    _rec_names_search = ["code", "name", "clause"]

    code = fields.Char(
        required=True,
        index=True,
        help="What is promised (appeal_answer): editions and variants of one norm share the code.",
    )
    name = fields.Char(required=True, translate=True)
    act_id = fields.Many2one("legal.act", required=True, ondelete="restrict", index=True)
    clause = fields.Char(translate=True)
    trigger = fields.Char(string="Counted from", translate=True, help="The event that starts the term.")
    amount = fields.Integer(required=True, tracking=True)
    unit = fields.Selection(UNITS, required=True, default="calendar_days")
    start = fields.Selection(
        [("event", "the event itself"), ("next_day", "the day after the event")],
        string="First counted",
        required=True,
        compute="_compute_start",
        store=True,
        readonly=False,
        precompute=True,
    )
    direction = fields.Selection(
        [
            ("forward", "not later than"),
            ("backward", "not later than, before the event"),
            ("not_before", "not earlier than"),
        ],
        required=True,
        default="forward",
    )
    roll = fields.Selection(
        [("none", "stays"), ("next_working_day", "moves to the next working day")],
        string="Last day off",
        required=True,
        compute="_compute_roll",
        store=True,
        readonly=False,
        precompute=True,
        help="What happens when the last day is a day off (Civil Code, article 193).",
    )
    day_end = fields.Selection(
        [("midnight", "midnight"), ("office_close", "closing of the office")],
        string="End of the last day",
        required=True,
        default="midnight",
    )
    hours_by = fields.Selection(
        [("clock", "by the clock"), ("office", "by office hours")],
        string="Hours run",
        required=True,
        default="clock",
    )
    condition_ids = fields.One2many("legal.rule.condition", "rule_id", string="Applies when", copy=True)
    norm_kind = fields.Selection(
        [("law", "law"), ("company", "company rule"), ("recommended", "recommended")],
        string="Force",
        required=True,
        default="law",
    )
    valid_from = fields.Date(help="Empty: from the beginning.")
    warn_days = fields.Integer(
        string="Warn before, working days",
        default=3,
        help="How many working days before the end a deadline is shown as due soon.",
    )
    extension_amount = fields.Integer(string="Extended by", help="At most so much, each time; 0: no extension.")
    extension_unit = fields.Selection(UNITS, string="Unit of the extension", help="Empty: the unit of the term.")
    extension_max = fields.Integer(string="Extended so many times", default=1)
    extension_ground_ids = fields.Many2many(
        "legal.ground",
        "legal_rule_extension_ground_rel",
        ondelete="restrict",
        string="Grounds of an extension",
        help="Empty: the law names none, the reason alone is recorded.",
    )
    pause = fields.Selection(
        [
            ("none", "knows no pause"),
            ("continue", "the rest is counted after it"),
            ("restart", "a new term begins after it"),
        ],
        required=True,
        default="none",
        help="Asking the customer for information stops no answer: only a law that knows a pause allows one.",
    )
    pause_ground_ids = fields.Many2many(
        "legal.ground", "legal_rule_pause_ground_rel", ondelete="restrict", string="Grounds of a pause"
    )
    note = fields.Text(translate=True)
    facts = fields.Char(
        compute="_compute_facts",
        inverse="_inverse_facts",
        help="The conditions as a law table writes them: customer_group=2|3;power_total_kw<=150",
    )
    deadline_ids = fields.One2many("legal.deadline", "rule_id", string="Deadlines")
    is_used = fields.Boolean(compute="_compute_is_used", string="Binds deadlines")
    edition_ids = fields.Many2many("legal.rule", compute="_compute_edition_ids", string="Editions")

    _amount_positive = models.Constraint("CHECK (amount >= 0)", "A term cannot be negative.")
    _warn_positive = models.Constraint("CHECK (warn_days >= 0)", "A warning comes before the end.")
    _extension_positive = models.Constraint(
        "CHECK (extension_amount >= 0 AND extension_max >= 0)", "An extension cannot be negative."
    )
    _valid_order = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_to >= valid_from)",
        "An edition cannot end before it begins.",
    )

    @api.depends("unit")
    def _compute_start(self):
        for rule in self:
            rule.start = usual_start(rule.unit)

    @api.depends("unit", "direction")
    def _compute_roll(self):
        for rule in self:
            rule.roll = usual_roll(rule.unit, rule.direction)

    @api.depends("condition_ids.fact", "condition_ids.operator", "condition_ids.value")
    def _compute_facts(self):
        for rule in self:
            conditions = (Condition(one.fact, one.operator, one.value) for one in rule.condition_ids)
            rule.facts = write_facts(conditions)

    def _inverse_facts(self):
        """A table gives the conditions as text; `create` and `write` have made rows of them."""

    def _compute_is_used(self):
        deadlines = self.env["legal.deadline"].sudo()
        groups = deadlines._read_group([("rule_id", "in", self.ids)], ["rule_id"])
        used = {rule.id for (rule,) in groups}
        for rule in self:
            rule.is_used = rule.id in used

    def _compute_edition_ids(self):
        by_code = self.search([("code", "in", self.mapped("code"))]).grouped("code")
        for rule in self:
            rule.edition_ids = by_code.get(rule.code, self.browse())

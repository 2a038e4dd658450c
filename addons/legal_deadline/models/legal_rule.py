from itertools import combinations

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

#: What an edition says; a promise that was given by it keeps it as it was.
LEGAL_FIELDS = {
    "code",
    "act_id",
    "amount",
    "unit",
    "start",
    "direction",
    "roll",
    "day_end",
    "condition_ids",
    "norm_kind",
    "valid_from",
}


class LegalRule(models.Model):
    """One edition of one norm."""

    _name = "legal.rule"
    _description = "Legal Rule"
    _inherit = ["legal.cached.table", "mail.thread"]
    _order = "code, valid_from desc, id"
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
    unit = fields.Selection(
        [
            ("minutes", "minutes"),
            ("hours", "hours"),
            ("calendar_days", "calendar days"),
            ("working_days", "working days"),
            ("months", "months"),
            ("years", "years"),
        ],
        required=True,
        default="calendar_days",
    )
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
    condition_ids = fields.One2many("legal.rule.condition", "rule_id", string="Applies when", copy=True)
    norm_kind = fields.Selection(
        [("law", "law"), ("company", "company rule"), ("recommended", "recommended")],
        string="Force",
        required=True,
        default="law",
    )
    valid_from = fields.Date(string="In force from", required=True, tracking=True)
    valid_to = fields.Date(string="In force to", copy=False, tracking=True)
    confidence = fields.Selection(
        [
            ("published", "seen in a publication"),
            ("partly", "seen in part"),
            ("unconfirmed", "to be confirmed"),
            ("confirmed", "confirmed"),
        ],
        required=True,
        default="unconfirmed",
        copy=False,
        tracking=True,
    )
    confirmed_by_id = fields.Many2one("res.users", string="Confirmed by", copy=False, readonly=True)
    confirmed_on = fields.Date(copy=False, readonly=True)
    warn_days = fields.Integer(
        string="Warn before, working days",
        default=3,
        help="How many working days before the end a deadline is shown as due soon.",
    )
    source = fields.Text(help="Where the figure was read.")
    note = fields.Text(translate=True)
    deadline_ids = fields.One2many("legal.deadline", "rule_id", string="Deadlines")
    is_used = fields.Boolean(compute="_compute_is_used", string="Binds deadlines")
    edition_ids = fields.Many2many("legal.rule", compute="_compute_edition_ids", string="Editions")
    term_text = fields.Char(compute="_compute_texts", string="Term")
    norm_text = fields.Char(compute="_compute_texts", string="Act and clause")
    condition_text = fields.Char(compute="_compute_texts", string="Applies if")

    _amount_positive = models.Constraint("CHECK (amount >= 0)", "A term cannot be negative.")
    _warn_positive = models.Constraint("CHECK (warn_days >= 0)", "A warning comes before the end.")
    _valid_order = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_to >= valid_from)",
        "An edition cannot end before it begins.",
    )

    @api.depends("unit")
    def _compute_start(self):
        for rule in self:
            rule.start = "event" if rule.unit in ("minutes", "hours") else "next_day"

    @api.depends("unit")
    def _compute_roll(self):
        rolling = ("calendar_days", "months", "years")
        for rule in self:
            rule.roll = "next_working_day" if rule.unit in rolling else "none"

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

    @api.depends("amount", "unit", "clause", "act_id.short_name", "condition_ids.value")
    @api.depends_context("lang")
    def _compute_texts(self):
        explanation = self.env["legal.explanation"]
        for rule in self:
            rule.term_text = explanation._amount(rule.amount, rule.unit) if rule.unit else False
            rule.norm_text = ", ".join(filter(None, [rule.act_id.display_name, rule.clause]))
            rule.condition_text = "; ".join(rule.condition_ids.mapped("display_name"))

    @api.constrains("code", "valid_from", "valid_to", "condition_ids")
    def _check_editions(self):
        """Two editions of one code and the same conditions never share a day.

        While a module loads its tables the conditions come after the rules and check them then.
        """
        if self.env.context.get("install_mode") and not self.condition_ids:
            return
        rivals = self.sudo().search([("code", "in", self.mapped("code"))])
        for same in rivals.grouped(lambda rule: (rule.code, rule._condition_key())).values():
            for one, other in combinations(same.sorted("valid_from"), 2):
                if not one.valid_to or other.valid_from <= one.valid_to:
                    raise ValidationError(
                        self.env._(
                            "Two editions of “%(code)s” with the same conditions are in force on "
                            "%(date)s: “%(one)s” and “%(other)s”. Close the older one by a date, "
                            "or add a condition that tells them apart.",
                            code=one.code,
                            date=other.valid_from,
                            one=one.name,
                            other=other.name,
                        )
                    )

    def _condition_key(self):
        return frozenset((one.fact, one.operator, one.value) for one in self.condition_ids)

    def write(self, vals):
        self._check_frozen(self._changed(vals))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._check_frozen(LEGAL_FIELDS)

    def _load_records(self, data_list, update=False):
        """Law that is loaded once is edited by people, never by an upgrade.

        An upgrade that wrote the shipped rows again would reopen editions that were closed here.
        """
        return super()._load_records([{**data, "noupdate": True} for data in data_list], update)

    def _changed(self, vals):
        """Return which legal fields these values would really change."""
        changed = set()
        for name in LEGAL_FIELDS & vals.keys():
            field = self._fields[name]
            if field.type == "one2many":  # the conditions guard themselves
                continue
            for rule in self:
                new = field.convert_to_cache(vals[name], rule, validate=False)
                if new != field.convert_to_cache(rule[name], rule, validate=False):
                    changed.add(name)
        return changed

    def _check_frozen(self, changed):
        """Refuse to change what an edition says once a promise was given by it."""
        used = changed and self.filtered("is_used")
        if used:
            raise UserError(
                self.env._(
                    "Deadlines were already counted by the edition “%(name)s”, so it stays as it "
                    "is. Make a new edition: the old one is closed by a date.",
                    name=used[0].name,
                )
            )

    def action_confirm(self):
        """Record that a lawyer of the company has read the norm and stands by the row."""
        self.write(
            {
                "confidence": "confirmed",
                "confirmed_by_id": self.env.uid,
                "confirmed_on": fields.Date.context_today(self),
            }
        )

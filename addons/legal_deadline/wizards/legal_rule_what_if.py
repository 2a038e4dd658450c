from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.base.models.res_partner import _tz_get

from ..deadlines import asked_facts, fitting_facts


class LegalRuleWhatIf(models.TransientModel):
    """“What if”: an event and its facts go in; the rule, its dates and the whole working come out as one types.

    Nothing is promised by it. The moments are local ones of the chosen zone, whatever the zone of
    the person: by them the law counts.
    """

    _name = "legal.rule.what_if"
    _description = "What If"

    norm_id = fields.Many2one(
        "legal.rule", string="What is promised", domain=[("is_newest", "=", True)], ondelete="cascade"
    )
    code = fields.Char(related="norm_id.code")
    event_date = fields.Date(string="Event", default=lambda self: self._now().date())
    event_time = fields.Float(string="Time of the event", default=lambda self: self._hours_now())
    tz = fields.Selection(
        _tz_get,
        string="Time zone",
        required=True,
        default=lambda self: self.env.company.sudo().legal_tz,
        help="Its local dates count.",
    )
    fact_ids = fields.One2many(
        "legal.rule.what_if.fact",
        "what_if_id",
        string="Facts",
        compute="_compute_fact_ids",
        store=True,
        readonly=False,
    )
    act_date = fields.Date(string="Done on", help="When the act is done or planned: it is judged by the term.")
    act_time = fields.Float(string="Time of the act", default=lambda self: self._hours_now())

    @api.depends_context("lang")
    def _compute_display_name(self):
        self.display_name = self.env._("What if")

    @api.model
    def _now(self):
        company = self.env.company.sudo()
        return self.env["legal.rule"]._local(fields.Datetime.now(), company.legal_tz)

    @api.model
    def _hours_now(self):
        now = self._now()
        return now.hour + now.minute / 60

    @api.model
    def default_get(self, fields_list):
        """Begin from a rule when one is named: its code, facts that it fits, a day on which it is in force."""
        vals = super().default_get(fields_list)
        rule = self.env["legal.rule"].browse(self.env.context.get("what_if_rule_id")).exists()
        if rule:
            today = self._now().date()
            vals["norm_id"] = rule._newest(rule.code).id
            vals["event_date"] = min(max(today, rule.valid_from or today), rule.valid_to or today)
            vals["fact_ids"] = self._facts_of(rule.code, fitting_facts(rule._value()))
        return vals

    @api.depends("norm_id")
    def _compute_fact_ids(self):
        """Ask for the facts of the code's rules; what was typed stays."""
        for question in self:
            question.fact_ids = [fields.Command.clear(), *self._facts_of(question.code, question._typed())]

    def _typed(self):
        """Return the facts that have a value, by the names the rules know."""
        return {line._fact(): line.value for line in self.fact_ids if line.name and line.value}

    @api.model
    def _facts_of(self, code, typed):
        """Return the lines of facts: those asked for by the code, and others that were typed."""
        asked = asked_facts(self.env["legal.rule"]._rulebook().rules.get(code, ()))
        lines = self.env["legal.rule.what_if.fact"]
        return [
            fields.Command.create({"name": lines._label(fact)[0], "value": typed.get(fact)})
            for fact in dict.fromkeys([*asked, *typed])
        ]

    def _branch(self):
        """Return the branch whose local dates and days off count: a record with `tz`, or nothing."""
        return None

    def _circumstances(self):
        """Return what the date depends on, as typed."""
        facts = {line._fact(): line._value() for line in self.fact_ids if line.name and line.value}
        return self.env["legal.rule"]._circumstances(self._branch(), facts)._replace(zone=self.tz)

    def _moment(self, day, hours):
        """Return a typed local moment."""
        if not 0 <= hours < 24:
            raise UserError(self.env._("A day has hours from 00:00 to 23:59. Correct the time."))
        return datetime.combine(day, time.min, ZoneInfo(self.tz)) + timedelta(minutes=round(hours * 60))

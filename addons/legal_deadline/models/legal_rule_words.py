from odoo import api, fields, models, tools

from .legal_deadline import OPEN_STATES


class LegalRule(models.Model):
    """An edition in words: the table and the form that a lawyer reads."""

    _inherit = "legal.rule"

    term_text = fields.Char(compute="_compute_texts", string="Term")
    norm_text = fields.Char(compute="_compute_texts", string="Act and clause")
    condition_text = fields.Char(compute="_compute_texts", string="Applies if")
    in_force_text = fields.Char(compute="_compute_in_force_text", string="In force")
    extension_text = fields.Char(compute="_compute_extension_text", string="Extended")
    confirmation_text = fields.Char(compute="_compute_confirmation", string="Confirmation")
    confirmed_text = fields.Char(compute="_compute_confirmation", string="By whom and when")
    is_newest = fields.Boolean(
        compute="_compute_is_newest",
        search="_search_is_newest",
        string="Newest edition",
        help="The edition of its code that came into force last: it stands for the code in a choice.",
    )
    open_count = fields.Integer(
        compute="_compute_open_count",
        string="Running deadlines",
        help="Running and paused deadlines that were counted by this edition; they stay with it.",
    )

    @api.depends("name", "code")
    @api.depends_context("lang", "show_code")
    def _compute_display_name(self):
        for rule in self:
            rule.display_name = f"{rule.code} — {rule.name}" if self.env.context.get("show_code") else rule.name

    @api.depends("code", "valid_from")
    def _compute_is_newest(self):
        newest = self._newest()
        for rule in self:
            rule.is_newest = rule in newest

    def _search_is_newest(self, operator, value):
        return [("id", operator, self._newest().ids)] if operator == "in" and True in value else NotImplemented

    @api.model
    def _newest(self, code=None):
        """Return the newest edition of each code, or of one."""
        editions = self.search([("code", "=", code)] if code else [])
        return self.browse().concat(*(rules[:1] for rules in editions.grouped("code").values()))

    @api.depends(
        "amount", "unit", "direction", "hours_by", "act_id.display_name", "clause", "condition_ids.display_name"
    )
    @api.depends_context("lang")
    def _compute_texts(self):
        for rule in self:
            rule.term_text = rule.unit and rule._say_term()
            rule.norm_text = ", ".join(filter(None, [rule.act_id.display_name, rule.clause]))
            rule.condition_text = "; ".join(rule.condition_ids.mapped("display_name"))

    @tools.ormcache("self.id", "self.env.lang")
    def _said_norm(self):
        """Return what every explanation says of the rule, from memory: its name, its norm, its first day."""
        return self.name, self.norm_text, self.valid_from

    @tools.ormcache("self.id", "self.env.lang")
    def _said_law(self):
        """Return the term and its norm, from memory, as a timeline says them of each stage."""
        return " — ".join(filter(None, [self.term_text, self.norm_text]))

    def _say_term(self):
        """Return the term with the side of the event it is counted to."""
        term = self.env["legal.explanation"]._amount(self.amount, self.unit)
        if self.direction == "backward":
            return self.env._("%(term)s before", term=term)
        if self.direction == "not_before":
            return self.env._("not earlier than in %(term)s", term=term)
        if self.hours_by == "office":
            return self.env._("%(term)s by office hours", term=term)
        return term

    @api.depends("valid_from", "valid_to")
    @api.depends_context("lang")
    def _compute_in_force_text(self):
        for rule in self:
            days = {"first": rule._said_day(rule.valid_from), "last": rule._said_day(rule.valid_to)}
            if rule.valid_from and rule.valid_to:
                rule.in_force_text = self.env._("%(first)s – %(last)s", **days)
            elif rule.valid_from:
                rule.in_force_text = self.env._("from %(first)s", **days)
            elif rule.valid_to:
                rule.in_force_text = self.env._("until %(last)s", **days)
            else:
                rule.in_force_text = self.env._("from the beginning")

    @api.model
    def _said_day(self, day):
        return day and self.env["legal.explanation"]._day(day, weekday=False)

    @api.depends("extension_amount", "extension_unit", "extension_max", "unit")
    @api.depends_context("lang")
    def _compute_extension_text(self):
        for rule in self:
            unit = rule.extension_unit or rule.unit
            term = unit and self.env["legal.explanation"]._amount(rule.extension_amount, unit)
            if not rule.extension_amount or not unit:
                rule.extension_text = False
            elif rule.extension_max == 1:
                rule.extension_text = self.env._("by %(term)s, once", term=term)
            else:
                rule.extension_text = self.env._(
                    "by %(term)s, up to %(times)s times", term=term, times=rule.extension_max
                )

    @api.depends("confidence", "confirmed_by_id", "confirmed_on")
    @api.depends_context("lang")
    def _compute_confirmation(self):
        marks = {True: self.env._("confirmed"), False: self.env._("lawyer to confirm")}
        for rule in self:
            who = [rule.confirmed_by_id.sudo().name, rule._said_day(rule.confirmed_on)]
            rule.confirmation_text = marks[rule.confidence == "confirmed"]
            rule.confirmed_text = ", ".join(filter(None, who))

    def _compute_open_count(self):
        """Count in every company: what an edition binds does not depend on who looks at it."""
        domain = [("rule_id", "in", self.ids), ("state", "in", OPEN_STATES)]
        counts = dict(self.env["legal.deadline"].sudo()._read_group(domain, ["rule_id"], ["__count"]))
        for rule in self:
            rule.open_count = counts.get(rule, 0)

    @api.model
    def action_open_table(self):
        """Open the table of rules; its title says how many of them no lawyer has confirmed yet."""
        action = self.env["ir.actions.act_window"]._for_xml_id("legal_deadline.legal_rule_action")
        count = self.search_count([("confidence", "!=", "confirmed")])
        if count:
            action["name"] = self.env._("Rules (to be confirmed: %(count)s)", count=count)
            action["display_name"] = action["name"]
        return action

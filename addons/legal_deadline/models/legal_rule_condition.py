from odoo import api, fields, models
from odoo.exceptions import ValidationError


class LegalRuleCondition(models.Model):
    _name = "legal.rule.condition"
    _inherit = ["legal.cached.table", "legal.loaded.table"]
    _description = "Condition of a Legal Rule"
    _order = "rule_id, fact, id"

    rule_id = fields.Many2one("legal.rule", required=True, ondelete="cascade", index=True)
    fact = fields.Char(required=True, help="The name of the fact: customer_group, power_total_kw.")
    operator = fields.Selection(
        [
            ("=", "is"),
            ("!=", "is not"),
            ("in", "is one of"),
            ("<", "less than"),
            ("<=", "at most"),
            (">", "more than"),
            (">=", "at least"),
        ],
        required=True,
        default="=",
    )
    value = fields.Char(required=True, help="The value; several values are divided by |.")

    @api.depends("fact", "operator", "value")
    @api.depends_context("lang")
    def _compute_display_name(self):
        explanation = self.env["legal.explanation"]
        for condition in self:
            condition.display_name = explanation._condition(
                [condition.fact or "", condition.operator, condition.value or ""]
            )

    @api.constrains("operator", "value")
    def _check_number(self):
        """A value compared by size must be a number, or every choice of the rule would refuse."""
        for condition in self.filtered(lambda one: one.operator in ("<", "<=", ">", ">=")):
            try:
                float(condition.value)
            except ValueError:
                raise ValidationError(
                    self.env._(
                        "“%(value)s” is not a number. Write the limit of “%(fact)s” in digits, "
                        "with a point before the fraction.",
                        value=condition.value,
                        fact=condition.fact,
                    )
                ) from None

    @api.constrains("rule_id", "fact", "operator", "value")
    def _check_editions(self):
        self.rule_id._check_editions()

    @api.model_create_multi
    def create(self, vals_list):
        conditions = super().create(vals_list)
        conditions.rule_id._conditions_change()
        return conditions

    def write(self, vals):
        if (
            any(
                str(condition[name] or "") != str(vals[name] or "")
                for condition in self
                for name in ("fact", "operator", "value")
                if name in vals
            )
            or "rule_id" in vals
        ):
            self.rule_id._conditions_change()
            self.rule_id.browse(vals.get("rule_id"))._conditions_change()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self.rule_id._conditions_change()

from odoo import api, fields, models


class GridServiceDocument(models.Model):
    """A paper that a passport asks of the applicant; nothing outside this list may be asked."""

    _name = "grid.service.document"
    _inherit = "grid.passport.part"
    _description = "Paper of a passport"
    _order = "service_id, sequence, id"

    service_id = fields.Many2one("grid.service", "Passport", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char("Paper", required=True, translate=True)
    needed_when = fields.Char(
        help="Facts of the request by which it is needed, as in the rules of terms; empty: always. "
        "A fact that is not known asks for nothing."
    )
    note = fields.Text("Explanation", translate=True)
    norm = fields.Char("Act, clause", translate=True)

    when_text = fields.Char("When it is needed", compute="_compute_when_text")

    _code_uniq = models.Constraint("UNIQUE (service_id, code)", "Another paper of the passport has this code.")

    @api.depends("needed_when")
    @api.depends_context("lang")
    def _compute_when_text(self):
        """Say when it is needed as a sentence does; without a condition it is always needed."""
        clause = self.env["legal.explanation"]._clause
        for document in self:
            conditions = self.env["legal.rule"]._parsed_facts(document.needed_when)
            when = self.env._(" and ").join(clause([one.fact, one.operator, one.value]) for one in conditions)
            document.when_text = self.env._("if %(when)s", when=when) if when else self.env._("always")

    @api.constrains("needed_when")
    def _check_needed_when(self):
        for document in self:
            self.env["legal.rule"]._parsed_facts(document.needed_when)

    def _needed(self, facts):
        """Return the papers that these facts ask for."""
        rules = self.env["legal.rule"]
        return self.filtered(lambda one: all(each.holds(facts) for each in rules._parsed_facts(one.needed_when)))

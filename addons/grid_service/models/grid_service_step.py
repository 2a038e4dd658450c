from odoo import api, fields, models
from odoo.exceptions import ValidationError

ACTORS = [
    ("applicant", "Applicant"),
    ("grid", "Grid operator"),
    ("supplier", "Supplier of last resort"),
    ("system_operator", "System operator"),
]
OUTCOMES = [
    ("done", "Provided"),
    ("refused", "Refused"),
    ("annulled", "Annulled"),
    ("withdrawn", "Withdrawn"),
    ("terminated", "Terminated"),
]
# The columns of the pipeline, the same for every passport.
PHASES = [
    ("draft", "Draft"),
    ("check", "Check"),
    ("documents", "Papers awaited"),
    ("preparation", "Preparation"),
    ("offer", "Offer"),
    ("works", "Works"),
    ("acceptance", "Acceptance"),
    ("ended", "Ended"),
]


class GridServiceStep(models.Model):
    """A stage (этап) of a passport: who acts, what is done, in what form, in what legal term.

    The term is that of a rule, never a number: the printed passport, the public page and the case read it there.
    """

    _name = "grid.service.step"
    _inherit = "grid.passport.part"
    _description = "Step of a passport"
    _order = "service_id, sequence, id"

    service_id = fields.Many2one("grid.service", "Passport", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True, help="The state of a request that stands on this step.")
    name = fields.Char("Stage", required=True, translate=True)
    actor = fields.Selection(ACTORS, "Who acts", required=True, default="grid")
    phase = fields.Selection(PHASES, "Column", required=True, default="preparation", help="Of the pipeline.")
    content = fields.Text("Content and conditions", translate=True)
    form = fields.Text("Form of provision", translate=True)
    rule_code = fields.Char("Rule of the term", help="The term that runs while a request stands on this step.")
    from_receipt = fields.Boolean(
        "Counted from the receipt of the notice",
        help="The term runs from the day the applicant has received the notice: at once in the personal account or by "
        "e-mail, on paper from the day of delivery that somebody notes.",
    )
    printed_rule_code = fields.Char(
        help="The rule whose term the passport prints, where another than the step's own runs."
    )
    norm = fields.Char("Act, clause", translate=True, help="Printed where no rule sets a term.")
    is_start = fields.Boolean("First step")
    outcome = fields.Selection(OUTCOMES, help="A request that comes here has ended so.")
    is_printed = fields.Boolean("In the printed passport", default=True)
    transition_ids = fields.One2many("grid.service.transition", "step_id", "Leads to", copy=False)

    _code_uniq = models.Constraint("UNIQUE (service_id, code)", "Another step of the passport has this code.")
    _start_uniq = models.UniqueIndex("(service_id) WHERE is_start", "A passport has one first step.")

    @api.constrains("rule_code", "printed_rule_code")
    def _check_rule_code(self):
        self.env["legal.rule"]._check_known(
            {code for step in self for code in (step.rule_code, step.printed_rule_code)}
        )

    @api.constrains("outcome", "rule_code", "transition_ids")
    def _check_end(self):
        for step in self:
            if step.outcome and (step.rule_code or step.transition_ids):
                raise ValidationError(
                    self.env._("“%(step)s” ends a request: no term runs there and nothing leads on.", step=step.name)
                )

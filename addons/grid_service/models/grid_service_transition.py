from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..passports import BadTermAct, parse_terms
from .grid_service_step import ACTORS


class GridServiceTransition(models.Model):
    """A way from one step of a passport to another: the act, who does it, what it needs, what it starts and ends.

    What no transition allows does not happen.
    """

    _name = "grid.service.transition"
    _inherit = "grid.passport.part"
    _description = "Transition of a passport"
    _order = "step_id, sequence, id"

    step_id = fields.Many2one("grid.service.step", "From", required=True, index=True, ondelete="cascade")
    target_id = fields.Many2one("grid.service.step", "To", required=True, index=True, ondelete="cascade")
    service_id = fields.Many2one(related="step_id.service_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True, help="The act, by which programs name it.")
    name = fields.Char("What is done", required=True, translate=True)
    actor = fields.Selection(
        [*ACTORS, ("system", "The program, when the term has passed")], "Whose act", required=True, default="grid"
    )
    role = fields.Selection(
        [("specialist", "Specialist"), ("manager", "Customer manager"), ("head", "Head of the unit")],
        help="Who of the staff records it; empty: whoever serves the request.",
    )
    in_account = fields.Boolean("In the personal account", help="The applicant does it himself there.")
    papers = fields.Selection(
        [
            ("complete", "Every paper of the list has come"),
            ("lacking", "A list of what lacks is given"),
            ("remarks", "A list of remarks is given"),
        ],
        "Needs",
    )
    paper_kind_ids = fields.Many2many(
        "grid.paper.kind",
        string="Needs papers",
        help="Papers that are issued or received before the act, since the step began.",
    )
    needs_reason = fields.Boolean("Asks for a reason")
    after_rule_code = fields.Char(
        "Not before the term of",
        help="The rule whose term, from the beginning of the step, passes before the act is allowed.",
    )
    term_acts = fields.Char(
        "Terms",
        help="What becomes of terms, divided by semicolons: start, done, cancel, pause, resume or keep, and the code "
        "of a rule. The term of the step itself is done unless it is named here.",
    )
    notify_applicant = fields.Boolean("Tell the applicant", default=True)
    notify_supplier = fields.Boolean("Tell the supplier of last resort")
    notice = fields.Text(
        "Words of the notice", translate=True, help="Empty: the name of the new stage and who acts next."
    )

    _code_uniq = models.Constraint("UNIQUE (step_id, code)", "Another act of the step has this code.")

    @api.constrains("step_id", "target_id")
    def _check_one_passport(self):
        for transition in self:
            if transition.step_id.service_id != transition.target_id.service_id:
                raise ValidationError(self.env._("“%(act)s” leads to a step of another passport.", act=transition.name))

    @api.constrains("after_rule_code", "term_acts", "actor")
    def _check_terms(self):
        for transition in self:
            codes = {transition.after_rule_code} | {one.code for one in transition._term_acts()}
            self.env["legal.rule"]._check_known(codes)
            if transition.actor == "system" and not transition.after_rule_code:
                raise ValidationError(
                    self.env._(
                        "“%(act)s” is done by the program: name the term that passes first.", act=transition.name
                    )
                )

    def _term_acts(self):
        """Return what the act does to terms; refuse what is written wrong with a sentence."""
        self.ensure_one()
        try:
            return parse_terms(self.term_acts)
        except BadTermAct as fault:
            raise ValidationError(
                self.env._(
                    "“%(phrase)s” is no act on a term. Write for example: done tp_completeness_notice; pause tp_offer.",
                    phrase=fault,
                )
            ) from fault

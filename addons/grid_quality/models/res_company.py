from odoo import fields, models


class ResCompany(models.Model):
    """What the forms and indicators ask of the company, and how it reads what they leave open (printed under them)."""

    _inherit = "res.company"

    open_when_frozen = fields.Boolean(
        "An appeal without an answer when the year is frozen was left without one",
        default=True,
        help="Form 4.9, column 29. Without this no column of the answer is marked for it.",
    )
    low_mark = fields.Integer(
        "Low mark, up to", default=2, help="A mark of an answer that the supervisor looks into. 0: none is."
    )
    low_mark_days = fields.Integer("Days to answer a low mark", default=5)
    asks_marks_by_sms = fields.Boolean(
        "Ask for marks by SMS",
        help="Of an answer or a visit, where the customer has no e-mail: once a week at most, unless she refuses SMS.",
    )
    answers_in_term_plan = fields.Float(
        "Plan of answers in term, %",
        digits=(5, 1),
        default=100,
        help="The company's own: the live page compares with it. The law asks for every answer in its term.",
    )
    regulation_began_on = fields.Date(
        "Long-term regulation began on",
        help="Decides whether the law asks for the three indicators of service or they are internal ones.",
    )

    _answers_in_term_plan_range = models.Constraint(
        "CHECK (answers_in_term_plan BETWEEN 0 AND 100)", "A plan of answers in term is from 0 to 100 percent."
    )

    def _said_year_of_appeal(self):
        """Return the sentence about the period to which an appeal belongs."""
        return self.env._(
            "An appeal belongs to the period in which it was received by the clock of its branch (column 3 of form "
            "4.9); it counts once it is registered."
        )

    def _said_complaints_within_all(self):
        """Return the sentence about block 1 of forms 4.1 and 4.9."""
        if self.complaints_within_all:
            return self.env._("Complaints and applications are counted among all appeals and in their own block.")
        return self.env._("Complaints and applications are counted in their own block alone.")

    def _said_open_when_frozen(self):
        """Return the sentence about column 29 of form 4.9."""
        if self.open_when_frozen:
            return self.env._(
                "An appeal that had no answer when the year was frozen is shown as left without an answer."
            )
        return self.env._("No column of the answer is marked for an appeal that had none when the year was frozen.")

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..deadlines import DeadlineError, verdicts

#: The computed fields of an answer and what they hold while there is none.
NO_ANSWER = {
    "refusal": False,
    "rule_id": False,
    "due_text": False,
    "allowed_text": False,
    "control_text": False,
    "strict_text": False,
    "warn_text": False,
    "verdict": False,
    "is_preliminary": False,
    "explanation_text": False,
    "explanation_html": False,
    "editions_html": False,
}


class LegalRuleWhatIf(models.TransientModel):
    """The answer: computed, never stored, so that it is always that of what stands on the screen."""

    _inherit = "legal.rule.what_if"

    refusal = fields.Text(compute="_compute_answer")
    rule_id = fields.Many2one("legal.rule", compute="_compute_answer", string="Rule")
    norm_text = fields.Char(related="rule_id.norm_text")
    term_text = fields.Char(related="rule_id.term_text")
    in_force_text = fields.Char(related="rule_id.in_force_text", string="Edition")
    confidence = fields.Selection(related="rule_id.confidence")
    confirmation_text = fields.Char(related="rule_id.confirmation_text")
    due_text = fields.Char(compute="_compute_answer", string="Due")
    allowed_text = fields.Char(compute="_compute_answer", string="Allowed from")
    control_text = fields.Char(compute="_compute_answer", string="Internal control")
    strict_text = fields.Char(compute="_compute_answer", string="By the strict reading")
    warn_text = fields.Char(compute="_compute_answer", string="Warned from")
    is_preliminary = fields.Boolean(compute="_compute_answer", string="Preliminary")
    verdict = fields.Selection(
        [
            ("in_time", "in time"),
            ("at_risk", "in time by the ordinary reading, late by the strict one"),
            ("late", "late"),
            ("too_early", "too early"),
        ],
        compute="_compute_answer",
        string="So the act is",
    )
    explanation_text = fields.Text(compute="_compute_answer", string="Why this date?")
    explanation_html = fields.Html(compute="_compute_answer", sanitize=False)
    editions_html = fields.Html(compute="_compute_answer", sanitize=False, string="Why this rule?")

    @api.depends("norm_id", "event_date", "event_time", "tz", "act_date", "act_time", "fact_ids.name", "fact_ids.value")
    @api.depends_context("lang")
    def _compute_answer(self):
        for question in self:
            asked = question.code and question.event_date and question.tz
            question.update(NO_ANSWER | (question._answer() if asked else {}))

    def _answer(self):
        """Return the rule, the dates and the working; or the sentence of the refusal and what was looked at."""
        rules, judged = self.env["legal.rule"], self._judged_editions()
        chosen = next((one.rule.key for verdict, one in judged if verdict == "chosen"), False)
        answer = {"rule_id": chosen, "editions_html": self._editions_html(judged)}
        try:
            event = self._moment(self.event_date, self.event_time)
            deadline, _rule = rules._reckon_asked(self.code, rules._naive(event), self._circumstances())
            return answer | self._said_dates(deadline) | self._said_working(deadline) | self._judged_act(deadline)
        except UserError as refusal:
            return answer | {"refusal": str(refusal)}

    def _judged_editions(self):
        """Return what the choice says of every edition of the code; nothing when a fact cannot be compared."""
        facts = dict(self._circumstances().facts)
        try:
            return verdicts(self.env["legal.rule"]._rulebook().examine(self.code, self.event_date, facts))
        except DeadlineError:
            return ()

    def _said_dates(self, deadline):
        """Return the dates that a term has: one "not earlier than" is not due, one in hours has one date."""
        direction = deadline.rule.term.direction
        if direction == "not_before":
            return {"allowed_text": self._said(deadline.due)}
        said = {"due_text": self._said(deadline.due), "warn_text": self._said(deadline.warn)}
        if deadline.control != deadline.due:
            said["strict_text" if direction == "backward" else "control_text"] = self._said(deadline.control)
        return said

    def _said_working(self, deadline):
        steps = self.env["legal.rule"]._steps(deadline, self._branch())
        lines = self.env["legal.explanation"]._lines(steps, "staff")
        return {
            "is_preliminary": deadline.is_preliminary,
            "explanation_text": "\n".join(lines),
            "explanation_html": Markup("<br/>").join(lines),
        }

    def _judged_act(self, deadline):
        if not self.act_date:
            return {}
        return {"verdict": deadline.verdict(self._moment(self.act_date, self.act_time))}

    @api.model
    def _said(self, moment):
        """Return a local moment as `12.01.2026 (Mon) 23:59`."""
        return f"{self.env['legal.explanation']._day(moment)} {moment:%H:%M}"

    def _editions_html(self, judged):
        """Return the table of the editions with the verdict of each."""
        rows = [
            {"rule": self.env["legal.rule"].browse(one.rule.key), "verdict": verdict, "why": self._why(verdict, one)}
            for verdict, one in judged
        ]
        return self.env["ir.qweb"]._render("legal_deadline.rule_what_if_editions", {"rows": rows})

    def _why(self, verdict, candidate):
        """Return a verdict in words."""
        rule, explanation = self.env["legal.rule"].browse(candidate.rule.key), self.env["legal.explanation"]
        unmet = "; ".join(explanation._condition([one.fact, one.operator, one.value]) for one in candidate.unmet)
        return {
            "chosen": self.env._("chosen"),
            "tie": self.env._("fits as exactly as another"),
            "less_exact": self.env._("in force, but less exact"),
            "does_not_fit": self.env._("does not fit: %(conditions)s", conditions=unmet),
            "not_in_force": self.env._("not in force on this day (%(days)s)", days=rule.in_force_text),
        }[verdict]

from collections import defaultdict

from odoo import api, fields, models

from ..surveys import mean

SCALE = range(1, 6)


class GridAppealMark(models.Model):
    """How content those are who marked an answer: means with the bounds between which they lie."""

    _inherit = "grid.appeal.mark"

    way = fields.Selection(selection_add=[("sms", "By a digit in an SMS")], ondelete={"sms": "set letter"})

    @api.model_create_multi
    def create(self, vals_list):
        marks = super().create(vals_list)
        self.env["grid.low.mark"]._open(marks)
        return marks

    def write(self, vals):
        result = super().write(vals)
        if "value" in vals:
            self.env["grid.low.mark"]._open(self)
        return result

    @api.model
    def _satisfaction(self, domain, by=None, level=0.95):
        """Return the mean of the marks that the reader may see, `{group: surveys.Interval}`, in one query.

        `by`: a field of the mark (`branch_id`, `executor_id`, `way`); without it the only group is None. A group
        that nobody marked is not there. `level`: of confidence.
        """
        groups = [by, "value"] if by else ["value"]
        counts = defaultdict(lambda: dict.fromkeys(SCALE, 0))
        for *group, value, count in self._read_group(domain, groups, ["__count"]):
            counts[group[0] if group else None][value] = count
        return {group: mean(marks, level) for group, marks in counts.items()}

from odoo import models

from ..surveys import pooled
from .grid_survey_stratum import FEW


class GridSurveyCampaign(models.Model):
    """The report of a survey that was answered in several ways: the answers of each.

    Of an anonymous survey ways of few are taken together, as its parts are.
    """

    _inherit = "grid.survey.campaign"

    def _report_tables(self):
        tables = super()._report_tables()
        names = self._ways_of_report()
        if len(set(names.values())) > 1:
            title = self.env._("Answers by ways of answering")
            chosen = self._answers_by("way", names.get)
            shown = list(dict.fromkeys(names.values()))
            tables[self.env._("By ways")] = self._table_of_answers(title, self.env._("Answered"), shown, chosen)
        return tables

    def _ways_of_report(self):
        """Return `{way: name}` of the ways that were used, those of few under one name."""
        answers = self.env["grid.survey.answer"]
        used = dict(answers._read_group([("campaign_id", "=", self.id), ("is_sheet", "=", True)], ["way"], ["__count"]))
        names = dict(answers._fields["way"]._description_selection(self.env))
        together = pooled(used, FEW) if self.is_anonymous else ()
        few = self.env._("Ways of few answers, together")
        return {way: few if way in together else names[way] for way in used}

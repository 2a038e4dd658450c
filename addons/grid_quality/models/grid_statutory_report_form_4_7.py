from odoo import models
from odoo.fields import Domain

from ..statutory.figures import NO_FIGURE
from ..statutory.persons import struck
from ..statutory.sheet import Cell, Row, Sheet

CAMPAIGNS = "grid.survey.campaign"


class GridStatutoryReport(models.Model):
    """Form 4.7: what consumers were asked about, how, how many answered and what came out."""

    _inherit = "grid.statutory.report"

    def _sheet_4_7(self):
        campaigns = self.env[CAMPAIGNS].search(self._domain_of_surveys(), order="period_from, id")
        questions = self.env["grid.survey.result"].search(
            [("campaign_id", "in", campaigns.ids), ("option_id", "=", False)]
        )
        results = questions.grouped("campaign_id")
        rows = [
            Row(f"survey {one.id}", (Cell(place), *self._cells_of_survey(one, results.get(one, questions.browse()))))
            for place, one in enumerate(campaigns, start=1)
        ]
        return Sheet(rows or self._row_of_no_data())

    def _domain_of_surveys(self):
        """Return the surveys about a period that ended within this one."""
        first, last = self._span()
        domain = Domain("company_id", "=", self.company_id.id) & Domain("state", "!=", "draft")
        return domain & Domain("period_to", ">=", first) & Domain("period_to", "<=", last)

    def _cells_of_survey(self, campaign, results):
        ways = dict(campaign._fields["asks_by"]._description_selection(self.env))
        period = f"{campaign.period_from:%d.%m.%Y} – {campaign.period_to:%d.%m.%Y}"
        opens = [["id", "=", campaign.id]], CAMPAIGNS
        return (
            Cell(struck(campaign.name), *opens),
            Cell(period),
            Cell(ways[campaign.asks_by]),
            Cell(campaign.sheet_count, *opens),
            Cell("; ".join(filter(None, map(self._said_result, results))) or NO_FIGURE),
        )

    def _said_result(self, result):
        """Return the mean mark of a question and the share of content customers; nothing where it has no marks."""
        if not result.share_bounds:
            return ""
        point = self.env["res.lang"]._get_data(code=self.env.lang).decimal_point or "."
        return self.env._(
            "%(question)s: mean mark %(mean)s, content %(share)s %%",
            question=struck(result.question_id.title.rstrip(" ?:.")),
            mean=f"{result.mean:.2f}".replace(".", point),
            share=f"{result.share * 100:.1f}".replace(".", point),
        )

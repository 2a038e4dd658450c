from odoo import models
from odoo.fields import Domain

from ..statutory.figures import NO_FIGURE
from ..statutory.persons import struck
from ..statutory.sheet import Cell, Row, Sheet

CAMPAIGNS = "grid.survey.campaign"
#: How those whom a way of asking asks answer; another way is named beside it.
ANSWERED = {
    "email": "internet",
    "sms": "internet",
    "call": "phone",
    "kiosk": "office",
    "ivr": "auto_informer",
    "hand": "written",
}


class GridStatutoryReport(models.Model):
    """Form 4.7: what consumers were asked about, how, how many answered and what came out."""

    _inherit = "grid.statutory.report"

    def _sheet_4_7(self):
        campaigns = self.env[CAMPAIGNS].search(self._domain_of_surveys(), order="period_from, id")
        questions = self.env["grid.survey.result"].search(
            [("campaign_id", "in", campaigns.ids), ("option_id", "=", False)]
        )
        results, ways = questions.grouped("campaign_id"), self._ways_of_surveys(campaigns)
        rows = [
            Row(
                f"survey {one.id}",
                (Cell(place), *self._cells_of_survey(one, ways[one], results.get(one, questions.browse()))),
            )
            for place, one in enumerate(campaigns, start=1)
        ]
        return Sheet(rows or self._row_of_no_data())

    def _domain_of_surveys(self):
        """Return the surveys about a period that ended within this one."""
        first, last = self._span()
        domain = Domain("company_id", "=", self.company_id.id) & Domain("state", "!=", "draft")
        return domain & Domain("period_to", ">=", first) & Domain("period_to", "<=", last)

    def _ways_of_surveys(self, campaigns):
        """Return `{survey: how it asked, and in which other ways it was answered}`, in one query."""
        sheets = self.env["survey.user_input"].sudo()
        used = sheets._read_group([("campaign_id", "in", campaigns.ids)], ["campaign_id"], ["way:array_agg"])
        used = {campaign.id: set(ways) for campaign, ways in used}
        asked = dict(campaigns._fields["asks_by"]._description_selection(self.env))
        answered = sheets._fields["way"]._description_selection(self.env)
        return {
            one: "; ".join(
                [
                    asked[one.asks_by],
                    *(
                        name.lower()
                        for way, name in answered
                        if way in used.get(one.id, ()) and way != ANSWERED[one.asks_by]
                    ),
                ]
            )
            for one in campaigns
        }

    def _cells_of_survey(self, campaign, ways, results):
        period = f"{campaign.period_from:%d.%m.%Y} – {campaign.period_to:%d.%m.%Y}"
        opens = [["id", "=", campaign.id]], CAMPAIGNS
        return (
            Cell(struck(campaign.name), *opens),
            Cell(period),
            Cell(ways),
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

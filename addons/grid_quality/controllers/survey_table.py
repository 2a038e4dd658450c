from functools import partial

from werkzeug.exceptions import NotFound

from odoo.http import Controller, request, route

from odoo.addons.grid_appeal.controllers.table_file import table_file


class SurveyTable(Controller):
    @route(
        "/grid_quality/survey/<int:campaign_id>/results.<any(xlsx,pdf):kind>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def survey_results(self, campaign_id, kind):
        """The report of a survey as a file, as the person sees its results."""
        campaign = request.env["grid.survey.campaign"].search([("id", "=", campaign_id)])
        if not campaign or not request.env["grid.survey.result"].has_access("read"):
            raise NotFound()
        return table_file(partial(campaign._save_to, kind=kind), f"{campaign.name}.{kind}", kind)

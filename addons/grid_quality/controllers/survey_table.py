from io import BytesIO

from werkzeug.exceptions import NotFound

from odoo.http import Controller, request, route

from odoo.addons.grid_appeal.appeals.filenames import disposition
from odoo.addons.grid_appeal.appeals.table import Column, Table
from odoo.addons.grid_appeal.report.table_xlsx import write_xlsx


class SurveyTable(Controller):
    @route(
        "/grid_quality/survey/<int:campaign_id>/results.xlsx", type="http", auth="user", methods=["GET"], readonly=True
    )
    def survey_results(self, campaign_id):
        """The results of a survey as a workbook, as the person sees them."""
        campaign = request.env["grid.survey.campaign"].search([("id", "=", campaign_id)])
        if not campaign:
            raise NotFound()
        results = campaign.result_ids
        heading = [
            campaign.name,
            request.env._(
                "Asks about %(first)s to %(last)s; answered: %(answered)s of %(asked)s asked.",
                first=f"{campaign.period_from:%d.%m.%Y}",
                last=f"{campaign.period_to:%d.%m.%Y}",
                answered=campaign.sheet_count,
                asked=campaign.asked_count or campaign.population,
            ),
        ]
        out = BytesIO()
        columns = [Column(title, width) for title, width in results._table_titles()]
        write_xlsx(out, Table(heading, columns, results._table_rows()))
        return request.make_response(
            out.getvalue(),
            [
                ("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                ("Content-Disposition", disposition(f"{campaign.name}.xlsx")),
                ("Cache-Control", "private, no-store"),
            ],
        )

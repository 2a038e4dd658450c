from io import BytesIO

from werkzeug.exceptions import NotFound

from odoo.http import Controller, request, route

from odoo.addons.grid_appeal.appeals.filenames import disposition
from odoo.addons.grid_appeal.appeals.table import Column, Table
from odoo.addons.grid_appeal.report.table_xlsx import write_xlsx


class CampaignReport(Controller):
    @route("/grid_contact/campaign/<int:campaign_id>.xlsx", type="http", auth="user", methods=["GET"], readonly=True)
    def campaign_report(self, campaign_id):
        """The report of a campaign as a workbook: what became of its recipients, by branch, adding up."""
        campaign = request.env["grid.notice.campaign"].search([("id", "=", campaign_id)])
        if not campaign:
            raise NotFound()
        out = BytesIO()
        titles, rows = campaign._report_rows()
        columns = [Column(title, width) for title, width in titles]
        write_xlsx(out, Table(campaign._report_heading(), columns, rows))
        return request.make_response(
            out.getvalue(),
            [
                ("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                ("Content-Disposition", disposition(f"{campaign.name}.xlsx")),
                ("Cache-Control", "private, no-store"),
            ],
        )

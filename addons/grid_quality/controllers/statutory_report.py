from functools import partial

from werkzeug.exceptions import NotFound

from odoo.http import Controller, request, route

from odoo.addons.grid_appeal.controllers.table_file import table_file


class StatutoryReport(Controller):
    @route(
        "/grid_quality/form/<int:report_id>/<any(xlsx,pdf):kind>", type="http", auth="user", methods=["GET"],
        readonly=True,
    )  # fmt: skip
    def statutory_report(self, report_id, kind):
        """A filled form as a file, for who may read it."""
        reports = request.env["grid.statutory.report"]
        report = reports.has_access("read") and reports.search([("id", "=", report_id)])
        if not report or report.is_long and report.is_partial:
            raise NotFound()
        if report.is_long and kind == "xlsx":
            stream = request.env["ir.binary"]._get_stream_from(report.sudo(), "file", filename=report._filename(kind))
            return stream.get_response(as_attachment=True)
        return table_file(partial(report._save_to, kind=kind), report._filename(kind), kind)

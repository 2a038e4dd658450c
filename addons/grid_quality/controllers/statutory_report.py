from functools import partial

from werkzeug.exceptions import NotFound

from odoo.http import Controller, request, route

from odoo.addons.grid_appeal.controllers.table_file import table_file


class StatutoryReport(Controller):
    @route(
        "/grid_quality/form/<int:report_id>/<any(xlsx,pdf):kind>", type="http", auth="user", methods=["GET"],
        readonly=True,
    )  # fmt: skip
    def statutory_report(self, report_id, kind, part="", **kw):
        """A filled form as a file, for who may read it; a long one is printed by its parts, which a page lists."""
        reports = request.env["grid.statutory.report"]
        report = reports.has_access("read") and reports.search([("id", "=", report_id)])
        if not report or report.is_long and report.is_partial:
            raise NotFound()
        if report.is_long and kind == "xlsx":
            stream = request.env["ir.binary"]._get_stream_from(report.sudo(), "file", filename=report._filename(kind))
            return stream.get_response(as_attachment=True)
        parts = report._parts() if report.is_long and kind == "pdf" else []
        if len(parts) < 2:
            return table_file(partial(report._save_to, kind=kind), report._filename(kind), kind)
        if not part:
            return request.render("grid_quality.statutory_parts", {"report": report, **report._said_parts()})
        if part not in map(str, range(1, len(parts) + 1)):
            raise NotFound()
        part = int(part)
        return table_file(partial(report._save_to, kind=kind, part=part), report._filename(kind, part), kind)

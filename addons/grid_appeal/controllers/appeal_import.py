from werkzeug.exceptions import NotFound

from odoo.http import Controller, request, route

from ..appeals.filenames import disposition
from ..models.grid_appeal_import_file import as_csv, as_xlsx

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class AppealImport(Controller):
    @route(
        "/grid_appeal/import/template.<any(csv,xlsx):kind>", type="http", auth="user", methods=["GET"], readonly=True
    )
    def template(self, kind):
        """An empty table to fill in."""
        imports = request.env["grid.appeal.import"]
        imports.check_access("create")
        rows = imports._template_rows()
        content = as_csv(rows) if kind == "csv" else as_xlsx(rows)
        name = request.env._("appeals")
        return self._download(content, f"{name}.{kind}", CSV if kind == "csv" else XLSX)

    @route("/grid_appeal/import/<int:import_id>/refused.csv", type="http", auth="user", methods=["GET"], readonly=True)
    def refused(self, import_id):
        """The refused rows with what is wrong, to be mended and brought again."""
        job = request.env["grid.appeal.import"].search([("id", "=", import_id)])
        if not job:
            raise NotFound()
        name = request.env._("refused rows")
        return self._download(job._refused_csv(), f"{name}.csv", CSV)

    def _download(self, content, name, mimetype):
        return request.make_response(
            content,
            [
                ("Content-Type", mimetype),
                ("Content-Disposition", disposition(name, "attachment")),
                ("Cache-Control", "private, no-store"),
            ],
        )

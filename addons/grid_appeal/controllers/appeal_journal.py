import tempfile

from werkzeug.exceptions import NotFound
from werkzeug.wsgi import wrap_file

from odoo.http import Controller, request, route

from ..appeals.filenames import disposition

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


class AppealJournal(Controller):
    @route(
        "/grid_appeal/journal/<int:journal_id>/<any(xlsx,pdf):kind>", type="http", auth="user", methods=["GET"],
        readonly=True,
    )  # fmt: skip
    def appeal_journal(self, journal_id, kind):
        """The journal of appeals that the person has just asked for, from a file on the disk: it may be long."""
        journal = request.env["grid.appeal.journal"].search(
            [("id", "=", journal_id), ("create_uid", "=", request.env.uid)]
        )
        if not journal:
            raise NotFound()
        file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
        journal._save_to(file, kind)
        size = file.tell()
        file.seek(0)
        response = request.make_response(
            wrap_file(request.httprequest.environ, file),
            [
                ("Content-Type", TYPES[kind]),
                ("Content-Length", size),
                ("Content-Disposition", disposition(journal._filename(kind))),
                ("Cache-Control", "private, no-store"),
            ],
        )
        response.direct_passthrough = True
        return response

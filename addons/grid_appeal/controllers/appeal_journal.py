from functools import partial

from werkzeug.exceptions import NotFound

from odoo.http import Controller, request, route

from .table_file import table_file


class AppealJournal(Controller):
    @route(
        "/grid_appeal/journal/<int:journal_id>/<any(xlsx,pdf):kind>", type="http", auth="user", methods=["GET"],
        readonly=True,
    )  # fmt: skip
    def appeal_journal(self, journal_id, kind):
        """The journal of appeals that the person has just asked for."""
        journal = request.env["grid.appeal.journal"].search(
            [("id", "=", journal_id), ("create_uid", "=", request.env.uid)]
        )
        if not journal:
            raise NotFound()
        return table_file(partial(journal._save_to, kind=kind), journal._filename(kind), kind)

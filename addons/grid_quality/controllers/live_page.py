from functools import partial

from werkzeug.exceptions import NotFound, UnprocessableEntity

from odoo.exceptions import AccessError, UserError
from odoo.http import Controller, request, route

from odoo.addons.grid_appeal.controllers.table_file import table_file


class LivePage(Controller):
    @route("/grid_quality/live/<any(xlsx,pdf):kind>", type="http", auth="user", methods=["GET"], readonly=True)
    def live_page(self, kind, **address):
        """The live page as a file, narrowed as its address says, for who may read the page."""
        page, filters = request.env["grid.live.page"]._of_address(address)
        try:
            printed = page._printed(filters)
        except AccessError:
            raise NotFound() from None
        except UserError as refusal:
            raise UnprocessableEntity(str(refusal)) from refusal
        return table_file(partial(page._save_to, printed=printed, kind=kind), page._filename(kind), kind)

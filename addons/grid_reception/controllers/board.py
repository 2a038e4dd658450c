from odoo.http import route

from .queue_page import QueuePage


class Board(QueuePage):
    """The screen in the hall: numbers of tickets and windows, nothing of a person."""

    @route("/queue/board/<string:key>", type="http", auth="public", methods=["GET"], readonly=True, sitemap=False)
    def queue_board(self, key, **kw):
        office = self._office(key, "board")
        return self._render("queue_board", office, board=office._board())

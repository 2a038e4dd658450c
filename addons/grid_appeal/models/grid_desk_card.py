from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

KEPT_DAYS = 3  # over a weekend; what is typed and never registered are personal data without a purpose
OFFERED = 3


class GridDeskCard(models.Model):
    """One card of a clerk, by the key her screen gave it: what is typed in it, and the appeal it became.

    Kept on the server and never in the browser: a window's computer is shared, and its next user must
    find nothing there. The key makes one appeal of a card, however often it is sent.
    """

    _name = "grid.desk.card"
    _description = "Card of a call or a window"
    _order = "write_date desc, id desc"

    user_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="cascade")
    key = fields.Char(required=True, readonly=True)
    content = fields.Json(readonly=True)
    ticket_id = fields.Many2one("helpdesk.ticket", "Appeal", readonly=True, index="btree_not_null", ondelete="cascade")

    _key_uniq = models.Constraint("UNIQUE (user_id, key)", "This card is open already.")
    _age_idx = models.Index("(write_date)")

    @api.model
    def _open(self, key):
        """Return the user's card of a key, held until the end of the transaction.

        A second sending of one card waits here for the first, is repeated by the ORM, and then finds
        the appeal that the first has made.
        """
        [(card_id,)] = self.env.execute_query(
            SQL(
                """
                INSERT INTO grid_desk_card (user_id, key, create_uid, create_date, write_uid, write_date)
                VALUES (%(uid)s, %(key)s, %(uid)s, %(now)s, %(uid)s, %(now)s)
                ON CONFLICT (user_id, key) DO UPDATE SET write_date = %(now)s
                RETURNING id
                """,
                uid=self.env.uid,
                key=key,
                now=fields.Datetime.now(),
            )
        )
        return self.sudo().browse(card_id)

    @api.model
    def _unfinished(self):
        """What the user typed and did not register, the newest first."""
        own = [("user_id", "=", self.env.uid), ("ticket_id", "=", False), ("content", "!=", False)]
        return self.sudo().search(own, limit=OFFERED)

    @api.autovacuum
    def _gc_old(self):
        self.search([("write_date", "<", fields.Datetime.now() - timedelta(days=KEPT_DAYS))], limit=1000).unlink()

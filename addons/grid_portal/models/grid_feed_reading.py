from odoo import api, fields, models
from odoo.tools import SQL


class GridFeedReading(models.Model):
    """Until when somebody has read the feed of a customer: one's own, or of whom one acts for."""

    _name = "grid.feed.reading"
    _description = "How far a feed is read"

    user_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="cascade")
    partner_id = fields.Many2one("res.partner", required=True, readonly=True, index=True, ondelete="cascade")
    read_until = fields.Datetime(required=True, readonly=True)

    _once = models.Constraint("UNIQUE (user_id, partner_id)", "How far a feed is read is noted once a reader.")

    @api.model
    def _until(self, user, customer):
        """Return until when the user has read the feed of the customer: on the first visit, until the account began."""
        noted = self.search([("user_id", "=", user.id), ("partner_id", "=", customer.id)])
        return noted.read_until or user.create_date

    @api.model
    def _read(self, user, customer, until):
        """Note that all until a moment is read; an earlier moment than the one noted changes nothing."""
        now = fields.Datetime.now()
        self.env.execute_query(
            SQL(
                """INSERT INTO grid_feed_reading AS noted
                          (user_id, partner_id, read_until, create_uid, create_date, write_uid, write_date)
                   VALUES (%(user)s, %(customer)s, %(until)s, %(user)s, %(now)s, %(user)s, %(now)s)
                   ON CONFLICT (user_id, partner_id) DO UPDATE
                      SET read_until = GREATEST(noted.read_until, excluded.read_until), write_date = excluded.write_date
                   RETURNING id""",
                user=user.id,
                customer=customer.id,
                until=min(until, now),
                now=now,
            )
        )
        self.invalidate_model(["read_until"])

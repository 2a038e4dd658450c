from hashlib import sha256

from odoo import api, fields, models
from odoo.tools import SQL

BUCKETS = 5  # hexadecimal digits: at most a million rows, and no address or number can be read back


class GridCustomerKey(models.Model):
    """Keeps two people from making one customer at the same second.

    A row is locked for each e-mail, phone and INN of a customer about to be created. The second
    transaction waits for the first; then PostgreSQL refuses it, because its snapshot is older than
    the first one's commit, and Odoo repeats the request: now it finds the customer.
    """

    _name = "grid.customer.key"
    _description = "Lock on the identity of a customer being created"
    _log_access = False

    key = fields.Char(required=True)
    turn = fields.Integer()

    _key_uniq = models.Constraint("UNIQUE (key)", "One row a key.")

    @api.model
    def _lock(self, identities):
        """Hold the identities (any strings) until the end of the transaction, in one order for all."""
        keys = sorted({sha256(text.encode()).hexdigest()[:BUCKETS] for text in identities})
        if keys:
            self.env.cr.execute(
                SQL(
                    "INSERT INTO grid_customer_key (key, turn) SELECT unnest(%s), 1"
                    " ON CONFLICT (key) DO UPDATE SET turn = 1 - grid_customer_key.turn",
                    keys,
                )
            )

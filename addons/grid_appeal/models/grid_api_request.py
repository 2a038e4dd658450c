import hashlib
import json
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from .grid_api_refusal import ApiRefusal

KEPT_DAYS = 30
KEY_LENGTH = 200


class GridApiRequest(models.Model):
    """What a key of one system has brought about: a second delivery gets the same answer and makes nothing new."""

    _name = "grid.api.request"
    _description = "Request carried out for another system"
    _order = "id desc"
    _rec_name = "key"

    source_id = fields.Many2one("grid.appeal.source", required=True, readonly=True, ondelete="cascade")
    key = fields.Char(required=True, readonly=True)
    digest = fields.Char(required=True, readonly=True, help="SHA-256 of the request.")
    answer = fields.Json(readonly=True)
    ticket_id = fields.Many2one("helpdesk.ticket", "Appeal", readonly=True, ondelete="cascade", index="btree_not_null")

    _source_key_uniq = models.Constraint("UNIQUE (source_id, key)", "This key has been used already.")
    _create_date_idx = models.Index("(create_date)")

    @api.model
    def _once(self, source, key, request, act):
        """Return what `act` answers, doing it once for the key; `act` returns the appeal and the answer.

        :raises ApiRefusal: no key (400), or the key of another request (409)
        """
        key = self._checked_key(key)
        digest = hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()
        if claimed := self._claim(source, key, digest):
            claimed.ticket_id, claimed.answer = act()
            return claimed.answer
        first = self.search([("source_id", "=", source.id), ("key", "=", key)], limit=1)
        if first.digest != digest:
            raise ApiRefusal(
                409,
                "key_reused",
                self.env._("This idempotency key was used for another request. Make a new key for each new request."),
            )
        return first.answer

    @api.model
    def _checked_key(self, key):
        key = key.strip() if isinstance(key, str) else ""
        if not key or len(key) > KEY_LENGTH or not key.isprintable():
            raise ApiRefusal(
                400,
                "key_missing",
                self.env._(
                    "Give an idempotency key of 1 to %(length)s characters, a new one for each new request, "
                    "for example a UUID: so a repeated delivery makes nothing twice.",
                    length=KEY_LENGTH,
                ),
            )
        return key

    @api.model
    def _claim(self, source, key, digest):
        """Take the key for this transaction; nothing when it is taken.

        Of two deliveries at the same moment the second waits here for the first, is then repeated as a
        whole by the ORM, and finds the answer.
        """
        rows = self.env.execute_query(
            SQL(
                """INSERT INTO grid_api_request (source_id, key, digest, create_uid, create_date, write_uid, write_date)
                   VALUES (%(source)s, %(key)s, %(digest)s, %(uid)s, %(now)s, %(uid)s, %(now)s)
                   ON CONFLICT (source_id, key) DO NOTHING RETURNING id""",
                source=source.id,
                key=key,
                digest=digest,
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
        return self.browse(id_ for (id_,) in rows)

    @api.autovacuum
    def _gc_old(self):
        """Forget keys that no system repeats any more; the numbers of the source stay unique for good."""
        days = int(self.env["ir.config_parameter"].sudo().get_param("grid_appeal.api_request_days", KEPT_DAYS))
        self.search([("create_date", "<", fields.Datetime.now() - timedelta(days=days))], limit=10_000).unlink()

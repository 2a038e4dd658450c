import secrets
import time
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..proof import difficulty, issue, verify

VALID = timedelta(hours=2)  # how long a page may stay open before its proof counts no more
KEPT = timedelta(hours=3)
BATCH = 1000
#: {purpose: how many sendings an hour without a proof}; a proven one meets only the limits of what it makes.
UNPROVEN = {
    "appeal": {"session_mark": 3, "address_mark": 20},
    "enquiry": {"session_mark": 3, "address_mark": 10},
    "code": {"session_mark": 3, "address_mark": 10},
    "visit": {"session_mark": 3, "address_mark": 10},
}


class GridPortalSending(models.Model):
    """A public form that was sent without signing in: a proof of work serves once, and without one few are taken.

    How hard the work is stands in the setting `grid_portal.proof_bits` (16 when it is not set, 4 to 26): each one more
    doubles it. Pages that are open keep the work that they came with.
    """

    _name = "grid.portal.sending"
    _inherit = ["grid.portal.limited"]
    _description = "Public form sent"
    _order = "id desc"

    purpose = fields.Char(required=True, readonly=True)
    nonce = fields.Char(readonly=True, help="Of the proof of work that has served; empty for a sending without one.")

    _nonce_uniq = models.Constraint("UNIQUE (nonce)", "This proof has served already.")
    _session_idx = models.Index("(session_mark, create_date) WHERE nonce IS NULL")
    _address_idx = models.Index("(address_mark, create_date) WHERE nonce IS NULL")
    _create_idx = models.Index("(create_date)")

    @api.model
    def _challenge(self, purpose):
        """Return the work that a form for this purpose carries; nothing is stored for it."""
        bits = difficulty(self.env["ir.config_parameter"].sudo().get_param("grid_portal.proof_bits"))
        expires = int(time.time() + VALID.total_seconds())
        return issue(self._proof_key(), purpose, bits, expires, secrets.token_urlsafe(16))

    @api.model
    def _admit(self, purpose, solution, marks):
        """Whether a form is taken: with a proof that has not served yet, or as one of the few without; it is noted.

        The note lives and dies with the caller's transaction: what failed has spent nothing.

        :param solution: what the form sent as its proof
        :param marks: who sends, by `controllers.shared.marks`
        """
        proof = verify(self._proof_key(), purpose, solution, int(time.time()))
        if proof and self._spend(purpose, proof.nonce, marks):
            return True
        others = Domain("purpose", "=", purpose) & Domain("nonce", "=", False)
        if self._over_limit(marks, others, UNPROVEN[purpose]):
            return False
        self.create({**marks, "purpose": purpose})
        return True

    @api.model
    def _spend(self, purpose, nonce, marks):
        """Note that a proof has served; of two clicks at once one waits for the other, is repeated, and is told no."""
        return bool(
            self.env.execute_query(
                SQL(
                    """
                    INSERT INTO grid_portal_sending
                           (purpose, nonce, session_mark, address_mark, create_uid, create_date, write_uid, write_date)
                    VALUES (%(purpose)s, %(nonce)s, %(session)s, %(address)s, %(uid)s, %(now)s, %(uid)s, %(now)s)
                    ON CONFLICT (nonce) DO NOTHING RETURNING id
                    """,
                    purpose=purpose,
                    nonce=nonce,
                    session=marks["session_mark"],
                    address=marks["address_mark"],
                    uid=self.env.uid,
                    now=fields.Datetime.now(),
                )
            )
        )

    @api.model
    def _proof_key(self):
        return self._mark("proof", "key").encode()

    @api.autovacuum
    def _gc_old(self):
        """Proofs that have expired go, with what no limit of the hour counts any more."""
        old = self.search([("create_date", "<", fields.Datetime.now() - KEPT)], limit=BATCH)
        old.unlink()
        return len(old), len(old) == BATCH

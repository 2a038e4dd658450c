import logging
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL, consteq

from odoo.addons.grid_appeal.appeal_form import files

_logger = logging.getLogger(__name__)

UNSENT_DAYS = 2


class GridPortalSubmission(models.Model):
    """One filled-in form: its key makes one appeal however often it is sent, and opens the receipt."""

    _name = "grid.portal.submission"
    _inherit = ["grid.portal.limited"]
    _description = "Form sent from the website"
    _order = "id desc"

    # many customers of a mobile operator share one address, so it may send more
    _hourly = {"session_mark": 10, "address_mark": 60}

    key = fields.Char(required=True, readonly=True, copy=False)
    ticket_id = fields.Many2one("helpdesk.ticket", "Appeal", readonly=True, index="btree_not_null", ondelete="cascade")
    tries = fields.Integer(required=True, readonly=True, default=1)

    _key_uniq = models.Constraint("UNIQUE (key)", "This form has been opened already.")
    _session_idx = models.Index("(session_mark, create_date)")
    _address_idx = models.Index("(address_mark, create_date)")
    _unsent_idx = models.Index("(write_date) WHERE ticket_id IS NULL")

    # ------------------------------------------------------------------
    # Keys: given by the server only, nothing is stored before a form comes back
    # ------------------------------------------------------------------
    @api.model
    def _new_key(self):
        nonce = secrets.token_urlsafe(24)
        return f"{nonce}.{self._signature(nonce)}"

    @api.model
    def _is_key(self, key):
        nonce, dot, signature = key.partition(".") if isinstance(key, str) and key.isascii() else ("", "", "")
        return bool(nonce and dot) and consteq(signature, self._signature(nonce))

    @api.model
    def _signature(self, nonce):
        return self._mark("key", nonce)

    @api.model
    def _of_key(self, key):
        return self.search([("key", "=", key)], limit=1) if self._is_key(key) else self.browse()

    @api.model
    def _open(self, key, marks):
        """Return the one submission of a key, held until the end of the transaction.

        A second sending of the same form waits here for the first, is repeated by the ORM, and then
        finds the appeal that the first has made.
        """
        now = fields.Datetime.now()
        [(submission_id,)] = self.env.execute_query(
            SQL(
                """
                INSERT INTO grid_portal_submission
                       (key, tries, session_mark, address_mark, create_uid, create_date, write_uid, write_date)
                VALUES (%(key)s, 1, %(session)s, %(address)s, %(uid)s, %(now)s, %(uid)s, %(now)s)
                ON CONFLICT (key) DO UPDATE SET tries = grid_portal_submission.tries + 1, write_date = %(now)s
                RETURNING id
                """,
                key=key,
                session=marks["session_mark"],
                address=marks["address_mark"],
                uid=self.env.uid,
                now=now,
            )
        )
        return self.browse(submission_id)

    # ------------------------------------------------------------------
    # Files wait here until the form is right: a browser does not keep them
    # ------------------------------------------------------------------
    def _files(self):
        domain = [("res_model", "=", self._name), ("res_id", "in", self.ids), ("res_field", "=", False)]
        return self.env["ir.attachment"].search(domain, order="id") if self else self.env["ir.attachment"]

    def _take_files(self, uploads, kept_ids):
        """Keep the good files, leave out those no longer wanted; return (name, problem) of the others."""
        kept = self._files()
        (dropped := kept.filtered(lambda file: str(file.id) not in kept_ids)).unlink()
        kept -= dropped
        refused, taken, scanner = [], [], self.env["grid.file.scanner"]
        for upload in uploads:
            name, content, problem = scanner._read(upload)
            if problem:
                refused.append((name, problem))
            elif len(kept) + len(taken) >= files.FILES_MAX:
                refused.append((name, "too_many"))
            else:
                taken.append(self._file_vals(name, content))
        self._keep(kept, taken)
        return refused

    def _file_vals(self, name, content):
        return {"name": name, "raw": content, "res_model": self._name, "res_id": self.id}

    def _keep(self, kept, vals_list):
        """Store new files; one sent twice is one file."""
        present = set(kept.mapped("checksum"))
        for file in self.env["ir.attachment"].create(vals_list):
            if file.checksum in present:
                file.unlink()
            else:
                present.add(file.checksum)

    # ------------------------------------------------------------------
    # The appeal
    # ------------------------------------------------------------------
    def _file_appeal(self, vals):
        """Make the appeal and register it; one that cannot be registered waits as a new one."""
        ticket = self._attempt("create", lambda: self._create_appeal(vals))
        if ticket:
            self._attempt("register", ticket.action_register)
        return ticket

    def _create_appeal(self, vals):
        # Registered by the system: a visitor of the site is nobody's name in a register.
        ticket = self.env["helpdesk.ticket"].with_user(api.SUPERUSER_ID).create(vals)
        self.ticket_id = ticket
        self._files().write({"res_model": ticket._name, "res_id": ticket.id, "is_from_applicant": True})
        return ticket

    def _attempt(self, step, act):
        """Do a step whole or not at all; what fails is logged and never shown to the customer."""
        try:
            with self.env.cr.savepoint():
                return act()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception:
            _logger.exception("Form %s of the website: step %s failed", self.id, step)
            return None

    @api.model
    def _kept_since(self):
        return fields.Datetime.now() - timedelta(days=UNSENT_DAYS)

    @api.autovacuum
    def _gc_unsent(self):
        """Forms that never became an appeal go, with what was typed and their files."""
        self.search([("ticket_id", "=", False), ("write_date", "<", self._kept_since())], limit=1000).unlink()

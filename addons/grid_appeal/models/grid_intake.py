import base64
import hashlib
import logging
from contextlib import suppress
from datetime import timedelta
from functools import partial

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError
from odoo.service.model import retrying

from ..letters import parse

_logger = logging.getLogger(__name__)

STATES = [
    ("received", "Received"),
    ("registered", "Registered"),
    ("attached", "Attached to an appeal"),
    ("quarantined", "Quarantine"),
    ("duplicate", "Delivered again"),
    ("failed", "Error"),
    ("dismissed", "Dismissed"),
]
REASONS = [
    ("bounce", "Report of a mail server"),
    ("auto_reply", "Automatic reply"),
    ("bulk", "Mass mailing"),
    ("own", "Our own letter came back"),
    ("flood", "Too many letters from one sender"),
    ("staff", "An employee answers in the system, not by e-mail"),
    ("no_sender", "No address of the sender"),
]
OPEN = ("received", "quarantined", "failed")
MAX_TRIES = 5  # a letter that kills the server each time waits for a person
PATIENCE = timedelta(minutes=10)  # how long whoever received a letter may be working on it
BATCH = 100


class GridIntake(models.Model):
    """The journal of incoming letters: what arrived, byte for byte, and what became of it.

    A letter is written here in a transaction of its own before anything reads it. Whatever fails
    afterwards, it is here to be processed again; a letter is never dropped and never registered twice.
    """

    _name = "grid.intake"
    _description = "Incoming letter"
    _order = "id desc"
    _rec_name = "subject"

    received_at = fields.Datetime("Received", required=True, readonly=True, index=True)
    source = fields.Selection(
        [("imap", "Mailbox"), ("smtp", "Mail server"), ("file", "File")], required=True, readonly=True
    )
    brought_by_id = fields.Many2one("res.users", "Brought by", readonly=True)
    server_id = fields.Many2one("fetchmail.server", "Mailbox", readonly=True, index="btree_not_null")
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    branch_id = fields.Many2one("grid.branch", readonly=True, index="btree_not_null")
    team_id = fields.Many2one("helpdesk.ticket.team", "Team", readonly=True, index="btree_not_null")
    raw = fields.Binary("Letter as received", required=True, readonly=True, attachment=True)
    file_name = fields.Char(compute="_compute_file_name")
    sha256 = fields.Char("SHA-256", required=True, readonly=True, index=True)
    state = fields.Selection(STATES, required=True, readonly=True, default="received", index=True)
    reason = fields.Selection(REASONS, readonly=True)
    error = fields.Text(readonly=True)
    tries = fields.Integer(readonly=True)
    ticket_id = fields.Many2one("helpdesk.ticket", "Appeal", readonly=True, index="btree_not_null", ondelete="restrict")
    original_id = fields.Many2one("grid.intake", "First delivery", readonly=True, index="btree_not_null")
    # --- what the letter says of itself; filled when it is read
    message_id = fields.Char("Message-ID", readonly=True, index="btree_not_null")
    fingerprint = fields.Char(readonly=True)
    sender = fields.Char(readonly=True)
    subject = fields.Char(readonly=True, index="trigram")
    text = fields.Text(compute="_compute_text", string="Text of the letter")
    attachment_names = fields.Text(compute="_compute_text", string="Attachments")

    _fingerprint_uniq = models.UniqueIndex(
        "(company_id, fingerprint) WHERE fingerprint IS NOT NULL",
        "This letter is in the journal already.",
    )
    _sender_idx = models.Index("(sender, received_at) WHERE state IN ('registered', 'attached')")
    _open_idx = models.Index("(received_at) WHERE state IN ('received', 'failed')")

    @api.depends("sha256")
    def _compute_file_name(self):
        for intake in self:
            intake.file_name = f"letter-{intake.id}.eml"

    @api.depends("raw")
    def _compute_text(self):
        """Show a letter that nobody has registered to those who decide about it."""
        for intake in self:
            letter = parse(intake._bytes())
            intake.text = letter.text
            intake.attachment_names = "\n".join(item.name for item in letter.attachments)

    @api.depends("subject", "sender")
    def _compute_display_name(self):
        for intake in self:
            intake.display_name = intake.subject or intake.sender or self.env._("Letter %(id)s", id=intake.id)

    def _bytes(self):
        self.ensure_one()
        return base64.b64decode(self.with_context(bin_size=False).raw or b"")

    # ------------------------------------------------------------------
    # Delivery
    # ------------------------------------------------------------------
    @api.model
    def _journal(self, vals):
        """Write the raw letter in its own transaction; return the id of its row."""
        with self.env.registry.cursor() as cr:
            return api.Environment(cr, api.SUPERUSER_ID, {})["grid.intake"].create(vals).id

    @api.model
    def _process_kept(self, intake_id):
        """Process a letter just kept; whatever happens, it has been delivered."""
        try:
            return self._process_apart(intake_id)
        except Exception:  # the scheduled action tries again
            _logger.exception("Letter %s waits in the journal, it could not be processed", intake_id)
            return False

    @api.model
    def _process_apart(self, intake_id, accepted_by=None):
        """Process one letter in transactions of its own; return the id of its appeal or False.

        First the try is counted, so that a letter at which the server dies is noticed; then what the
        letter says of itself, so that a failed one can be told from others; then the work is done,
        or it is said why it could not be.
        """
        with self.env.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            intake = env["grid.intake"].browse(intake_id)
            if retrying(partial(intake._begin_try, accepted_by), env):
                try:
                    retrying(intake._describe, env)
                    retrying(partial(intake._process, accepted_by), env)
                except Exception as error:
                    cr.rollback()
                    _logger.warning("Letter %s could not be processed", intake_id, exc_info=True)
                    intake._say_failed(error)
            return intake.ticket_id.id

    def _begin_try(self, accepted_by=None):
        """Count a try of an open letter; raise LockError if somebody else is working on it."""
        self.lock_for_update()
        if not self._is_open(accepted_by):
            return False
        self.tries += 1
        return True

    def _describe(self):
        """Write down who sent what, for whoever reads the journal."""
        letter = self._letter()
        self.write(
            {
                "message_id": letter.message_id or False,
                "sender": letter.sender_email or letter.sender_name,
                "subject": letter.title,
            }
        )

    def _letter(self):
        """Read the letter; refuse what is no longer what arrived."""
        raw = self._bytes()
        if hashlib.sha256(raw).hexdigest() != self.sha256:
            raise UserError(
                self.env._("The stored letter is damaged: restore the file from a backup, then process it again.")
            )
        return parse(raw)

    def _is_open(self, accepted_by=None):
        """May it still become something? A person may take a dismissed letter up again."""
        return self.state in OPEN or bool(accepted_by) and self.state == "dismissed"

    def _say_failed(self, error):
        if self.state in OPEN:
            self.write({"state": "failed", "reason": False, "error": str(error) or repr(error)})

    @api.model
    def _cron_process(self):
        """Process letters whose server died in the middle, and try failed ones again."""
        quiet_since = fields.Datetime.now() - PATIENCE
        domain = [
            ("state", "in", ("received", "failed")),
            ("tries", "<", MAX_TRIES),
            ("received_at", "<", quiet_since),
            ("write_date", "<", quiet_since),
        ]
        ids = self.search(domain, limit=BATCH, order="id").ids
        progress = self.env["ir.cron"]
        progress._commit_progress(remaining=self.search_count(domain))
        for intake_id in ids:
            with suppress(LockError):
                self._process_apart(intake_id)
            if not progress._commit_progress(1):
                break

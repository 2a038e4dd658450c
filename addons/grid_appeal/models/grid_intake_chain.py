from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import models
from odoo.exceptions import ConcurrencyError, UserError
from odoo.tools import email_normalize, formataddr, mute_logger, plaintext2html

from ..appeals.life import OPEN_STATES
from ..letters import appeal_numbers, inn, kind_and_theme, phone

APPEAL = "helpdesk.ticket"
HOUR = timedelta(hours=1)
HOURLY_LIMIT = 20  # letters of one sender in an hour that become appeals
# The order matters: each step sees only what the ones before let pass.
STEPS = (
    "_step_duplicate",  # the same letter, delivered again
    "_step_automatic",  # bounces, auto-replies, mass mailings
    "_step_own",  # our own letters, come back
    "_step_flood",  # a machine that says nothing of itself
    "_step_no_sender",  # nobody to answer to
    "_step_reply",  # more about an appeal of the same person
    "_step_new",  # an appeal
)
# What a person who reads the quarantine has decided already.
JUDGED = {"_step_automatic", "_step_own", "_step_flood", "_step_no_sender"}


class GridIntake(models.Model):
    """The chain that a letter walks from the journal to its appeal."""

    _inherit = "grid.intake"

    def _process(self, accepted=False):
        """Walk the chain; the first step that knows what to do with the letter ends it."""
        if not self.try_lock_for_update() or self.state not in ("received", "quarantined", "failed"):
            return
        letter = self._letter()
        for step in STEPS:
            if accepted and step in JUDGED:
                continue
            outcome = getattr(self, step)(letter)
            if outcome:
                self.write({"reason": False, "error": False, **outcome})
                return

    def _quarantine(self, reason):
        return {"state": "quarantined", "reason": reason}

    # ------------------------------------------------------------------
    # Steps: each returns the values that end the chain, or nothing
    # ------------------------------------------------------------------
    def _step_duplicate(self, letter):
        """Claim the letter; of two deliveries, also simultaneous ones, the index lets one through."""
        if self.fingerprint == letter.fingerprint:
            return None
        original = self._delivered_before(letter)
        if not original:
            try:
                with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                    self.fingerprint = letter.fingerprint
                    self.flush_recordset(["fingerprint"])
                return None
            except UniqueViolation as error:
                # the other delivery has just ended: the next try sees what became of it
                raise ConcurrencyError("two deliveries of one letter at the same time") from error
        return {"state": "duplicate", "original_id": original.id, "ticket_id": original.ticket_id.id}

    def _delivered_before(self, letter):
        return self.search(
            [("company_id", "=", self.company_id.id), ("fingerprint", "=", letter.fingerprint), ("id", "!=", self.id)],
            limit=1,
        )

    def _step_automatic(self, letter):
        return letter.automatic and self._quarantine(letter.automatic)

    def _step_own(self, letter):
        """Stop what we sent ourselves: answering it would never end."""
        ours = letter.sender_email in self.env[APPEAL]._own_addresses()
        if not ours and letter.message_id:
            # what came in by e-mail keeps its sender's Message-ID; any other message is ours
            domain = [("message_id", "=", letter.message_id), ("message_type", "!=", "email")]
            ours = bool(self.env["mail.message"].search_count(domain, limit=1))
        return ours and self._quarantine("own")

    def _step_flood(self, letter):
        """Stop a sender that writes faster than people do; known ones may be allowed by address."""
        if self.env["mail.gateway.allowed"].search_count([("email_normalized", "=", letter.sender_email)], limit=1):
            return None
        limit = int(self.env["ir.config_parameter"].get_param("grid_appeal.intake_hourly_limit", HOURLY_LIMIT))
        recent = self.search_count(
            [
                ("sender", "=", letter.sender_email),
                ("received_at", ">", self.received_at - HOUR),
                ("received_at", "<=", self.received_at),
                ("state", "in", ("registered", "attached")),
            ],
            limit=limit,
        )
        return recent >= limit and self._quarantine("flood")

    def _step_no_sender(self, letter):
        return not letter.sender_email and self._quarantine("no_sender")

    def _step_reply(self, letter):
        """Attach a letter to the open appeal it continues, if the same person wrote both.

        Mail proves no sender, but a stranger must at least not write into another's appeal by
        knowing its number: such a letter is an appeal of its own. So is what comes after the answer:
        an answered appeal is not answered twice, and what is asked now has its own term.
        """
        appeals = self._appeals_named(letter)
        if not appeals:
            return None
        if self._is_staff(letter.sender_email):
            return self._quarantine("staff")
        unanswered = appeals.filtered(lambda t: t.state in OPEN_STATES)
        own = unanswered.filtered(lambda t: letter.sender_email in self._applicant_emails(t))
        if not own:
            return None
        self._attach(letter, own[0])
        own[0]._info_received()
        return {"state": "attached", "ticket_id": own[0].id}

    def _step_new(self, letter):
        """Make the appeal and register it."""
        branch = self.branch_id or self.env["grid.branch"].with_company(self.company_id)._default_branch()
        if not branch:
            raise UserError(
                self.env._(
                    "The company %(company)s has no branch to receive letters. Add one, then process the letter again.",
                    company=self.company_id.name,
                )
            )
        appeals = self.env[APPEAL].with_company(self.company_id).with_context(lang=self._lang())
        appeal = appeals.create(self._appeal_vals(letter, branch))
        self._add_files(letter, appeal)
        appeal.action_register()
        return {"state": "registered", "ticket_id": appeal.id, "branch_id": branch.id}

    # ------------------------------------------------------------------
    # Replies
    # ------------------------------------------------------------------
    def _appeals_named(self, letter):
        """The appeals a letter answers: by its references first, then by a number in the subject."""
        appeals = self.env[APPEAL]
        if letter.references:
            ours = self.env["mail.message"].search(
                [("message_id", "in", letter.references), ("model", "=", APPEAL)], order="id desc"
            )
            appeals = appeals.browse(ours.mapped("res_id")).exists()
            appeals |= self.search([("message_id", "in", letter.references), ("ticket_id", "!=", False)]).ticket_id
        if numbers := appeal_numbers(letter.subject):
            appeals |= appeals.search([("number", "in", numbers)])
        return appeals.filtered(lambda appeal: appeal.company_id == self.company_id)

    def _applicant_emails(self, appeal):
        return {email_normalize(appeal.partner_email or ""), appeal.partner_id.email_normalized} - {False}

    def _is_staff(self, address):
        domain = [("email_normalized", "=", address), ("share", "=", False)]
        return bool(self.env["res.users"].search_count(domain, limit=1))

    def _attach(self, letter, appeal):
        """Put the letter into the history of the appeal, where its handler is told of it."""
        author = (
            appeal.partner_id
            if appeal.partner_id.email_normalized == letter.sender_email
            else appeal.env["res.partner"]
        )
        message = appeal.with_context(
            lang=self._lang(),
            mail_create_nosubscribe=True,
            mail_post_autofollow_author_skip=True,
            attachments_mime_plainxml=True,
        ).message_post(
            body=self._html(letter),
            subject=letter.title,
            message_type="email",
            subtype_xmlid="mail.mt_comment",
            author_id=author.id or False,
            email_from=formataddr((letter.sender_name, letter.sender_email)),
            message_id=letter.message_id or None,
            attachments=[(item.name, item.content) for item in letter.attachments],
        )
        message.attachment_ids.is_from_applicant = True

    # ------------------------------------------------------------------
    # New appeals
    # ------------------------------------------------------------------
    def _appeal_vals(self, letter, branch):
        kind, theme = kind_and_theme(letter.subject, letter.text)
        return {
            "name": letter.title or self._title_without_words(letter),
            "description": self._html(letter),
            "kind": kind,
            "theme": theme,
            "channel_id": self.env.ref("grid_appeal.channel_email").id,
            "received_at": self.received_at,  # when it came to us: the Date header is the sender's word
            "branch_id": branch.id,
            "team_id": self.team_id.id,
            "partner_name": letter.sender_name or letter.sender_email,
            "partner_email": letter.sender_email,
            "partner_phone": phone(letter.text),
            "partner_inn": inn(letter.text),
            "is_anonymous": not (letter.sender_name or letter.sender_email),
        }

    def _title_without_words(self, letter):
        env = self.with_context(lang=self._lang()).env
        return env._(
            "Letter without a subject from %(sender)s", sender=letter.sender_name or letter.sender_email or "—"
        )

    def _html(self, letter):
        """The words only: nothing of a stranger's page is loaded or run in the clerk's browser."""
        if letter.text.strip():
            return plaintext2html(letter.text)
        env = self.with_context(lang=self._lang()).env
        return plaintext2html(env._("The letter has no text. See the attachments."))

    def _add_files(self, letter, appeal):
        self.env["ir.attachment"].with_context(attachments_mime_plainxml=True).create(
            [
                {
                    "name": item.name,
                    "raw": item.content,
                    "res_model": APPEAL,
                    "res_id": appeal.id,
                    "is_from_applicant": True,
                }
                for item in letter.attachments
            ]
        )

    def _lang(self):
        return self.company_id.partner_id.lang

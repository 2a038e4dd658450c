from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import models
from odoo.exceptions import ConcurrencyError, UserError
from odoo.tools import email_normalize, formataddr, mute_logger, plaintext2html

from ..appeals.life import OPEN_STATES
from ..letters import appeal_numbers, inn, kind_and_theme, own_words, phone

APPEAL = "helpdesk.ticket"
HOUR = timedelta(hours=1)
HOURLY_LIMIT = 20  # letters of one sender in an hour that become appeals
# The order matters: each step sees only what the ones before let pass.
STEPS = (
    "_step_duplicate",
    "_step_report",
    "_step_automatic",
    "_step_own",
    "_step_flood",
    "_step_no_sender",
    "_step_staff",
    "_step_reply",
    "_step_new",
)
# What a person who reads the quarantine has decided already.
JUDGED = {"_step_report", "_step_automatic", "_step_own", "_step_flood", "_step_no_sender", "_step_staff"}


class GridIntake(models.Model):
    """The chain that a letter walks from the journal to its appeal, in this order:

    ========== ===================================================== ===============================
    step       which letter                                          what becomes of it
    ========== ===================================================== ===============================
    (journal)  every one, byte for byte, before anything reads it    received
    duplicate  delivered before                                      duplicate
    report     a bounce or a notice on a letter that an appeal sent  attached, its handler told
    automatic  another bounce (multipart/report, an empty            quarantined
               Return-Path, mailer-daemon), an automatic answer
               (Auto-Submitted, X-Auto-Response-Suppress), a mass
               mailing (Precedence)
    own        one of ours that came back                            quarantined
    flood      more than `intake_hourly_limit` of one sender         quarantined
    no_sender  nobody to answer to                                   quarantined
    staff      an employee answers past the system                   quarantined
    reply      the applicant goes on with an open appeal, known by   attached
               the letter it answers or by the number in the subject
    new        any other; after the answer, a linked repeat          registered
    ========== ===================================================== ===============================

    Whatever fails in between is undone, and the letter is `failed` with the reason. What is quarantined
    or failed waits for a person, who registers, attaches or dismisses it. A server that dies in between
    is made up for by the scheduled action; `tests/fault` kills it at each of these points.
    """

    _inherit = "grid.intake"

    def _process(self, accepted_by=None):
        """Walk the chain; the first step that knows what to do with the letter ends it.

        `accepted_by` is the user who says that the letter is an appeal, whatever it looks like.
        """
        if not self.try_lock_for_update() or not self._is_open(accepted_by):
            return
        if accepted_by:
            self.write(self._decided(accepted_by))
        letter = self._letter()
        for step in STEPS:
            if accepted_by and step in JUDGED:
                continue
            if outcome := getattr(self, step)(letter):
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
        ours = letter.sender_email in self.env["grid.own.address"]._all()
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

    def _step_staff(self, letter):
        answers = self._is_staff(letter.sender_email) and self._appeals_named(letter)
        return answers and self._quarantine("staff")

    def _step_reply(self, letter):
        """Attach a letter to the open appeal it continues, if the same person wrote both."""
        waiting = self._own_appeals(letter).filtered(lambda t: t.state in OPEN_STATES)
        if not waiting:
            return None
        self._attach(letter, waiting[0])
        return {"state": "attached", "ticket_id": waiting[0].id}

    def _step_new(self, letter):
        """Make the appeal and register it; what follows the answer of another is its linked repeat."""
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
        appeal._keep_papers(self._files_of(letter))
        if ended := self._own_appeals(letter):
            appeal._log_act(appeal._link_repeats({appeal: ended[0].id})[appeal.id])
        # letters register themselves, but for those that a person has brought or accepted
        if person := self.decided_by_id or self.brought_by_id:
            appeal = appeal.with_user(person).sudo()
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

    def _own_appeals(self, letter):
        """The appeals a letter answers that its sender is an applicant of.

        Mail proves no sender, but a stranger must at least not write into another's appeal by
        knowing its number: such a letter is an appeal of its own.
        """
        appeals = self._appeals_named(letter)
        return appeals.filtered(lambda appeal: letter.sender_email in self._applicant_emails(appeal))

    def _applicant_emails(self, appeal):
        written = [appeal.partner_email, *appeal.coapplicant_ids.mapped("email")]
        known = self._applicants(appeal).mapped("email_normalized")
        return {*map(email_normalize, filter(None, written)), *known} - {False}

    def _applicants(self, appeal):
        """The customers who ask together, and who acts for them."""
        return appeal.partner_id | appeal.representative_id | appeal.coapplicant_ids.partner_id

    def _is_staff(self, address):
        domain = [("email_normalized", "=", address), ("share", "=", False)]
        return bool(self.env["res.users"].search_count(domain, limit=1))

    def _attach(self, letter, appeal):
        """Put the letter into the history of the appeal, where its handler is told of it."""
        author = self._applicants(appeal).filtered(lambda person: person.email_normalized == letter.sender_email)[:1]
        appeal._applicant_wrote(
            self._html(letter),
            own_words(letter.text),
            self._files_of(letter),
            subject=letter.title,
            author_id=author.id or False,
            email_from=formataddr((letter.sender_name, letter.sender_email)),
            message_id=letter.message_id or None,
        )

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

    def _files_of(self, letter):
        return [(item.name, item.content) for item in letter.attachments]

    def _lang(self):
        return self.company_id.partner_id.lang

import logging
import time
from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

from ..texting import fill_template
from .alone import alone, keep
from .ami_session import AmiLost, AmiSession, Speech
from .grid_voice_provider import ASTERISK

_logger = logging.getLogger(__name__)

AT_WORK = 45  # seconds; then nobody else is called, and the job ends with the last call that rings
TICK = 0.25  # seconds between two looks for what calls have come to
PAUSE = timedelta(seconds=30)  # until the next try after trouble
DIALLER_LOCK = 0x564F49
#: What the words of an exchange mean for a campaign.
RESULTS = {
    "heard": "positive",
    "hung_up": "negative",
    "busy": "negative",
    "no_answer": "negative",
    "unreachable": "failed",
    "refused": "failed",
}


class GridVoiceProvider(models.Model):
    """How telephones are called: one dialler a provider, call by call, each noted before it is made.

    An exchange keeps nothing of a call that has ended. Whoever finds a call without a result when no dialler is at work
    knows that a server or a connection died meanwhile: that telephone is not called again by this campaign, for it may
    have been answered; the message goes on by the next channel.
    """

    _inherit = "grid.voice.provider"

    # ------------------------------------------------------------------
    # Jobs
    # ------------------------------------------------------------------
    def _wake(self, wait=None):
        """Have a job call those who wait; there is one at a time for each provider and moment."""
        for provider in self:
            key = f"grid.voice.provider.dial {provider.id}" + (" later" if wait else "")
            provider.with_delay(eta=wait, identity_key=key, description=f"Calls: {provider.name}", priority=5)._dial()

    def _wake_all(self):
        """Wake every provider with work: what a lost job would have left."""
        self.sudo().search([("kind", "=", ASTERISK)]).filtered("waiting_count")._wake()

    def _dial(self):
        """Call those who wait at the set rate, and hear what becomes of each call; a job."""
        self.ensure_one()
        if not self.active:
            return
        with alone(self.env, DIALLER_LOCK, self.id) as is_alone:
            if not is_alone:
                return self._wake(PAUSE)
            self._doubt_what_was_left()
            self._give_up_quiet()
            if self.waiting_count:
                self._dial_all(time.monotonic() + AT_WORK)
        keep(self.env)
        self.invalidate_recordset(["waiting_count"])
        if self.waiting_count:
            self._wake(PAUSE if self.trouble else None)

    def _dial_all(self, end):
        try:
            with self._session() as session:
                self._note_trouble(False)
                self._talk(session, end)
        except AmiLost as error:
            self._note_trouble(str(error))
            self._doubt_what_was_left()

    def _session(self):
        own = self.sudo()
        return AmiSession(
            own.host, own.port, own.login or "", own.password or "", own.ring_seconds, own.heard_seconds, own.is_tls
        )

    def _talk(self, session, end):
        """Call one after the other while there is time, and hear the end of every call that was begun."""
        begin, attempts = time.monotonic(), self.env["grid.notice.attempt"].sudo()
        while True:
            now = time.monotonic()
            is_due = now >= begin and session.busy_lines < self.line_count
            attempt = self._claim() if is_due and now < end else attempts.browse()
            if attempt:
                begin = max(begin, now - 1) + 60 / self.calls_per_minute
                self._begin(session, attempt)
            elif (is_due or now >= end) and not session.is_waiting:
                return
            for number, outcome in session.listen(0 if attempt else TICK):
                attempts.browse(number)._finish(RESULTS[outcome], self._outcome_words(outcome))
            keep(self.env)

    def _begin(self, session, attempt):
        """Have one telephone called; that it is being called is kept before."""
        keep(self.env)
        notice = attempt.notice_id
        speech = Speech(notice.body or "", self.context or "", self.recording or "")
        if not self.recording and speech.is_too_long:
            return attempt._finish("failed", self.env._("the text is too long to be read by telephone"))
        channel = fill_template(self.channel, {"phone": notice.phone or ""})
        return session.call(attempt.id, channel, self.caller_id or "", speech)

    def _outcome_words(self, outcome):
        return {
            "heard": False,
            "hung_up": self.env._("hung up before the message was heard"),
            "busy": self.env._("the line was busy"),
            "no_answer": self.env._("nobody answered"),
            "unreachable": self.env._("the number cannot be reached"),
            "refused": self.env._("the exchange refused the call"),
        }[outcome]

    # ------------------------------------------------------------------
    # Who is called
    # ------------------------------------------------------------------
    def _call_asterisk(self, attempts):
        quiet = attempts._quiet_begins()
        for branch, alike in attempts.grouped(lambda one: one.notice_id.branch_id).items():
            alike.write({"voice_provider_id": self.id, "call_until": quiet[branch]})
        self._wake()

    def _room(self):
        """Return how many more are taken now: as many as are called within two minutes."""
        return max(0, self.calls_per_minute * 2 - self.waiting_count) if self.kind == ASTERISK else None

    def _claim(self):
        """Take the next one to call; none at whose place it is quiet now."""
        now = fields.Datetime.now()
        rows = self.env.execute_query(
            SQL(
                """UPDATE grid_notice_attempt SET dialled_at = %(now)s
                    WHERE id = (
                        SELECT id FROM grid_notice_attempt
                         WHERE voice_provider_id = %(provider)s AND result IS NULL AND dialled_at IS NULL
                           AND (call_until IS NULL OR call_until > %(now)s)
                         ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
                RETURNING id""",
                now=now,
                provider=self.id,
            )
        )
        attempt = self.env["grid.notice.attempt"].sudo().browse(id_ for (id_,) in rows)
        attempt.invalidate_recordset()
        return attempt

    def _own_calls(self, *more):
        domain = [("voice_provider_id", "=", self.id), ("result", "=", False), *more]
        return self.env["grid.notice.attempt"].sudo().search(domain)

    def _doubt_what_was_left(self):
        """End calls of which nobody knows whether they were heard: a dead dialler left them, or a lost connection."""
        left = self._own_calls(("dialled_at", "!=", False))
        reason = self.env._("the connection broke during the call: nobody knows whether it was heard")
        left._finish("negative", reason, may_repeat=False)
        keep(self.env)

    def _give_up_quiet(self):
        """Take back what was not called before the quiet hours: it waits in its campaign until the morning."""
        late = self._own_calls(("dialled_at", "=", False), ("call_until", "<=", fields.Datetime.now()))
        late._withdraw().filtered(lambda one: one.state == "running")._wake("run")
        keep(self.env)

    def _note_trouble(self, words):
        """Keep why nobody is called now; whoever looks at the provider sees it. It names no telephone."""
        if (self.trouble or False) != words:
            _logger.info("Provider of calls %s: %s", self.id, words or "at work again")
            self.sudo().trouble = words
            keep(self.env)

import logging
import re
import time
from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .alone import alone, keep

_logger = logging.getLogger(__name__)

WINDOW = 10  # parts handed over between two commits: as many are in doubt when the server dies
AT_WORK = 45  # seconds; then the job ends and the next one goes on
LISTENS = 2  # seconds between two looks for receipts
PAUSE = timedelta(seconds=30)  # until the next try after trouble, or the next look for receipts
MARGIN = timedelta(minutes=1)
OUR_ID = re.compile(r"gd[0-9]{1,9}")  # by which a gateway knows a part
SENDER_LOCK = 0x534D53


class GridSmsProvider(models.Model):
    """How SMS leave: one sender a provider, window by window, each window noted before and after.

    A part is noted as `sending` and committed before it is handed over, and with its answer right after. Whoever finds
    such a part when no sender is at work knows that a server died in between: the part is `unclear`. It is not sent
    again while a receipt may still come; it is, once the provider itself has given it up.
    """

    _inherit = "grid.sms.provider"

    # ------------------------------------------------------------------
    # Jobs
    # ------------------------------------------------------------------
    def _wake(self, wait=None):
        """Have a job send what waits; there is one at a time for each provider and moment."""
        for provider in self:
            key = f"grid.sms.provider.send {provider.id}" + (" later" if wait else "")
            provider.with_delay(eta=wait, identity_key=key, description=f"SMS: {provider.name}", priority=5)._send()

    def _wake_all(self):
        """Wake every provider with work, and every centre that customers answer: what a lost job would have left."""
        rows = self.env.execute_query(
            SQL(
                """SELECT DISTINCT provider_id FROM grid_sms
                    WHERE state IN ('waiting', 'sending') OR (state = 'sent' AND sent_at > %s)
                    UNION SELECT id FROM grid_sms_provider WHERE kind = 'smpp' AND is_answered""",
                fields.Datetime.now() - timedelta(days=8),
            )
        )
        self.sudo().browse(id_ for (id_,) in rows).filtered("active")._wake()

    def _send(self):
        """Send what waits at the set rate, and take receipts, for a while; a job."""
        self.ensure_one()
        if not self.active:
            return
        with alone(self.env, SENDER_LOCK, self.id) as is_alone:
            if not is_alone:
                return self._wake(PAUSE)
            self._doubt_what_was_left()
            self.env["grid.sms"]._give_up_quiet(self)
            end = time.monotonic() + AT_WORK
            getattr(self, f"_work_{self.kind}")(end)
        keep(self.env)
        if self._has_waiting():
            self._wake(PAUSE if self.trouble else None)
        elif self.kind == "smpp" and self._listens():
            self._wake(PAUSE)

    def _has_waiting(self):
        domain = [("provider_id", "=", self.id), ("state", "in", ("waiting", "sending"))]
        return bool(self.env["grid.sms"].search_count(domain, limit=1))

    def _listens(self):
        """Whether anything may come from the centre."""
        return self.is_answered or self._awaits_receipts()

    def _awaits_receipts(self):
        domain = [("provider_id", "=", self.id), ("state", "in", ("unclear", "sent"))]
        return bool(self.env["grid.sms.part"].sudo().search_count(domain, limit=1))

    # ------------------------------------------------------------------
    # Windows
    # ------------------------------------------------------------------
    def _windows(self, end):
        """Give parts to hand over, window by window, at the set rate; each window is committed before it is given."""
        while time.monotonic() < end:
            begun = time.monotonic()
            parts = self._claim(min(WINDOW, self.parts_per_second))
            if not parts:
                return
            keep(self.env)
            yield parts
            keep(self.env)
            time.sleep(max(0, len(parts) / self.parts_per_second - (time.monotonic() - begun)))

    def _claim(self, limit):
        """Take the next parts, the urgent first; none whose recipient is in quiet hours now.

        They are chosen once, as an array: what stands in IN may be chosen anew for each row, beyond the limit.
        """
        now = fields.Datetime.now()
        rows = self.env.execute_query(
            SQL(
                """UPDATE grid_sms_part AS part SET state = 'sending', handed_at = %(now)s
                    WHERE part.id = ANY(ARRAY(
                        SELECT one.id FROM grid_sms AS sms JOIN grid_sms_part AS one ON one.sms_id = sms.id
                         WHERE sms.provider_id = %(provider)s AND sms.state IN ('waiting', 'sending')
                           AND one.state = 'waiting'
                           AND (one.not_before IS NULL OR one.not_before <= %(now)s)
                           AND (sms.send_until IS NULL OR sms.send_until > %(now)s)
                         ORDER BY sms.priority, sms.id, one.number LIMIT %(limit)s
                           FOR UPDATE OF one SKIP LOCKED))
                RETURNING part.id""",
                now=now,
                provider=self.id,
                limit=limit,
            )
        )
        parts = self.env["grid.sms.part"].sudo().browse(sorted(id_ for (id_,) in rows))
        parts.invalidate_recordset()
        self.env["grid.sms"]._refresh(parts.sms_id.ids)
        return parts

    def _note(self, answers):
        """Keep what the provider said of parts: {part: Answer}; None means that nobody knows."""
        now = fields.Datetime.now()
        parts = self.env["grid.sms.part"].sudo()
        for part, answer in answers.items():
            parts |= part
            if answer is None:
                part.state = "unclear"
            elif answer.state == "later":
                part.write({"state": "waiting", "not_before": now + PAUSE})
            else:
                part.write({"state": answer.state, "message_id": answer.message_id, "error": answer.error or False})
        self.env["grid.sms"]._refresh(parts.sms_id.ids)

    def _give_back(self, parts):
        """Let parts that were certainly not handed over wait again."""
        parts.write({"state": "waiting"})
        self.env["grid.sms"]._refresh(parts.sms_id.ids)

    def _note_trouble(self, words):
        """Keep why nothing leaves now; whoever looks at the provider sees it. It names no telephone."""
        if (self.trouble or False) != words:
            _logger.info("SMS provider %s: %s", self.id, words or "at work again")
            self.sudo().trouble = words

    # ------------------------------------------------------------------
    # What is in doubt
    # ------------------------------------------------------------------
    def _doubt_what_was_left(self):
        """Deal with parts that a dead sender left, and with those that no receipt can come for any more."""
        parts = self.env["grid.sms.part"].sudo()
        parts.search([("provider_id", "=", self.id), ("state", "=", "sending")]).state = "unclear"
        domain = [("provider_id", "=", self.id), ("state", "=", "unclear")]
        if not self.knows_our_id:
            given_up = fields.Datetime.now() - timedelta(minutes=self.validity_minutes) - MARGIN
            domain.append(("handed_at", "<", given_up))
        again = parts.search(domain)
        again.state = "waiting"
        unproved = parts.search(
            [
                ("provider_id", "=", self.id),
                ("state", "=", "sent"),
                ("handed_at", "<", fields.Datetime.now() - timedelta(minutes=self.validity_minutes) - MARGIN),
            ],
            limit=10_000,
        )
        unproved.write({"state": "undelivered", "error": self.env._("no receipt came")})
        self.env["grid.sms"]._refresh((again | unproved).sms_id.ids)
        keep(self.env)

    def _note_receipts(self, receipts):
        """Keep what became of parts; a receipt that comes again, or after the end, changes nothing.

        :param receipts: (number at the provider, telephone, our reference or None, state, error) each
        """
        found = self._parts_of([number for number, *_rest in receipts])
        doubtful = self._doubtful() if any(one[0] not in found for one in receipts) else {}
        touched = self.env["grid.sms.part"].sudo()
        for number, phone, reference, state, error in receipts:
            part = found.get(number) or _take(doubtful.get(phone, []), reference)
            if part and part.state in ("sending", "unclear", "sent") and state != "sent":
                part.write(
                    {"state": state, "error": error.strip("0") and error, "message_id": number or part.message_id}
                )
                touched |= part
            elif part and part.state in ("sending", "unclear"):
                part.write({"state": "sent", "message_id": number})
                touched |= part
        self.env["grid.sms"]._refresh(touched.sms_id.ids)

    def _parts_of(self, numbers):
        """Return {number: part}; a gateway may also name a part by our own number."""
        own = {number: int(number[2:]) for number in numbers if OUR_ID.fullmatch(number)}
        domain = Domain("message_id", "in", [one for one in numbers if one]) | Domain("id", "in", [*own.values()])
        found = self.env["grid.sms.part"].sudo().search(Domain("provider_id", "=", self.id) & domain)
        by_id = {part.id: part for part in found}
        ours = {number: by_id[id_] for number, id_ in own.items() if id_ in by_id}
        return {**{part.message_id: part for part in found if part.message_id}, **ours}

    def _doubtful(self):
        """Return {telephone: its parts in doubt}."""
        domain = [("provider_id", "=", self.id), ("state", "in", ("sending", "unclear"))]
        found = {}
        for part in self.env["grid.sms.part"].sudo().search(domain):
            found.setdefault(part.sms_id.phone, []).append(part)
        return found


def _take(parts, reference):
    """Take the part a receipt is of: the one of our reference, or the first where the centre does not give it back."""
    mine = [part for part in parts if reference is None or part._reference() == reference]
    if mine:
        parts.remove(mine[0])
    return mine[0] if mine else None

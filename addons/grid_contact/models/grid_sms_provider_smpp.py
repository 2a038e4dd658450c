import time

from odoo import models

from ..texting import message, payloads
from .alone import keep
from .grid_sms_sending import LISTENS
from .smpp_session import Arrived, Outgoing, SmppLost, SmppSession


class GridSmsProvider(models.Model):
    """By SMPP 3.4: one session for parts, receipts and what customers write; a broken one is opened again."""

    _inherit = "grid.sms.provider"

    def _session(self):
        own = self.sudo()
        return SmppSession(
            own.host,
            own.port,
            own.login or "",
            own.password or "",
            own.sender,
            own.validity_minutes,
            own.is_tls,
        )

    def _work_smpp(self, end):
        lost = 0
        while time.monotonic() < end and lost < 3:
            try:
                with self._session() as session:
                    self._note_trouble(False)
                    return self._talk(session, end)
            except SmppLost as error:
                lost += 1
                self._note_trouble(str(error))
                keep(self.env)
                time.sleep(lost)

    def _talk(self, session, end):
        """Hand over what waits, and take receipts and what customers write as long as they come."""
        for parts in self._windows(end):
            answers = session.submit([self._as_outgoing(part) for part in parts])
            self._note(dict(zip(parts, answers, strict=True)))
            if None in answers:
                keep(self.env)
                raise SmppLost("the connection broke while parts were handed over")
            self._take(session, 0)
        while time.monotonic() < end and self._listens() and self._take(session, LISTENS):
            pass
        self.env["grid.sms.piece"].sudo()._join(self)
        keep(self.env)

    def _take(self, session, seconds):
        come = session.listen(seconds)
        receipts = [one for one in come if isinstance(one, Arrived)]
        if receipts:
            self._note_receipts(
                [
                    (one.receipt.message_id, one.phone, one.reference, one.receipt.state, one.receipt.error)
                    for one in receipts
                ]
            )
        self._take_words([one for one in come if not isinstance(one, Arrived)])
        keep(self.env)
        session.acknowledge()
        return bool(come)

    def _take_words(self, said):
        """Keep what customers wrote: whole messages at once, the parts of long ones until the others are there."""
        journal, pieces = self.env["grid.sms.incoming"].sudo(), self.env["grid.sms.piece"].sudo()
        whole = [one for one in said if one.piece.total == 1]
        journal._take(self, [(False, one.phone, one.piece.text) for one in whole])
        parts = [(journal._number(one.phone), one.piece) for one in said if one.piece.total > 1]
        pieces._keep(self, parts)
        pieces._join(self)

    def _as_outgoing(self, part):
        """Return a part with the header that joins it to the others of its SMS."""
        whole = message(part.sms_id.body or part.body)
        payload = payloads(whole, part.sms_id.id)[part.number - 1]
        return Outgoing(part.sms_id.phone, payload, whole.alphabet, whole.count > 1, part._reference())

import time

from odoo import models

from ..texting import message, payloads
from .alone import keep
from .grid_sms_sending import LISTENS
from .smpp_session import Outgoing, SmppLost, SmppSession


class GridSmsProvider(models.Model):
    """By SMPP 3.4: one session for parts and receipts; a broken one is opened again."""

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
        """Hand over what waits, and take receipts as long as they come."""
        for parts in self._windows(end):
            answers = session.submit([self._as_outgoing(part) for part in parts])
            self._note(dict(zip(parts, answers, strict=True)))
            if None in answers:
                keep(self.env)
                raise SmppLost("the connection broke while parts were handed over")
            self._take(session, 0)
        while time.monotonic() < end and self._awaits_receipts() and self._take(session, LISTENS):
            pass

    def _take(self, session, seconds):
        receipts = session.listen(seconds)
        if receipts:
            self._note_receipts(
                [
                    (one.receipt.message_id, one.phone, one.reference, one.receipt.state, one.receipt.error)
                    for one in receipts
                ]
            )
        keep(self.env)
        session.acknowledge()
        return bool(receipts)

    def _as_outgoing(self, part):
        """Return a part with the header that joins it to the others of its SMS."""
        whole = message(part.sms_id.body or part.body)
        payload = payloads(whole, part.sms_id.id)[part.number - 1]
        return Outgoing(part.sms_id.phone, payload, whole.alphabet, whole.count > 1, part._reference())

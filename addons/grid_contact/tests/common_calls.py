"""An exchange that tells of calls, and the operators at its telephones."""

from datetime import timedelta
from itertools import count

from odoo import fields

from odoo.addons.grid_contact.calls import Event

NUMBERS = count(1)
PHONE = "+79050000001"


class CallsMixin:
    """Calls for a test of appeals: `exchange`, telephones 101 (operator) and 102 (manager)."""

    @classmethod
    def _settle_exchange(cls):
        cls.exchange = cls.env["grid.appeal.source"].create(
            {
                "name": "АТС",
                "channel_id": cls.env.ref("grid_appeal.channel_phone").id,
                "branch_id": cls.branch.id,
            }
        )
        cls.users["operator"].telephone = "101"
        cls.users["manager"].telephone = "102"

    def _began(self):
        return fields.Datetime.now() - timedelta(minutes=10)

    def _tell(self, number, *events):
        """Tell of a call, `(kind, second, {what is said})` each; return the call."""
        told = [
            (number, Event(f"{kind}-{second}", kind, self._began() + timedelta(seconds=second), **said))
            for kind, second, said in events
        ]
        return self.env["grid.call"].sudo()._take_events(self.exchange, told)

    def _ringing(self, caller=PHONE, telephone="101"):
        """A call that rings at a telephone."""
        return self._tell(
            f"call-{next(NUMBERS)}",
            ("incoming", 0, {"caller": caller, "line": "88000000000"}),
            ("ringing", 5, {"operator": telephone}),
        )

    def _more(self, call, *events):
        return self._tell(call.source_number, *events)

    def _answered(self, caller=PHONE, wait=15, talk=60):
        """A call that the operator has answered and that has ended."""
        call = self._ringing(caller)
        return self._more(call, ("answered", wait, {"operator": "101"}), ("hung_up", wait + talk, {}))

    def _lost(self, caller=PHONE):
        """A call that nobody answered."""
        return self._more(self._ringing(caller), ("hung_up", 40, {}))

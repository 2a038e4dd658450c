from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import consteq, hmac

from odoo.addons.legal_deadline.models.legal_deadline_window import midnight

from ..queueing import secret

#: The longest head start: nobody who comes after the legal wait of another has run out is called before her.
HEAD_START_MAX = 29


class GridOffice(models.Model):
    _inherit = "grid.office"

    reception_service_ids = fields.One2many("grid.reception.service", "office_id", "Services of the queue")
    window_ids = fields.One2many("grid.window", "office_id", "Windows")
    priority_minutes = fields.Integer(
        "Head start of priority, minutes",
        default=20,
        required=True,
        help="A visitor with priority is called as if she had come so much earlier.",
    )
    remote_limit = fields.Integer(
        "Tickets by phone at once", help="How many visitors with a ticket taken by phone may wait; 0: none are given."
    )
    key_edition = fields.Integer("Edition of the keys", default=1, readonly=True, copy=False)

    @api.constrains("priority_minutes", "remote_limit")
    def _check_queue(self):
        for office in self:
            if not 0 <= office.priority_minutes <= HEAD_START_MAX:
                raise ValidationError(
                    self.env._(
                        "%(office)s: the head start of priority is 0 to %(most)s minutes, less than the longest wait "
                        "allowed.",
                        office=office.name,
                        most=HEAD_START_MAX,
                    )
                )
            if office.remote_limit < 0:
                raise ValidationError(self.env._("%(office)s: write 0 or more tickets by phone.", office=office.name))

    # --- the clock
    def _zone(self):
        self.ensure_one()
        return self.env["legal.rule"]._zone_of(self.branch_id.sudo(), self.company_id)

    def _clock(self):
        """Return the moment by the clock of the office."""
        return self.env["legal.rule"]._local(fields.Datetime.now(), self._zone())

    def _today(self):
        """Return the day by the clock of the office."""
        return self._clock().date()

    def _bounds_of(self, day):
        """Return the first moments of a day of the office and of the next one, naive UTC."""
        zone = self._zone()
        return midnight(day, zone), midnight(day + timedelta(days=1), zone)

    def _head_start(self, category):
        return timedelta(minutes=0 if category == "ordinary" else self.priority_minutes)

    # --- keys of the devices
    def _device_key(self, device):
        """Return the key that opens the page of a device: `kiosk`, `board` or `phone`, each for its own page only."""
        self.ensure_one()
        return f"{self.id}.{self._signature(device)}"

    def _signature(self, purpose):
        return hmac(self.env(su=True), f"grid_reception.{purpose}", f"{self.id} {self.key_edition}")[:32]

    @api.model
    def _of_key(self, key, device):
        """Return the office that a key of a device opens; empty for any other text."""
        if not (parts := secret(key)):
            return self.browse()
        office = self.browse(parts[0]).exists().filtered("active")
        return office if office and consteq(parts[1], office._signature(device)) else self.browse()

    def _channel(self):
        """Return the channel of the office's news; its name is a secret of those who were shown a page."""
        self.ensure_one()
        return f"grid_reception.{self._signature('news')}"

    def action_new_keys(self):
        """Make every address of kiosks and boards of these offices invalid: a device was lost."""
        self.check_access("write")
        for office in self:
            office.key_edition += 1
        return True

    def action_open_kiosk(self):
        return self._open_page("kiosk")

    def action_open_board(self):
        return self._open_page("board")

    def action_open_phone(self):
        return self._open_page("phone")

    def _open_page(self, device):
        self.ensure_one()
        self.check_access("write")
        return {"type": "ir.actions.act_url", "url": f"/queue/{device}/{self._device_key(device)}", "target": "new"}

    # --- news
    def _tell(self, **news):
        """Let open screens know, after the commit, that the queue has changed; no personal data travels.

        :param news: `label` and `window` of a ticket that is called: the board says them
        """
        for office in self:
            self.env["bus.bus"]._sendone(office._channel(), "grid_reception", {"office": office.id, **news})

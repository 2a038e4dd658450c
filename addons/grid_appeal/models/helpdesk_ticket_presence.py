import re

from odoo import models
from odoo.exceptions import AccessError

NEWS = ("hello", "here", "left")
CHANNEL = re.compile(r"grid_appeal\.presence_(\d+)")


class HelpdeskTicket(models.Model):
    """Lets those who have an appeal open see each other; nothing of it is stored.

    A page that opens the appeal says hello, the others answer that they are here; a page that closes says
    that it has left. What a page cannot say when it crashes, the others conclude from its silence.
    """

    _inherit = "helpdesk.ticket"

    def tell_presence(self, news, tab, opened_ago=0, editing=False):
        """Tell the other pages of this appeal: `hello`, `here` or `left`.

        :param tab: what the page calls itself
        :param opened_ago: for how many seconds the page has been open
        """
        self.ensure_one()
        self._check_presence()
        if news not in NEWS:
            raise AccessError(self.env._("Nothing but presence is told here."))
        user = self.env.user
        self.env["bus.bus"]._sendone(
            (self, "presence"),
            "grid_appeal.presence",
            {
                "news": news,
                "ticket": self.id,
                "tab": str(tab)[:40],
                "user": user.id,
                "name": user.name,
                "opened_ago": max(0, int(opened_ago)),
                "editing": bool(editing),
            },
        )

    def _check_presence(self):
        """Only employees who read the appeal tell of themselves and learn of others."""
        self.check_access("read")
        if not self.env.user._is_internal():
            raise AccessError(self.env._("Who works on an appeal is known to employees only."))


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        """Turn the presence asked for into channels of the appeals that the person may read; drop the rest."""
        asked = {int(found[1]): channel for channel in channels if (found := CHANNEL.fullmatch(str(channel)))}
        channels = [channel for channel in channels if channel not in asked.values()]
        if asked and self.env.user._is_internal():
            tickets = self.env["helpdesk.ticket"]
            readable = tickets.browse(asked).exists() if tickets.has_access("read") else tickets
            channels += [(ticket, "presence") for ticket in readable._filtered_access("read")]
        return super()._build_bus_channel_list(channels)

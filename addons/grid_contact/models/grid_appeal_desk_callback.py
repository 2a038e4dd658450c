from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_datetime

from odoo.addons.grid_appeal.models.grid_appeal_desk_register import TEXT_MAX
from odoo.addons.grid_customer.identity import phones

from .grid_callback import TERM


class GridAppealDesk(models.AbstractModel):
    """The third way out of a card: the person is called back within the legal term."""

    _inherit = "grid.appeal.desk"

    @api.model
    def call_back(self, card):
        """Promise to call back; a second click, or another promise to the same person, joins the first.

        :return: {"callback": {"id", "phone", "due"}}, or {"errors": {field: sentence}}
        """
        self._check_role()
        call, text = self._call_of_card(card), (card.get("text") or "").strip()
        try:
            phone = self.env["res.partner"]._normalise_phone(card.get("phone") or call.caller)
        except UserError as error:
            return {"errors": {"phone": str(error)}}
        if not phone:
            return {"errors": {"phone": self.env._("Write the number that is to be called back.")}}
        if not text or len(text) > TEXT_MAX:
            return {"errors": {"text": self.env._("Write what is to be answered when we call back.")}}
        point = self.env["grid.usage.point"].browse(card.get("point_id") or [])
        branch = call.branch_id or point.branch_id or self.env["grid.branch"].browse(card.get("branch_id") or [])
        callback = self.env["grid.callback"]._promise(
            [
                {
                    "phone": phones.bare(phone),
                    "partner_id": self.env["res.partner"].browse(card.get("partner_id") or []).id,
                    "company_id": (branch.company_id or self.env.company).id,
                    "branch_id": branch.id or self.env["grid.branch"]._default_branch().id,
                    "reason": "promised",
                    "question": text,
                    "call_id": call.id,
                    "asked_at": call.ended_at or fields.Datetime.now(),
                }
            ]
        )
        call._came_to("callback")
        self.env["grid.desk.card"]._open(card["key"]).unlink()
        return {"callback": self._callback_shown(callback)}

    @api.model
    def _callback_shown(self, callback):
        (promise,) = callback._deadline_open(TERM)
        zone = callback.branch_id.tz or callback.company_id.legal_tz
        return {
            "id": callback.id,
            "phone": callback.phone_words,
            "due": format_datetime(self.env, promise.due_at, tz=zone, dt_format="dd.MM HH:mm"),
        }

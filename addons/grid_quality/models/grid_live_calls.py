from odoo import api, models

from ..live import Tile, against, late, near

#: What of a call and of a call-back the page counts by.
CALL = {"stage", "is_in_time", "branch_id"}
CALLBACK = {"state", "next_due_at"}
NARROWED = {"branch_ids": "branch_id"}


class GridLivePage(models.AbstractModel):
    """The contact centre on the live page: today's calls, the service level, call-backs at risk."""

    _inherit = "grid.live.page"

    @api.model
    def _sections(self):
        return {**super()._sections(), "calls": self.env._("Contact centre")}

    @api.model
    def _tiles(self):
        return [*super()._tiles(), *self._tiles_of_calls(), self._tile_of_call_backs()]

    @api.model
    def _tiles_of_calls(self):
        of_call = {"section": "calls", "model": "grid.call", "narrowed": NARROWED}
        asked_for_one = ("answered", "lost")
        return [
            Tile(
                "call_answered",
                self.env._("Calls answered today"),
                kind="number",
                domain=lambda asked: [("stage", "=", "answered"), *asked.on_today("began_at")],
                **of_call,
            ),
            Tile(
                "call_lost",
                self.env._("Calls lost today"),
                kind="number",
                domain=lambda asked: [("stage", "=", "lost"), *asked.on_today("began_at")],
                level=near,
                rule=self.env._("The caller waited for a person and hung up; each is called back within 4 hours."),
                **of_call,
            ),
            Tile(
                "call_service_level",
                self.env._("Answered in time today"),
                kind="share",
                domain=lambda asked: [("stage", "in", asked_for_one), *asked.on_today("began_at")],
                good=("is_in_time", True),
                unit="%",
                plan=self.env.company.target_service_level,
                level=against(self.env.company.target_service_level),
                note=self.env._("of %(count)s calls that asked for a person"),
                empty=self.env._("No calls today"),
                **of_call,
            ),
        ]

    @api.model
    def _tile_of_call_backs(self):
        return Tile(
            "callback_at_risk",
            self.env._("Call-backs at risk"),
            section="calls",
            kind="number",
            model="grid.callback",
            domain=lambda _asked: [
                ("state", "in", ("open", "taken")),
                ("deadline_state", "in", ("due_soon", "overdue")),
            ],
            narrowed=NARROWED,
            level=late,
            rule=self.env._("Less than half of the 4 hours is left, or none."),
        )


class GridCall(models.Model):
    _inherit = "grid.call"

    def write(self, vals):
        if CALL & vals.keys():
            self.env["grid.live.page"]._tell_change()
        return super().write(vals)


class GridCallback(models.Model):
    _inherit = "grid.callback"

    @api.model_create_multi
    def create(self, vals_list):
        self.env["grid.live.page"]._tell_change()
        return super().create(vals_list)

    def write(self, vals):
        if CALLBACK & vals.keys():
            self.env["grid.live.page"]._tell_change()
        return super().write(vals)

from odoo import api, models

from ..live import Tile, near

APPOINTMENTS = "grid.appointment"
BY_BRANCH = {"branch_ids": "branch_id"}
#: What of an appointment the page counts by.
COUNTED = {"state", "slot_at"}


class GridLivePage(models.AbstractModel):
    """Visitors by appointment on the live page, apart from the queue: each has a time of her own."""

    _inherit = "grid.live.page"

    @api.model
    def _sections(self):
        return {**super()._sections(), "appointments": self.env._("Visitors by appointment")}

    @api.model
    def _tiles(self):
        return [*super()._tiles(), *self._appointments_today(), *self._appointments_missed()]

    @api.model
    def _appointments_today(self):
        def today(*states):
            return lambda asked: self._at_offices(asked.on_today("slot_at"), *states)

        return [
            self._appointment_tile(
                "appointment_today",
                self.env._("Have a time today"),
                today("booked", "arrived", "served", "missed"),
                rule=self.env._("Times at offices; those that were cancelled are left out."),
            ),
            self._appointment_tile(
                "appointment_came", self.env._("Of them have come today"), today("arrived", "served")
            ),
            self._appointment_tile(
                "appointment_to_come",
                self.env._("Are to come today"),
                lambda asked: [*today("booked")(asked), ("slot_at", ">=", str(asked.now))],
                earliest="slot_at",
            ),
            self._appointment_tile(
                "appointment_late",
                self.env._("Are late today"),
                lambda asked: [*today("booked")(asked), ("slot_at", "<", str(asked.now))],
                level=near,
                rule=self.env._("Their time has come, they have not. Tomorrow they are counted as missed."),
            ),
            self._appointment_waiting(),
            self._appointment_tile(
                "appointment_by_office",
                self.env._("Times of today by office"),
                today("booked", "arrived", "served", "missed"),
                kind="bars",
                groupby="office_id",
            ),
        ]

    @api.model
    def _appointment_waiting(self):
        return Tile(
            "appointment_waiting",
            self.env._("Wait beyond their time now"),
            "appointments",
            "number",
            "grid.queue.ticket",
            lambda asked: [
                ("state", "=", "waiting"),
                ("category", "=", "appointment"),
                ("slot_at", "<", str(asked.now)),
            ],
            narrowed=BY_BRANCH,
            level=near,
            views="grid_reception.grid_queue_ticket_view_list",
            rule=self.env._("They came to their time and are not called yet; who came too late waits as all others."),
        )

    @api.model
    def _appointments_missed(self):
        def missed(asked):
            return self._at_offices(asked.during("slot_at"), "missed")

        return [
            self._appointment_tile("appointment_missed", self.env._("Did not come to their time"), missed, level=near),
            self._appointment_tile(
                "appointment_missed_by_office",
                self.env._("Did not come, by office"),
                missed,
                kind="bars",
                groupby="office_id",
            ),
        ]

    @api.model
    def _at_offices(self, period, *states):
        return [("kind", "=", "office"), ("state", "in", states), *period]

    @api.model
    def _appointment_tile(self, code, title, domain, kind="number", **parts):
        views = "grid_reception.grid_appointment_view_list"
        empty = self.env._("Nobody had a time.")
        return Tile(
            code,
            title,
            "appointments",
            kind,
            APPOINTMENTS,
            domain,
            narrowed=BY_BRANCH,
            views=views,
            empty=empty,
            **parts,
        )


class GridAppointment(models.Model):
    """Open live pages learn that an appointment has changed."""

    _inherit = APPOINTMENTS

    @api.model_create_multi
    def create(self, vals_list):
        self.env["grid.live.page"]._tell_change()
        return super().create(vals_list)

    def write(self, vals):
        if COUNTED & vals.keys():
            self.env["grid.live.page"]._tell_change()
        return super().write(vals)

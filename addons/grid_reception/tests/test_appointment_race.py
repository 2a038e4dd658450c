"""Visitors who book at the same moment, in real transactions of their own."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.grid_appeal.tests.common_race import RaceCase

SWEEP = (
    "DELETE FROM grid_queue_event WHERE branch_id = %(branch)s",
    "DELETE FROM grid_appointment WHERE branch_id = %(branch)s",
    "DELETE FROM grid_queue_ticket WHERE branch_id = %(branch)s",
    "DELETE FROM grid_reception_service WHERE branch_id = %(branch)s",
    "DELETE FROM grid_office WHERE branch_id = %(branch)s",
)


@tagged("post_install", "-at_install")
class TestAppointmentRace(RaceCase):
    CODE = "TSP"

    def setUp(self):
        super().setUp()
        guard, env = self._transaction()
        with guard:
            branch = env["grid.branch"].create({"name": "Запись", "code": self.CODE, "tz": "Asia/Novokuznetsk"})
            office = env["grid.office"].create(
                {
                    "name": "Запись",
                    "branch_id": branch.id,
                    "address": "ул. Мира, 1",
                    "booking_ahead": 5,
                    # open on every day of the week, and all day: the test may run at any time
                    "hour_ids": [(0, 0, {"weekday": str(day), "opens": 0, "closes": 24}) for day in range(7)],
                }
            )
            service = env["grid.reception.service"].create(
                {"office_id": office.id, "name": "А", "letter": "А", "at_once": 2}
            )
            self.office, self.service = office.id, service.id
            days = office._free_slots(service, *office._booking_days())
            self.slot = next(times for times in list(days.values())[1:] if times)[0]
            env.cr.commit()

    def _sweep_before(self, env, branch):
        for statement in SWEEP:
            env.cr.execute(statement, {"branch": branch.id or 0})

    def _ask(self, env, press, **vals):
        service = env["grid.reception.service"].browse(self.service)
        try:
            return env["grid.appointment"]._book(service, self.slot, press, **vals).id
        except UserError:
            return False

    def _count(self):
        guard, env = self._transaction()
        with guard:
            return env["grid.appointment"].search_count([("office_id", "=", self.office)])

    def test_a_time_is_never_given_to_more_than_may_have_it(self):
        given = self._clicks(
            lambda env, number: self._ask(env, f"press-race-{number}", caller_name=f"Посетитель {number}"), count=8
        )
        self.assertEqual((len({*filter(None, given)}), given.count(False)), (2, 6))
        self.assertEqual(self._count(), 2)

    def test_one_form_pressed_at_once_gives_one_appointment(self):
        given = self._clicks(lambda env, number: self._ask(env, "press-race", caller_name="Иванова"), count=4)
        self.assertEqual((len({*given}), self._count()), (1, 1))

    def test_one_person_who_books_at_once_gets_no_more_than_she_may(self):
        person = {"caller_name": "Иванова", "phone": "+79051234567", "origin": "site"}
        guard, env = self._transaction()
        with guard:
            env["grid.office"].browse(self.office).booking_limit = 1
            env.cr.commit()
        given = self._clicks(lambda env, number: self._ask(env, f"press-race-{number}", **person), count=4)
        self.assertEqual((len({*filter(None, given)}), self._count()), (1, 1))

    @mute_logger("odoo.sql_db")
    def test_a_visitor_who_presses_twice_at_the_kiosk_has_one_ticket(self):
        guard, env = self._transaction()
        with guard:
            self.appointment = self._ask(env, "press-race", caller_name="Иванова")
            office = env["grid.office"].browse(self.office)
            first, _after = office._bounds_of(office._today())
            now = fields.Datetime.now()
            env["grid.appointment"].browse(self.appointment).slot_at = max(first, now - timedelta(minutes=5))
            env.cr.commit()
        taken = self._clicks(lambda env, number: env["grid.appointment"].browse(self.appointment)._arrive().id)
        self.assertEqual(len({*taken}), 1)

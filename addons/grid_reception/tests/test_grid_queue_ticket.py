from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ReceptionCase

NINE = "2026-03-02 02:00:00"  # 9:00 in Kemerovo


@tagged("post_install", "-at_install")
class TestGridQueueTicket(ReceptionCase):
    """A ticket from the slip to the end of the visit."""

    def setUp(self):
        super().setUp()
        self.clock = self.enterContext(freeze_time(NINE))
        self.window = self._at(self.first, self.manager)

    def _pass(self, minutes=0, seconds=0):
        self.clock.tick(delta=minutes * 60 + seconds)

    # --- numbers
    def test_numbers_run_by_service_and_day(self):
        one, two, other = self._ticket(), self._ticket(), self._ticket(self.contracts)
        self.assertEqual([one.name, two.name, other.name], ["А001", "А002", "Д001"])
        self.clock.move_to("2026-03-03 02:00:00")
        self.assertEqual(self._ticket().name, "А001")

    def test_the_day_is_that_of_the_office(self):
        self.office.branch_id.tz = "Asia/Novokuznetsk"
        self.clock.move_to("2026-03-02 18:00:00")
        self.assertEqual(str(self._ticket().day), "2026-03-03")

    def test_a_service_that_is_closed_gives_no_ticket(self):
        self.meters.active = False
        with self.assertRaisesRegex(UserError, "not given any more"):
            self._ticket()

    @mute_logger("odoo.sql_db")
    def test_a_letter_that_looks_like_a_digit_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "no letter for tickets"):
            self.cash.letter = "О"

    def test_a_visitor_handed_over_keeps_her_number_and_takes_none_of_the_other_service(self):
        self._ticket()
        handed = self.window._next()
        handed._start()
        handed._hand_over(self.contracts, self.env["grid.window"])
        self.assertEqual((handed.name, self._ticket(self.contracts).name), ("А001", "Д001"))
        self.env.flush_all()  # the table takes both

    def test_a_letter_in_use_today_is_changed_tomorrow(self):
        self._ticket()
        with self.assertRaisesRegex(UserError, "Change the letter tomorrow"):
            self.meters.letter = "П"
        self.meters.letter = "А"
        self.clock.move_to("2026-03-03 02:00:00")
        self.meters.letter = "П"
        self.assertEqual(self._ticket().name, "П001")

    # --- the order
    def test_priority_goes_before_who_came_less_than_the_head_start_before(self):
        ordinary = self._ticket()
        self._pass(minutes=19)
        first = self._ticket(category="priority")
        self._pass(minutes=2)
        late = self._ticket(category="priority")
        called = [self._serve().id for _turn in range(3)]
        self.assertEqual(called, [first.id, ordinary.id, late.id])

    def test_an_office_may_not_let_priority_overtake_for_ever(self):
        with self.assertRaisesRegex(ValidationError, "less than the longest wait"):
            self.office.priority_minutes = 30

    def test_a_window_calls_what_it_gives(self):
        self._ticket(self.cash)
        self.assertFalse(self.window._next())
        ticket = self._ticket(self.contracts)
        self.assertEqual(self.window._next(), ticket)

    def test_a_ticket_of_yesterday_is_not_called(self):
        self._ticket()
        self.clock.move_to("2026-03-03 02:00:00")
        self.assertFalse(self.window._next())

    def _serve(self):
        ticket = self.window._next()
        ticket._start()
        return ticket

    # --- the visit
    def test_next_ends_the_visit_and_calls_the_following_one(self):
        one, two = self._ticket(), self._ticket()
        self._serve()
        self._pass(minutes=7)
        self.assertEqual(self.window._next(), two)
        self.assertEqual((one.state, one.service_seconds, two.state), ("done", 420, "called"))

    def test_a_second_click_gives_the_same_ticket(self):
        self._ticket()
        self._ticket()
        self.assertEqual(self.window._next(), self.window._next())

    def test_half_an_hour_is_in_time_and_a_second_more_is_late(self):
        for seconds, late in ((1800, False), (1801, True)):
            with self.subTest(seconds):
                ticket = self._ticket()
                self._pass(seconds=seconds)
                self._serve()
                self.assertEqual((ticket.wait_seconds, ticket.is_late), (seconds, late))
                self.assertEqual(ticket.wait_minutes, round(seconds / 60, 1))
                ticket._finish()

    def test_who_does_not_come_is_noted_and_the_next_one_is_called(self):
        one, two = self._ticket(), self._ticket()
        self.window._next()._no_show()
        self.assertEqual((one.state, one.window_id), ("no_show", self.first))
        self.assertEqual(self.window._next(), two)

    def test_an_act_after_another_one_is_refused_with_a_sentence(self):
        self._ticket()
        ticket = self.window._next()
        ticket._no_show()
        with self.assertRaisesRegex(UserError, "dealt with meanwhile"):
            ticket._start()

    def test_a_hand_over_keeps_the_turn_and_is_called_by_that_window_only(self):
        other = self._at(self.second, self.specialist)
        ticket, following = self._ticket(), self._ticket()
        self._pass(minutes=5)
        self._serve()._hand_over(self.meters, self.second, "Поверка до 2031")
        self.assertEqual(self.window._next(), following)
        self.assertEqual(other._next(), ticket)
        self.assertEqual(ticket.note, "Поверка до 2031")

    def test_the_wait_after_a_hand_over_is_measured_by_itself(self):
        other = self._at(self.second, self.specialist)
        ticket = self._ticket()
        self._pass(minutes=20)
        self._serve()
        self._pass(minutes=15)
        ticket._hand_over(self.meters, self.second)
        self._pass(minutes=25)
        other._next()
        self.assertEqual((ticket.wait_seconds, ticket.is_late, ticket.service_seconds), (1500, False, 900))

    def test_a_hand_over_to_an_empty_window_or_a_strange_service_is_refused(self):
        ticket = self._ticket()
        self._serve()
        for service, window, words in (
            (self.meters, self.second, "Nobody sits"),
            (self.cash, self.second, "a window that gives it"),
        ):
            with self.assertRaisesRegex(UserError, words):
                ticket._hand_over(service, window)

    def test_a_window_that_closes_gives_up_what_was_kept_for_it(self):
        self._at(self.second, self.specialist)
        ticket = self._ticket()
        self._serve()._hand_over(self.meters, self.second)
        self.second.with_user(self.specialist)._close()
        self.assertEqual(self.window._next(), ticket)

    def test_who_is_put_back_lets_those_pass_who_waited_longer(self):
        back = self._ticket()
        self._pass(minutes=5)
        waiting = self._ticket()
        self._pass(minutes=20)
        self._serve()._put_back("Заполняет бланк")
        self.assertEqual([self._serve(), self._serve()], [waiting, back])

    def test_the_course_is_kept(self):
        ticket = self._ticket()
        called = self.window._next()
        called._recall()
        called._start()
        called._finish()
        self.assertEqual(ticket.event_ids.mapped("kind"), ["issued", "called", "recalled", "started", "finished"])
        self.assertEqual(ticket.event_ids[1:].user_id, self.manager)
        with self.assertRaisesRegex(UserError, "not edited"):
            ticket.event_ids[0].note = "x"
        with self.assertRaisesRegex(UserError, "not deleted"):
            ticket.event_ids[0].unlink()

    # --- the day
    def test_the_day_is_closed_once(self):
        waiting, called, serving = self._ticket(), self._ticket(), self._ticket()
        self._serve()._finish()
        self._serve()
        other = self._at(self.second, self.specialist)
        other._next()
        left = self._ticket()
        self.clock.move_to("2026-03-03 02:00:00")
        for _run in range(2):
            self.env["grid.queue.ticket"]._cron_close_day()
        states = [one.state for one in (waiting, called, serving, left)]
        self.assertEqual(states, ["done", "done", "no_show", "left"])
        self.assertEqual(called.service_seconds, 0, "nobody noted when she left")
        self.assertEqual(left.event_ids.mapped("kind"), ["issued", "closed"])
        self.assertFalse((self.first + self.second).user_id)

    def test_today_stays_open(self):
        ticket = self._ticket()
        self.env["grid.queue.ticket"]._cron_close_day()
        self.assertEqual((ticket.state, self.first.user_id), ("waiting", self.manager))

    def test_a_shift_over_midnight_goes_on(self):
        self.clock.move_to("2026-03-03 02:00:00")
        self._ticket()
        serving = self._serve()
        self.env["grid.queue.ticket"]._cron_close_day()
        self.assertEqual((serving.state, serving.window_id.user_id), ("serving", self.manager))

    # --- windows
    def test_a_window_is_taken_by_one_person(self):
        with self.assertRaisesRegex(UserError, "is taken by"):
            self.first.with_user(self.specialist)._open()

    def test_who_opens_another_window_leaves_the_first_one(self):
        self._at(self.second, self.manager)
        self.assertEqual((self.first.user_id, self.second.user_id), (self.env["res.users"], self.manager))

    def test_a_window_with_a_visitor_does_not_close(self):
        self._ticket()
        self._serve()
        with self.assertRaisesRegex(UserError, "Finish with the visitor"):
            self.window._close()

    def test_a_service_of_another_office_is_refused(self):
        other = self.office.copy({"name": "Второй"})
        foreign = self.env["grid.reception.service"].create({"office_id": other.id, "name": "Б", "letter": "Б"})
        with self.assertRaisesRegex(ValidationError, "of another office"):
            self.first.service_ids = [Command.link(foreign.id)]

    def test_operators_serve_no_window(self):
        with self.assertRaises(AccessError):
            self.first.with_user(self.users["operator"])._open()

import re

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import ReceptionCase

PRESS = re.compile(r'name="press" value="([^"]+)"')


@tagged("post_install", "-at_install")
class TestQueuePages(ReceptionCase, HttpCase):
    """The kiosk, the board and the phone of a visitor, without an account."""

    def setUp(self):
        super().setUp()
        self.window = self._at(self.first, self.manager)
        self.kiosk = f"/queue/kiosk/{self.office._device_key('kiosk')}"
        self.board = f"/queue/board/{self.office._device_key('board')}"
        self.phone = f"/queue/phone/{self.office._device_key('phone')}"
        self.office.remote_limit = 1

    def _tickets(self):
        return self.env["grid.queue.ticket"].search([("office_id", "=", self.office.id)])

    def _form(self, path):
        page = self.url_open(path).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        return {"press": PRESS.search(page)[1], **({"csrf_token": token[1]} if token else {})}

    def test_a_touch_gives_a_ticket_and_its_slip(self):
        self.assertIn("Приборы учёта", self.url_open(self.kiosk).text)
        form = self._form(f"{self.kiosk}?service=А")
        slip = self.url_open(self.kiosk, data={**form, "service": "А", "category": "priority"})
        ticket = self._tickets()
        self.assertEqual((ticket.name, ticket.category, ticket.origin), ("А001", "priority", "kiosk"))
        self.assertIn("А001", slip.text)
        self.assertNotIn(dict(ticket._fields["category"]._description_selection(ticket.env))["priority"], slip.text)
        self.assertIn(f'href="{self.kiosk}"', slip.text)

    def test_a_form_sent_twice_gives_one_ticket(self):
        form = {**self._form(f"{self.kiosk}?service=А"), "service": "А"}
        first, second = (self.url_open(self.kiosk, data=form).url for _turn in range(2))
        self.assertEqual((first, len(self._tickets())), (second, 1))

    def test_what_is_not_given_is_refused_with_a_sentence(self):
        self.cash.on_kiosk = False
        for values in ({"service": "К"}, {"service": ""}, {"service": "А", "category": "appointment"}):
            with self.subTest(values):
                answer = self.url_open(self.kiosk, data={**self._form(f"{self.kiosk}?service=А"), **values})
                self.assertEqual(answer.status_code, 422)
        self.assertFalse(self._tickets())

    def test_the_number_of_an_appointment_gives_its_ticket(self):
        self.assertNotIn("appointment=1", self.url_open(self.kiosk).text, "the office takes none")
        self.office.booking_ahead = 1
        self.assertIn("appointment=1", self.url_open(self.kiosk).text)
        self.assertIn('name="number"', self.url_open(f"{self.kiosk}?appointment=1").text)
        booked = self.env["grid.appointment"].create(
            {
                "office_id": self.office.id,
                "service_id": self.meters.id,
                "caller_name": "Иванова Мария",
                "slot_at": fields.Datetime.now(),
            }
        )
        for _turn in range(2):
            slip = self.url_open(self.kiosk, data={"number": booked.name})
            self.assertIn("А001", slip.text)
            self.assertNotIn("Иванова", slip.text)
        self.assertEqual((self._tickets().category, booked.ticket_id), ("appointment", self._tickets()))

    def test_a_number_of_no_appointment_is_refused_and_stays_typed(self):
        for typed in ("55555", "\x00", ""):
            answer = self.url_open(self.kiosk, data={"number": typed})
            self.assertEqual(answer.status_code, 422)
        self.assertIn("55555", self.url_open(self.kiosk, data={"number": "55555"}).text)
        self.assertFalse(self._tickets())

    @mute_logger("odoo.http")
    def test_a_key_opens_its_own_page_only(self):
        board = self.office._device_key("board")
        for path in (f"/queue/kiosk/{board}", f"/queue/phone/{board}", "/queue/board/1.x", f"/queue/ticket/{board}"):
            self.assertEqual(self.url_open(path).status_code, 404)

    @mute_logger("odoo.http")
    def test_keys_that_were_changed_open_nothing(self):
        self.office.action_new_keys()
        for path in (self.kiosk, self.board, self.phone):
            self.assertEqual(self.url_open(path).status_code, 404)

    def test_the_board_shows_numbers_and_windows_and_nothing_of_a_person(self):
        ticket = self._ticket(partner_id=self.citizen.id)
        self._ticket()
        self.window._next()
        page = self.url_open(self.board).text
        self.assertIn(ticket.name, page)
        for secret in (self.citizen.name, self.manager.name, self.manager.login):
            self.assertNotIn(secret, page)

    def test_a_visitor_follows_her_ticket_and_marks_the_service(self):
        self._ticket()
        ticket = self._ticket()
        path = f"/queue/ticket/{ticket._key()}"
        self.assertRegex(self.url_open(path).text, r'queue-big">[^<]*1</p>')
        self.window._next()._start()
        self.window._next()
        self.assertRegex(self.url_open(path).text, r'queue-go">[^<]*1</p>')
        ticket._start()
        ticket._finish()
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.url_open(path).text)[1]
        for mark in ("5", "1"):
            self.url_open(path, data={"csrf_token": token, "mark": mark})
        self.assertEqual(ticket.mark, 5, "the first one counts")

    def test_the_button_of_a_window_asks_who_was_served_and_nobody_else(self):
        path = f"/queue/rating/{self.first._rating_key()}"
        ticket = self._ticket()
        self.window._next()._start()
        self.assertNotIn('name="mark"', self.url_open(path).text, "the visit goes on")
        self.window._current()._finish()
        self.assertIn('name="mark"', self.url_open(path).text)
        for name, mark in (("А999", "1"), (ticket.name, "4"), (ticket.name, "2")):
            self.url_open(path, data={"ticket": name, "mark": mark})
        self.assertEqual(ticket.mark, 4)
        self.assertNotIn('name="mark"', self.url_open(path).text)

    def test_a_mark_before_the_service_is_not_kept(self):
        ticket = self._ticket()
        ticket._take_mark(5)
        self.assertEqual(ticket.mark, 0)

    def test_one_phone_has_one_ticket_that_waits(self):
        answer = self.url_open(self.phone, data={**self._form(self.phone), "service": "А"})
        self.assertIn("А001", answer.text)
        self.assertIn("А001", self.url_open(self.phone).text, "it leads to the ticket that was taken")
        self.assertEqual(self._tickets().origin, "phone")

    def test_an_office_gives_so_many_tickets_by_phone_and_none_when_it_is_closed(self):
        self._ticket(origin="phone")
        answer = self.url_open(self.phone, data={**self._form(self.phone), "service": "А"})
        self.assertEqual(answer.status_code, 422)
        self._tickets().state = "done"
        self.window._close()
        answer = self.url_open(self.phone, data={**self._form(self.phone), "service": "А"})
        self.assertEqual((answer.status_code, len(self._tickets())), (422, 1))

    def test_news_carry_numbers_only(self):
        self._ticket(partner_id=self.citizen.id)
        self.env.cr.precommit.run()
        self.env["bus.bus"].search([]).unlink()
        self.window._next()
        self.env.cr.precommit.run()
        news = self.env["bus.bus"].search([]).mapped("message")
        self.assertTrue(any("А001" in one or "\\u0410001" in one for one in news))
        self.assertFalse([one for one in news if self.citizen.name in one])

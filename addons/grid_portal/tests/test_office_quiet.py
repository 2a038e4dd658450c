"""How long one waits in an office, now and as a rule: on the list of offices and on the page of each."""

from datetime import timedelta

from odoo import Command
from odoo.tests import tagged

from .common_site import SiteCase


@tagged("post_install", "-at_install")
class TestOfficeQuiet(SiteCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.centre.write(
            {
                "reception_service_ids": [Command.create({"name": "Договоры", "letter": "Д", "minutes": 10})],
                "window_ids": [Command.create({"name": "1"})],
            }
        )
        cls.service, cls.window = cls.centre.reception_service_ids, cls.centre.window_ids
        cls.window.service_ids = cls.service
        cls.path = f"/offices/{cls.centre.id}"
        monday = cls.centre._today() - timedelta(days=cls.centre._today().weekday() + 7)
        for hour, minutes in ((9, 30), (10, 30), (15, 3)):
            cls._served(monday, hour, minutes)
        cls._served(monday + timedelta(days=1), 9, 30)

    @classmethod
    def _served(cls, day, hour, minutes):
        """Somebody who waited so long in an hour of a past day."""
        ticket = cls.env["grid.queue.ticket"].create({"service_id": cls.service.id})
        ticket.write({"day": day, "hour": hour, "wait_seconds": minutes * 60, "state": "done", "name": f"{day}{hour}"})

    def test_the_page_shows_the_waits_of_the_week_as_a_table(self):
        (table,) = self._page(self.path).xpath("//table[hasclass('grid_load')]")
        self.assertEqual(table.xpath("./thead//th[position() > 1]/text()"), [str(hour) for hour in range(9, 16)])
        rows = {row.xpath("./th/text()")[0]: row.xpath("./td") for row in table.xpath("./tbody/tr")}
        self.assertEqual(list(rows), ["Mon", "Tue"])
        monday = [" ".join(cell.text_content().split()) for cell in rows["Mon"]]
        self.assertEqual(monday, ["30", "30", "–", "–", "–", "–", "3"])
        self.assertEqual(len(table.xpath(".//*[hasclass('grid_load_quiet')]")), 1)

    def test_the_quieter_hours_are_told_in_words(self):
        self.assertIn("Mon 15–16", self._words(self.path))
        self.assertIn("Quieter: Mon 15–16", self._words("/offices"))

    def test_an_office_where_nobody_was_served_says_nothing_of_it(self):
        page = self._page(f"/offices/{self.point_office.id}")
        self.assertFalse(page.xpath("//table[hasclass('grid_load')]"))
        self.assertNotIn("Queue now", page.text_content())

    def test_the_queue_of_now_is_told(self):
        self.assertIn("no window is open now", self._words(self.path))
        self.window.with_user(self.specialist).sudo().user_id = self.specialist
        self.assertIn("nobody waits", self._words(self.path))
        tickets = self.env["grid.queue.ticket"].create([{"service_id": self.service.id}] * 2)
        self.assertIn("waiting: 2, the wait is up to 20 min", self._words(self.path))
        self.assertIn("waiting: 2", self._words("/offices"))
        tickets.day = self.centre._today() - timedelta(days=1)
        self.assertIn("nobody waits", self._words(self.path))

    def test_it_leads_to_a_ticket_and_to_a_booking_where_there_are_some(self):
        def links():
            return self._page(self.path).xpath("//main//a[hasclass('btn')]/@href")

        self.assertEqual(links(), [])
        self.centre.write({"remote_limit": 5, "booking_ahead": 14})
        booking = f"/visit?office={self.centre.id}"
        self.assertEqual(links(), [booking], "nobody serves now")
        self.window.user_id = self.specialist
        self.assertEqual(links(), [booking, f"/queue/phone/{self.centre._device_key('phone')}"])
        self.assertEqual(self.url_open(links()[1]).status_code, 200)
        self.assertIn(booking, self._page("/offices").xpath("//main//a/@href"))

    def test_the_list_asks_the_database_the_same_for_many_offices(self):
        offices = self.env["grid.office"]._shown(self.env.company)
        offices._waiting_counts()  # the zones of the branches are known from here on
        self.env.flush_all()
        with self.assertQueryCount(1):
            offices._waiting_counts()

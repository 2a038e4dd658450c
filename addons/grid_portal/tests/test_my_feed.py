from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ..account import feed_page
from .common_requests import RequestCase


@tagged("post_install", "-at_install")
class TestMyFeed(RequestCase):
    """All that has happened in one's appeals and requests, and in nobody else's."""

    def setUp(self):
        super().setUp()
        self.answered = self._answered(name="Мигает свет")
        self.case = self._submitted(self.owner, subject="Счётчик не работает")
        self.authenticate("portal_owner", "portal_owner")

    def _lines(self, path="/my/feed"):
        """[(what happened, in which matter, is it new)] as the page shows them."""
        return [
            (
                line.xpath("./strong")[0].text_content().strip(),
                line.xpath("./span")[1].text_content().strip(),
                "grid_matter_yours" in line.get("class"),
            )
            for line in self._page(path).xpath("//main//a[contains(@class, 'grid_matter')]")
        ]

    def _read(self, **changes):
        page = self._page("/my/feed")
        hidden = {name: page.xpath(f"//main//input[@name='{name}']/@value") for name in ("csrf_token", "until")}
        data = {name: value[0] for name, value in hidden.items() if value}
        return self.url_open("/my/feed/read", data={**data, **changes}, allow_redirects=False)

    def test_letters_and_stages_of_appeals_and_requests_the_newest_first(self):
        lines = self._lines()
        words = " ".join(line[0] for line in lines)
        self.assertIn(self.answered.answer_id.outgoing_number, words)
        about = {line[1] for line in lines}
        self.assertTrue(any(self.answered.number in one for one in about))
        self.assertTrue(any("Счётчик не работает" in one for one in about))
        moments = [event.at for event in self._events()]
        self.assertEqual(moments, sorted(moments, reverse=True))

    def _events(self):
        return feed_page(self.owner.partner_id.sudo()._account_events(100), 1, 100).events

    def test_nobody_else_sees_them(self):
        for login in ("portal_colleague", "portal_stranger", "portal_specialist"):
            self.authenticate(login, login)
            self.assertEqual(self._lines(), [], login)

    def test_what_is_new_is_marked_until_it_is_read(self):
        self.assertTrue(any(new for _words, _about, new in self._lines()))
        self.assertEqual(self._read().status_code, 303)
        self.assertFalse(any(new for _words, _about, new in self._lines()))
        later = fields.Datetime.now() + timedelta(seconds=2)
        self._appeal(name="Новое")._by_act().write({"registered_at": later})
        self.assertEqual([about for _words, about, new in self._lines() if new and "Новое" not in about], [])
        self.assertTrue(any(new for _words, _about, new in self._lines()))

    def test_on_the_first_visit_only_what_came_with_the_account_is_new(self):
        for days, news in ((-1, True), (1, False)):
            self._account_begun(fields.Datetime.now() + timedelta(days=days))
            self.assertEqual(any(new for _words, _about, new in self._lines()), news)

    def _account_begun(self, moment):
        self.env.cr.execute("UPDATE res_users SET create_date = %s WHERE id = %s", (moment, self.owner.id))
        self.env.invalidate_all()

    def test_a_letter_that_was_read_is_no_news(self):
        page = f"/my/appeals/{self.answered.id}"
        fields = self._page(page).xpath("//form[@data-grid-reading]//input")
        self.url_open(f"{page}/read", data={field.get("name"): field.get("value") for field in fields})
        number = self.answered.answer_id.outgoing_number
        self.assertEqual([new for words, _about, new in self._lines() if number in words], [False])

    def test_a_reading_of_the_future_reads_until_now(self):
        self._read(until="9999-01-01T00:00:00")
        noted = self.env["grid.feed.reading"].search([("user_id", "=", self.owner.id)])
        self.assertLessEqual(noted.read_until, fields.Datetime.now())
        self._read(until="2020-01-01T00:00:00")
        self.assertEqual(len(noted.search([("user_id", "=", self.owner.id)])), 1)
        self.assertGreater(noted.read_until.year, 2020)

    def test_what_is_no_moment_reads_nothing(self):
        token = self._page("/my/feed").xpath("//main//input[@name='csrf_token']/@value")[0]
        for data, files in (({"until": "вчера"}, None), ({}, [("until", ("a.txt", b"2026-01-01"))])):
            response = self.url_open("/my/feed/read", data={"csrf_token": token, **data}, files=files)
            self.assertEqual(response.status_code, 422)
        self.assertFalse(self.env["grid.feed.reading"].search([("user_id", "=", self.owner.id)]))

    def test_pages(self):
        for number in range(25):
            self._appeal(name=f"Обращение {number}")
        first, second = self._lines(), self._lines("/my/feed/page/2")
        self.assertEqual(len(first), 20)
        self.assertTrue(second)
        self.assertFalse({line[:2] for line in first} & {line[:2] for line in second})
        for page in ("0", "9999999", "99999999999999999999"):
            self.assertIn(self.url_open(f"/my/feed/page/{page}").status_code, (200, 404))

    def test_the_feed_asks_as_much_for_many_as_for_few(self):
        def queries():
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.url_open("/my/feed")
            return self.cr.sql_log_count - before

        queries()
        few = queries()
        for _number in range(8):
            self._answered()
        self.assertLessEqual(queries(), few + 2)
        self.assertLessEqual(few, 27)

from urllib.parse import urlencode

from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_site import SiteCase
from .house import HOUSE

PAGES = ("/offices", "/contacts", "/rates", "/rights", "/papers", "/questions")


@tagged("post_install", "-at_install")
class TestPublicPages(SiteCase):
    def test_every_page_is_for_everybody_and_has_one_head(self):
        office, question = self.centre, self._article()
        for path in (*PAGES, f"/offices/{office.id}", f"/questions/{question.id}"):
            for login in (None, "portal_stranger", "portal_specialist"):
                with self.subTest(path=path, login=login):
                    self.authenticate(login, login)
                    response = self.url_open(path)
                    self.assertEqual(response.status_code, 200)
                    page = self._page(path)
                    self.assertEqual(len(page.xpath("//h1")), 1)
                    levels = [int(head.tag[1]) for head in page.xpath("//main//*[self::h1 or self::h2 or self::h3]")]
                    self.assertTrue(all(below - above <= 1 for above, below in zip(levels, levels[1:], strict=False)))

    @mute_logger("odoo.http")
    def test_what_is_not_there_is_not_found(self):
        draft = self._article(published=False)
        right = self._article(section="rights")
        hidden = self._site_paper(published=False)
        self.centre.active = False
        paths = [
            f"/questions/{draft.id}",
            f"/questions/{right.id}",
            f"/papers/{hidden.id}",
            f"/offices/{self.centre.id}",
        ]
        for kind in ("offices", "papers", "questions"):
            paths += [f"/{kind}/{bad}" for bad in ("0", "99999999", "-1", "1e3", "x", "%D1%8F")]
        for path in paths:
            with self.subTest(path):
                self.assertEqual(self.url_open(path).status_code, 404)

    def test_a_number_no_database_can_hold_is_not_found(self):
        for kind in ("offices", "papers", "questions"):
            self.assertEqual(self.url_open(f"/{kind}/{10**30}").status_code, 404)

    def test_pages_are_read_only(self):
        for path in PAGES:
            self.assertIn(self.url_open(path, data={"a": "b"}).status_code, (400, 405))

    def test_the_front_page_and_the_foot_of_every_page_lead_here(self):
        links = self._page("/").xpath("//main//nav//a/@href")
        self.assertEqual(sorted(links), sorted((*PAGES, "/outages", "/visit")))
        self.assertLessEqual(set(PAGES), set(self._page("/appeal").xpath("//footer//a/@href")))

    def test_a_page_says_the_oldest_check_or_that_there_was_none(self):
        first, second = self._article(section="rights"), self._article("Суд", section="rights")
        self.assertIn("has not been checked", self._words("/rights"))
        first.checked_on, second.checked_on = "2026-10-12", "2026-11-02"
        self.assertIn("12.10.2026", self._words("/rights"))
        self.assertNotIn("has not been checked", self._words("/rights"))

    def test_phones_rates_and_passports_say_their_own_check_too(self):
        self.env.company.checked_on = "2026-11-20"
        branches = self.env["grid.branch"].search([("company_id", "=", self.env.company.id)])
        rates, services = self._rates(), self.env["grid.service"].search([("is_in_force", "=", True)])
        for path, records, said in (
            ("/contacts", branches, "This information was last"),
            ("/rates", rates, "This information was last"),
            ("/services", services, "This information was last"),
            (f"/services/{services[0].code}", services[0], "This information was last"),
            ("/connect", rates, "The rates by which we reckon were last"),
            ("/connect?purpose=house", rates, "The rates by which we reckon were last"),
            (f"/connect?{urlencode(HOUSE)}", rates, "The rates by which we reckon were last"),
        ):
            with self.subTest(path):
                self.assertIn("has not been checked", self._words(path))
                records.write({"checked_on": "2026-11-02"})
                records[0].checked_on = "2026-10-12"
                self.assertIn(f"{said} checked on 12.10.2026", self._words(path))
                records.write({"checked_on": False})

    def test_contacts_say_when_those_of_the_company_itself_were_checked(self):
        self.env["grid.branch"].search([]).checked_on = "2026-11-02"
        self.assertIn("has not been checked", self._words("/contacts"))
        self.env.company.checked_on = "2026-10-12"
        self.assertIn("checked on 12.10.2026", self._words("/contacts"))

    def _rates(self):
        """Two rates, the only ones in force for the company."""
        rates = self.env["grid.fee.rate"].search([("valid_from", "<", "2026-01-01"), ("valid_to", "=", False)])
        rates.write({"valid_to": "2025-12-31"})
        values = {"company_id": self.env.company.id, "valid_from": "2026-01-01", "amount": 7}
        return self.env["grid.fee.rate"].create([{**values, "kind": kind} for kind in ("c1_1", "per_power")])

    def test_the_page_of_rates_leads_to_the_tariffs_and_their_orders(self):
        answer = self.env.ref("grid_portal.article_q_tariffs")
        path = f"/questions/{answer.id}"
        self.assertNotIn(path, self._page("/rates").xpath("//main//a/@href"), "not while nobody has published it")
        answer.published = True
        order = self._site_paper(name="Приказ № 17-э", kind="order")
        links = self._page("/rates").xpath("//main//a/@href")
        self.assertIn(path, links)
        self.assertIn(f"/papers/{order.id}", links)
        self.assertEqual(len(self._page("/papers").xpath("//section[@id='order']//a")), 1)
        self.assertIn("/papers#order", self._page(path).xpath("//main//a/@href"))

    def test_a_draft_is_shown_to_nobody(self):
        self._article("Черновик о правах", section="rights", published=False)
        for login in (None, "portal_stranger", "site_methodologist"):
            self.authenticate(login, login)
            self.assertNotIn("Черновик", self._words("/rights"), login)

    def test_a_text_of_another_company_is_theirs(self):
        other = self.env["res.company"].create({"name": "Соседние сети"})
        text = self._article("Чужой вопрос", company_id=other.id)
        self.assertNotIn("Чужой", self._words("/questions"))
        self.assertEqual(self.url_open(f"/questions/{text.id}").status_code, 404)

    def test_contacts_begin_with_danger(self):
        words = self._words("/contacts")
        self.assertLess(words.index("112"), words.index(self.branch.name))
        phones = self._page("/contacts").xpath("//main//a[starts-with(@href, 'tel:')]/@href")
        self.assertEqual(phones[0], "tel:112")
        self.assertIn("tel:+73842000099", phones)
        self.assertIn("8 (384) 200-00-99", words)

    @freeze_time("2026-11-23 05:00:00")
    def test_the_map_and_the_list_number_the_same_offices(self):
        page = self._page("/offices")
        listed = page.xpath("//main//li[@class='grid_office']/a[1]")
        numbers = {link.get("href"): " ".join(link.text_content().split()) for link in listed}
        self.assertEqual(len(numbers), len(self.env["grid.office"].search([])))
        pins = page.xpath("//main//*[local-name()='svg']//a")
        self.assertIn(f"/offices/{self.centre.id}", [pin.get("href") for pin in pins])
        self.assertNotIn(f"/offices/{self.point_office.id}", [pin.get("href") for pin in pins])
        for pin in pins:
            self.assertEqual(pin.get("aria-label"), numbers[pin.get("href")])
        self.assertIn("8:00–17:00", self._words("/offices"))

    def test_without_a_place_there_is_no_map(self):
        self.env["grid.office"].search([]).write({"latitude": 0, "longitude": 0})
        self.assertFalse(self._page("/offices").xpath("//main//*[local-name()='svg']"))
        self.assertFalse(self._page(f"/offices/{self.centre.id}").xpath("//main//*[local-name()='svg']"))

    def test_an_office_says_its_week_with_holidays_and_short_days(self):
        with freeze_time("2026-06-10 05:00:00"):
            rows = self._page(f"/offices/{self.centre.id}").xpath("//main//tbody/tr")
        said = [" ".join(row.text_content().split()) for row in rows]
        self.assertEqual(len(said), 7)
        self.assertIn("today, Wednesday, 10 June 8:00–17:00", said[0])
        self.assertIn("8:00–16:00", said[1])
        self.assertIn("closed: holiday", said[2])
        self.assertTrue(said[3].endswith("closed"))

    def test_an_office_known_in_words_only_says_them(self):
        self.assertIn("Вт, Чт 9:00–16:00", self._words(f"/offices/{self.point_office.id}"))
        self.assertIn("Вт, Чт 9:00–16:00", self._words("/offices"))

    def test_rates_in_force_say_their_order_or_that_it_is_not_known(self):
        region = self.env.ref("base.state_ru_kem")
        self.branch.state_id = region
        values = {"state_id": region.id, "company_id": self.env.company.id, "valid_from": "2026-01-01"}
        self.env["grid.fee.rate"].search([("state_id", "=", region.id)]).sudo().write({"valid_to": "2025-12-31"})
        self.env["grid.fee.rate"].create(
            [
                {**values, "kind": "c1_1", "label": "С1.1", "amount": 15000.5, "unit": "connection",
                 "order_number": "17-э", "order_date": "2025-12-20"},
                {**values, "kind": "c4", "label": "С4.9", "amount": 7, "unit": "piece", "facts": "voltage_kv=0.4"},
                {**values, "kind": "c8", "label": "Прошлый", "amount": 9, "unit": "point", "valid_to": "2026-02-01"},
            ]
        )  # fmt: skip
        with freeze_time("2026-11-23 05:00:00"):
            words = self._words("/rates")
        self.assertIn("15,000.50 руб.", words)
        self.assertIn("No. 17-э of 20.12.2025", words)
        self.assertIn("С4.9", words)
        self.assertIn("The order is not known to us", words)
        self.assertNotIn("Прошлый", words)

    def test_the_calculator_is_linked_when_there_is_one(self):
        links = self._page("/rates").xpath("//main//a/@href")
        there = self.url_open("/connect").status_code == 200
        self.assertEqual("/connect" in links, there)

    def test_each_page_costs_a_few_queries(self):
        for number in range(20):
            self._article(f"Вопрос {number}", section="questions")
            self._article(f"Право {number}", section="rights")
            self._site_paper(name=f"Бланк {number}")
            self.centre.copy()
        for path in PAGES:
            self.url_open(path)
            with self.subTest(path):
                self.assertLess(self._queries(path), 16)

    def _queries(self, path):
        before = self.env.cr.sql_log_count
        self.url_open(path)
        return self.env.cr.sql_log_count - before

from itertools import product
from urllib.parse import urlencode

from freezegun import freeze_time
from lxml import html

from odoo.tests import tagged

from odoo.addons.grid_connection.applications import PURPOSES

from .common_connect import HOUSE, ConnectCase

ODD = ("", "-1", "1e9", "'; drop", "15.0001", "٣", "9" * 30, "nan", "\u0000", "<b>")
FIRM = {"customer_kind": "legal_entity", "purpose": "shop"}


@tagged("post_install", "-at_install")
class TestConnect(ConnectCase):
    """What a visitor is told: his case, its passport, price, dates and papers."""

    def test_every_case_leads_to_its_questions(self):
        links = self._page("/connect").xpath("//main//a[contains(@class, 'grid_answer')]/@href")
        self.assertEqual(links, [f"/connect?purpose={code}" for code in PURPOSES])
        for link in links:
            page = self._page(link)
            self.assertEqual(len(page.xpath("//h1")), 1)
            self.assertTrue(page.xpath("//main//form[@method='get']"))
            self.assertFalse(page.xpath("//*[@id='errors']"), "nothing was answered wrong yet")

    def test_a_case_begins_with_its_usual_answers(self):
        form = dict(self._page("/connect?purpose=house").xpath("//main//form")[0].form_values())
        self.assertEqual((form["customer_kind"], form["power_new_kw"], form["voltage_kv"]), ("individual", "15", "0.4"))
        self.assertNotIn("settlement_type", form)

    def test_answers_are_changed_and_nothing_of_them_is_lost(self):
        query = urlencode({**HOUSE, "power_new_kw": "7,5", "social_rate_claimed": "1"})
        form = dict(self._page(f"/connect?{query}&change=1").xpath("//main//form")[0].form_values())
        self.assertEqual(form, {**HOUSE, "power_new_kw": "7,5", "social_rate_claimed": "1"})

    def test_passport_follows_the_power_at_its_borders(self):
        """The same choice that an application has."""
        for power, code in (
            ("15", "tp_citizen_15"),
            ("15,001", "tp_citizen_150"),
            ("150", "tp_citizen_150"),
            ("150.001", "tp_150_670"),
            ("669.999", "tp_150_670"),
            ("670", "tp_670"),
        ):
            with self.subTest(power=power):
                response = self._ask(power_new_kw=power)
                self.assertEqual(response.status_code, 200)
                self.assertEqual(self._service(response), code)

    def test_earlier_power_counts(self):
        response = self._ask(power_new_kw="10", power_existing_kw="5.001", purpose="increase")
        self.assertEqual(self._service(response), "tp_citizen_150")
        self.assertIn("10 + 5,001 = 15,001", self._main(response))

    def test_the_page_of_a_passport_leads_to_its_case(self):
        """Each passport that says for whom it is has its case; answered as usual there, it is the one that is found."""
        powers = {"tp_150_670": "200", "tp_670": "700"}
        asked = (
            self.env["grid.service"]
            ._all_in_force("family", "connection", self.env.company._legal_today(), self.env.company)
            .filtered("offered_when")
        )
        self.assertGreater(len(asked), 7)
        for service in asked:
            with self.subTest(service.code):
                (link,) = self._page(f"/services/{service.code}").xpath("//main//dd/a/@href")
                self.assertTrue(link.startswith("/connect?purpose="))
                form = dict(self._page(link).xpath("//main//form")[0].form_values())
                form["voltage_kv"] = form["voltage_kv"] or {"tp_above_20": "35"}.get(service.code, "10")
                kind = {"tp_citizen_15": "individual", "tp_citizen_150": "individual"}.get(service.code, "legal_entity")
                power = powers.get(service.code, "20" if service.code == "tp_citizen_150" else "15")
                found = self._ask(**{**form, "customer_kind": kind, "power_new_kw": power})
                self.assertEqual(self._service(found), service.code)

    def test_a_passport_without_a_case_has_no_calculator(self):
        for code in ("tp_microgeneration", "tp_restore", "meter_check"):
            self.assertFalse(self._page(f"/services/{code}").xpath("//main//a[starts-with(@href, '/connect')]"), code)

    def test_fee_rests_on_what_a_stored_application_would_give(self):
        connections = self.env["grid.connection"].sudo()
        values, faults = connections._read_estimate(HOUSE)
        self.assertFalse(faults)
        estimate = connections._estimated(values)
        names = ("power_new_kw", "voltage_kv", "reliability_category", "settlement_type", "distance_m", "has_distance")
        stored = connections.create(
            {
                **{name: estimate[name] for name in names},
                "service_id": estimate.service_id.id,
                "branch_id": estimate.branch_id.id,
                "partner_id": self.stranger.partner_id.id,
                "subject": "Дом",
            }
        )
        self.assertEqual(estimate._fee_facts(), stored._fee_facts())

    def test_the_fee_is_shown_with_its_working(self):
        words = self._main(self._ask())
        self.assertIn("105 000,00 руб.", words)
        self.assertIn("15 000,00 руб.", self._main(self._ask(social_rate_claimed="1")))

    def test_who_does_not_know_the_distance_is_told_what_holds_near_the_network(self):
        response = self._ask(distance_m="")
        words = self._main(response)
        self.assertIn("105 000,00 руб.", words)
        self.assertRegex(words, r"\b300 (m|м)\b")
        self.assertRegex(self._main(self._ask(distance_m="", settlement_type="rural")), r"\b500 (m|м)\b")
        self.assertRegex(self._main(self._ask(distance_m="", **FIRM)), r"\b200 (m|м)\b")
        self.assertNotIn("/connect/quotation", self._forms(response), "a sheet would say what nobody has measured")

    def test_where_works_are_to_be_designed_the_rate_for_a_kw_is_taken(self):
        for changes in ({"distance_m": "900"}, {"power_new_kw": "15", **FIRM, "distance_m": "900"}):
            words = self._main(self._ask(**changes))
            self.assertIn("164 700,00 руб.", words, "15 kW × 9000 and VAT of 22 %")

    def test_a_firm_is_offered_instalments_where_it_pays_for_works(self):
        far, near = (self._main(self._ask(**FIRM, distance_m=distance)) for distance in ("900", "100"))
        self.assertIn("четыр", far.lower())
        self.assertNotIn("четыр", near.lower())

    def test_a_rate_that_lacks_is_named_and_nobody_is_told_to_add_it(self):
        self.rates.filtered(lambda rate: rate.kind == "preferential").valid_to = "2024-12-31"
        response = self._ask()
        (refusal,) = html.fromstring(response.content).xpath("//main//p[contains(@class, 'alert-warning')]")
        self.assertIn("Льготная ставка", refusal.text_content())
        self.assertIn(self.region.name, refusal.text_content())
        self.assertNotRegex(refusal.text_content(), "Добавьте|Add it")
        self.assertNotIn("/connect/quotation", self._forms(response))

    def test_each_refusal_has_words_of_its_own(self):
        for changes in ({"power_new_kw": "700"}, {"voltage_kv": "110"}):
            (refusal,) = html.fromstring(self._ask(**changes).content).xpath("//main//p[@class='alert alert-warning']")
            self.assertRegex(refusal.text_content(), "регул|regulator")

    def test_dates_are_days_and_follow_each_other(self):
        with freeze_time("2026-11-23 05:00:00"):
            page = html.fromstring(self._ask().content)
        days = page.xpath("//main//ol//div/strong/text()")
        self.assertEqual(days[0], "24.11.2026")
        dated = ["-".join(reversed(day.split("."))) for day in days]
        self.assertEqual(dated, sorted(dated))
        self.assertGreater(len(days), 5)
        self.assertIn("15.06.2027", days, "six months after the last day of payment")

    def test_papers_are_those_that_an_application_asks(self):
        words = self._main(self._ask())
        self.assertIn("СНИЛС", words)
        self.assertNotIn("Учредительные документы", words)
        self.assertIn("Учредительные документы", self._main(self._ask(**FIRM)))
        self.assertNotIn("Форма заявки", words, "it is filled in on the site")

    def test_wrong_answers_are_kept_and_named(self):
        response = self._ask(power_new_kw="много", distance_m="далеко", settlement_type="moon")
        self.assertEqual(response.status_code, 422)
        for field in ("power_new_kw", "distance_m", "settlement_type"):
            self.assertTrue(self._said(response, field), field)
        self.assertIn("много", response.text)
        self.assertTrue(self._said(self._ask(purpose="increase"), "power_existing_kw"))
        self.assertTrue(self._said(self._ask(distance_m="100001"), "distance_m"))

    def test_odd_links_make_nothing_and_break_nothing(self):
        models = ("crm.lead", "grid.connection", "res.partner", "grid.portal.quotation")
        before = [self.env[name].search_count([]) for name in models]
        for name, text in product(HOUSE, ODD):
            with self.subTest(name=name, text=text):
                self.assertIn(self._ask(**{name: text}).status_code, (200, 422))
        self.assertEqual([self.env[name].search_count([]) for name in models], before)

    def test_a_result_is_kept_out_of_indexes(self):
        self.assertEqual(self._ask().headers["X-Robots-Tag"], "noindex")
        self.assertNotIn("X-Robots-Tag", self.url_open("/connect").headers)

    def test_each_page_costs_a_few_queries(self):
        for path, most in (("/connect", 10), ("/connect?purpose=house", 10), (f"/connect?{urlencode(HOUSE)}", 32)):
            self.url_open(path)
            before = self.env.cr.sql_log_count
            self.url_open(path)
            with self.subTest(path):
                self.assertLess(self.env.cr.sql_log_count - before, most)

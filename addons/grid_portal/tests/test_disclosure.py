from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_site import SiteCase

ADDRESS = "с. Сокровенное, ул. Тайная, 3"


@tagged("post_install", "-at_install")
class TestDisclosure(SiteCase):
    """The page of figures: what was counted, for everybody, and nobody's data."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        requests = cls.env["grid.service.request"]
        case = requests._draft_in_account("tp_citizen_15", cls.stranger.partner_id, cls.env.company)
        case.connection_ids.write({"object_address": ADDRESS, "power_new_kw": 7.5})
        case._by_move().write({"submitted_at": "2026-04-10 03:00:00"})
        cls.term = cls._term()
        cls.env.flush_all()

    @classmethod
    def _term(cls):
        """The rule of the term, which stands in an addon beside this one."""
        rule = {
            "code": "disclose_on_request",
            "name": "Ответ на запрос",
            "act_id": cls.env.ref("legal_deadline.act_gk_1").id,
            "amount": 7,
            "valid_from": "2004-01-01",
        }
        rules = cls.env["legal.rule"]
        return rules.search([("code", "=", rule["code"])]) or rules.create(rule)

    def setUp(self):
        super().setUp()
        self.env.registry.clear_cache()
        self.addCleanup(self.env.registry.clear_cache)

    def _months(self, path="/disclosure"):
        """{month: the cells of its last row, all passports together}."""
        return {
            month.xpath("./summary")[0].text_content().strip(): [
                " ".join(cell.text_content().split()) for cell in month.xpath(".//tbody/tr[last()]/td")
            ]
            for month in self._page(path).xpath("//main//details")
        }

    @freeze_time("2026-05-20 03:00:00")
    def test_ended_months_are_shown_with_their_figures(self):
        months = self._months()
        self.assertNotIn("May 2026", months)
        applied = months["April 2026"][0]
        self.assertRegex(applied, r"Applications: \d+ \d+ kW")
        self.assertIn("20.05.2026", self._words("/disclosure"))

    @freeze_time("2026-05-20 03:00:00")
    def test_nobodys_data_is_shown(self):
        page = self.url_open("/disclosure").text
        for secret in (ADDRESS, self.stranger.name):
            self.assertNotIn(secret, page)

    @freeze_time("2026-05-20 03:00:00")
    def test_the_term_of_a_written_request_is_a_date(self):
        self.assertIn("27.05.2026", self._words("/disclosure"))
        self.term.valid_to = "2020-01-01"
        self.assertNotIn("27.05.2026", self._words("/disclosure"))

    @mute_logger("odoo.http")
    def test_a_year_that_was_not_counted_is_not_found(self):
        for year in ("x", "1", "2999", "-2026", "2026.0", "%00", "²"):
            self.assertEqual(self.url_open(f"/disclosure?year={year}").status_code, 404, year)

    def test_staff_write_on_the_page_and_it_says_when_it_was_checked(self):
        self._article("Где это записано", section="disclosure").checked_on = "2026-10-12"
        words = self._words("/disclosure")
        self.assertIn("Где это записано", words)
        self.assertIn("12.10.2026", words)

    # ------------------------------------------------------------------
    # Figures of feeding centres, which staff enter
    # ------------------------------------------------------------------
    def _centre(self, **values):
        values = {"name": "ТП-17", "voltage_kv": 10, "power_kw": 63.5, "known_on": "2026-03-31", **values}
        return self.env["grid.feeding.centre"].create(values)

    def _cells(self):
        """The rows of the tables below the texts, of each its words."""
        return [
            [" ".join(cell.text_content().split()) for cell in row]
            for row in self._page("/disclosure").xpath("//main//section//tbody/tr")
        ]

    def test_figures_that_staff_enter_stand_below_the_text_that_names_their_table(self):
        self._centre(place="Портальск")
        self._centre(name="РП-3", voltage_kv=0.4, power_kw=0, disclosed="measured")
        self.assertFalse(self._cells(), "no text is published")
        text = self._article("Свободная мощность", section="disclosure", disclosed="free")
        self.assertEqual(self._cells(), [["ТП-17Портальск", "10", "63.5", "31.03.2026"]])
        self.assertIn("not been checked", self._words("/disclosure"))
        text.with_user(self.methodologist).action_check()
        self.assertNotIn("not been checked", self._words("/disclosure"))
        text.disclosed = "measured"
        self.assertEqual(self._cells(), [["РП-3", "0.4", "0.0", "31.03.2026"]])

    def test_another_company_shows_its_own_figures(self):
        self._article("Свободная мощность", section="disclosure", disclosed="free")
        self._centre(company_id=self.env["res.company"].create({"name": "Чужие сети"}).id)
        self.assertFalse(self._cells())
        self.assertIn("No figure has been entered yet", self._words("/disclosure"))

    def test_the_shipped_texts_wait_until_their_tables_are_filled_in(self):
        for name, table in (("free", "free"), ("measured", "measured")):
            text = self.env.ref(f"grid_portal.article_disclosure_{name}")
            self.assertEqual((text.published, text.disclosed), (False, table))

    @mute_logger("odoo.sql_db")
    def test_a_figure_that_cannot_be_is_refused(self):
        self._centre()
        self._centre(disclosed="measured", voltage_kv=110)
        for refusal, wrong in (
            (IntegrityError, {"name": "ТП-17"}),
            (IntegrityError, {"voltage_kv": 35}),
            (IntegrityError, {"voltage_kv": 0}),
            (IntegrityError, {"power_kw": -1}),
            (ValidationError, {"known_on": "2999-01-01"}),
        ):
            with self.subTest(wrong), self.assertRaises(refusal), self.env.cr.savepoint():
                self._centre(**{"name": "ТП-18", **wrong})
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self._article(section="questions", disclosed="free")

    def test_customers_and_visitors_have_figures_from_the_page_alone(self):
        for user in (self.owner, self.stranger, self.env.ref("base.public_user")):
            for operation in ("read", "write", "create", "unlink"):
                self.assertFalse(self.env["grid.feeding.centre"].with_user(user).has_access(operation))

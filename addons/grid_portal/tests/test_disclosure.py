from freezegun import freeze_time

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

import html as escaping
from datetime import date, timedelta
from unittest.mock import patch

from freezegun import freeze_time
from lxml import html

from odoo.tests import tagged

from ..controllers.words import sentence
from ..models.grid_account_reader import GridAccountReader
from .common import PortalCase

NOW = "2026-03-10 05:00:00"


@tagged("post_install", "-at_install")
class TestMyPoints(PortalCase):
    """The customer's points: what she reads of her meters, and how her readings are taken."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meter = cls.env["grid.meter"].create(
            {
                "name": "00123456",
                "usage_point_id": cls.point.id,
                "dial_digits": 5,
                "verified_until": "2026-03-01",
                "seal": "0417",
            }
        )
        cls.path = f"/my/points/{cls.point.id}"
        cls.form_path = f"{cls.path}/meters/{cls.meter.id}"

    def setUp(self):
        super().setUp()
        self.authenticate("portal_owner", "portal_owner")

    def test_what_an_addon_above_knows_is_on_the_page(self):
        notes = [{"title": "Отключение", "text": "28.11.2026 с 9 до 17 часов.", "path": "/offices"}]
        self.enterContext(patch.object(GridAccountReader, "_account_notes", lambda record: notes))
        (said,) = self._page(self.path).xpath("//section[@id='notes']")
        self.assertIn("28.11.2026 с 9 до 17", said.text_content())
        self.assertEqual(said.xpath(".//a/@href"), ["/offices"])

    def _read(self, value, day, meter=None, **vals):
        vals = {"meter_id": (meter or self.meter).id, "value": value, "read_on": day, "source": "phone", **vals}
        return self.env["grid.meter.reading"].create(vals)

    def _year(self):
        for month in range(1, 13):
            self._read(1000 + 150 * month, date(2025, month, 25))

    def _open(self, path):
        with freeze_time(NOW):
            return self.url_open(path)

    def _main(self, path):
        page = self._open(path)
        self.assertEqual(page.status_code, 200)
        return html.fromstring(page.content).xpath("//main")[0]

    def _give(self, path=None, **typed):
        with freeze_time(NOW):
            token = self._page(self.path).xpath("//main//input[@name='csrf_token']/@value")
            data = {"csrf_token": token[0] if token else "", **typed}
            return self.url_open(path or self.form_path, data=data, allow_redirects=False)

    def _readings(self):
        return self.env["grid.meter.reading"].search([("meter_id", "=", self.meter.id), ("source", "=", "account")])

    def _beside(self, response, zone="t1"):
        found = html.fromstring(response.content).xpath(f"//*[@id='error-{zone}-{self.meter.id}']")
        return found[0].text_content().strip() if found else ""

    def _hidden_sure(self, response):
        return html.fromstring(response.content).xpath("//input[@name='sure']/@value")

    def test_the_list_names_place_meter_last_reading_and_verification(self):
        self._read(3120, date(2026, 2, 25))
        text = " ".join(self._main("/my/points").text_content().split())
        for words in (self.point.address, self.point.account_number, "00123456", "3\xa0120", "01.03.2026"):
            self.assertIn(" ".join(words.split()), text)
        self.assertIn("/my/points", self._open("/my").text)

    def test_a_plausible_reading_is_taken_once_by_two_clicks(self):
        self._year()
        for _click in range(2):
            self.assertEqual(self._give(t1="3 050,5").status_code, 303)
        [reading] = self._readings()
        self.assertEqual(
            (reading.value, reading.state, reading.partner_id), (3050.5, "accepted", self.owner.partner_id)
        )
        text = self._main(f"{self.path}?given={self.meter.id}").text_content()
        self.assertIn("3\xa0050,500", text)
        self.assertIn("250,500", text, "what was consumed since")

    def test_an_impossible_one_is_refused_beside_its_field(self):
        self._year()
        for typed, words in (
            ("2700", "2\xa0800"),
            ("много", "много"),
            ("1000000", "5"),
            ("", ""),
        ):
            with self.subTest(typed):
                response = self._give(t1=typed)
                self.assertEqual(response.status_code, 422)
                self.assertIn(words, self._beside(response))
                self.assertTrue(self._beside(response))
                field = html.fromstring(response.content).xpath("//input[@name='t1']")[0]
                self.assertEqual((field.get("value"), field.get("aria-invalid")), (typed, "true"))
        self.assertFalse(self._readings())

    def test_a_doubtful_one_is_asked_about_and_taken_when_confirmed(self):
        self._year()
        response = self._give(t1="9000")
        self.assertEqual(response.status_code, 422)
        self.assertIn("6\xa0200", self._beside(response))
        self.assertFalse(self._readings())
        sure = self._hidden_sure(response)[0]
        self.assertEqual(self._give(t1="9500", sure=sure).status_code, 422, "another number is asked about again")
        for _click in range(2):
            self.assertEqual(self._give(t1="9000", sure=sure).status_code, 303)
        [reading] = self._readings()
        self.assertEqual((reading.state, reading.finding), ("to_verify", "jump"))

    def test_zones_are_refused_apart_and_nothing_is_taken_by_half(self):
        self.meter.zone_count = "2"
        self._read(500, date(2026, 2, 25))
        self._read(900, date(2026, 2, 25), zone="t2")
        response = self._give(t1="520", t2="800")
        self.assertFalse(self._beside(response, "t1"))
        self.assertTrue(self._beside(response, "t2"))
        self.assertFalse(self._readings())
        self.assertEqual(self._give(t1="520", t2="930").status_code, 303)
        self.assertEqual(sorted(self._readings().mapped("value")), [520, 930])

    def test_a_page_open_for_too_long_keeps_what_was_typed(self):
        response = self._give(t1="120", csrf_token="stale")
        self.assertEqual(response.status_code, 422)
        self.assertEqual(html.fromstring(response.content).xpath("//input[@name='t1']/@value"), ["120"])
        self.assertFalse(self._readings())

    def test_a_meter_that_sends_itself_or_was_removed_asks_nothing(self):
        self.meter.smart_metering = True
        self.assertFalse(self._main(self.path).xpath(".//input[@name='t1']"))
        self.meter.write({"smart_metering": False, "removed_on": "2026-03-01"})
        self.assertFalse(self._main(self.path).xpath(".//input[@name='t1']"))
        self.assertEqual(self._give(t1="5").status_code, 404)

    def test_history_has_a_drawing_and_a_table(self):
        self._year()
        main = self._main(self.path)
        self.assertEqual(len(main.xpath(".//rect[@class='grid_chart_bar']")), 11)
        self.assertEqual(len(main.xpath(".//tbody/tr")), 12)

    def test_a_new_owner_does_not_see_the_readings_of_the_one_before(self):
        self._read(4321, date(2026, 2, 25))
        self.point.partner_id = self.stranger.partner_id
        self.authenticate("portal_stranger", "portal_stranger")
        for path in ("/my/points", self.path):
            self.assertNotIn("4\xa0321", escaping.unescape(self._open(path).text))

    def test_a_check_of_the_meter_is_begun_once(self):
        for _click in range(2):
            response = self._give(f"{self.form_path}/requests", code="meter_check")
            self.assertEqual(response.status_code, 303)
        case = self.env["grid.service.request"].search([("partner_id", "=", self.owner.partner_id.id)])
        self.assertEqual(
            (case.service_id.code, case.usage_point_id, case.meter_id), ("meter_check", self.point, self.meter)
        )
        self.assertIn(f"/my/requests/{case.id}", response.headers["Location"])
        for code in ("nothing", "\x00"):
            self.assertEqual(self._give(f"{self.form_path}/requests", code=code).status_code, 404)

    def test_a_request_from_a_page_open_for_too_long_is_asked_again_in_its_place(self):
        response = self._give(f"{self.form_path}/requests", code="meter_check", csrf_token="stale")
        self.assertEqual(response.status_code, 422)
        said = html.fromstring(response.content).xpath(f"//section[@id='meter-{self.meter.id}']/div[@role='alert']")
        self.assertEqual([one.text_content() for one in said], [sentence(self.env, "account", "stale")])
        self.assertFalse(self.env["grid.service.request"].search([("partner_id", "=", self.owner.partner_id.id)]))

    def test_over_rpc_only_the_named_fields_of_a_meter_are_read(self):
        reading = self._read(100, date(2026, 2, 25), note="Звонила дважды")
        as_owner = self.env(user=self.owner)
        self.assertTrue(self.meter.with_env(as_owner).read(["name", "verified_until"]))
        for record, field in ((self.meter, "seal"), (self.meter, "place"), (reading, "note"), (reading, "user_id")):
            if field in record._fields:
                self.assertFalse(record.with_env(as_owner)._has_field_access(record._fields[field], "read"), field)

    def test_many_points_cost_as_much_as_few(self):
        self._read(100, date(2026, 2, 25))
        self._main("/my/points")
        costs = []
        for count in (0, 15):
            points = self.env["grid.usage.point"].create(
                [
                    {"name": f"TSP-M{count}-{number}", "partner_id": self.owner.partner_id.id,
                     "branch_id": self.branch.id, "address": "ул. Многая", "power_kw": 15}
                    for number in range(count)
                ]
            )  # fmt: skip
            meters = self.env["grid.meter"].create(
                [{"name": f"M{number}", "usage_point_id": point.id} for number, point in enumerate(points)]
            )
            for meter in meters:
                self._read(10, date(2026, 2, 1) + timedelta(1), meter)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._main("/my/points")
            costs.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(costs[1], costs[0] + 2)
        self.assertLessEqual(costs[1], 20)

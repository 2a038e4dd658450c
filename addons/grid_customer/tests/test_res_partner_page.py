from datetime import date, datetime

from freezegun import freeze_time
from lxml import html

from odoo.tests import tagged

from .common import ROLES, CustomerCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 05:00:00")
class TestResPartnerPage(CustomerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.text = cls.env["grid.consent.text"].create({"purpose": "survey", "version": "1.0", "body": "Согласен."})
        cls.consent = cls.env["grid.consent"].create(
            {"partner_id": cls.ivanov.id, "text_id": cls.text.id, "given_on": date(2026, 1, 1)}
        )
        cls._meter(cls.point, "00123456", date(2026, 3, 9))
        cls.env["grid.representation"].create(
            {
                "principal_id": cls.ivanov.id,
                "representative_id": cls.env["res.partner"].create({"name": "Сидорова Анна"}).id,
                "document_date": date(2025, 1, 1),
                "valid_until": date(2026, 3, 9),
            }
        )

    @classmethod
    def _meter(cls, point, number, until):
        return cls.env["grid.meter"].create({"name": number, "usage_point_id": point.id, "verified_until": until})

    def _page(self, who="operator", partner=None):
        return html.fromstring(self.as_(who, partner or self.ivanov).customer_page)

    def _texts(self, page):
        return [" ".join(section.text_content().split()) for section in page.iter("section")]

    def test_promises_stand_first_with_their_dates(self):
        self.consent._withdraw("post", datetime(2026, 3, 9, 3, 0))
        first, *_rest = self._texts(self._page())
        self.assertIn("Open promises", first)
        self.assertIn("until 08.04.2026", first)

    def test_who_is_owed_nothing_is_told_so(self):
        self.assertIn("Nothing is owed to this customer now.", self._texts(self._page())[0])

    def test_everything_about_the_customer_is_there(self):
        texts = self._texts(self._page())
        consents, points, representatives = (
            next(text for text in texts if text.startswith(title))
            for title in ("Consents", "Usage points and meters", "Representatives")
        )
        self.assertIn("Surveys on the quality of service", consents)
        for words in ("420-17", "4201700123", "15 kW", "00123456", "verification ended"):
            self.assertIn(words, points)
        self.assertIn("Сидорова Анна for Иванов Пётр Ильич", representatives)
        self.assertIn("Expired", representatives)

    def test_a_row_leads_to_its_record_and_back_to_the_card(self):
        links = self._page().xpath("//a/@href")
        self.assertIn(f"/odoo/customers/{self.ivanov.id}/grid.usage.point/{self.point.id}", links)

    def test_every_role_opens_it_and_sees_the_own_branches(self):
        for role in ROLES:
            with self.subTest(role):
                self.assertTrue(self._texts(self._page(role)))
        self.assertFalse([text for text in self._texts(self._page("operator_nvk")) if "420-17" in text])

    def test_what_people_wrote_is_text_not_markup(self):
        self.point.address = "<script>alert(1)</script>"
        self.assertFalse(list(self._page().iter("script")))

    def test_a_card_being_typed_has_no_page(self):
        self.assertFalse(self.as_("operator", "res.partner").new({"name": "Новый"}).customer_page)

    def test_a_long_history_costs_as_much_as_a_short_one(self):
        def cost():
            partner = self.as_("operator", self.ivanov)
            before = self.env.cr.sql_log_count
            self.assertTrue(partner.customer_page)
            return self.env.cr.sql_log_count - before

        cost()
        few = cost()
        points = self.env["grid.usage.point"].create(
            [self._point(f"5{n:02}", self.ivanov, self.district) for n in range(30)]
        )
        for point in points:
            self._meter(point, f"M{point.id}", date(2031, 1, 1))
            self.consent.create({"partner_id": self.ivanov.id, "text_id": self.text.id, "given_on": date(2026, 1, 1)})
        self.env.flush_all()
        self.assertLessEqual(cost(), few)
        self.assertLessEqual(few, 30)
        self.assertEqual(len(self._page().xpath("//section//a")), 1 + 5 + 5)

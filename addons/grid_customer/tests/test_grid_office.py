from freezegun import freeze_time

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import CustomerCase


@tagged("post_install", "-at_install")
class TestGridOffice(CustomerCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls.env["grid.office"].create(
            {
                "name": "Centre",
                "branch_id": cls.kem.id,
                "address": "Lenina, 1",
                "hour_ids": [(0, 0, {"weekday": str(day), "opens": 8, "closes": 17}) for day in range(5)],
            }
        )

    def _states(self, office=None):
        return [day.state for day in (office or self.office)._coming_days()[office or self.office]]

    @freeze_time("2026-11-23 05:00:00")
    def test_the_week_begins_today_where_the_office_is(self):
        days = self.office._coming_days()[self.office]
        self.assertEqual([str(day.day) for day in days][::6], ["2026-11-23", "2026-11-29"])
        self.assertEqual([day.is_open for day in days], [True] * 5 + [False] * 2)
        with freeze_time("2026-11-23 18:00:00"):  # one o'clock of the next morning there
            self.assertEqual(str(self.office._coming_days(1)[self.office][0].day), "2026-11-24")

    @freeze_time("2026-11-23 05:00:00")
    def test_a_day_off_of_the_branch_alone_closes_its_offices(self):
        other = self.office.copy({"branch_id": self.nvk.id})
        self.env["legal.calendar.day"].create(
            {"date": "2026-11-24", "place": f"grid.branch,{self.kem.id}", "source": "local act"}
        )
        self.assertEqual(self._states()[:2], ["open", "local_off"])
        self.assertEqual(self._states(other)[:2], ["open", "open"])

    def test_an_office_known_in_words_only_has_no_table(self):
        self.office.hour_ids.unlink()
        self.office.hours = "Mon-Fri"
        self.assertFalse(self.office._coming_days())

    def test_many_offices_cost_what_one_does(self):
        offices = self.office + self.office.copy() + self.office.copy()
        self.env.invalidate_all()
        offices.mapped("hour_ids.opens")
        offices.mapped("branch_id.company_id.legal_tz")
        offices._coming_days()
        with self.assertQueryCount(0):
            self.assertEqual(len(offices._coming_days()), 3)

    def test_an_office_closes_later_than_it_opens(self):
        for hours in ({"opens": 17, "closes": 8}, {"opens": 8, "closes": 8}, {"opens": -1}, {"closes": 24.5}):
            with self.subTest(hours), self.assertRaises(ValidationError):
                self.office.hour_ids[0].write(hours)

    def test_stretches_of_a_day_do_not_overlap(self):
        self.office.hour_ids[0].closes = 12
        self.office.hour_ids = [(0, 0, {"weekday": "0", "opens": 12, "closes": 17})]
        with self.assertRaisesRegex(ValidationError, "overlap"):
            self.office.hour_ids = [(0, 0, {"weekday": "0", "opens": 16, "closes": 18})]

    def test_a_place_the_wrong_way_round_is_refused(self):
        self.office.write({"latitude": 55.3547, "longitude": 86.0873})
        for place in ({"latitude": 86.0873, "longitude": 55.3547}, {"latitude": 0, "longitude": 86}):
            with self.subTest(place), self.assertRaisesRegex(ValidationError, "not in Russia"):
                self.office.write(place)
        self.office.write({"latitude": 0, "longitude": 0})

    def test_hours_are_changed_by_those_who_keep_the_offices(self):
        changers = {role for role in self.people if self.as_(role, "grid.office.hours").has_access("write")}
        self.assertEqual(changers, {"head", "methodologist"})
        self.assertFalse(self.as_("public", "grid.office.hours").has_access("read"))

    def test_hours_of_a_neighbour_are_not_seen(self):
        theirs = self.office.copy({"branch_id": self.sos.id})
        seen = self.as_("head", "grid.office.hours").search([])
        self.assertIn(self.office.hour_ids[0], seen)
        self.assertFalse(theirs.hour_ids & seen)

    def test_the_hours_of_the_week_are_said_in_short(self):
        self.env["res.lang"]._activate_lang("en_US")
        self.assertEqual(self.office.with_context(lang="en_US")._week_words(), "Mon–Fri 8:00–17:00")
        self.env["res.lang"]._activate_lang("ru_RU")
        self.assertEqual(self.office.with_context(lang="ru_RU")._week_words(), "пн–пт 8:00–17:00")
        self.office.hour_ids.unlink()
        self.office.hours = "По звонку"
        self.assertEqual(self.office._week_words(), "По звонку")

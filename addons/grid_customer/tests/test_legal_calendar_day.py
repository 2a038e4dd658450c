from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import CustomerCase

FRIDAY, SATURDAY, MONDAY = "2026-04-17", "2026-04-18", "2026-04-20"
NEXT_DAY = {FRIDAY: SATURDAY, SATURDAY: MONDAY, MONDAY: "2026-04-21"}


@tagged("post_install", "-at_install")
class TestLegalCalendarDay(CustomerCase):
    """Days off of a region and of a branch move the dates of those whom they concern, and of nobody else.

    KEM and the district below it lie in the Kemerovo region, NVK in Altai; SOS is of the neighbour.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kuzbass, cls.altai = cls.env.ref("base.state_ru_kem"), cls.env.ref("base.state_ru_alt")
        (cls.company + cls.neighbour).country_id = cls.env.ref("base.ru")
        (cls.kem + cls.sos).state_id = cls.kuzbass
        cls.nvk.state_id = cls.altai
        cls.days = cls.env["legal.calendar.day"]
        act = cls.env["legal.act"].create({"code": "TEST", "name": "Test", "short_name": "Test"})
        cls.env["legal.rule"].create(
            {
                "code": "test_week",
                "name": "Answer within a day",
                "act_id": act.id,
                "amount": 1,
                "unit": "working_days",
                "valid_from": "2006-01-01",
            }
        )

    def day(self, day, place, **vals):
        return self.days.create({"date": day, "place": f"{place._name},{place.id}", "source": "local act", **vals})

    def due(self, branch, event):
        """The local day on which a term of one working day ends."""
        due, _steps = self.env["legal.rule"]._due("test_week", f"{event} 05:00:00", branch)
        return str(self.env["legal.rule"]._local(due, branch.tz or "Asia/Novokuznetsk").date())

    def moved(self, event, usual):
        """The branches whose date after an event is not the usual one."""
        branches = self.kem + self.district + self.nvk + self.sos
        return branches.filtered(lambda branch: self.due(branch, event) != usual)

    def test_a_day_off_of_a_region_moves_the_dates_of_its_branches_alone(self):
        self.assertFalse(self.moved(FRIDAY, MONDAY))
        self.day(MONDAY, self.kuzbass)
        self.assertEqual(self.moved(FRIDAY, MONDAY), self.kem + self.district + self.sos)
        self.assertEqual(self.due(self.kem, FRIDAY), "2026-04-21")

    def test_a_working_saturday_of_a_branch_is_its_own(self):
        self.day(SATURDAY, self.nvk, kind="local_working")
        self.assertEqual(self.moved(FRIDAY, MONDAY), self.nvk)
        self.assertEqual(self.due(self.nvk, FRIDAY), SATURDAY)

    def test_a_branch_passes_its_days_to_those_below_and_not_up(self):
        self.day(MONDAY, self.kem)
        self.assertEqual(self.moved(FRIDAY, MONDAY), self.kem + self.district)
        self.days.search([("branch_id", "=", self.kem.id)]).unlink()
        self.day(MONDAY, self.district)
        self.assertEqual(self.moved(FRIDAY, MONDAY), self.district)

    def test_the_nearer_place_has_the_last_word(self):
        self.day(MONDAY, self.kuzbass)
        self.day(MONDAY, self.kem, kind="local_working")
        self.assertEqual(self.moved(FRIDAY, MONDAY), self.sos)
        self.day(MONDAY, self.district)
        self.assertEqual(self.moved(FRIDAY, MONDAY), self.sos + self.district)

    def test_a_day_of_a_region_may_be_of_one_company(self):
        self.day(MONDAY, self.kuzbass, company_id=self.neighbour.id)
        self.assertEqual(self.moved(FRIDAY, MONDAY), self.sos)

    def test_places_go_from_the_region_down_to_the_branch(self):
        self.assertEqual(self.district._legal_places(), [self.kuzbass, self.kem, self.district])
        self.district.state_id = self.altai
        self.assertEqual(self.district._legal_places(), [self.altai, self.kem, self.district])
        (self.kem + self.district).state_id = False
        self.assertEqual(self.district._legal_places(), [self.kem, self.district])

    def test_places_of_many_branches_are_read_by_levels_of_the_tree(self):
        tops = self.env["grid.branch"].create(
            [{"name": "Top", "code": f"T{letter}", "company_id": self.company.id} for letter in "ABCDEFGH"]
        )
        below = self.env["grid.branch"].create(
            [
                {"name": "Below", "code": f"B{letter}{top.code}", "company_id": self.company.id, "parent_id": top.id}
                for letter in "ABCDE"
                for top in tops
            ]
        )
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(2):
            for branch in below:
                branch._legal_places()

    def test_a_region_is_one_of_the_country_of_the_company(self):
        california = self.env.ref("base.state_us_5")
        with self.assertRaisesRegex(ValidationError, "is not a region of Russian Federation"):
            self.kem.state_id = california
        self.company.country_id = False
        self.kem.state_id = california

    def test_a_day_of_a_branch_belongs_to_its_company(self):
        with Form(self.as_("methodologist", "legal.calendar.day").with_context(form_view_ref=False)) as form:
            form.date = MONDAY
            form.place = self.kem
        self.assertEqual((form.record.company_id, form.record.branch_id), (self.company, self.kem))
        self.assertEqual(self.day(MONDAY, self.sos).company_id, self.neighbour)
        with self.assertRaisesRegex(ValidationError, "belongs to its company, Sosed"):
            self.day(FRIDAY, self.sos, company_id=self.company.id)

    def test_a_branch_counts_and_opens_its_own_days(self):
        own = self.day(MONDAY, self.kem) + self.day(SATURDAY, self.kem, kind="local_working")
        self.day(MONDAY, self.district)
        self.day(FRIDAY, self.kuzbass)
        branches = self.as_("methodologist", self.kem + self.nvk + self.district)
        self.assertEqual(branches.mapped("calendar_day_count"), [2, 0, 1])
        action = branches[0].action_calendar_days()
        self.assertEqual(self.as_("methodologist", action["res_model"]).search(action["domain"]), own)
        days = self.as_("methodologist", "legal.calendar.day").with_context(**action["context"])
        added = days.create({"date": FRIDAY})
        self.assertEqual(added.branch_id, self.kem)

    def test_nobody_sees_or_makes_days_of_another_company(self):
        theirs = self.day(MONDAY, self.sos)
        for role in ("operator", "head", "methodologist"):
            self.assertFalse(self.as_(role, "legal.calendar.day").search([("branch_id", "=", self.sos.id)]))
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
            self.as_("methodologist", theirs).write({"date": FRIDAY})
        with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
            self.as_("methodologist", "legal.calendar.day").create(
                {"date": FRIDAY, "place": f"grid.branch,{self.sos.id}", "company_id": self.neighbour.id}
            )

    def test_a_person_sees_the_days_of_the_country_the_region_and_the_own_branches(self):
        days = {
            "region": self.day(FRIDAY, self.altai),
            "own": self.day(MONDAY, self.kem),
            "below": self.day(MONDAY, self.district),
            "other": self.day(MONDAY, self.nvk),
        }
        made = self.days.union(*days.values())

        def seen(who):
            found = self.as_(who, "legal.calendar.day").search([("id", "in", made.ids)])
            return {name for name, day in days.items() if day in found}

        self.assertEqual(seen("operator"), {"region", "own", "below"})
        self.assertEqual(seen("operator_nvk"), {"region", "other"})
        self.assertEqual(seen("methodologist"), set(days))
        self.people["operator"].branch_ids = self.district
        self.assertEqual(seen("operator"), {"region", "own", "below"})

    def test_only_a_methodologist_changes_the_calendar(self):
        own = self.day(MONDAY, self.kem)
        for role in ("operator", "specialist", "supervisor", "head"):
            self.assertFalse(self.as_(role, own).has_access("write"), role)
        self.as_("methodologist", own).write({"is_short": True})
        self.as_("methodologist", own).unlink()
        self.assertFalse(own.exists())
